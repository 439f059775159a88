import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { batchReportHtml, codeBookHtml, handout } from '../../src/documents/index.ts'
import type { Answer, Answers } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { someCounts } from '../support/batch-counts.ts'
import { shipped } from '../support/load.ts'
import { addressOf, hasChromium, startChromium } from './chromium.ts'

if (!hasChromium) console.warn('test/browser is skipped: there is no /usr/bin/chromium (apt-get install chromium)')

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const form = shipped('ketamine-intake')

/** Half of the form answered, with whatever each question's first option is: some reasons at every level. */
const answers: Answers = new Map(
  form.questions
    .filter((_, index) => index % 2 === 0)
    .map(({ id, type, options: [first] }): [string, Answer] => {
      if (first === undefined) return [id, { kind: 'unsure' }]
      return [id, { kind: 'given', value: type === 'choices' ? [first.code] : first.code }]
    }),
)
const screened = {
  questionnaire: form,
  answers,
  guidance: guide(form, answers, '2026-11-22'),
  visit: { at: '2026-11-22 13:05 +00:00', program: '0.0.0', ref: 'A-17' },
}

const PAGES: Readonly<Record<string, string>> = {
  handout: handout(screened, 'html'),
  'code book': codeBookHtml(form),
  'batch report': batchReportHtml(form, someCounts(form)),
}

describe.skipIf(!hasChromium)('axe-core finds nothing', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser.close())

  test.each(Object.keys(PAGES).flatMap((name) => [390, 1200].map((width) => [name, width] as const)))(
    'in the %s at a width of %i',
    async (name, width) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      await page.goto(addressOf(PAGES[name] ?? ''))
      await page.evaluate(axe)
      const found = (await page.evaluate(`axe.run().then(({ violations, passes }) => ({
        passed: passes.length,
        violations: violations.map(({ id, nodes }) => id + ': ' + nodes[0].html),
      }))`)) as { readonly passed: number; readonly violations: readonly string[] }
      expect(found.violations).toEqual([])
      expect(found.passed).toBeGreaterThan(10)
      await page.close()
    },
  )
})

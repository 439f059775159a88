import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeBookHtml, flow } from '../../src/documents/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { HOSTILE, hostileForm } from '../support/hostile.ts'
import { inProject, shipped } from '../support/load.ts'
import { addressOf, hasChromium, startChromium } from './chromium.ts'

const IDS = readdirSync(inProject('questionnaires')).flatMap((name) => /^([a-z-]+)\.yaml$/.exec(name)?.[1] ?? [])

const require = createRequire(import.meta.url)
const MERMAID = require.resolve('mermaid/dist/mermaid.min.js')

if (!hasChromium) console.warn('test/browser is skipped: there is no /usr/bin/chromium (apt-get install chromium)')

/** What the page says of a drawing. Written as text, since it runs in the browser. */
const DRAW = `async (text) => {
  mermaid.initialize({ startOnLoad: false })
  const { svg } = await mermaid.render('flow', text)
  document.body.innerHTML = svg
  const drawn = document.querySelector('svg')
  const texts = (selector) => [...drawn.querySelectorAll(selector)].map((one) => one.textContent.trim())
  return {
    role: drawn.getAttribute('aria-roledescription'),
    boxes: texts('.node'),
    sections: texts('.cluster-label'),
    conditions: texts('.edgeLabel').filter((one) => one !== ''),
    foreign: drawn.querySelectorAll('script, img, a, iframe, [onerror]').length,
  }
}`

interface Drawing {
  readonly role: string
  readonly boxes: readonly string[]
  readonly sections: readonly string[]
  readonly conditions: readonly string[]
  readonly foreign: number
}

describe.skipIf(!hasChromium)('in a browser', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await startChromium()
    page = await browser.newPage()
  })
  afterAll(() => browser.close())

  async function drawn(questionnaire: Questionnaire): Promise<Drawing> {
    await page.goto(addressOf('<!doctype html><meta charset="utf-8"><body></body>'))
    await page.addScriptTag({ path: MERMAID })
    return page.evaluate(`(${DRAW})(${JSON.stringify(flow(questionnaire))})`)
  }

  test.each(IDS)('Mermaid draws %s', async (id) => {
    const questionnaire = shipped(id)
    const { role, boxes, sections, conditions, foreign } = await drawn(questionnaire)
    expect({ role, foreign }).toEqual({ role: 'flowchart-v2', foreign: 0 })
    expect(sections).toEqual(expect.arrayContaining(questionnaire.sections.map(({ title }) => title)))
    const inBoxes = boxes.join('\n')
    for (const { short, subject } of questionnaire.questions)
      expect(inBoxes).toContain(`${subject.index + 1}. ${short}`)
    for (const condition of conditions) expect(condition).toMatch(/“.*\(or not sure, or not said\)$/)
    if (questionnaire.questions.some(({ askIf }) => askIf !== undefined)) expect(conditions.length).toBeGreaterThan(0)
  })

  test('Mermaid shows labels that look like markup as they are', async () => {
    const { role, boxes, foreign } = await drawn(hostileForm())
    expect({ role, foreign }).toEqual({ role: 'flowchart-v2', foreign: 0 })
    const inBoxes = boxes.join('\n')
    for (const label of HOSTILE) expect(inBoxes).toContain(label.replaceAll('\n', ' '))
  })

  test('the page needs nothing, runs nothing and shows every label as it is', async () => {
    const asked: string[] = []
    const told: string[] = []
    const own = await browser.newPage({ viewport: { width: 360, height: 800 } })
    // A page that is its own address asks for nothing, not even for itself.
    own.on('request', (request) => asked.push(request.url()))
    own.on('console', (message) => told.push(message.text()))
    own.on('dialog', () => told.push('dialog'))
    await own.goto(addressOf(codeBookHtml(hostileForm())))
    expect({ asked, told }).toEqual({ asked: [], told: [] })
    const text = await own.locator('body').innerText()
    for (const label of HOSTILE) expect(text).toContain(label.replaceAll('\n', ' '))
    expect(await own.locator('script, img').count()).toBe(0)
    // Set by the style, so the policy has let it in; and nothing sticks out at the width of a phone.
    expect(await own.evaluate('getComputedStyle(document.querySelector("section")).borderTopWidth')).toBe('1px')
    expect(await own.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await own.close()
  })
})

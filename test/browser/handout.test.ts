import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handout } from '../../src/documents/index.ts'
import { type Answers, readAnswers, withSupplied } from '../../src/questionnaire/index.ts'
import { type Guidance, guide } from '../../src/rules/index.ts'
import { inProject, shipped, yamlFile } from '../support/load.ts'
import { prescreen } from '../support/program.ts'
import { addressOf, hasChromium, startChromium } from './chromium.ts'

const PDFTOTEXT = '/usr/bin/pdftotext'
const canRead = hasChromium && existsSync(PDFTOTEXT)
if (!canRead) console.warn('test/browser/handout is skipped: it needs chromium and poppler-utils (apt-get install)')

const intake = shipped('ketamine-intake')
const OTHERS = ['bladder-follow-up', 'maintenance-check', 'pre-session', 'substance-use']
const folder = mkdtempSync(join(tmpdir(), 'handout-'))
afterAll(() => rmSync(folder, { recursive: true }))

const EXAMPLE = readFileSync(inProject('questionnaires/examples/ketamine-intake.answers.yaml'), 'utf8')

/** Nothing reported, beside a page of points for the clinician in the example. */
const BENIGN = EXAMPLE.replace(/^heart_attack: .*/m, 'heart_attack: never')
  .replace(/^bp_systolic: .*/m, 'bp_systolic: 118')
  .replace(/^bp_diastolic: .*/m, 'bp_diastolic: 76')
  .replace(/^bp_when: .*\n/m, '')
  .replace(/^heart_symptoms: .*/m, 'heart_symptoms: none')
  .replace(/^ketamine_allergy: .*/m, 'ketamine_allergy: no')
  .replace(/^escort: .*/m, 'escort: yes')
  .replace(/^medicines: .*/m, 'medicines: none')

/** The same with a point or two. */
const FEW = BENIGN.replace(/^heart_attack: .*/m, 'heart_attack: when_unsure').replace(/^escort: .*/m, 'escort: not_yet')

const MANY = `now_physical: [chest_pain, headache]
age: 71
heart_attack: gt6m
bp_systolic: 400
bp_diastolic: declined
medicines: [maoi, opioid, stimulant]
pregnancy: unsure
suicide_thoughts: yes
harm_others: yes
`

let made = 0

/** The sheet that the program writes for these answers. */
async function sheetFor(answers: string): Promise<string> {
  made += 1
  const [file, sheet] = [join(folder, `${made}.yaml`), join(folder, `${made}.html`)]
  writeFileSync(file, answers)
  const args = ['screen', 'ketamine-intake', '--answers', file, '--ref', 'A-17', '--handout', sheet]
  await prescreen(args)
  return readFileSync(sheet, 'utf8')
}

function answeredAs(text: string): { readonly answers: Answers; readonly guidance: Guidance } {
  const file = yamlFile(text)
  const read = file.ok ? readAnswers(file.value, intake) : file
  if (!read.ok) throw new Error(read.diagnostics[0]?.message)
  return { answers: read.value, guidance: guide(intake, read.value, '2026-11-22') }
}

describe.skipIf(!canRead)('printed by a browser', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser.close())

  interface Printed {
    readonly pages: readonly string[]
    readonly sizes: string
  }

  async function printed(answers: string): Promise<Printed> {
    return printedSheet(await sheetFor(answers))
  }

  async function printedSheet(sheet: string): Promise<Printed> {
    const page = await browser.newPage()
    await page.goto(addressOf(sheet))
    const path = join(folder, 'sheet.pdf')
    await page.pdf({ path, preferCSSPageSize: true })
    await page.close()
    const text = execFileSync(PDFTOTEXT, ['-layout', path, '-'], { encoding: 'utf8' })
    return {
      pages: text.split('\f').slice(0, -1),
      sizes: execFileSync('/usr/bin/pdfinfo', [path], { encoding: 'utf8' }),
    }
  }

  test.each([
    ['nothing was reported', BENIGN, 'NO FLAG'],
    ['there are some points for the clinician', FEW, 'REFER'],
  ])('it is one page of A4 where %s, with everything on it', async (_, answers, level) => {
    const { pages, sizes } = await printed(answers)
    expect(pages).toHaveLength(1)
    expect(sizes).toMatch(/Page size: +59[45]\.?\d* x 84[12]\.?\d* pts \(A4\)/)
    const [text = ''] = pages
    expect(text).toContain(level)
    for (const { short } of intake.questions) expect(text).toContain(`${short}:`)
    expect(text).toMatch(/Clinician[\s\S]*Signature/)
    expect(text).toContain(`sha256:${intake.source.sha256}`)
    expect(text).toContain('Page 1 of 1')
  })

  test('the id of a record and the head of the log find room on it', async () => {
    const { answers, guidance } = answeredAs(FEW)
    const recorded = { record: '7f3a-k2mp-9xqd', head: 'a905913938b19d49'.repeat(4) }
    const visit = { at: '2026-11-22 13:05 +00:00', program: '0.1.0', ref: 'A-17', by: 'KL', recorded }
    const { pages } = await printedSheet(handout({ questionnaire: intake, answers, guidance, visit }, 'html'))
    expect(pages).toHaveLength(1)
    expect(pages[0]?.match(/Record 7f3a-k2mp-9xqd/g)).toHaveLength(3)
    expect(pages[0]?.replaceAll(/\s/g, '')).toContain(recorded.head)
  })

  test.each(OTHERS)(
    '%s is one page, whether nobody or everybody was asked, and large where there is room',
    async (id) => {
      const form = shipped(id)
      const usual = withSupplied(form, new Map(), '2026-11-22', (question) => question.usual)
      const visit = { at: '2026-11-22 13:05 +00:00', program: '0.1.0' }
      for (const answers of [new Map(), usual]) {
        const guidance = guide(form, answers, '2026-11-22')
        const sheet = handout({ questionnaire: form, answers, guidance, visit }, 'html')
        expect((await printedSheet(sheet)).pages).toHaveLength(1)
        if (answers === usual) expect(sheet).toContain('<div class="roomy">')
      }
    },
  )

  test('of many findings the answers stand together on the second page, and both pages say whose they are', async () => {
    const { pages } = await printed(MANY)
    expect(pages).toHaveLength(2)
    const [first = '', second = ''] = pages
    expect(first).toContain('!! ACT NOW')
    expect(first).not.toContain('Every answer')
    for (const page of pages) expect(page).toContain('Reference A-17')
    for (const { short } of intake.questions) expect(second).toContain(`${short}:`)
    expect(second).toContain('Page 2 of 2')
  })

  test('on a phone nothing sticks out, nothing is asked for, and the policy lets the style in', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } })
    const told: string[] = []
    page.on('request', (request) => told.push(request.url()))
    page.on('console', (message) => told.push(message.text()))
    await page.goto(addressOf(await sheetFor(EXAMPLE)))
    expect(told).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    expect(await page.evaluate('getComputedStyle(document.querySelector(".answers")).columnCount')).toBe('1')
    expect(await page.evaluate('parseFloat(getComputedStyle(document.querySelector("li")).fontSize)')).toBe(16)
    await page.close()
  })
})

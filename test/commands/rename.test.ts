import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { prescreenIn } from '../support/program.ts'

const FORM = `# A form with comments; pain is asked first.
format: prescreen/1
id: clinic
version: 1.0.0
title: 'Questions: pain and so on'
language: en
status: draft
set: clinic

sources:
  policy:   # ours
    title: A policy
option_sets:
  often: { never: { label: Never, points: 0 }, daily: { label: "Every day", points: 2 } }
sections:
  - id: one
    title: Begin
    questions:
      - id: pain          # the first question
        text: >-
          Do you have pain
          on any day?
        type: choice
        option_set: often
        usual: never
        worse: [never, "daily"]
        sources: [policy 2.1, policy]
      - { id: pain_days, text: How many days?, type: integer, hard: { min: 0, max: 31 }, ask_if: 'pain = daily' }
      - id: sleep
        text: Do you sleep badly?
        type: choice
        option_set: often
      - id: daily
        text: Do you walk on most days?
        type: yes_no
scores:
  - { id: burden, title: Burden, sum: [pain, sleep] }
rules:
  - id: PAIN
    when: >-
      pain = daily
      and (daily = no or pain_days > 3)
    level: refer-before
    basis: own
    because: 'Reported: {pain}, {pain_days} days; the burden is {burden}.'
    sources: [ "policy 3" ]
  - { id: BURDEN, when: burden >= 2, level: refer-discuss, basis: own, because: Much., sources: [policy] }
promises:
  - { id: pain-refers, when: pain = daily and daily = no, at_least: refer-before }
`
const CASES = `cases:
  # pain on most days
  - name: pain every day
    answers: { pain: daily, daily: no, pain_days: 5, sleep: "daily" }
    expect: { level: refer-before, raised: [PAIN, BURDEN], scores: { burden: 4 } }
  - name: not asked
    answers: { pain: never, daily: yes, sleep: never }
    expect: { not_asked: [pain_days] }
`
const FRENCH = `sections:
  - id: one
    questions:
      - { id: pain, text: Douleur ?, options: { never: Jamais, daily: Tous les jours } }
rules:
  - { id: PAIN, because: 'Déclaré : {pain}.' }
`
const MAP = `format: prescreen-columns/1
columns:
  Pain: { question: pain, codes: { "1": never, "2": daily } }
  Sleep: ?sleep
  Walk: daily
`

const folder = mkdtempSync(join(tmpdir(), 'prescreen-rename-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  writeFileSync(join(folder, 'clinic.yaml'), FORM)
  writeFileSync(join(folder, 'clinic.cases.yaml'), CASES)
  writeFileSync(join(folder, 'clinic.fr.yaml'), FRENCH)
  writeFileSync(join(folder, 'map.yaml'), MAP)
})

const rename = (...words: readonly string[]) => prescreenIn(folder, ['rename', ...words])
const now = (name: string) => readFileSync(join(folder, name), 'utf8')

/** The words that differ between two texts of as many words; everything else is the same to the letter. */
function changedWords(before: string, after: string): readonly string[] {
  const parts = (text: string) => text.split(/([A-Za-z0-9_-]+)/)
  const [old, changed] = [parts(before), parts(after)]
  expect(changed.length).toBe(old.length)
  return old.flatMap((word, index) => (word === changed[index] ? [] : [`${word} → ${changed[index]}`]))
}

describe('one name is changed, and nothing else', () => {
  test.each([
    ['pain', 'ache', 'pain → ache', [6, 2, 2, 1]],
    ['pain_days', 'days_of_pain', 'pain_days → days_of_pain', [3, 2, 0, 0]],
    ['pain.daily', 'every_day', 'daily → every_day', [5, 2, 1, 1]],
    ['daily', 'walks', 'daily → walks', [3, 2, 0, 1]],
    ['question:daily', 'walks', 'daily → walks', [3, 2, 0, 1]],
    ['burden', 'load', 'burden → load', [3, 1, 0, 0]],
    ['PAIN', 'PAIN-DAILY', 'PAIN → PAIN-DAILY', [1, 1, 1, 0]],
    ['pain-refers', 'daily-pain-refers', 'pain-refers → daily-pain-refers', [1, 0, 0, 0]],
    ['policy', 'clinic-policy', 'policy → clinic-policy', [5, 0, 0, 0]],
  ])('%s becomes %s', async (from, to, change, counts) => {
    const { exit, err } = await rename('clinic.yaml', 'map.yaml', from, to)
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    const files = ['clinic.yaml', 'clinic.cases.yaml', 'clinic.fr.yaml', 'map.yaml']
    const before = [FORM, CASES, FRENCH, MAP]
    const changes = files.map((name, index) => changedWords(before[index] ?? '', now(name)))
    expect(changes.map(({ length }) => length)).toEqual(counts)
    expect(new Set(changes.flat())).toEqual(new Set([change]))
    const checked = await prescreenIn(folder, ['check', 'clinic.yaml'])
    writeFileSync(join(folder, 'clinic.yaml'), FORM)
    writeFileSync(join(folder, 'clinic.cases.yaml'), CASES)
    writeFileSync(join(folder, 'clinic.fr.yaml'), FRENCH)
    const unchanged = await prescreenIn(folder, ['check', 'clinic.yaml'])
    expect(checked.exit).toBe(unchanged.exit)
    expect(codesIn(checked.out)).toEqual(codesIn(unchanged.out))
  })

  test('and a comment that still has the old name is told', async () => {
    const { out } = await rename('clinic.yaml', 'pain', 'ache')
    expect(out).toContain('clinic.yaml: 6 places; a comment on line 1 still has the old name')
    expect(out).toContain('clinic.cases.yaml: 2 places; a comment on line 2 still has the old name')
    expect(out).toContain('Records, exported tables and other column maps keep the old name.')
  })

  test('line ends and a byte order mark stay', async () => {
    writeFileSync(join(folder, 'clinic.yaml'), `\ufeff${FORM.replaceAll('\n', '\r\n')}`)
    expect((await rename('clinic.yaml', 'sleep', 'sleeps')).exit).toBe(0)
    expect(now('clinic.yaml')).toBe(
      `\ufeff${FORM.replace('id: sleep', 'id: sleeps').replace('sum: [pain, sleep]', 'sum: [pain, sleeps]').replaceAll('\n', '\r\n')}`,
    )
  })
})

function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/\(([a-z-]+)\)$/gm)].map((match) => match[1] ?? '')
}

describe('everything is renamed, or nothing', () => {
  test.each([
    [['pian', 'ache'], /nothing that is called `pian`/, /did you mean `pain`/],
    [['pain', 'sleep'], /`sleep` is taken already/, /rename that one first/],
    [['pain', 'burden'], /`burden` is taken already/, undefined],
    [['pain', 'Pain'], /cannot be the id of a question/, /small letters/],
    [['pain', 'between'], /a word of the condition language/, undefined],
    [['pain', 'pain'], /is called `pain` already/, undefined],
    [['pain.often', 'x'], /has no option `often`/, undefined],
    [['daily.yes', 'x'], /words of the program/, undefined],
    [['pain.daily', 'unsure'], /taken already/, undefined],
  ])('%j is refused', async (words, refused, help) => {
    const { exit, err, out } = await rename('clinic.yaml', ...words)
    expect(exit).toBe(64)
    expect(err).toMatch(refused)
    if (help !== undefined) expect(err).toMatch(help)
    expect(out).toBe('')
    expect([now('clinic.yaml'), now('clinic.cases.yaml')]).toEqual([FORM, CASES])
  })

  test('a form of the same set that shares the question is named, and then renamed with it', async () => {
    writeFileSync(join(folder, 'later.yaml'), FORM.replace('id: clinic', 'id: later'))
    const { exit, err } = await rename('clinic.yaml', 'pain', 'ache')
    expect(exit).toBe(64)
    expect(err).toContain('also in later.yaml, of the same set `clinic`')
    expect(err).toContain('prescreen rename clinic.yaml later.yaml pain ache')
    expect(now('clinic.yaml')).toBe(FORM)
    expect((await rename('clinic.yaml', 'later.yaml', 'pain', 'ache')).exit).toBe(0)
    expect(now('later.yaml')).toContain('id: ache')
  })

  test('a form with an error is told and left alone', async () => {
    writeFileSync(join(folder, 'clinic.yaml'), FORM.replace('pain_days > 3', 'pain_dys > 3'))
    const { exit, err } = await rename('clinic.yaml', 'pain', 'ache')
    expect(exit).toBe(65)
    expect(err).toContain('unknown question `pain_dys`')
  })

  test.each([[[]], [['pain', 'ache']], [['map.yaml', 'pain', 'ache']]])('%j says what is wanted', async (words) => {
    expect((await rename(...words)).exit).toBe(64)
  })
})

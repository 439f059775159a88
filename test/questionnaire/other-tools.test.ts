import { expect, test } from 'vitest'
import { headOf, problemsOf } from '../support/load.ts'

const HEAD = `${headOf('other')}sections:\n  - id: all\n    title: All\n    questions:\n`
const ASKED = 'id: smoker, text: Q?, type: yes_no'

/** A form with one more key in its question, or in its rule. */
function formWith(question: string, rule = 'level: refer-before'): string {
  return `${HEAD}      - { ${question} }\nrules:\n  - { id: R, when: smoker = yes, because: B., ${rule} }\n`
}

test.each([
  ['show_if: smoker = yes', 'ask_if'],
  ['visible_if: smoker = yes', 'ask_if'],
  ['relevant: smoker = yes', 'ask_if'],
  ['depends-on: smoker', 'ask_if'],
  ['required: true', 'every question is required here'],
  ['Mandatory: true', 'every question is required here'],
  ['default: no', '`usual` is for cases'],
  ['calculate: a + b', '`scores`'],
  ['constraint: a > b', '`check: { that: …, message: … }`'],
  ['minimum: 3', '`hard: { min: …, max: … }`'],
  ['hint: Say it.', '`help`'],
])('the key `%s` of another tool is answered with ours', (key, here) => {
  const [problem] = problemsOf(formWith(`${ASKED}, ${key}`))
  expect(problem).toMatch(/ unknown-key /)
  expect(problem).toContain(here)
})

test.each([
  ['number', '`integer` takes whole numbers, `decimal`'],
  ['boolean', 'write `yes_no`'],
  ['string', 'write `text`'],
  ['select', '`choice` takes one'],
  ['radio', '`choice` takes one'],
  ['checkbox', '`choices` takes several'],
  ['select_multiple', '`choices` takes several'],
  ['Datetime', 'write `date`'],
])('the type `%s` of another tool is answered with ours', (type, here) => {
  const [problem] = problemsOf(formWith(`id: smoker, text: Q?, type: ${type}`))
  expect(problem).toMatch(/ unknown-type /)
  expect(problem).toContain(here)
})

test.each([
  ['kilos', 'write `kg`'],
  ['pounds', 'write `lb`'],
  ['feet', 'feet are not among the units'],
  ['bpm', 'write `per_minute`'],
])('the unit `%s` is answered with ours', (unit, here) => {
  const [problem] = problemsOf(formWith(`${ASKED} }\n      - { id: n, text: Q?, type: integer, unit: ${unit}`))
  expect(problem).toMatch(/ unknown-unit /)
  expect(problem).toContain(here)
})

test.each(['high', 'critical', 'red', 'green'])('no level is proposed in place of `%s`', (level) => {
  const [problem] = problemsOf(formWith(ASKED, `level: ${level}`))
  expect(problem).toMatch(/ unknown-level .* level/)
  expect(problem).toMatch(/how soon a clinician has to look/)
  expect(problem).not.toMatch(/write|did you mean/)
})

test('a key that is only misspelt is still answered with the near one', () => {
  expect(problemsOf(formWith(`${ASKED}, ask_iff: smoker = yes`))[0]).toContain('did you mean `ask_if`?')
})

test.each(['METAL-EYE', 'R'])('a condition that names the rule `%s` is told so, and nothing else', (rule) => {
  const form = formWith(`${ASKED} }\n      - { id: eye, text: Q?, type: yes_no, ask_if: ${rule}`).replace(
    'id: R',
    `id: ${rule}`,
  )
  const problems = problemsOf(form).filter((one) => !one.includes('missing-'))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(`\`${rule}\` is a rule, and conditions read answers, not rules`)
})

test.each([
  ['1tight', '1tight = yes'],
  ['chest-pain', 'chest-pain = yes'],
  ['Chest', 'not Chest = yes'],
])('what names the refused question `%s` is not told a second time', (id, when) => {
  const form = `${HEAD}      - { id: ${id}, text: Q?, type: yes_no }\n      - { id: weight, text: Q?, type: integer }\nrules:\n  - { id: A, when: ${when}, level: refer-before, because: B. }\n`
  expect(problemsOf(form).map((one) => one.split(' ')[1])).toEqual(['wrong-id'])
})

test('what names a refused score is not told a second time', () => {
  const form = `${HEAD}      - { id: a, text: Q?, type: choice, options: { x: { label: X, points: 1 }, y: { label: Y, points: 0 } } }\nscores:\n  - { id: My total, sum: [a] }\nrules:\n  - { id: A, when: My total >= 1, level: refer-before, because: B. }\n`
  expect(problemsOf(form).map((one) => one.split(' ')[1])).toEqual(['wrong-id'])
})

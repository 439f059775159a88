import { describe, expect, test } from 'vitest'
import { check } from '../../../src/authoring/index.ts'
import { slipsIn, thingOf } from '../../../src/authoring/slips/slip.ts'
import { headOf, questionnaire, yamlFile } from '../../support/load.ts'

const FORM = `${headOf('slips')}sources:
  s: { title: S }
sections:
  - id: one
    title: One
    questions:
      - { id: smoker, text: Do you smoke?, type: yes_no, usual: no }
      - { id: age, text: How old are you?, type: integer, hard: { min: 0, max: 120 }, usual: 30 }
      - { id: weight, text: What do you weigh?, type: decimal, hard: { min: 1, max: 300 }, usual: 70 }
      - { id: day, text: When was it?, type: date, usual: 2026-01-01 }
      - { id: pain, text: How bad is the pain?, type: choice, options: { none_now: No, mild: Mild, bad: Bad, worst: Worst }, usual: none_now }
      - { id: signs, text: Which signs?, type: choices, none: None, options: { fever: Fever, rash: Rash, cough: Cough }, usual: none }
`

/** What a slip can make of a condition, in the order in which it is made. */
function edits(condition: string): readonly string[] {
  const rule = `rules:\n  - id: R\n    when: ${condition}\n    level: refer-before\n    because: B.\n    sources: [s]\n    basis: own\n`
  return slipsIn(questionnaire(FORM + rule)).map(({ says }) => says.replaceAll('`', ''))
}

const OF_THE_RULE = ['level: act-now', 'level: refer-discuss', 'without the rule']

describe('each small mistake is made once, and none that the reader refuses', () => {
  test.each([
    ['smoker = yes', ['smoker != yes for smoker = yes', 'smoker = no for smoker = yes']],
    ['age >= 65', ['age > 65', 'age < 65', 'age >= 66', 'age >= 64'].map((to) => `${to} for age >= 65`)],
    [
      'weight < 45.5',
      ['weight <= 45.5', 'weight >= 45.5', 'weight < 45.6', 'weight < 45.4'].map((to) => `${to} for weight < 45.5`),
    ],
    [
      'day > 2026-02-28',
      ['day >= 2026-02-28', 'day <= 2026-02-28', 'day > 2026-03-01', 'day > 2026-02-27'].map(
        (to) => `${to} for day > 2026-02-28`,
      ),
    ],
    ['pain = bad', ['pain != bad', 'pain = mild', 'pain = worst'].map((to) => `${to} for pain = bad`)],
    [
      'pain in (mild, bad)',
      [
        'pain not in (mild, bad) for pain in (mild, bad)',
        'without mild in pain in (mild, bad)',
        'without bad in pain in (mild, bad)',
        'with none_now in pain in (mild, bad)',
        'with worst in pain in (mild, bad)',
      ],
    ],
    [
      'signs has rash',
      ['not signs has rash', 'signs has fever', 'signs has cough'].map((to) => `${to} for signs has rash`),
    ],
    ['smoker is answered', ['smoker is not answered for smoker is answered']],
    [
      'age between 18 and 64',
      [
        'not age between 18 and 64',
        'age between 19 and 64',
        'age between 17 and 64',
        'age between 18 and 65',
        'age between 18 and 63',
      ].map((to) => `${to} for age between 18 and 64`),
    ],
    [
      'smoker = yes and age > 60',
      [
        'smoker = yes or age > 60 for smoker = yes and age > 60',
        'not (smoker = yes and age > 60) for smoker = yes and age > 60',
        'without smoker = yes',
        'without age > 60',
        'smoker != yes for smoker = yes',
        'smoker = no for smoker = yes',
        ...['age >= 60', 'age <= 60', 'age > 61', 'age > 59'].map((to) => `${to} for age > 60`),
      ],
    ],
    [
      'weight * 10000 / age >= 30',
      [
        'weight * 10000 / age > 30',
        'weight * 10000 / age < 30',
        'weight * 10000 * age >= 30',
        'weight / 10000 / age >= 30',
        'weight * 100000 / age >= 30',
        'weight * 1000 / age >= 30',
        'weight * 10000 / age >= 31',
        'weight * 10000 / age >= 29',
      ].map((to) => `${to} for weight * 10000 / age >= 30`),
    ],
  ])('%s', (condition, expected) => {
    expect(edits(condition)).toEqual([...expected, ...OF_THE_RULE])
  })
})

const RULE = `rules:
  - id: OLD
    when: age >= 65
    level: refer-discuss
    because: Is {age} years old.
    sources: [s]
    basis: own
`
const CASES = `cases:
  - name: nothing
    expect: { level: none-raised }
  - name: old
    answers: { age: 80 }
    expect: { level: refer-discuss }
`

function checked(form: string, cases: string = CASES) {
  return check(
    {
      path: 'demo.yaml',
      form: yamlFile(form, 'demo.yaml'),
      cases: yamlFile(cases, 'demo.cases.yaml'),
      translations: [],
    },
    '2026-01-01',
    { cells: 1_000_000, steps: 10_000_000 },
  )
}

const codesIn = (form: string, cases?: string) =>
  checked(form, cases)
    .diagnostics.map(({ code }) => code)
    .filter((code) => /slip|ignore/.test(code))

describe('what the author says beside a rule', () => {
  test('silences its slips, and is not used where every slip is noticed', () => {
    const ignored = `${FORM}${RULE}    ignore: { slip-unnoticed: Somewhere about 65. }\n`
    expect(codesIn(FORM + RULE)).toEqual(['slip-unnoticed'])
    expect(codesIn(ignored)).toEqual([])
    expect(checked(ignored).sections.at(-1)?.says).toBe(
      '2 cases as expected; all 6 possible slips would be noticed, but for 3 ignored',
    )
    const edges = `  - { name: at, answers: { age: 65 }, expect: { level: refer-discuss } }\n  - { name: below, answers: { age: 64 }, expect: { level: none-raised } }\n`
    expect(codesIn(FORM + RULE, CASES + edges)).toEqual([])
    expect(codesIn(ignored, CASES + edges)).toEqual(['unused-ignore'])
  })
})

test('a case that does not hold, or says `todo`, notices nothing', () => {
  const edges = (expected: string) =>
    `${CASES}  - { name: at, answers: { age: 65 }, expect: ${expected} }\n  - { name: below, answers: { age: 64 }, expect: { level: none-raised } }\n`
  const unnoticed = (cases: string) => checked(FORM + RULE, cases).slips?.told.length
  expect(unnoticed(edges('{ level: refer-discuss }'))).toBe(0)
  expect(unnoticed(edges('{ level: none-raised }'))).toBe(2)
  expect(unnoticed(edges('todo'))).toBe(2)
})

test.each([
  [65, 2],
  [40, 0],
])('a slip waits for a case that says `todo` where its person, %i years old, would tell it', (age, waiting) => {
  const cases = `${CASES}  - { name: later, answers: { age: ${age} }, expect: todo }
  - { name: below, answers: { age: 64 }, expect: { level: none-raised } }\n`
  const told = checked(FORM + RULE, cases).slips?.told ?? []
  expect([told.length, told.filter(({ waits }) => waits).length]).toEqual([2, waiting])
})

test('a case that contradicts itself after a slip notices it', () => {
  const form = `${FORM.replace('{ id: age,', '{ id: age, ask_if: smoker = yes,')}${RULE}`
  const cases = `cases:\n  - name: smokes\n    answers: { smoker: yes, age: 30 }\n    expect: { level: none-raised }\n`
  const told = checked(form, cases).slips?.told.map(({ slip }) => `${thingOf(slip).id} ${slip.says}`) ?? []
  expect(told).not.toContain('age `smoker != yes` for `smoker = yes`')
  expect(told).toContain('age without `ask_if`')
})

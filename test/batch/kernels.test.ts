import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Columns, clear, columnsFor } from '../../src/batch/columns/columns.ts'
import { type Outcomes, scorer } from '../../src/batch/columns/outcomes.ts'
import { type Answers, due, LEVELS, type Questionnaire } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { answersTo, headOf, questionnaire, shipped } from '../support/load.ts'
import { anyAnswers, anyForm, ON } from '../support/random-conditions.ts'
import { contraryOf, seat } from './seat.ts'

interface Person {
  readonly answers: Answers
  /** ISO day, or nothing where the date of the answers is not known. */
  readonly on: string
}

/** Answers of every kind; in some of several choices `none` stands beside others. */
function anyPerson({ questions }: Questionnaire): fc.Arbitrary<Person> {
  const several = questions.filter((question) => question.type === 'choices').map((question) => question.id)
  return fc
    .tuple(anyAnswers(questions), fc.subarray(several), fc.constantFrom(ON, ON, '2025-02-28', ''))
    .map(([answers, contradictory, on]): Person => {
      const said = new Map(answers)
      for (const id of contradictory) {
        const answer = said.get(id)
        if (answer?.kind === 'given' && Array.isArray(answer.value) && !answer.value.includes('none'))
          said.set(id, { kind: 'given', value: ['none', ...answer.value] })
      }
      return { answers: said, on }
    })
}

function together(
  form: Questionnaire,
  columns: Columns,
  score: (columns: Columns) => Outcomes,
  people: readonly Person[],
) {
  clear(columns)
  for (const { answers, on } of people) seat(columns, form, answers, on)
  const outcomes = score(columns)
  const { levels, complete, truths } = outcomes
  return people.map((_, person) => ({
    states: columns.states.map((states) => states[person]),
    truths: truths.map((codes) => codes[person]),
    level: LEVELS[levels[person] as number],
    complete: complete[person] === 1,
    ...contraryOf(form, outcomes, person),
  }))
}

function alone(form: Questionnaire, { answers, on }: Person) {
  const { sheet } = due(form, answers, on)
  const { level, complete, conflicts, findings } = guide(form, answers, on)
  return {
    states: [...sheet.states],
    truths: form.rules.map((rule) => rule.when.test(sheet)),
    level,
    complete,
    conflicts,
    failed: findings.filter((finding) => finding.kind === 'check-failed').map((finding) => finding.question),
  }
}

const CONTRARY = ['conflict', 'out-of-range', 'unreadable', 'check-failed']

const twoLots = (form: Questionnaire) =>
  fc.tuple(...[8, 5].map((count) => fc.array(anyPerson(form), { minLength: count, maxLength: count })))

test('any people side by side stand as each would alone, under any rules, follow-ups and checks', () => {
  const seen = { conflicts: 0, failed: 0, unknown: 0, partlyKnown: 0, outOfRange: 0, decidedByContrary: 0 }
  fc.assert(
    fc.property(
      anyForm.chain((form) => twoLots(form).map((lots) => ({ form, lots }))),
      ({ form, lots }) => {
        const [columns, score] = [columnsFor(form), scorer(form)]
        for (const people of lots) {
          const all = together(form, columns, score, people)
          expect(all).toEqual(people.map((person) => alone(form, person)))
          for (const { answers, on } of people) {
            const said = [...answers.values()]
            if (said.some((one) => one.kind !== 'given' && (one.codes ?? []).length > 0)) seen.partlyKnown += 1
            if (said.some((one) => one.kind === 'rejected' && one.why === 'out-of-range')) seen.outOfRange += 1
            // The level of these hangs on what no interview lets through.
            const first = guide(form, answers, on).findings.at(0)?.kind ?? ''
            if (CONTRARY.includes(first)) seen.decidedByContrary += 1
          }
          for (const one of all) {
            if (one.conflicts.length > 0) seen.conflicts += 1
            if (one.failed.length > 0) seen.failed += 1
            if (one.truths.includes(2)) seen.unknown += 1
          }
        }
      },
    ),
    { numRuns: 250, seed: 31 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(40)
})

test.each(['ketamine-intake', 'bladder-follow-up', 'substance-use'])('and so do people of %s', (id) => {
  const form = shipped(id)
  const [columns, score] = [columnsFor(form), scorer(form)]
  fc.assert(
    fc.property(twoLots(form), (lots) => {
      for (const people of lots)
        expect(together(form, columns, score, people)).toEqual(people.map((person) => alone(form, person)))
    }),
    { numRuns: 100, seed: 37 },
  )
})

test('a list in which every option was named leaves nothing open, whatever its question says of "not sure"', () => {
  const form = questionnaire(`${headOf('whole')}sections:
  - id: one
    title: One
    questions:
      - { id: signs, text: Signs?, type: choices, none: None, if_unknown: refer-discuss, options: { x: X, y: Y } }
rules:
  - { id: R, when: 10 / (count(signs) - 2) >= 1, level: refer-before, because: B }
`)
  const people = ['x; y; unsure', 'x; y; declined', 'x; unsure', 'unsure', 'x; y', 'x; y; other', 'none'].map(
    (signs) => ({
      answers: answersTo(form, { signs }),
      on: ON,
    }),
  )
  const all = together(form, columnsFor(form), scorer(form), people)
  expect(all).toEqual(people.map((person) => alone(form, person)))
  expect(all.map(({ level }) => level)).toEqual([
    'refer-before',
    'refer-before',
    'refer-discuss',
    'refer-discuss',
    'refer-before',
    'refer-before',
    'none-raised',
  ])
})

test('what no interview lets through decides a level by itself', () => {
  const form = questionnaire(`${headOf('contrary')}sections:
  - id: one
    title: One
    questions:
      - { id: smokes, text: Smokes?, type: yes_no }
      - { id: daily, text: How many?, type: integer, ask_if: smokes = yes, hard: { min: 0, max: 90 } }
      - { id: high, text: High?, type: integer, hard: { min: 50, max: 250 } }
      - { id: low, text: Low?, type: integer, check: { that: high > low, message: M } }
      - { id: signs, text: Signs?, type: choices, none: None, options: { x: X, y: Y } }
      - { id: word, text: Which?, type: choice, if_unanswered: act-now, options: { a: A, b: B } }
rules:
  - { id: HIGH, when: high >= 180, level: refer-before, because: B }
  - { id: CRISIS, when: high >= 300, level: act-now, action: emergency, because: B }
  - { id: DAILY, when: daily > 20, level: refer-discuss, because: B }
`)
  const plain = { smokes: 'no', high: 120, low: 80, signs: 'none', word: 'a' }
  const people = [
    {},
    { low: 130 },
    { signs: ['none', 'x'] },
    { high: 260 },
    { high: 400 },
    { high: '?!' },
    { word: '?!' },
    { daily: 4 },
    { daily: 40 },
    { daily: 400 },
    { smokes: 'yes', daily: 400 },
  ].map((said) => ({ answers: answersTo(form, { ...plain, ...said }), on: ON }))
  const all = together(form, columnsFor(form), scorer(form), people)
  expect(all).toEqual(people.map((person) => alone(form, person)))
  expect(all.map(({ level }) => level)).toEqual([
    'none-raised',
    'refer-before',
    'refer-discuss',
    'refer-before',
    'act-now',
    'refer-before',
    'act-now',
    'none-raised',
    'refer-discuss',
    'refer-before',
    'refer-before',
  ])
})

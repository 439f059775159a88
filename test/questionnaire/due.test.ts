import { describe, expect, test } from 'vitest'
import { Due, due, dueForNow, stateName } from '../../src/questionnaire/index.ts'
import { answersTo, headOf, questionnaire } from '../support/load.ts'

const FORM = `${headOf('demo')}sections:
  - id: all
    title: All
    questions:
      - { id: a, text: A?, type: yes_no }
      - { id: b, text: B?, type: yes_no }
      - { id: n, text: N?, type: integer, hard: { max: 9 } }
      - id: mood
        text: Mood?
        type: choice
        options: { good: { label: Good, points: 0 }, bad: { label: Bad, points: 3 } }
      - id: sleep
        text: Sleep?
        type: choice
        options: { good: { label: Good, points: 0 }, bad: { label: Bad, points: 3 } }
      - { id: signs, text: Signs?, type: choices, none: None, options: { x: X, y: Y } }
`
const SCORES = 'scores:\n  - { id: low, title: Low, sum: [mood, sleep] }\n'

type Written = Parameters<typeof answersTo>[1]

/** How the questions of these conditions, asked one after the other as q1, q2, …, stand: dueness and state. */
function standing(conditions: readonly string[], written: Written): string {
  const asked = conditions.map((when, at) => `      - { id: q${at + 1}, text: Q?, type: yes_no, ask_if: "${when}" }\n`)
  const form = questionnaire(`${FORM}${asked.join('')}${SCORES}`)
  const { sheet, due: dueness } = due(form, answersTo(form, written), '2026-03-02')
  const names = ['due', 'pending', 'not due'] as const
  expect([Due.yes, Due.pending, Due.no]).toEqual([0, 1, 2])
  return conditions
    .map((_, at) => form.questionById.get(`q${at + 1}`)?.subject.index ?? -1)
    .map((index) => `${names[dueness[index] ?? 9]}/${stateName(sheet, index)}`)
    .join(' ')
}

function stands(rows: readonly (readonly [condition: string, written: Written, stands: string])[]): void {
  test.each(rows)('%s with %j: %s', (condition, written, expected) => {
    expect(standing(condition.split(' > '), written)).toBe(expected)
  })
}

describe('a trigger that decides', () => {
  stands([
    ['a = yes', { a: 'yes' }, 'due/unanswered'],
    ['a = yes', { a: 'no' }, 'not due/not_asked'],
    ['not a = yes', { a: 'no' }, 'due/unanswered'],
    ['n >= 5', { n: 5 }, 'due/unanswered'],
    ['signs has x', { signs: ['y'] }, 'not due/not_asked'],
    ['count(signs) >= 1', { signs: 'none' }, 'not due/not_asked'],
  ])
})

describe('unknown because somebody said so: ask, the safe side', () => {
  stands([
    ['a = yes', { a: 'unsure' }, 'due/unanswered'],
    ['a = yes', { a: 'declined' }, 'due/unanswered'],
    ['a = yes', { a: 'perhaps' }, 'due/unanswered'],
    ['n >= 5', { n: 10 }, 'due/unanswered'],
    ['n >= 5', { n: 'x' }, 'due/unanswered'],
    ['signs has x', { signs: 'y; z' }, 'due/unanswered'],
  ])
})

describe('a list that is known in part', () => {
  stands([
    ['signs has x', { signs: 'y; unsure' }, 'due/unanswered'],
    ['signs has x', { signs: 'y; declined' }, 'due/unanswered'],
    ['signs has x', { signs: 'x; unsure' }, 'due/unanswered'],
    ['not signs has x', { signs: 'x; unsure' }, 'not due/not_asked'],
    ['count(signs) >= 1', { signs: 'x; unsure' }, 'due/unanswered'],
    ['count(signs) >= 2', { signs: 'x; unsure' }, 'due/unanswered'],
    ['signs has none', { signs: 'x; unsure' }, 'not due/not_asked'],
    ['count(signs) < 2', { signs: 'x; y; unsure' }, 'not due/not_asked'],
    ['signs is answered', { signs: 'x; y; unsure' }, 'not due/not_asked'],
    // What is not known for want of an answer to another question does not make it due.
    ['n < count(signs)', { signs: 'x; y; unsure' }, 'pending/pending'],
    ['n < count(signs)', { signs: 'x; unsure' }, 'due/unanswered'],
  ])
})

describe('unknown because nobody has answered yet: pending', () => {
  stands([
    ['a = yes', {}, 'pending/pending'],
    ['not a = yes', {}, 'pending/pending'],
    ['a = yes and b = yes', { a: 'yes' }, 'pending/pending'],
    ['count(signs) >= 1', {}, 'pending/pending'],
  ])
})

describe('several triggers', () => {
  stands([
    ['a = yes or b = yes', { a: 'yes' }, 'due/unanswered'],
    ['a = yes or b = yes', { a: 'no' }, 'pending/pending'],
    ['a = yes and b = yes', { a: 'no' }, 'not due/not_asked'],
    ['a = yes and b = yes', { a: 'unsure', b: 'no' }, 'not due/not_asked'],
    ['a = yes and b = yes', { a: 'unsure', b: 'yes' }, 'due/unanswered'],
    // One said so, one still missing: due, whatever else is missing.
    ['a = yes and b = yes', { a: 'unsure' }, 'due/unanswered'],
    ['a = yes or b = yes', { a: 'declined' }, 'due/unanswered'],
    ['a = yes and n >= 5', { n: 10 }, 'due/unanswered'],
    // A trigger that cannot change the outcome any more is not looked at.
    ['a = yes and (b = yes or n >= 5)', { b: 'unsure', n: 7 }, 'pending/pending'],
    ['a is answered', {}, 'not due/not_asked'],
    ['a is answered', { a: 'unsure' }, 'not due/not_asked'],
    ['a is not answered', { a: 'unsure' }, 'due/unanswered'],
  ])
})

describe('chains', () => {
  stands([
    ['a = yes > q1 = yes', {}, 'pending/pending pending/pending'],
    ['a = yes > q1 = yes', { a: 'yes' }, 'due/unanswered pending/pending'],
    ['a = yes > q1 = yes', { a: 'unsure' }, 'due/unanswered pending/pending'],
    ['a = yes > q1 = yes', { a: 'yes', q1: 'unsure' }, 'due/unsure due/unanswered'],
    ['a = yes > q1 = yes', { a: 'no' }, 'not due/not_asked not due/not_asked'],
    ['a = yes > q1 = no', { a: 'no' }, 'not due/not_asked not due/not_asked'],
    ['a = yes > not q1 = yes', { a: 'no' }, 'not due/not_asked due/unanswered'],
    ['a = yes > q1 = yes > q2 = yes', { a: 'yes', q1: 'yes', q2: 'yes' }, 'due/given due/given due/unanswered'],
    ['a = yes > q1 = yes > q2 = yes', { q1: 'no' }, 'pending/given not due/not_asked not due/not_asked'],
  ])
})

describe('scores', () => {
  stands([
    ['low >= 3', { mood: 'bad' }, 'due/unanswered'],
    ['low >= 3', { mood: 'good' }, 'pending/pending'],
    ['low >= 3', { mood: 'good', sleep: 'unsure' }, 'due/unanswered'],
    ['low >= 3', { mood: 'unsure' }, 'due/unanswered'],
    ['low >= 3', { mood: 'good', sleep: 'good' }, 'not due/not_asked'],
    ['low >= 7', {}, 'not due/not_asked'],
  ])
})

describe('an answer that is present counts, also when its question is not due', () => {
  stands([
    ['a = yes', { a: 'no', q1: 'yes' }, 'not due/given'],
    ['a = yes', { a: 'no', q1: 'unsure' }, 'not due/unsure'],
    ['a = yes', { q1: 'declined' }, 'pending/declined'],
    ['a = yes', { a: 'no', q1: 'perhaps' }, 'not due/rejected'],
    ['a = yes > q1 = yes', { a: 'no', q1: 'yes' }, 'not due/given due/unanswered'],
    ['a = yes > q1 = yes', { a: 'no', q1: 'perhaps' }, 'not due/rejected due/unanswered'],
  ])
})

test('none beside another choice is a contradiction in which the other counts', () => {
  const form = questionnaire(`${FORM}      - { id: q1, text: Q?, type: yes_no, ask_if: signs has x }\n`)
  const both = due(form, answersTo(form, { signs: ['none', 'x'] }), '2026-03-02')
  const [signs = -1, q1 = -1] = ['signs', 'q1'].map((id) => form.questionById.get(id)?.subject.index)
  expect(both.contradictory).toEqual([signs])
  expect(both.due[q1]).toBe(Due.yes)
})

test('what a rejected value was is kept', () => {
  const form = questionnaire(FORM)
  const { rejected } = due(form, answersTo(form, { n: 10, a: 'perhaps' }), '2026-03-02')
  expect([...rejected].map(([index, { why, raw }]) => `${form.questions[index]?.id} ${why} ${raw}`)).toEqual([
    'a unreadable perhaps',
    'n out-of-range 10',
  ])
})

test('a sheet that is used again holds nothing of the one before', () => {
  const form = questionnaire(`${FORM}      - { id: more, text: More?, type: yes_no, ask_if: a = yes }\n`)
  const people: readonly Written[] = [
    { a: 'yes', n: 7, mood: 'bad', signs: ['x', 'y'], more: 'no' },
    {},
    { a: 'no', n: 'unsure', signs: ['none', 'x'] },
    { b: 'yes', more: 'yes', mood: 'good' },
    { n: 12 },
  ]
  for (const written of [...people, ...people.toReversed()]) {
    const answers = answersTo(form, written)
    expect(dueForNow(form, answers, '2026-03-02')).toEqual(due(form, answers, '2026-03-02'))
  }
})

test('each sheet has its own day, also after another; what is no day is none', () => {
  const form = questionnaire(FORM)
  const days = ['2026-03-02', '2026-03-03', '2026-03-03', 'some day', '1970-01-02', '2026-03-02']
  expect(days.map((on) => due(form, new Map(), on).sheet.today)).toEqual([20514, 20515, 20515, Number.NaN, 1, 20514])
})

test('answers that contradict themselves come in the order of the form, whatever order they were given in', () => {
  const form = questionnaire(
    `${FORM}      - { id: more, text: More?, type: choices, none: None, options: { v: V, w: W } }\n`,
  )
  const given = (value: readonly string[]) => ({ kind: 'given', value }) as const
  const answers = new Map([
    ['more', given(['none', 'v'])],
    ['signs', given(['x', 'none'])],
  ])
  const order = ['signs', 'more'].map((id) => form.questionById.get(id)?.subject.index)
  expect(due(form, answers, '2026-03-02').contradictory).toEqual(order)
})

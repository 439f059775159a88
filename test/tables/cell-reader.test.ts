import { describe, expect, test } from 'vitest'
import { type CellReaderOptions, cellReader } from '../../src/tables/cell-reader.ts'
import { headOf, questionnaire } from '../support/load.ts'

const form = questionnaire(`${headOf('cells')}sections:
  - id: one
    title: One
    questions:
      - { id: weight, text: "Weight?", type: decimal }
      - { id: age, text: "Age?", type: integer, hard: { max: 120 } }
      - { id: seen, text: "Seen on?", type: date }
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: signs, text: "Signs?", type: choices, none: None, options: { rash: "Rash; itching", fever: Fever } }
      - { id: grades, text: "Grades?", type: choices, none: None, options: { low: "2", high: "3" } }
      - { id: notes, text: "Notes?", type: text }
rules: []
`)

/** What a cell says: the value, the state, or `unreadable` or `outside` with what stands there; `-` for nothing. */
function says(id: string, written: string | readonly string[], options: CellReaderOptions = {}): unknown {
  const question = form.questionById.get(id)
  if (question === undefined) throw new Error(`no question ${id}`)
  const answer = cellReader(question, options)(written)
  if (answer === undefined) return '-'
  if (answer.kind === 'rejected') return `${answer.why}: ${answer.raw}`
  if (answer.kind !== 'given') return answer.codes === undefined ? answer.kind : `${answer.kind} ${answer.codes}`
  return answer.value
}

describe('labels that are numbers', () => {
  const codes = new Map([['1', 'high']])
  test.each<readonly [string, CellReaderOptions, unknown]>([
    ['2', {}, ['low']],
    ['1', { mapped: { codes } }, ['high']],
    ['low', { mapped: { codes } }, ['low']],
    // The file has codes of its own, so that its 2 is not the 2 of the label, alone or among others.
    ['2', { mapped: { codes } }, 'unreadable: 2'],
    ['1;2', { mapped: { codes } }, 'unreadable: 1; 2'],
  ])('%j with %j says %j', (written, options, expected) => {
    expect(says('grades', written, options)).toEqual(expected)
  })
})

describe('numbers', () => {
  test.each<readonly [string, CellReaderOptions, unknown]>([
    ['70.5', {}, 70.5],
    ['70,5', {}, 'unreadable: 70,5'],
    ['1,234', {}, 'unreadable: 1,234'],
    ['70,5', { decimalComma: true }, 70.5],
    ['-0,5', { decimalComma: true }, -0.5],
    [',5', { decimalComma: true }, 0.5],
    ['70', { decimalComma: true }, 70],
    ['70.5', { decimalComma: true }, 'unreadable: 70.5'],
    ['1.234,5', { decimalComma: true }, 'unreadable: 1.234,5'],
    ['1,234,5', { decimalComma: true }, 'unreadable: 1,234,5'],
    ['much', { decimalComma: true }, 'unreadable: much'],
    ['', { decimalComma: true }, '-'],
    ['99', { missing: new Map([['99', 'declined']]) }, 'declined'],
    ['99.0', { missing: new Map([['99', 'declined']]) }, 'declined'],
    ['98', { missing: new Map([['99', 'declined']]) }, 98],
    ['.5', { missing: new Map([['99', 'declined']]) }, 0.5],
    ['-.5', { missing: new Map([['99', 'declined']]) }, -0.5],
    ['8', { missing: new Map([['8', 'unanswered']]) }, '-'],
  ])('%s with %o', (written, options, expected) => {
    expect(says('weight', written, options)).toEqual(expected)
  })

  test('outside the limits with what stands in the file', () => {
    expect(says('age', '121', { missing: new Map([['8', 'unanswered']]) })).toBe('out-of-range: 121')
  })
})

describe('words of the file', () => {
  const codes = new Map([
    ['1', 'yes'],
    ['2', 'no'],
  ])

  test.each<readonly [string, CellReaderOptions, unknown]>([
    ['1', { mapped: { codes } }, 'yes'],
    ['2.0', { mapped: { codes } }, 'no'],
    ['0', { mapped: { codes } }, 'unreadable: 0'],
    ['yes', { mapped: { codes } }, 'yes'],
    ['x', { mapped: { codes } }, 'unreadable: x'],
    ['', { mapped: { codes } }, '-'],
    ['9', { mapped: { codes, missing: new Map([['9', 'unsure']]) } }, 'unsure'],
    ['9', { mapped: { codes }, missing: new Map([['9', 'unanswered']]) }, '-'],
    ['yes', { mapped: { isGuess: true } }, 'unreadable: yes'],
    [' ', { mapped: { isGuess: true } }, '-'],
  ])('%s with %o', (written, options, expected) => {
    expect(says('pain', written, options)).toEqual(expected)
  })

  test('in a text a number is a text, and only a code of the file is something else', () => {
    expect(says('notes', '7', { missing: new Map([['9', 'declined']]) })).toBe('7')
    expect(says('notes', '9', { missing: new Map([['9', 'declined']]) })).toBe('declined')
  })
})

describe('several answers in one cell', () => {
  test.each<readonly [string | readonly string[], CellReaderOptions, unknown]>([
    ['rash', {}, ['rash']],
    ['rash;fever', {}, ['rash', 'fever']],
    ['Rash; itching', {}, ['rash']],
    ['none', {}, ['none']],
    ['', {}, '-'],
    [['rash', 'Fever'], {}, ['rash', 'fever']],
    ['rash|fever', { dividedBy: '|' }, ['rash', 'fever']],
    ['Rash; itching|fever', { dividedBy: '|' }, ['rash', 'fever']],
    ['Rash; itching', { dividedBy: '|' }, ['rash']],
    ['Rash; itching; fever', { dividedBy: ';' }, ['rash', 'fever']],
    ['fever,cough', { dividedBy: ',' }, 'unreadable: fever; cough'],
    ['fever;cough', { missing: new Map([['9', 'unsure']]) }, 'unreadable: fever; cough'],
    ['Rash; itching', { missing: new Map([['9', 'unsure']]) }, ['rash']],
    ['9', { missing: new Map([['9', 'unsure']]), dividedBy: ',' }, 'unsure'],
  ])('%s with %o', (written, options, expected) => {
    expect(says('signs', written, options)).toEqual(expected)
  })
})

describe('days', () => {
  test.each<readonly [string, CellReaderOptions, unknown]>([
    ['2026-11-28', {}, '2026-11-28'],
    ['28/11/2026', {}, 'unreadable: 28/11/2026'],
    ['28/11/2026', { dates: 'day/month/year' }, '2026-11-28'],
    ['11/28/2026', { dates: 'day/month/year' }, 'unreadable: 11/28/2026'],
    ['11/28/2026', { dates: 'day/month/year', mapped: { dates: 'month/day/year' } }, '2026-11-28'],
    ['never', { dates: 'day/month/year', missing: new Map([['never', 'unanswered']]) }, '-'],
  ])('%s with %o', (written, options, expected) => {
    expect(says('seen', written, options)).toEqual(expected)
  })
})

import { describe, expect, test } from 'vitest'
import {
  diagnosticWith,
  didYouMean,
  loaded,
  plural,
  positionAt,
  problemsOf,
  type Source,
  suggestion,
  visible,
  withThousands,
} from '../../src/diagnostics/index.ts'

const source: Source = { path: 'a.yaml', text: 'abc\ndef abc\r\n\nghi', sha256: '' }
const span = { start: 4, end: 11 }

describe('what loading finds', () => {
  test('is told once, in the order of the file, and an error refuses the file', () => {
    const problems = problemsOf(source)
    problems.report('unknown-key', { start: 8, end: 9 }, { message: 'later' })
    problems.report('unreadable-answer', { start: 0, end: 1 }, { message: 'first' })
    problems.report('unknown-key', { start: 8, end: 9 }, { message: 'later' })
    problems.report('unknown-key', { start: 8, end: 9 }, { message: 'another' })
    const answer = loaded(1, problems)
    expect(answer.ok).toBe(false)
    if (answer.ok) return
    expect(answer.partial).toBe(1)
    expect(answer.diagnostics.map(({ message, severity }) => `${severity} ${message}`)).toEqual([
      'warning first',
      'error later',
      'error another',
    ])
  })

  test('warnings alone do not refuse it; without a value it is refused', () => {
    const problems = problemsOf(source)
    problems.report('unreadable-answer', span, { message: 'm' })
    expect(loaded(1, problems)).toMatchObject({ ok: true, value: 1, warnings: [{ message: 'm' }] })
    expect(loaded(undefined, problemsOf(source))).toEqual({ ok: false, diagnostics: [] })
  })
})

describe('a message is one line', () => {
  const messageOf = (message: string) =>
    diagnosticWith({ code: 'c', severity: 'error' }, { source, span }, { message }).message

  test('of what was written on several', () => {
    expect(messageOf('a\n  b\tc')).toBe('a b c')
  })

  test('and of at most 400 characters', () => {
    expect(messageOf('x'.repeat(400))).toBe('x'.repeat(400))
    expect(messageOf('x'.repeat(401))).toBe(`${'x'.repeat(400)}…`)
  })
})

describe('a mend is there where its word stands once in what is marked', () => {
  const mendOf = (of: string, marked = span) =>
    diagnosticWith(
      { code: 'c', severity: 'error' },
      { source, span: marked },
      { message: 'm', instead: { of, write: 'x' } },
    ).mend

  test.each([
    ['abc', { span: { start: 8, end: 11 }, to: 'x' }],
    ['def', { span: { start: 4, end: 7 }, to: 'x' }],
    ['zzz', undefined],
    ['', undefined],
  ])('%j', (of, mend) => {
    expect(mendOf(of)).toEqual(mend)
  })

  test('and not where it stands twice', () => {
    expect(mendOf('abc', { start: 0, end: 11 })).toBeUndefined()
    expect(mendOf('aa', { start: 0, end: 3 })).toBeUndefined()
  })
})

test.each([
  [0, '1:1'],
  [3, '1:4'],
  [4, '2:1'],
  [12, '2:9'],
  [13, '3:1'],
  [14, '4:1'],
  [17, '4:4'],
])('offset %i is at %s', (offset, place) => {
  const { line, column } = positionAt(source, offset)
  expect(`${line}:${column}`).toBe(place)
})

test('remedies: the name that was meant, else all that there are, up to twelve', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => `name_${String.fromCharCode(97 + index)}${'x'.repeat(9)}`)
  expect(didYouMean('agee', ['age', 'smoker'])).toBe('did you mean `age`?')
  expect(didYouMean('weight', ['age', 'smoker'])).toBe('known here: `age`, `smoker`')
  expect(didYouMean('weight', many(12))).toContain('known here: ')
  expect(didYouMean('weight', many(13))).toBeUndefined()
  expect(didYouMean('weight', [])).toBeUndefined()
  expect(suggestion('agee', ['age', 'smoker'])).toMatchObject({ instead: { of: 'agee', write: 'age' } })
  expect(suggestion('weight', [])).toEqual({})
  expect(suggestion('agee', ['smoker'], ['age'])).not.toHaveProperty('instead')
})

test('counts are put into words alike everywhere', () => {
  expect([plural(0, 'record'), plural(1, 'record'), plural(1204, 'record'), plural(2, 'answer sheet')]).toEqual([
    '0 records',
    '1 record',
    '1,204 records',
    '2 answer sheets',
  ])
  expect([999, 1000, 1_234_567].map(withThousands)).toEqual(['999', '1,000', '1,234,567'])
})

test('what a terminal would obey, or nobody would see, is shown as a number', () => {
  expect(visible('\u001b[31mred\u0007\u202ex\u2028\u{e0041}\ud800')).toBe(
    '\\u{1b}[31mred\\u{7}\\u{202e}x\\u{2028}\\u{e0041}\\u{d800}',
  )
  expect(visible('a\nb\tc \u{1f600} é')).toBe('a b c \u{1f600} é')
})

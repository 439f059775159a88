import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compile,
  dayOf,
  decimalText,
  type Expression,
  isoOf,
  millionths,
  parse,
  print,
  type Term,
} from '../../src/expression/index.ts'
import { anyCondition } from '../support/random-conditions.ts'

const AT = { start: 0, end: 0 }
const RUNS = { numRuns: 10_000, seed: 5 }

const name = fc.constantFrom('age', 'bp_systolic', 'x', 'yes', 'anders', 'has_pain')
const number = fc.constantFrom('0', '7', '120', '1.5', '0.000001', '999999999.999999')
const date = fc.integer({ min: -300_000, max: 2_000_000 }).map(isoOf)

const leafTerm: fc.Arbitrary<Term> = fc.oneof(
  name.map((one): Term => ({ kind: 'name', name: one, span: AT })),
  number.map((text): Term => ({ kind: 'number', text, span: AT })),
  date.map((text): Term => ({ kind: 'date', text, span: AT })),
  fc
    .tuple(fc.constantFrom('count' as const, 'days_since' as const, 'months_since' as const), name)
    .map(([fn, one]): Term => ({ kind: 'call', fn, argument: { kind: 'name', name: one, span: AT }, span: AT })),
)

const anyTerm: fc.Arbitrary<Term> = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leafTerm,
    fc.record({ kind: fc.constant('negate' as const), operand: tie('term'), span: fc.constant(AT) }),
    fc.record({
      kind: fc.constant('arithmetic' as const),
      op: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
      left: tie('term'),
      right: tie('term'),
      span: fc.constant(AT),
    }),
  ),
})).term

const anyValue: fc.Arbitrary<Term> = fc.oneof(
  name.map((one): Term => ({ kind: 'name', name: one, span: AT })),
  number.map((text): Term => ({ kind: 'number', text, span: AT })),
  number.map((text): Term => ({ kind: 'negate', operand: { kind: 'number', text, span: AT }, span: AT })),
  date.map((text): Term => ({ kind: 'date', text, span: AT })),
)
const someValues = fc.array(anyValue, { minLength: 1, maxLength: 4 })

const anyTest: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), anyTerm, anyTerm)
    .map(([op, left, right]) => ({ kind: 'compare', op, left, right, span: AT }) as Expression),
  fc
    .tuple(anyTerm, anyTerm, anyTerm)
    .map(([operand, low, high]): Expression => ({ kind: 'between', operand, low, high, span: AT })),
  fc
    .tuple(fc.boolean(), anyTerm, someValues)
    .map(([negated, operand, values]): Expression => ({ kind: 'in', negated, operand, values, span: AT })),
  fc
    .tuple(anyTerm, someValues)
    .map(([operand, values]): Expression => ({ kind: 'has', anyOf: true, operand, values, span: AT })),
  fc
    .tuple(anyTerm, anyValue)
    .map(([operand, one]): Expression => ({ kind: 'has', anyOf: false, operand, values: [one], span: AT })),
  fc
    .tuple(fc.boolean(), anyTerm)
    .map(([negated, operand]): Expression => ({ kind: 'answered', negated, operand, span: AT })),
)

const anyTree: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyTest,
    tie('tree').map((operand): Expression => ({ kind: 'not', operand, span: AT })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('tree'), { minLength: 2, maxLength: 3 }))
      .map(([kind, operands]): Expression => ({ kind, operands, span: AT })),
  ),
})).tree

/** The same tree wherever it stood in a text. */
function withoutSpans(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'span' ? undefined : value)))
}

test('what is printed reads back as the same condition', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const text = print(tree)
      const read = parse(text)
      expect(read.ok ? withoutSpans(read.expression) : text).toEqual(withoutSpans(tree))
    }),
    RUNS,
  )
})

test('printing a condition that was read and reading it again changes nothing', () => {
  fc.assert(
    fc.property(anyCondition, (text) => {
      const read = parse(text)
      const printed = read.ok ? print(read.expression) : ''
      const again = parse(printed)
      expect(again.ok ? print(again.expression) : '').toBe(printed)
      expect(printed.length).toBeLessThanOrEqual(text.length + 2)
    }),
    { numRuns: 2000, seed: 5 },
  )
})

test('the span of a tree is the text that it was read from', () => {
  fc.assert(
    fc.property(anyTest, anyTest, (a, b) => {
      const [left, right] = [print(a), print(b)]
      const text = `  ${left}  and not (${right}) `
      const read = parse(text)
      if (!read.ok || read.expression.kind !== 'and') throw new Error(text)
      const said = read.expression.operands.map(({ span }) => text.slice(span.start, span.end))
      expect(said[0]).toBe(left)
      expect(said[1]).toBe(`not (${right})`)
      expect(text.slice(read.expression.span.start, read.expression.span.end)).toBe(text.trim())
    }),
    { numRuns: 2000, seed: 5 },
  )
})

test.each([
  ['((a = 1))', 'a = 1'],
  ['(a = 1 and b = 2)', 'a = 1 and b = 2'],
  ['(a = 1 and b = 2) or c = 3', '(a = 1 and b = 2) or c = 3'],
  ['(a = 1) and ((b = 2) and (c = 3))', 'a = 1 and (b = 2 and c = 3)'],
  ['not ((a = 1))', 'not a = 1'],
  ['not (a = 1 and b = 2)', 'not (a = 1 and b = 2)'],
  ['not (not (a = 1))', 'not not a = 1'],
  ['(a + b) + c > (1)', 'a + b + c > 1'],
  ['a + (b + c) > 1', 'a + (b + c) > 1'],
  ['a + (b * c) > 1', 'a + b * c > 1'],
  ['(a + b) * c > 1', '(a + b) * c > 1'],
  ['a / (b / c) > 1', 'a / (b / c) > 1'],
  ['(a / b) / c > 1', 'a / b / c > 1'],
  ['-(a) > -(1)', '-a > -1'],
  ['-(a + b) > 1', '-(a + b) > 1'],
  ['-(-a) > 1', '--a > 1'],
  ['(a - -b) > 1', 'a - -b > 1'],
  ['a   between(1)and(2)', 'a between 1 and 2'],
  ['a\n in\t( x ,y )', 'a in (x, y)'],
  ['a not  in (-1)', 'a not in (-1)'],
  ['a has  any of(x)', 'a has any of (x)'],
  ['count( a )=0', 'count(a) = 0'],
  ['a is  not  answered', 'a is not answered'],
])('%s has no more brackets than it needs: %s', (text, printed) => {
  const read = parse(text)
  expect(read.ok ? print(read.expression) : read.problem.message).toBe(printed)
})

const scope = { find: () => undefined, names: () => [], refuses: () => undefined }

/** Any text is either a condition or has a problem whose place lies in it. */
function settles(text: string): void {
  const read = compile(text, scope)
  for (const { span, message, code } of read.ok ? [] : read.problems) {
    expect(span.start).toBeGreaterThanOrEqual(0)
    expect(span.end).toBeGreaterThanOrEqual(span.start)
    expect(span.end).toBeLessThanOrEqual(Math.max(1, text.length))
    expect(message).not.toContain('undefined')
    expect(code).toMatch(/^[a-z-]+$/)
  }
}

const PIECES =
  'and or not in between has any of is answered count days_since ( ) ( ) , + - * / = != < <= > >= == # \' " & ! % ≥ yes age smoker 1 1.5 1,5 007 120mmHg 2026-02-28 2026-02-30 AND if contains to 💊 \n'.split(
    ' ',
  )

test('soup of the words of the language never throws', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join(' ')),
      settles,
    ),
    RUNS,
  )
})

test('any text never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), settles), RUNS)
})

test('a condition with one piece taken out, doubled or swapped never throws', () => {
  const change = fc.tuple(fc.nat(), fc.constantFrom('out', 'twice', 'swapped'))
  fc.assert(
    fc.property(anyCondition, change, (text, [at, how]) => {
      const pieces: readonly string[] = text.match(/\s+|\w+|\W/g) ?? []
      const here = at % pieces.length
      const piece = pieces[here] ?? ''
      const instead = how === 'out' ? '' : how === 'twice' ? piece + piece : (pieces[here + 2] ?? '') + piece
      settles(pieces.with(here, instead).join(''))
    }),
    RUNS,
  )
})

const LONG: readonly (readonly [what: string, text: string, problem: string | undefined])[] = [
  ['brackets as deep as allowed', `${'('.repeat(60)}a = 1${')'.repeat(60)}`, undefined],
  ['one level more', `${'('.repeat(61)}a = 1${')'.repeat(61)}`, 'more than 60 levels of brackets'],
  ['brackets that never close', '('.repeat(9999), 'more than 60 levels of brackets'],
  ['brackets in a sum', `${'('.repeat(61)}a${')'.repeat(61)} = 1`, 'more than 60 levels of brackets'],
  ['many times not', `${'not '.repeat(2000)}a = 1`, 'more than 60 levels of brackets'],
  ['many minus signs', `${'-'.repeat(9000)}a = 1`, 'more than 60 levels of brackets'],
  ['many tests side by side', `a = 1${' and a = 1'.repeat(900)}`, undefined],
  ['many values', `a in (1${', 1'.repeat(3000)})`, undefined],
  ['a sum as long as allowed', `a${' + a'.repeat(500)} = 1`, undefined],
  ['a longer sum', `a${'+a'.repeat(4900)}=1`, 'more than 500 calculations'],
  ['a longer product', `a${'*a'.repeat(4900)}=1`, 'more than 500 calculations'],
  ['a text as long as allowed', `a = 1${' '.repeat(9995)}`, undefined],
  ['a longer text', `a = 1${' '.repeat(9996)}`, 'a condition of more than 10000 characters'],
]

test.each(LONG)('%s', (_, text, problem) => {
  const read = parse(text)
  expect(read.ok ? undefined : read.problem.message).toBe(problem)
  if (read.ok) expect(parse(print(read.expression)).ok).toBe(true)
  settles(text)
})

test('days print as they are read', () => {
  fc.assert(
    fc.property(fc.integer({ min: -354_285, max: 2_932_896 }), (day) => {
      expect(isoOf(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
      expect(dayOf(isoOf(day))).toBe(day)
    }),
    RUNS,
  )
})

test('numbers print as short as they can and read back as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (scaled) => {
      const text = decimalText(scaled)
      expect(millionths(text)).toBe(scaled)
      expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/)
    }),
    RUNS,
  )
  expect([0, -0, 1, -500_000, 1_500_000, -12_000_000].map(decimalText)).toEqual([
    '0',
    '0',
    '0.000001',
    '-0.5',
    '1.5',
    '-12',
  ])
})

import {
  type Algebra,
  type ArithmeticOp,
  calculate,
  elapsed,
  extremes,
  FALSE,
  flip,
  isPartlyKnown,
  masksOf,
  NOT_ASKED,
  ONE,
  possiblePoints,
  type QuestionSubject,
  type ScoreItem,
  State,
  TRUE,
} from '../../expression/index.ts'
import { type ColumnParts, type ColumnStep, type ColumnTruths, columnParts, type Numbers } from './column-parts.ts'
import { CAPACITY } from './columns.ts'
import {
  addPoints,
  addPointsOfSeveral,
  and,
  compare,
  compareOpenEnds,
  hasAny,
  hasMore,
  isState,
  not,
  oneOf,
  oneOfTable,
  or,
  pointsOfOne,
  pointsOfSeveral,
  values,
} from './loops.ts'

/**
 * Conditions over columns: each part of a condition becomes an array, and one step that fills it and is added to
 * `steps`.
 */
export function kernels(steps: ColumnStep[]): Algebra<ColumnTruths, Numbers> {
  const parts = columnParts(steps)
  return { ...testKernels(parts), ...numberKernels(parts) }
}

type Tests = Pick<Algebra<ColumnTruths, Numbers>, 'and' | 'or' | 'not' | 'compare' | 'oneOf' | 'hasAny' | 'answered'>

function testKernels(parts: ColumnParts): Tests {
  const tests: Tests = {
    and: (operands) => parts.joined('and', and, operands),
    or: (operands) => parts.joined('or', or, operands),
    not: ({ id, codes }) =>
      parts.test(
        `not ${id}`,
        (out) =>
          ({ size }) =>
            not(out, codes, size),
      ),
    compare: (op, left, right) => {
      if (op === '>' || op === '>=') return tests.compare(op === '>' ? '<' : '<=', right, left)
      const points = left.low === left.high && right.low === right.high
      return parts.test(`${left.id} ${op} ${right.id}`, (out) => ({ size }) => {
        compare(op, out, left.low, right.low, size)
        if (!points) compareOpenEnds(op, out, left, right, size)
      })
    },
    oneOf: ({ index, codes }, wanted) => {
      const truths = codes.map((code) => (wanted.includes(code) ? TRUE : FALSE))
      const table = oneOfTable(truths)
      return parts.test(`one of ${index} ${truths}`, (out) => ({ states, numbers, size }) => {
        oneOf(out, states[index] as Uint8Array, numbers[index] as Uint8Array, table, size)
      })
    },
    hasAny: (question, wanted) => {
      const { index } = question
      const [first, ...others] = masksOf(question, wanted)
      const masks = [first, ...others].map((one) => `${one?.word}:${one?.mask}`)
      return parts.test(`has ${index} ${masks}`, (out) => ({ states, bits, size }) => {
        const own = states[index] as Uint8Array
        hasAny(out, own, bits[first?.word ?? question.word] as Int32Array, first?.mask ?? 0, size)
        for (const { word, mask } of others) hasMore(out, bits[word] as Int32Array, mask, size)
      })
    },
    answered: ({ index }) =>
      parts.test(`answered ${index}`, (out) => ({ states, size }) => {
        isState(out, states[index] as Uint8Array, State.given, size)
      }),
  }
  return tests
}

function numberKernels(parts: ColumnParts): Omit<Algebra<ColumnTruths, Numbers>, keyof Tests> {
  return {
    literal: (value) =>
      parts.point(`literal ${value}`, (out) => {
        out.fill(value)
        return NOTHING_TO_DO
      }),
    answer: ({ index }) =>
      parts.point(`answer ${index}`, (out) => ({ states, numbers, size }) => {
        values(out, states[index] as Uint8Array, numbers[index] as Float64Array, size)
      }),
    score: ({ id, items }) => parts.range(`score ${id}`, (low, high) => scoreStep(items, low, high)),
    count: (question) => parts.range(`count ${question.index}`, (low, high) => countStep(question, low, high)),
    since: (unit, { index }) =>
      parts.point(`${unit} ${index}`, (out) => ({ states, numbers, today, size }) => {
        values(out, states[index] as Uint8Array, numbers[index] as Float64Array, size)
        for (let i = 0; i < size; i += 1) {
          const day = at(out, i)
          if (Number.isFinite(day)) out[i] = elapsed(unit, day, at(today, i)) * ONE
        }
      }),
    arithmetic: (op, left, right) => {
      const key = `${left.id} ${op} ${right.id}`
      if (left.low === left.high && right.low === right.high)
        return parts.point(key, (out) => calculation(op, out, left.low, right.low))
      return parts.range(key, (low, high) => {
        if (op === '*' || op === '/') return productStep(op, [low, high], left, right)
        const [least, most] = op === '+' ? [right.low, right.high] : [right.high, right.low]
        return both(calculation(op, low, left.low, least), calculation(op, high, left.high, most))
      })
    },
    negate: ({ id, low, high }) => {
      if (low === high) return parts.point(`-${id}`, (out) => flipped(out, low))
      return parts.range(`-${id}`, (least, most) => both(flipped(least, high), flipped(most, low)))
    },
  }
}

const NOTHING_TO_DO: ColumnStep = () => undefined

function at(numbers: Float64Array, person: number): number {
  return numbers[person] as number
}

function both(one: ColumnStep, other: ColumnStep): ColumnStep {
  return (columns) => {
    one(columns)
    other(columns)
  }
}

function calculation(op: ArithmeticOp, out: Float64Array, left: Float64Array, right: Float64Array): ColumnStep {
  return ({ size }) => {
    for (let i = 0; i < size; i += 1) out[i] = calculate(op, at(left, i), at(right, i))
  }
}

function productStep(
  op: '*' | '/',
  [low, high]: readonly [Float64Array, Float64Array],
  left: Numbers,
  right: Numbers,
): ColumnStep {
  const ends: [number, number, number, number] = [0, 0, 0, 0]
  return ({ size }) => {
    for (let i = 0; i < size; i += 1) {
      ends[0] = at(left.low, i)
      ends[1] = at(left.high, i)
      ends[2] = at(right.low, i)
      ends[3] = at(right.high, i)
      const [least, most] = extremes(op, ends)
      low[i] = least
      high[i] = most
    }
  }
}

function flipped(out: Float64Array, operand: Float64Array): ColumnStep {
  return ({ size }) => {
    for (let i = 0; i < size; i += 1) out[i] = flip(at(operand, i))
  }
}

/** A list that is known in part contains at least the named options, and at most all. */
function countStep({ index, codes }: QuestionSubject, low: Float64Array, high: Float64Array): ColumnStep {
  const all = codes.length * ONE
  return ({ states, numbers, size }) => {
    const own = states[index] as Uint8Array
    values(low, own, numbers[index] as Float64Array, size)
    high.set(low)
    for (let i = 0; i < size; i += 1) {
      if (!isPartlyKnown(own[i])) continue
      const named = numbers[index]?.[i] as number
      if (named === 0) continue
      low[i] = named
      high[i] = all
    }
  }
}

function scoreStep(items: readonly ScoreItem[], low: Float64Array, high: Float64Array): ColumnStep {
  const points = new Float64Array(CAPACITY)
  const below = new Float64Array(CAPACITY)
  const read = items.map((item) => ({
    ...item.question,
    points: Float64Array.from(item.points),
    gains: Float64Array.from(item.points, (one) => Math.max(0, one)),
    losses: Float64Array.from(item.points, (one) => Math.min(0, one)),
    least: possiblePoints(item, 'low'),
    most: possiblePoints(item, 'high'),
  }))
  return ({ states, numbers, bits, size }) => {
    low.fill(NOT_ASKED, 0, size)
    high.fill(NOT_ASKED, 0, size)
    for (const { index, type, word, gains, losses, ...item } of read) {
      const own = states[index] as Uint8Array
      if (type === 'choices') {
        pointsOfSeveral(points, bits, { word, points: gains }, size)
        pointsOfSeveral(below, bits, { word, points: losses }, size)
        addPointsOfSeveral(low, own, { above: points, below, open: item.least, end: 'low' }, size)
        addPointsOfSeveral(high, own, { above: points, below, open: item.most, end: 'high' }, size)
      } else {
        pointsOfOne(points, numbers[index] as Uint8Array, item.points, size)
        addPoints(low, own, points, item.least, size)
        addPoints(high, own, points, item.most, size)
      }
    }
  }
}

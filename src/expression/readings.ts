import { add, divide, multiply, subtract } from './decimal.ts'
import type { Sheet } from './sheet.ts'
import type { ArithmeticOp } from './syntax.ts'

/** Some part is unsure, declined or missing, or there was a division by zero: every comparison with it is unknown. */
export const NOT_KNOWN: number = Number.NaN
/** Some part was not asked: every comparison with it is false. No arithmetic ever results in this value. */
export const NOT_ASKED: number = Number.POSITIVE_INFINITY

export type Reader = (sheet: Sheet) => number

/**
 * A number or date in a condition: the least and the greatest value that it can have. Both are the same function,
 * except for scores with missing items and for lists that are known in part. `NOT_ASKED` always holds for both ends.
 * One end alone can be `NOT_KNOWN`, by overflow, and then the whole is unknown.
 */
export interface Reading {
  readonly low: Reader
  readonly high: Reader
  /**
   * Must be called before the ends are read where products of ranges are involved, so that each product is worked out
   * once.
   */
  readonly settle?: (sheet: Sheet) => void
}

const POINTS: Readonly<Record<ArithmeticOp, (a: number, b: number) => number>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
}

/** Arithmetic on readings: not asked takes precedence over not known, and both over a number. */
export function readings(op: ArithmeticOp, left: Reading, right: Reading): Reading {
  if (left.low === left.high && right.low === right.high) {
    const reader = calculated(op, left.low, right.low)
    return { low: reader, high: reader }
  }
  if (op === '*' || op === '/') return corners(op, left, right)
  const [least, most] = op === '+' ? [right.low, right.high] : [right.high, right.low]
  return {
    low: calculated(op, left.low, least),
    high: calculated(op, left.high, most),
    settle: (sheet) => {
      left.settle?.(sheet)
      right.settle?.(sheet)
    },
  }
}

function calculated(op: ArithmeticOp, left: Reader, right: Reader): Reader {
  return (sheet) => calculate(op, left(sheet), right(sheet))
}

/**
 * Products and quotients of ranges lie between those of their ends. Each is worked out once, however deeply they nest.
 */
function corners(op: '*' | '/', left: Reading, right: Reading): Reading {
  let low = NOT_KNOWN
  let high = NOT_KNOWN
  const settle = (sheet: Sheet) => {
    left.settle?.(sheet)
    right.settle?.(sheet)
    const ends = [left.low(sheet), left.high(sheet), right.low(sheet), right.high(sheet)] as const
    ;[low, high] = extremes(op, ends)
  }
  return { low: () => low, high: () => high, settle }
}

/** Arithmetic on two numbers, either of which may be absent. */
export function calculate(op: ArithmeticOp, a: number, b: number): number {
  return absence(a, b) ?? POINTS[op](a, b)
}

/**
 * The least and the greatest product or quotient of two ranges, given both ends of each. The divisor must not contain
 * zero.
 */
export function extremes(
  op: '*' | '/',
  [a, aHigh, b, bHigh]: readonly [number, number, number, number],
): readonly [low: number, high: number] {
  const holdsZero = b <= 0 && bHigh >= 0
  const absent = absence(a, b) ?? absence(aHigh, bHigh) ?? (op === '/' && holdsZero ? NOT_KNOWN : undefined)
  if (absent !== undefined) return [absent, absent]
  const calculated = POINTS[op]
  const [one, two, three, four] = [
    calculated(a, b),
    calculated(a, bHigh),
    calculated(aHigh, b),
    calculated(aHigh, bHigh),
  ]
  return [Math.min(one, two, three, four), Math.max(one, two, three, four)]
}

function absence(a: number, b: number): number | undefined {
  if (a === NOT_ASKED || b === NOT_ASKED) return NOT_ASKED
  return Number.isNaN(a) || Number.isNaN(b) ? NOT_KNOWN : undefined
}

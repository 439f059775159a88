import { add, divide, multiply, subtract } from './decimal.ts'
import type { Sheet } from './sheet.ts'
import type { ArithmeticOp } from './syntax.ts'

/** Some part is unsure, declined, missing, or divided by zero: every comparison with it is unknown. */
export const NOT_KNOWN: number = Number.NaN
/** Some part was not asked: every comparison with it is false. No arithmetic ever makes this value. */
export const NOT_ASKED: number = Number.POSITIVE_INFINITY

export type Reader = (sheet: Sheet) => number

/**
 * A number or date in a condition: the least and the most that it can be. The two are the same function for all but
 * scores with missing items and cells that were read in part; `NOT_KNOWN` and `NOT_ASKED` hold for both ends at once.
 */
export interface Reading {
  readonly low: Reader
  readonly high: Reader
}

const POINTS: Readonly<Record<ArithmeticOp, (a: number, b: number) => number>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
}

/** Arithmetic on readings: not asked wins over not known, and both over a number. */
export function readings(op: ArithmeticOp, left: Reading, right: Reading): Reading {
  const calculate = POINTS[op]
  if (left.low === left.high && right.low === right.high) {
    const reader: Reader = (sheet) =>
      settled(left.low(sheet), right.low(sheet)) ?? calculate(left.low(sheet), right.low(sheet))
    return { low: reader, high: reader }
  }
  const end = (pick: (...values: number[]) => number): Reader => {
    return (sheet) => {
      const [a, b] = [left.low(sheet), right.low(sheet)]
      const absent = settled(a, b)
      if (absent !== undefined) return absent
      const [aHigh, bHigh] = [left.high(sheet), right.high(sheet)]
      if (op === '/' && b <= 0 && bHigh >= 0) return NOT_KNOWN
      return pick(calculate(a, b), calculate(a, bHigh), calculate(aHigh, b), calculate(aHigh, bHigh))
    }
  }
  return { low: end(Math.min), high: end(Math.max) }
}

function settled(a: number, b: number): number | undefined {
  if (a === NOT_ASKED || b === NOT_ASKED) return NOT_ASKED
  return Number.isNaN(a) || Number.isNaN(b) ? NOT_KNOWN : undefined
}

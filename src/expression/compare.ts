import type { Order } from './condition.ts'
import { NOT_ASKED } from './readings.ts'
import { FALSE, TRUE, type TruthCode, UNKNOWN } from './truth.ts'

export const ORDERS: Readonly<Record<Order, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/** Compares two numbers that each lie between two ends. Decided when every pair of values agrees. */
export function compareRanges(op: Order, a: number, aHigh: number, b: number, bHigh: number): TruthCode {
  if (op === '>' || op === '>=') return compareRanges(op === '>' ? '<' : '<=', b, bHigh, a, aHigh)
  if (a === NOT_ASKED || b === NOT_ASKED) return FALSE
  if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(aHigh) || Number.isNaN(bHigh)) return UNKNOWN
  if (op === '=') return aHigh < b || a > bHigh ? FALSE : a === aHigh && b === bHigh ? TRUE : UNKNOWN
  const holds = ORDERS[op]
  return holds(aHigh, b) ? TRUE : holds(a, bHigh) ? UNKNOWN : FALSE
}

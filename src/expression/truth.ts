/** The third truth value: not known, because a deciding answer is unsure, declined or missing. */
export const unknown: unique symbol = Symbol('unknown')

export type Truth = boolean | typeof unknown

/**
 * Truth as a number, for evaluation without allocation and for byte arrays.
 *
 * | and | F | T | U |   | or | F | T | U |   | not |   |
 * |-----|---|---|---|   |----|---|---|---|   |-----|---|
 * | F   | F | F | F |   | F  | F | T | U |   | F   | T |
 * | T   | F | T | U |   | T  | T | T | T |   | T   | F |
 * | U   | F | U | U |   | U  | U | T | U |   | U   | U |
 *
 * Kleene's strong logic, which is also that of SQL and CQL.
 */
export type TruthCode = 0 | 1 | 2

export const FALSE: 0 = 0
export const TRUE: 1 = 1
export const UNKNOWN: 2 = 2

export function truthOf(code: TruthCode): Truth {
  return code === UNKNOWN ? unknown : code === TRUE
}

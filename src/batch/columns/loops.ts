import {
  BITS_PER_WORD,
  compareRanges,
  FALSE,
  NOT_ASKED,
  NOT_KNOWN,
  type Order,
  State,
  TRUE,
  type TruthCode,
  UNKNOWN,
} from '../../expression/index.ts'
import { fourTimes, inFours } from './columns.ts'

/*
 * The work that is done for every person: one loop for each kind of thing. The loops are separate from the kernels that
 * call them, so that each always gets arrays of the same kinds, which makes it fast. Loops over four people at a time
 * may compute values that nobody reads, for places after the last person.
 */

/** By state: the truth of a comparison with a question that has no value. */
export const WITHOUT_VALUE: Uint8Array = Uint8Array.from({ length: 7 }, (_, state) =>
  state === State.notAsked ? FALSE : UNKNOWN,
)

/** The tables below are in this order. With other numbers this does not compile. */
const ORDER_OF_CODES: readonly [0, 1, 2] = [FALSE, TRUE, UNKNOWN]
void ORDER_OF_CODES

/** By `left * 4 + right`. */
const AND = Uint8Array.of(0, 0, 0, 0, 0, 1, 2, 0, 0, 2, 2)
const OR = Uint8Array.of(0, 1, 2, 0, 1, 1, 1, 0, 2, 1, 2)
const NOT = Uint8Array.of(1, 0, 2)

export function and(out: Uint8Array, left: Uint8Array, right: Uint8Array, size: number): void {
  joined(out, [left, right], { table: AND, size })
}

export function or(out: Uint8Array, left: Uint8Array, right: Uint8Array, size: number): void {
  joined(out, [left, right], { table: OR, size })
}

/** In both tables, false and false is false, which is usually the case for all four people of a word. */
function joined(
  out: Uint8Array,
  [left, right]: readonly [Uint8Array, Uint8Array],
  { table, size }: { readonly table: Uint8Array; readonly size: number },
): void {
  const [outs, lefts, rights] = [inFours(out), inFours(left), inFours(right)]
  const end = Math.ceil(size / 4)
  for (let four = 0; four < end; four += 1) {
    if (((lefts[four] as number) | (rights[four] as number)) === 0) {
      outs[four] = 0
      continue
    }
    for (let i = 4 * four; i < 4 * four + 4; i += 1)
      out[i] = table[((left[i] as number) << 2) | (right[i] as number)] as number
  }
}

export function not(out: Uint8Array, operand: Uint8Array, size: number): void {
  for (let i = 0; i < size; i += 1) out[i] = NOT[operand[i] as number] as number
}

/** More than the options of any question, because each option needs a key. */
const OPTIONS = 64

/** The table in which `oneOf` looks up a truth by state and option. `truths` has one for each option. */
export function oneOfTable(truths: readonly TruthCode[]): Uint8Array {
  if (truths.length > OPTIONS) throw new Error(`room for ${OPTIONS} options, not for ${truths.length}`)
  return Uint8Array.from({ length: WITHOUT_VALUE.length * OPTIONS }, (_, place) => {
    const state = Math.trunc(place / OPTIONS)
    return (state === State.given ? truths[place] : WITHOUT_VALUE[state]) ?? FALSE
  })
}

export function oneOf(out: Uint8Array, states: Uint8Array, options: Uint8Array, table: Uint8Array, size: number): void {
  const [outs, ofStates, ofOptions] = [inFours(out), inFours(states), inFours(options)]
  // Usually all four people of a word say the same as the first one.
  const state = states[0] as number
  const hasOption = state === State.given
  const [usualStates, usualOptions] = [fourTimes(state), fourTimes(options[0] as number)]
  const usual = fourTimes(table[(state * OPTIONS) | (options[0] as number)] as number)
  const end = Math.ceil(size / 4)
  for (let four = 0; four < end; four += 1) {
    if (ofStates[four] === usualStates && (!hasOption || ofOptions[four] === usualOptions)) {
      outs[four] = usual
      continue
    }
    for (let i = 4 * four; i < 4 * four + 4; i += 1)
      out[i] = table[((states[i] as number) * OPTIONS) | (options[i] as number)] as number
  }
}

/** An option that was named counts, whatever else is not known. Where nothing was said, no bit is set. */
export function hasAny(out: Uint8Array, states: Uint8Array, bits: Int32Array, mask: number, size: number): void {
  const [outs, ofStates] = [inFours(out), inFours(states)]
  const end = 4 * Math.ceil(size / 4)
  for (let first = 0; first < end; first += 4) {
    const any =
      (bits[first] as number) | (bits[first + 1] as number) | (bits[first + 2] as number) | (bits[first + 3] as number)
    if (ofStates[first >>> 2] === 0 && (any & mask) === 0) {
      outs[first >>> 2] = 0
      continue
    }
    for (let i = first; i < first + 4; i += 1) {
      const state = states[i] as number
      if (((bits[i] as number) & mask) !== 0) out[i] = TRUE
      else out[i] = state === State.given ? FALSE : (WITHOUT_VALUE[state] as number)
    }
  }
}

/** The same for the words after the first. */
export function hasMore(out: Uint8Array, bits: Int32Array, mask: number, size: number): void {
  for (let i = 0; i < size; i += 1) if (((bits[i] as number) & mask) !== 0) out[i] = TRUE
}

export function isState(out: Uint8Array, states: Uint8Array, wanted: number, size: number): void {
  for (let i = 0; i < size; i += 1) out[i] = states[i] === wanted ? TRUE : FALSE
}

/** The answer itself, or how it is absent. */
export function values(out: Float64Array, states: Uint8Array, numbers: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 1) {
    const state = states[i] as number
    out[i] = state === State.given ? (numbers[i] as number) : state === State.notAsked ? NOT_ASKED : NOT_KNOWN
  }
}

/** A comparison of numbers, each known or absent. `>` and `>=` are these with the sides exchanged. */
export function compare(
  op: Exclude<Order, '>' | '>='>,
  out: Uint8Array,
  left: Float64Array,
  right: Float64Array,
  size: number,
): void {
  switch (op) {
    case '=':
      for (let i = 0; i < size; i += 1) {
        const a = left[i] as number
        const b = right[i] as number
        out[i] = a === b ? (a === NOT_ASKED ? FALSE : TRUE) : a < b || a > b ? FALSE : withAbsent(a, b)
      }
      return
    case '<':
      for (let i = 0; i < size; i += 1) {
        const a = left[i] as number
        const b = right[i] as number
        out[i] = a < b ? (b === NOT_ASKED ? FALSE : TRUE) : a >= b ? FALSE : withAbsent(a, b)
      }
      return
    case '<=':
      for (let i = 0; i < size; i += 1) {
        const a = left[i] as number
        const b = right[i] as number
        out[i] = a <= b ? (b === NOT_ASKED ? FALSE : TRUE) : a > b ? FALSE : withAbsent(a, b)
      }
  }
}

/** The same where some numbers lie between two ends. `out` already contains the comparison of the lower ends. */
export function compareOpenEnds(
  op: Order,
  out: Uint8Array,
  left: { readonly low: Float64Array; readonly high: Float64Array },
  right: { readonly low: Float64Array; readonly high: Float64Array },
  size: number,
): void {
  for (let i = 0; i < size; i += 1) {
    const a = left.low[i] as number
    const b = right.low[i] as number
    const aHigh = left.high[i] as number
    const bHigh = right.high[i] as number
    if (a !== aHigh || b !== bHigh) out[i] = compareRanges(op, a, aHigh, b, bHigh)
  }
}

function withAbsent(a: number, b: number): TruthCode {
  return a === NOT_ASKED || b === NOT_ASKED ? FALSE : UNKNOWN
}

/** The sum of the points of the chosen options; only valid where the answer was given. `points` is by option. */
export function pointsOfOne(out: Float64Array, numbers: Uint8Array, points: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 1) out[i] = points[numbers[i] as number] as number
}

/** The same where several options can be named. */
export function pointsOfSeveral(
  out: Float64Array,
  bits: readonly Int32Array[],
  { word, points }: { readonly word: number; readonly points: Float64Array },
  size: number,
): void {
  out.fill(0, 0, size)
  for (let option = 0; option < points.length; option += 1) {
    const chosen = bits[word + Math.trunc(option / BITS_PER_WORD)] as Int32Array
    const shift = option % BITS_PER_WORD
    const point = points[option] as number
    for (let i = 0; i < size; i += 1) out[i] = (out[i] as number) + (((chosen[i] as number) >> shift) & 1) * point
  }
}

/** Adds what one item gives to a sum that begins as not asked: its points, or `open` where they are not known. */
export function addPoints(
  sums: Float64Array,
  states: Uint8Array,
  points: Float64Array,
  open: number,
  size: number,
): void {
  for (let i = 0; i < size; i += 1) {
    const state = states[i] as number
    if (state === State.notAsked) continue
    const point = state === State.given ? (points[i] as number) : open
    sums[i] = sums[i] === NOT_ASKED ? point : (sums[i] as number) + point
  }
}

/**
 * The same for several answers. Where some are open, `open` includes every option that could move the sum towards this
 * end, also the named ones. Options that would move it the other way only count where they were named.
 */
export function addPointsOfSeveral(
  sums: Float64Array,
  states: Uint8Array,
  { above, below, open, end }: PointsOfSeveral,
  size: number,
): void {
  const named = end === 'low' ? above : below
  for (let i = 0; i < size; i += 1) {
    const state = states[i] as number
    if (state === State.notAsked) continue
    const point = state === State.given ? (above[i] as number) + (below[i] as number) : open + (named[i] as number)
    sums[i] = sums[i] === NOT_ASKED ? point : (sums[i] as number) + point
  }
}

export interface PointsOfSeveral {
  /** By person: the sum of the positive points of the named options. */
  readonly above: Float64Array
  /** By person: the sum of the negative points of the named options. */
  readonly below: Float64Array
  /** The least, or the most, that all options together could add. */
  readonly open: number
  readonly end: 'low' | 'high'
}

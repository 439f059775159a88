import type { Algebra } from './algebra.ts'
import { compareRanges, ORDERS } from './compare.ts'
import type { Order, TimeUnit } from './condition.ts'
import { monthsBetween, yearsBetween } from './dates.ts'
import { ONE } from './decimal.ts'
import { NOT_ASKED, NOT_KNOWN, type Reader, type Reading, readings } from './readings.ts'
import { BITS_PER_WORD, isPartlyKnown, type Sheet, State } from './sheet.ts'
import type { QuestionSubject, ScoreItem, ScoreSubject } from './subjects.ts'
import { FALSE, TRUE, type TruthCode, UNKNOWN } from './truth.ts'

/** The truth of a condition for one person's answers. Never throws, and allocates nothing. */
export type Test = (sheet: Sheet) => TruthCode

/** Conditions as closures: the reading that interview, batch and cases share. */
export const closures: Algebra<Test, Reading> = {
  and: (operands) => (sheet) => {
    let result: TruthCode = TRUE
    for (const operand of operands) {
      const truth = operand(sheet)
      if (truth === FALSE) return FALSE
      if (truth === UNKNOWN) result = UNKNOWN
    }
    return result
  },
  or: (operands) => (sheet) => {
    let result: TruthCode = FALSE
    for (const operand of operands) {
      const truth = operand(sheet)
      if (truth === TRUE) return TRUE
      if (truth === UNKNOWN) result = UNKNOWN
    }
    return result
  },
  not: (operand) => (sheet) => {
    const truth = operand(sheet)
    return truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE
  },
  compare: (op, left, right) =>
    left.low === left.high && right.low === right.high
      ? comparePoints(op, left.low, right.low)
      : inRanges(op, left, right),
  oneOf: ({ index, codes }, wanted) => {
    const only = wanted.length === 1 ? codes.indexOf(wanted[0] as string) : -1
    if (only >= 0) return isOption(index, only)
    const chosen = codes.map((code) => wanted.includes(code))
    return (sheet) => {
      const state = sheet.states[index]
      if (state === State.given) return chosen[sheet.numbers[index] as number] === true ? TRUE : FALSE
      return state === State.notAsked ? FALSE : UNKNOWN
    }
  },
  hasAny: (question, wanted) => {
    const masks = masksOf(question, wanted)
    const [first, another] = masks
    if (first !== undefined && another === undefined) return hasBits(question.index, first)
    return (sheet) => {
      const state = sheet.states[question.index]
      if (state === State.notAsked) return FALSE
      // An option that was named counts, whatever else is not known.
      for (const { word, mask } of masks) if (((sheet.bits[word] as number) & mask) !== 0) return TRUE
      return state === State.given ? FALSE : UNKNOWN
    }
  },
  answered:
    ({ index }) =>
    (sheet) =>
      sheet.states[index] === State.given ? TRUE : FALSE,
  literal: (value) => point(() => value),
  answer: ({ index }) => point((sheet) => valueIn(sheet, index)),
  score: (score) => ({ low: scoreReader(score, 'low'), high: scoreReader(score, 'high') }),
  count: countReading,
  since: (unit, { index }) =>
    point((sheet) => {
      const day = valueIn(sheet, index)
      return Number.isFinite(day) ? elapsed(unit, day, sheet.today) * ONE : day
    }),
  arithmetic: (op, left, right) => readings(op, left, right),
  negate: (operand) => {
    const low: Reader = (sheet) => flip(operand.high(sheet))
    if (operand.low === operand.high) return point(low)
    return { ...operand, low, high: (sheet) => flip(operand.low(sheet)) }
  },
}

/** The most common test, for a single option, without a list to go through. */
function isOption(index: number, option: number): Test {
  return (sheet) => {
    const state = sheet.states[index]
    if (state === State.given) return sheet.numbers[index] === option ? TRUE : FALSE
    return state === State.notAsked ? FALSE : UNKNOWN
  }
}

function hasBits(index: number, { word, mask }: { readonly word: number; readonly mask: number }): Test {
  return (sheet) => {
    const state = sheet.states[index]
    if (state === State.notAsked) return FALSE
    if (((sheet.bits[word] as number) & mask) !== 0) return TRUE
    return state === State.given ? FALSE : UNKNOWN
  }
}

function point(reader: Reader): Reading {
  return { low: reader, high: reader }
}

function valueIn(sheet: Sheet, index: number): number {
  const state = sheet.states[index]
  if (state === State.given) return sheet.numbers[index] as number
  return state === State.notAsked ? NOT_ASKED : NOT_KNOWN
}

function comparePoints(op: Order, left: Reader, right: Reader): Test {
  const holds = ORDERS[op]
  return (sheet) => {
    const a = left(sheet)
    const b = right(sheet)
    if (a === NOT_ASKED || b === NOT_ASKED) return FALSE
    if (Number.isNaN(a) || Number.isNaN(b)) return UNKNOWN
    return holds(a, b) ? TRUE : FALSE
  }
}

function inRanges(op: Order, left: Reading, right: Reading): Test {
  return (sheet) => {
    left.settle?.(sheet)
    right.settle?.(sheet)
    return compareRanges(op, left.low(sheet), left.high(sheet), right.low(sheet), right.high(sheet))
  }
}

/** The bits of some options, grouped by the word of `Sheet.bits` that contains them. */
export function masksOf(
  question: QuestionSubject,
  wanted: readonly string[],
): readonly { readonly word: number; readonly mask: number }[] {
  const masks = new Map<number, number>()
  for (const code of wanted) {
    const option = question.codes.indexOf(code)
    const word = question.word + Math.trunc(option / BITS_PER_WORD)
    masks.set(word, (masks.get(word) ?? 0) | (1 << (option % BITS_PER_WORD)))
  }
  return [...masks].map(([word, mask]) => ({ word, mask }))
}

/** A list that is known in part contains at least the named options, and at most all. */
function countReading({ index, codes }: QuestionSubject): Reading {
  const all = codes.length * ONE
  const low: Reader = (sheet) => {
    if (!isPartlyKnown(sheet.states[index])) return valueIn(sheet, index)
    const named = sheet.numbers[index] as number
    return named > 0 ? named : NOT_KNOWN
  }
  const high: Reader = (sheet) => {
    const least = low(sheet)
    return isPartlyKnown(sheet.states[index]) && !Number.isNaN(least) ? all : least
  }
  return { low, high }
}

function scoreReader(score: ScoreSubject, end: 'low' | 'high'): Reader {
  return (sheet) => {
    let sum = NOT_ASKED
    for (const item of score.items) {
      const points = pointsIn(sheet, item, end)
      if (points !== NOT_ASKED) sum = sum === NOT_ASKED ? points : sum + points
    }
    return sum
  }
}

/**
 * What one item adds: its points when given, nothing when not asked, and otherwise the least or most that it could add.
 * Of several answers, the named options add their points in any case, and only the others are open.
 */
export function pointsIn(sheet: Sheet, { question, points }: ScoreItem, end: 'low' | 'high'): number {
  const state = sheet.states[question.index]
  if (state === State.notAsked) return NOT_ASKED
  if (question.type !== 'choices') {
    if (state !== State.given) return possiblePoints({ question, points }, end)
    return points[sheet.numbers[question.index] as number] ?? 0
  }
  const pick = end === 'low' ? Math.min : Math.max
  let sum = 0
  points.forEach((one, option) => {
    const word = sheet.bits[question.word + Math.trunc(option / BITS_PER_WORD)] as number
    if (((word >> (option % BITS_PER_WORD)) & 1) === 1) sum += one
    else if (state !== State.given) sum += pick(0, one)
  })
  return sum
}

/** The least or the most that an item could add if it were answered. */
export function possiblePoints({ question, points }: ScoreItem, end: 'low' | 'high'): number {
  const pick = end === 'low' ? Math.min : Math.max
  return question.type === 'choices' ? points.reduce((sum, one) => sum + pick(0, one), 0) : pick(...points)
}

/** Whole units from one day to another, rounded towards zero. */
export function elapsed(unit: TimeUnit, from: number, to: number): number {
  if (unit === 'days') return to - from
  return unit === 'months' ? monthsBetween(from, to) : yearsBetween(from, to)
}

export function flip(value: number): number {
  return value === NOT_ASKED ? NOT_ASKED : 0 - value
}

import {
  type Algebra,
  blankSheet,
  closures,
  fold,
  foldOperand,
  ONE,
  type Operand,
  possiblePoints,
  type Reading,
  type Sheet,
  State,
  type Test,
} from '../../expression/index.ts'
import type { Comparison } from './comparison.ts'
import { elapsedOnAnyDay } from './elapsed.ts'

/** Numbers of questions and options, and the day of the check. */
export interface Size {
  readonly questions: number
  readonly bitWords: number
  readonly today: number
}

/**
 * Evaluates comparisons while each answer is anywhere between two values: gives the truth that all of them share, or
 * unknown. Dates count from the day of the answers where `relative` says so.
 */
export interface Probe {
  /** From now on the answer is between these values. */
  set(question: number, low: number, high: number): void
  /** The truth on the day of the check. */
  today(comparison: Comparison): Test
  /** The truth on every day. For a date by itself nothing is said. */
  anyDay(comparison: Comparison): Test
  /** The least and the greatest value of a number, over every day. */
  rangeOf(operand: Operand): { readonly low: number; readonly high: number }
  /** The sheet that tests are called with. */
  readonly sheet: Sheet
}

export function probeOver(size: Size, relative: ReadonlySet<number>): Probe {
  const [least, most] = [blankSheet(size.questions, size.bitWords), blankSheet(size.questions, size.bitWords)]
  for (const sheet of [least, most]) {
    sheet.states.fill(State.given)
    sheet.today = size.today
  }
  const range = (low: () => number, high: () => number): Reading => ({ low, high })
  const onDay: Algebra<Test, Reading> = {
    ...closures,
    answer: (question) => {
      const { low } = closures.answer(question)
      return range(
        () => low(least),
        () => low(most),
      )
    },
    // The later the day is, the less time has passed since.
    since: (unit, question) => {
      const { low } = closures.since(unit, question)
      return range(
        () => low(most),
        () => low(least),
      )
    },
    count: ({ codes }) =>
      range(
        () => 0,
        () => codes.length * ONE,
      ),
    score: ({ items }) =>
      range(
        () => items.reduce((sum, item) => sum + Math.min(0, possiblePoints(item, 'low')), 0),
        () => items.reduce((sum, item) => sum + Math.max(0, possiblePoints(item, 'high')), 0),
      ),
  }
  const onAnyDay: Algebra<Test, Reading> = {
    ...onDay,
    since: (unit, { index }) =>
      range(
        () => elapsedOnAnyDay(unit, size.today - (most.numbers[index] as number)).low * ONE,
        () => elapsedOnAnyDay(unit, size.today - (least.numbers[index] as number)).high * ONE,
      ),
  }
  return {
    set: (question, low, high) => {
      const shift = relative.has(question) ? size.today : 0
      least.numbers[question] = low + shift
      most.numbers[question] = high + shift
    },
    today: (comparison) => fold(comparison, onDay),
    anyDay: (comparison) => fold(comparison, onAnyDay),
    rangeOf: (operand) => {
      const { low, high, settle } = foldOperand(operand, onAnyDay)
      settle?.(least)
      return { low: low(least), high: high(least) }
    },
    sheet: least,
  }
}

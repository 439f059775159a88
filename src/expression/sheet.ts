import { ONE } from './decimal.ts'
import type { QuestionSubject } from './subjects.ts'

/**
 * The states of a question as numbers. Only `given` has a value. A comparison with `notAsked` is false, and one with
 * any other state is unknown. `questionnaire/due.ts` explains what they mean.
 */
export const State = {
  given: 0,
  unsure: 1,
  declined: 2,
  unanswered: 3,
  pending: 4,
  notAsked: 5,
  rejected: 6,
} as const

export type StateCode = (typeof State)[keyof typeof State]

/**
 * One person's answers as numbers, by question index, for conditions to read. A batch fills it from its columns and the
 * interview from its answers, with the same meaning.
 */
export interface Sheet {
  readonly states: Uint8Array
  /**
   * Number questions: the value in millionths. Dates: days since 1970-01-01. `yes_no` and `choice`: the option's index.
   * `choices`: how many options were named, in millionths; for a list that is known in part, how many for certain.
   */
  readonly numbers: Float64Array
  /**
   * `choices`: one bit for each option that was named, beginning at the question's `word`, 31 options to a word. None
   * is set where nothing was said.
   */
  readonly bits: Int32Array
  /** The date of the answers in days since 1970-01-01. Conditions have no clock. */
  today: number
}

export const BITS_PER_WORD = 31

/**
 * Whether something was said that is not a whole answer: "not sure", or a cell of which a part cannot be read. Of a
 * list, some options may have been named for certain: those count, and any other may or may not apply.
 */
export function isPartlyKnown(state: number | undefined): boolean {
  return state === State.unsure || state === State.declined || state === State.rejected
}

/** Whether every option was named, so that nothing is left to be unsure about. */
export function namesAll(sheet: Sheet, { index, type, codes }: QuestionSubject): boolean {
  return type === 'choices' && isPartlyKnown(sheet.states[index]) && sheet.numbers[index] === codes.length * ONE
}

export function blankSheet(questions: number, words: number): Sheet {
  return {
    states: new Uint8Array(questions).fill(State.unanswered),
    numbers: new Float64Array(questions),
    bits: new Int32Array(words),
    today: 0,
  }
}

/**
 * The states of a question, as numbers. Only `given` has a value; a comparison with `notAsked` is false, and with every
 * other state unknown. Their meaning is told in `questionnaire/due.ts`.
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
 * One person's answers as numbers, by the question's index: what conditions read. A batch fills it from its columns,
 * the interview from its answers; the meaning is the same.
 */
export interface Sheet {
  readonly states: Uint8Array
  /**
   * Number questions: the value in millionths. Dates: days since 1970-01-01. yes_no and choice: the option's index.
   * choices: how many options were chosen, in millionths.
   */
  readonly numbers: Float64Array
  /** choices: one bit for each option, from the question's `word` on, 31 options to a word. */
  readonly bits: Int32Array
  /** The date of the answers in days since 1970-01-01; there is no clock in here. */
  today: number
}

export const BITS_PER_WORD = 31

export function blankSheet(questions: number, words: number): Sheet {
  return {
    states: new Uint8Array(questions).fill(State.unanswered),
    numbers: new Float64Array(questions),
    bits: new Int32Array(words),
    today: 0,
  }
}

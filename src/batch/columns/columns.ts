import { FALSE, State } from '../../expression/index.ts'
import type { Questionnaire, Rejected } from '../../questionnaire/index.ts'

/** The most people that are handled side by side. */
export const CAPACITY = 4096

/**
 * The answers of up to `CAPACITY` people, with one array for each question: a `Sheet` turned on its side, with the same
 * numbers in it. A reader of tables fills it. An absent answer has the state `unanswered` until it is settled whether
 * its question is due. After `clear` it is used again for the next people.
 */
export interface Columns {
  /** Number of people. The places after them contain nothing valid. */
  size: number
  /** By question index, then by person: codes of `State`. */
  readonly states: readonly Uint8Array[]
  /**
   * By question index, then by person: as in `Sheet.numbers`. Choices among options, which are most of the questions,
   * are kept in bytes, so that eight times as many people fit into the processor's cache.
   */
  readonly numbers: readonly (Float64Array | Uint8Array)[]
  /** By word, then by person: as in `Sheet.bits`. */
  readonly bits: readonly Int32Array[]
  /** By person: the date of the answers in days since 1970-01-01, NaN when it is not known. */
  readonly today: Float64Array
  /** Values that are not valid answers, each once, in any order. */
  readonly rejected: RejectedAt[]
  /** `choices` questions with `none` next to something else, each once, in any order. */
  readonly contradictory: Seat[]
}

/** One question of one person. */
export interface Seat {
  readonly person: number
  /** Of the question. */
  readonly index: number
}

export interface RejectedAt extends Seat {
  readonly answer: Rejected
}

/** Memory for people, without anybody in it yet. */
export function columnsFor({ questions, bitWords }: Questionnaire): Columns {
  return {
    size: 0,
    states: questions.map(() => new Uint8Array(CAPACITY).fill(State.unanswered)),
    numbers: questions.map(({ type }) =>
      type === 'yes_no' || type === 'choice' ? new Uint8Array(CAPACITY) : new Float64Array(CAPACITY),
    ),
    bits: Array.from({ length: bitWords }, () => new Int32Array(CAPACITY)),
    today: new Float64Array(CAPACITY),
    rejected: [],
    contradictory: [],
  }
}

/** Removes everybody. */
export function clear(columns: Columns): void {
  const { size } = columns
  columns.size = 0
  for (const states of columns.states) states.fill(State.unanswered, 0, size)
  for (const bits of columns.bits) bits.fill(0, 0, size)
  columns.rejected.length = 0
  columns.contradictory.length = 0
}

const FOURS = new WeakMap<Uint8Array, Uint32Array>()

/**
 * The most common codes are 0, so that four of them are a word that is 0. With any other numbers this does not compile.
 */
const COMMONEST: readonly [0, 0] = [State.given, FALSE]
void COMMONEST

/**
 * The same bytes seen as 32-bit words. A word is 0 when all four people have the commonest code (`State.given` or
 * `FALSE`), so that it can be skipped.
 */
export function inFours(codes: Uint8Array): Uint32Array {
  const known = FOURS.get(codes)
  if (known !== undefined) return known
  const made = new Uint32Array(codes.buffer, codes.byteOffset, codes.length / 4)
  FOURS.set(codes, made)
  return made
}

/** A word of `inFours` in which all four people have this code. */
export function fourTimes(code: number): number {
  return Math.imul(code, 0x01010101) >>> 0
}

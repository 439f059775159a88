import type { AnswerType, Measure } from '../../expression/index.ts'
import type { Answer, Rejected } from '../answer.ts'
import type { Question } from '../model.ts'

/** Keys of a question that only some types have. */
export const KEYS_OF_SOME = ['options', 'option_set', 'none', 'unit', 'hard', 'soft', 'worse'] as const
export type KeyOfSome = (typeof KEYS_OF_SOME)[number]

/**
 * Everything that makes up a type of question. Another type is one more object of this shape, and whatever the compiler
 * then asks for.
 */
export interface QuestionKind {
  /** How conditions see its answers. */
  readonly answerType: AnswerType
  readonly keys: readonly KeyOfSome[]
  /** The words that `worse` can have. `codes` stands for a list of its codes, from mild to severe. */
  readonly worse: readonly ('yes' | 'no' | 'more' | 'higher' | 'lower')[] | 'codes'
  /** What it wants, to complete "the question wants … now". */
  readonly wants: string
  /**
   * For answers that are on a line: their measure, and the first and last value that can be written, in the numbers of
   * a sheet.
   */
  readonly quantity?: Quantity
  /** What to type at a terminal, as shown below the line; absent where keys answer. */
  readonly howToType?: (question: Question) => string
  /** Reads a written answer; undefined when nothing was written. */
  readonly parse: (question: Question, written: string | readonly string[]) => Answer | undefined
  /** One sentence: why a value cannot be read, and what is wanted instead. */
  readonly complaint: (question: Question, rejected: Rejected) => string
}

export interface Quantity {
  readonly measure: Measure
  readonly first: number
  readonly last: number
  readonly step: number
}

import type { Code, ProblemText } from '../diagnostics/index.ts'
import type { Measure } from './measures.ts'

/** What a name in a condition can refer to. The questionnaire makes them; conditions only read them. */
export type Subject = QuestionSubject | ScoreSubject

export type AnswerType = Measure | 'yes_no' | 'choice' | 'choices' | 'text'

export interface QuestionSubject {
  readonly kind: 'question'
  readonly id: string
  /** Position among the questions of the questionnaire: where its answer stands in a `Sheet`. */
  readonly index: number
  readonly type: AnswerType
  /** yes_no: `yes`, `no`; choice and choices: the option codes in order; empty otherwise. */
  readonly codes: readonly string[]
  /** choices: first of its words in `Sheet.bits`. */
  readonly word: number
  readonly unit?: string
}

/** A sum of option points; a missing item counts from its lowest to its highest points. */
export interface ScoreSubject {
  readonly kind: 'score'
  readonly id: string
  readonly items: readonly ScoreItem[]
}

export interface ScoreItem {
  readonly question: QuestionSubject
  /** Points of each option in millionths. */
  readonly points: readonly number[]
}

/** The names that one condition may use. */
export interface Scope {
  find(name: string): Subject | undefined
  names(): Iterable<string>
  /** Why a name that exists must not be used at this place, such as a forward reference. */
  refuses(subject: Subject): (ProblemText & { readonly code: Code }) | undefined
}

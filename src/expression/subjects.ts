import type { Code, ProblemText } from '../diagnostics/index.ts'
import type { Measure } from './measures.ts'

/** What a name in a condition can refer to. The questionnaire makes these; conditions only read them. */
export type Subject = QuestionSubject | ScoreSubject

export type AnswerType = Measure | 'yes_no' | 'choice' | 'choices' | 'text'

export interface QuestionSubject {
  readonly kind: 'question'
  readonly id: string
  /** Position among the questions of the questionnaire, where a `Sheet` has its answer. */
  readonly index: number
  readonly type: AnswerType
  /** `yes_no`: `yes`, `no`. `choice` and `choices`: the codes of the options in order. Empty otherwise. */
  readonly codes: readonly string[]
  /** `choices`: the first of its words in `Sheet.bits`. */
  readonly word: number
  readonly unit?: string
}

/** A sum of points of options. A missing item counts from its lowest to its highest points. */
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
  /** Why an existing name must not be used at this place, such as a reference to a later question. */
  refuses(subject: Subject): (ProblemText & { readonly code: Code }) | undefined
}

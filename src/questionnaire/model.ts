import type { Source, Span } from '../diagnostics/index.ts'
import type { Compiled, QuestionSubject, ScoreSubject } from '../expression/index.ts'
import type { Answer } from './answer.ts'
import type { Action, Basis, Level } from './levels.ts'
import type { Unit } from './units.ts'

/**
 * A questionnaire that loaded without an error: every name resolved, every condition compiled. To be treated as frozen.
 */
export interface Questionnaire {
  readonly source: Source
  readonly id: string
  readonly version: string
  readonly title: string
  /** BCP 47, such as `en`. */
  readonly language: string
  readonly status: Status
  readonly reviewedBy?: string
  readonly reviewedOn?: string
  /** ISO day after which the content should be reviewed again. */
  readonly reviewBy?: string
  readonly audience?: string
  readonly notice?: string
  /**
   * Who holds the rights to the questions, in the words that their licence requires. Shown wherever the form is shown.
   */
  readonly licence?: string
  /** Name of the set of forms that this one belongs to. Within a set, the same id is the same question. */
  readonly set?: string
  readonly sources: ReadonlyMap<string, CitedWork>
  readonly sections: readonly Section[]
  /** Everything that is asked, in order. A question's `index` is its place here. */
  readonly questions: readonly Question[]
  /** Everything that is shown and not asked, in order. */
  readonly notes: readonly Note[]
  readonly questionById: ReadonlyMap<string, Question>
  readonly scores: readonly Score[]
  readonly rules: readonly Rule[]
  readonly promises: readonly Promised[]
  readonly ignore?: Ignored
  /** For each question: the rules that read it, also as an item of a score. */
  readonly rulesReading: readonly (readonly Rule[])[]
  /** For each question: whether a rule or a score reads it, so that the form is not complete without it. */
  readonly needed: readonly boolean[]
  /** Length of `Sheet.bits`. */
  readonly bitWords: number
}

export type Status = 'draft' | 'reviewed' | 'retired'

export interface CitedWork {
  readonly id: string
  readonly title: string
  readonly year?: number
  readonly url?: string
  readonly note?: string
  /** How the author read the source; absent when not said. */
  readonly read?: HowRead
}

/** `quoted`: in another work or a summary. `abstract`: only its abstract. */
export type HowRead = 'itself' | 'quoted' | 'abstract'

/** A reference to a source, with the place in it if one was given: `ema-spravato 4.3`. */
export interface Citation {
  readonly work: CitedWork
  readonly section?: string
}

export interface Section {
  readonly id: string
  readonly title: string
  readonly items: readonly (Question | Note)[]
}

/** Shown, never asked: it has no answer, and nothing about it is stored. */
export interface Note {
  readonly kind: 'note'
  readonly id: string
  readonly text: string
  /** Shown only when this is true, under the same rules as a question's `ask_if`. */
  readonly askIf?: Compiled
  readonly span: Span
}

export type QuestionType = 'yes_no' | 'choice' | 'choices' | 'integer' | 'decimal' | 'date' | 'text'

export interface Question {
  readonly kind: 'question'
  readonly id: string
  /** The question as conditions see it. Its `index` is the place among `Questionnaire.questions`. */
  readonly subject: QuestionSubject
  readonly section: { readonly id: string; readonly title: string }
  readonly text: string
  /** For lists: the author's `short`, or else the text. */
  readonly short: string
  readonly type: QuestionType
  /** `yes_no`: yes and no. `choice` and `choices`: as written. Empty otherwise. */
  readonly options: readonly Option[]
  /**
   * `choices`: the label of the empty answer, whose code is `none`. Text: the label of "nothing to write", with the
   * same code.
   */
  readonly none?: string
  readonly unit?: Unit
  readonly hard?: Limits
  readonly soft?: Limits & { readonly message?: string }
  readonly help?: string
  readonly why?: string
  readonly sources: readonly Citation[]
  readonly offer: readonly Offered[]
  /** Codes of diagnostics that the author silences here, each with the reason. */
  readonly ignore?: Ignored
  readonly usual?: Answer
  readonly worse?: Worse
  readonly ifUnknown?: Level
  readonly ifUnknownBecause?: string
  readonly ifUnanswered?: Level
  /** What a clinician has to decide here before signing. */
  readonly settle?: string
  /** Why it is asked although nothing reads it. */
  readonly recordOnly?: string
  readonly askIf?: Compiled
  readonly check?: AnswerCheck
  readonly span: Span
}

export type Ignored = ReadonlyMap<string, string>

export type Offered = 'unsure' | 'declined'

export interface Option {
  readonly code: string
  readonly label: string
  /** In millionths, for scores. */
  readonly points?: number
  /** The key that chooses it at a terminal. */
  readonly key: string
  /** Why it is offered although nothing reads it. */
  readonly recordOnly?: string
  /** The place of its code in the file; absent where the file does not list it, as for yes and no. */
  readonly span?: Span
}

/** Inclusive. Numbers in millionths, dates in days since 1970-01-01. */
export interface Limits {
  readonly min?: number
  readonly max?: number
}

/** Which way an answer gets worse. A list of codes goes from mild to severe. */
export type Worse = 'higher' | 'lower' | 'yes' | 'no' | 'more' | readonly string[]

export interface AnswerCheck {
  readonly that: Compiled
  readonly message: string
}

export interface Score {
  readonly id: string
  readonly title: string
  readonly subject: ScoreSubject
  readonly sources: readonly Citation[]
  readonly ignore?: Ignored
  readonly span: Span
}

export interface Rule {
  readonly id: string
  /** Place among `Questionnaire.rules`. */
  readonly index: number
  readonly when: Compiled
  readonly level: Level
  readonly action?: Action
  readonly because: string
  readonly advice?: string
  readonly sources: readonly Citation[]
  readonly group?: string
  readonly basis?: Basis
  /** What a clinician has to decide about this rule before signing. */
  readonly settle?: string
  readonly ignore?: Ignored
  readonly span: Span
}

/** What must hold for every possible person. It is proved, never evaluated. */
export interface Promised {
  readonly id: string
  readonly when: Compiled
  readonly atLeast: Level
  readonly ignore?: Ignored
  readonly span: Span
}

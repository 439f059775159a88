import type { Action, Basis, HowRead, Level, StateName } from '../questionnaire/index.ts'
import type { FindingKind } from './finding-kinds.ts'

/** The result as data, in the shape of `--json`. Field names are those of the JSON, so that it is written as it is. */
export interface Guidance {
  readonly schema: 'prescreen/guidance/1'
  readonly questionnaire: {
    readonly id: string
    readonly version: string
    readonly sha256: string
    readonly status: string
    readonly language: string
  }
  /** The date of the answers. */
  readonly on: string
  readonly level: Level
  /** What to do at `act-now`; null at every other level. */
  readonly action: Action | null
  /** False while something that a rule or score needs was not answered at all, or when the interview ended early. */
  readonly complete: boolean
  readonly heading: string
  readonly findings: readonly Finding[]
  /** Ids of rules that are true but covered by a more serious one of their group. */
  readonly covered: readonly string[]
  /** Ids of rules that could not be ruled out. */
  readonly undetermined: readonly string[]
  /** Null when none of a score's items was asked. */
  readonly scores: Readonly<Record<string, { readonly low: number; readonly high: number } | null>>
  readonly unanswered: readonly string[]
  readonly pending: readonly string[]
  readonly not_asked: readonly string[]
  readonly conflicts: readonly string[]
  readonly statement: string
}

export interface Finding {
  readonly kind: FindingKind
  readonly level: Level
  readonly action?: Action
  readonly rule?: string
  readonly question?: string
  readonly state?: StateName
  readonly because: string
  readonly advice: string
  readonly answers: readonly AnswerShown[]
  /** Whose judgement the rule is, as a code and in words. */
  readonly basis?: Basis
  readonly basis_text?: string
  readonly sources?: readonly SourceShown[]
  /** Ids of the rules that this question leaves undetermined. */
  readonly undetermined?: readonly string[]
  /** out-of-range: ids of the rules that the number as written would make true. */
  readonly would_raise?: readonly string[]
}

export interface SourceShown {
  readonly id: string
  readonly section?: string
  readonly title: string
  /** How the author of the questionnaire read the source. */
  readonly read?: HowRead
}

/** One answer as it was given, and in the questionnaire's own words. */
export interface AnswerShown {
  readonly question: string
  readonly state: StateName
  /** Next to `unsure` or `declined`: the options that were named for certain, while the others are not known. */
  readonly value?: number | string | readonly string[]
  /** Of several codes, those that make the rule true, unless all of them do. */
  readonly true_by?: readonly string[]
  /** A rejected value as written. */
  readonly raw?: string
  readonly text: string
}

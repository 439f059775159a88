import type { Level } from '../questionnaire/index.ts'
import type { AnswerShown, Finding, Guidance } from './guidance.ts'

/**
 * Why one person has their level, in the shape of `explain --json`. What was proved holds for the day of the answers.
 */
export interface Explanation
  extends Pick<
    Guidance,
    'questionnaire' | 'on' | 'level' | 'action' | 'complete' | 'heading' | 'scores' | 'statement'
  > {
  readonly schema: 'prescreen/explanation/1'
  /** Id of the record, or number of the row, that the answers are from. */
  readonly record?: string
  readonly row?: number
  /** The findings that are as serious as the level. */
  readonly because: readonly Explained[]
  /** All other findings, and rules that are true but covered by a more serious one of their group. */
  readonly also: readonly Explained[]
  /** Every question that was asked and has no usable answer. */
  readonly unknown: readonly UnknownExplained[]
  readonly enough: EnoughExplained
  /** With `--all`: rules that are false, each with the nearest answers that would make it true. */
  readonly silent?: readonly SilentExplained[]
  /** With `--rule`. */
  readonly rule?: RuleExplained
}

export interface Explained extends Finding {
  /** For a rule: its condition as written. */
  readonly when?: string
  /** True, but covered by a more serious rule of its group. */
  readonly covered?: true
}

/** Whether the prover could settle something; `not-decided` when it could not. */
export type Decided = 'yes' | 'no' | 'not-decided'

export interface UnknownExplained extends AnswerShown {
  /** Ids of the rules that it keeps from being ruled out. */
  readonly undetermined: readonly string[]
  /**
   * `yes`: somebody who answers it, and what is then asked, has a more serious level. `no`: nobody has, whatever the
   * answers to the other open questions are.
   */
  readonly could_raise: Decided
  /** For `yes`: the fewest new answers that raise the level. */
  readonly by?: NewAnswers
  /** Ids of other open questions that have to be answered for that as well. */
  readonly together?: readonly string[]
}

/** Answers that differ from the person's own, and the level with them. */
export interface NewAnswers {
  readonly answers: readonly AnswerShown[]
  readonly level: Level
}

export interface EnoughExplained {
  /** `no`: `none-raised` needs all answers, so they are not listed. */
  readonly decided: Decided
  /**
   * The answers that keep the level at least as serious, whatever the answers to the other questions are. Empty when
   * any answers do.
   */
  readonly answers: readonly AnswerShown[]
  /**
   * Ids of those of which it is not decided whether they could be left out. For all others it is proved that they could
   * not.
   */
  readonly not_decided: readonly string[]
}

export interface SilentExplained {
  readonly rule: string
  readonly level: Level
  /** `no`: no answers make it true. */
  readonly could_be_raised: Decided
  readonly nearest?: NewAnswers
}

export interface RuleExplained extends ConditionExplained {
  readonly rule: string
  readonly level: Level
}

/** A condition, or a part of one, with its truth. */
export interface ConditionExplained {
  /** As written. */
  readonly text: string
  readonly truth: 'true' | 'false' | 'unknown'
  readonly kind: 'and' | 'or' | 'not' | 'test'
  /** For a test: the answers that it reads. */
  readonly answers: readonly AnswerShown[]
  /**
   * For a test: its scores, counts, elapsed times and calculations, from left to right; null where one is not known or
   * not asked.
   */
  readonly numbers: readonly ({ readonly low: number; readonly high: number } | null)[]
  readonly parts: readonly ConditionExplained[]
}

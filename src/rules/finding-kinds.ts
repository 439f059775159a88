import { cappedAtReferBefore, type Level, mostSerious, type Question, type Rule } from '../questionnaire/index.ts'

/**
 * What a finding is about, in the order of the table in the manual. Of two equally serious findings about one question,
 * the earlier kind is shown.
 */
export const FINDING_KINDS = [
  'rule',
  'unknown',
  'unanswered',
  'conflict',
  'out-of-range',
  'unreadable',
  'check-failed',
  'undetermined',
  'incomplete',
] as const

export type FindingKind = (typeof FINDING_KINDS)[number]

interface LevelByKind extends Readonly<Record<FindingKind, (...about: never[]) => Level | undefined>> {
  readonly rule: (rule: Rule) => Level
  /**
   * `worst` is the level of the most serious rule that the question leaves undetermined. Without a level there is no
   * finding.
   */
  readonly unknown: (question: Question, worst: Level | undefined) => Level | undefined
  readonly unanswered: (question: Question, worst: Level | undefined) => Level | undefined
  readonly conflict: () => Level
  /** Gets the rules that the number as read would make true. */
  readonly 'out-of-range': (rules: readonly Rule[]) => Level
  readonly unreadable: (question: Question) => Level
  readonly 'check-failed': () => Level
  /** For a rule that no question leaves open. */
  readonly undetermined: (rule: Rule) => Level
  readonly incomplete: () => Level
}

/** How serious a finding of each kind is. Every evaluation of findings takes its levels from here. */
export const levelFor: LevelByKind = {
  rule: ({ level }) => level,
  unknown: ({ ifUnknown }, worst) => ifUnknown ?? capped(worst),
  unanswered: ({ ifUnknown, ifUnanswered }, worst) => ifUnanswered ?? capped(ifUnknown ?? worst),
  conflict: () => 'refer-discuss',
  'out-of-range': (rules) => mostSerious('refer-before', ...rules.map(({ level }) => level)),
  unreadable: ({ ifUnknown = 'refer-before', ifUnanswered = 'refer-before' }) =>
    mostSerious('refer-before', ifUnknown, ifUnanswered),
  'check-failed': () => 'refer-before',
  undetermined: ({ level }) => cappedAtReferBefore(level),
  incomplete: () => 'refer-before',
}

function capped(level: Level | undefined): Level | undefined {
  return level && cappedAtReferBefore(level)
}

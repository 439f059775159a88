import { cappedAtReferBefore, type Level, mostSerious, type Question, type Rule } from '../questionnaire/index.ts'

/**
 * What a finding is about. The order is that of the table in the manual: of two equally serious findings of one
 * question the earlier kind is shown.
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
  /** `worst` is the level of the most serious rule that the question leaves undetermined; no level, no finding. */
  readonly unknown: (question: Question, worst: Level | undefined) => Level | undefined
  readonly unanswered: (question: Question, worst: Level | undefined) => Level | undefined
  readonly conflict: () => Level
  /** With the rules that the number as read would make true. */
  readonly 'out-of-range': (rules: readonly Rule[]) => Level
  readonly unreadable: (question: Question) => Level
  readonly 'check-failed': () => Level
  /** Of a rule that no question leaves open. */
  readonly undetermined: (rule: Rule) => Level
  readonly incomplete: () => Level
}

/** How serious a finding of each kind is, by what it is about. Whoever weighs findings, in whatever way, asks here. */
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

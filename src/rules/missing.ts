import { State } from '../expression/index.ts'
import { Due } from '../questionnaire/index.ts'

/*
 * What it means that a question is not plainly answered. The roll-up of one person and that of many side by side both
 * use these decisions.
 */

/**
 * The case of nearly every question of nearly every person: a given answer to a question that was due, or not asked at
 * all. It is not a finding.
 */
export function needsNoFinding(state: number | undefined, isDue: number | undefined): boolean {
  return state === State.notAsked || (state === State.given && isDue !== Due.no)
}

/**
 * Nothing was said that could be used; "not sure" is something. A form is not complete while a needed question is due
 * in such a state.
 */
export function lacksAnswer(state: number | undefined): boolean {
  return state === State.unanswered || state === State.pending || state === State.rejected
}

export type MissingKind = 'unknown' | 'unanswered'

/**
 * Which finding a question without a value can be. A pending question waits for another question, which is reported
 * instead.
 */
export function missingKind(state: number | undefined): MissingKind | undefined {
  if (state === State.unanswered) return 'unanswered'
  return state === State.unsure || state === State.declined ? 'unknown' : undefined
}

/** Something was said although another answer rules the question out. A value that is not an answer says nothing. */
export function isContrary(state: number | undefined, isDue: number | undefined): boolean {
  return isDue === Due.no && (state === State.given || state === State.unsure || state === State.declined)
}

import { State } from '../expression/index.ts'
import { Due } from '../questionnaire/index.ts'

/*
 * What it means that a question is not plainly answered. The roll-up of one person and that of many side by side both
 * decide by these.
 */

/**
 * Nearly every question of nearly every person: a given answer to a question that was due, or not asked at all. Of
 * itself it is no finding.
 */
export function needsNoFinding(state: number | undefined, isDue: number | undefined): boolean {
  return state === State.notAsked || (state === State.given && isDue !== Due.no)
}

/** Nothing was said that could be used; "not sure" is something. A form is not complete while one is due that is needed. */
export function lacksAnswer(state: number | undefined): boolean {
  return state === State.unanswered || state === State.pending || state === State.rejected
}

export type MissingKind = 'unknown' | 'unanswered'

/** Which finding a question without a value can be. What is pending waits for another question, which is told instead. */
export function missingKind(state: number | undefined): MissingKind | undefined {
  if (state === State.unanswered) return 'unanswered'
  return state === State.unsure || state === State.declined ? 'unknown' : undefined
}

/** Something was said where another answer says that the question does not apply. A value that is no answer says nothing. */
export function isContrary(state: number | undefined, isDue: number | undefined): boolean {
  return isDue === Due.no && (state === State.given || state === State.unsure || state === State.declined)
}

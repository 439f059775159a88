import type { Questionnaire } from '../../questionnaire/index.ts'
import type { Budget } from '../prove/index.ts'
import { compareLevels, type LevelChanges } from './compare-levels.ts'
import { isOneQuestion } from './joint-forms.ts'
import { type StoredAnswers, storedAnswers } from './stored-answers.ts'
import { type VersionFit, versionFit } from './version-fit.ts'

/** What the new form means for people, for promises, for stored answers and for the version number. */
export interface FormComparison extends LevelChanges {
  readonly stored: StoredAnswers
  readonly version: VersionFit
}

/** Undefined where the forms have no question in common, because then nobody can be compared. */
export function compareForms(
  old: Questionnaire,
  now: Questionnaire,
  means: { readonly on: string; readonly budget: Budget },
): FormComparison | undefined {
  const isCommon = old.questions.some((question) => {
    const other = now.questionById.get(question.id)
    return other !== undefined && isOneQuestion(question, other)
  })
  if (!isCommon) return undefined
  const stored = storedAnswers(old, now)
  return { ...compareLevels(old, now, means), stored, version: versionFit(old, now, stored) }
}

import type { Questionnaire } from '../questionnaire/index.ts'
import type { Case } from './cases.ts'
import { listIn, saidOf } from './said.ts'

const RAISED = new WeakMap<Case, ReadonlySet<string>>()

/** Ids of the rules that are findings for a case, worked out once per case. */
export function raisedBy(questionnaire: Questionnaire, one: Case): ReadonlySet<string> {
  const known = RAISED.get(one)
  if (known !== undefined) return known
  const raised = new Set(listIn(saidOf(questionnaire, one.answers, one.on), 'raised'))
  RAISED.set(one, raised)
  return raised
}

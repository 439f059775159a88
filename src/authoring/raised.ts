import type { Questionnaire } from '../questionnaire/index.ts'
import { guide } from '../rules/index.ts'
import type { Case } from './cases.ts'

const RAISED = new WeakMap<Case, ReadonlySet<string>>()

/** Ids of the rules that are findings for a case; worked out once. */
export function raisedBy(questionnaire: Questionnaire, one: Case): ReadonlySet<string> {
  const known = RAISED.get(one)
  if (known !== undefined) return known
  const { findings } = guide(questionnaire, one.answers, one.on)
  const raised = new Set(findings.flatMap(({ kind, rule }) => (kind === 'rule' && rule !== undefined ? [rule] : [])))
  RAISED.set(one, raised)
  return raised
}

import { type Answer, due, type Questionnaire, stateName } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'

interface Person {
  readonly answers: ReadonlyMap<string, Answer>
  readonly on: string
}

/** What a result row in CSV must say of a person from `level` to `covered`, worked out from what each gets alone. */
export function resultRow(form: Questionnaire, { answers, on }: Person, scoredOn = '2026-11-22'): readonly string[] {
  const guidance = guide(form, answers, on)
  const { sheet } = due(form, answers, on)
  const ids = form.questions.map(({ id }) => id)
  const rules = (found: readonly string[]) =>
    form.rules
      .map(({ id }) => id)
      .filter((id) => found.includes(id))
      .join(';')
  const states = (state: string) => ids.filter((_, index) => stateName(sheet, index) === state).join(';')
  const raised = guidance.findings.flatMap(({ kind, rule }) => (kind === 'rule' && rule !== undefined ? [rule] : []))
  const failed = guidance.findings.flatMap(({ kind, question }) => (kind === 'check-failed' ? [question ?? ''] : []))
  const rejected = (why: string) =>
    ids
      .filter((id) => {
        const answer = answers.get(id)
        return answer?.kind === 'rejected' && answer.why === why
      })
      .join(';')
  return [
    guidance.level,
    String(guidance.complete),
    rules(raised),
    rules(guidance.undetermined),
    states('unsure'),
    states('declined'),
    states('unanswered'),
    guidance.conflicts.join(';'),
    rejected('out-of-range'),
    rejected('unreadable'),
    ids.filter((id) => failed.includes(id)).join(';'),
    String((Date.parse(scoredOn) - Date.parse(on)) / 86_400_000),
    rules(guidance.covered),
  ]
}

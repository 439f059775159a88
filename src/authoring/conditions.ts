import type { Span } from '../diagnostics/index.ts'
import type { Compiled } from '../expression/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'

/** A condition of a questionnaire, the thing that it belongs to, and the keys under which it is written there. */
export interface ConditionSite {
  readonly thing: { readonly id: string; readonly span: Span }
  readonly keys: readonly string[]
  readonly condition: Compiled
}

/** All conditions of a questionnaire, grouped by the kind of thing that they belong to. */
export function* conditionsOf({ questions, notes, rules, promises }: Questionnaire): Generator<ConditionSite> {
  for (const question of questions) {
    if (question.askIf !== undefined) yield { thing: question, keys: ['ask_if'], condition: question.askIf }
    if (question.check !== undefined) yield { thing: question, keys: ['check', 'that'], condition: question.check.that }
  }
  for (const note of notes) if (note.askIf !== undefined) yield { thing: note, keys: ['ask_if'], condition: note.askIf }
  for (const rule of [...rules, ...promises]) yield { thing: rule, keys: ['when'], condition: rule.when }
}

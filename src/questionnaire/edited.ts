import { type Compiled, compile, type Scope, type Subject } from '../expression/index.ts'
import type { Question, Questionnaire, Rule } from './model.ts'
import { type ConditionPlace, scopeAt } from './names.ts'
import { readersOf } from './readers.ts'

/** The same form with other rules; what belongs to a rule by its place is worked out anew. */
export function withRules(questionnaire: Questionnaire, rules: readonly Rule[]): Questionnaire {
  const placed = rules.map((rule, index) => (rule.index === index ? rule : { ...rule, index }))
  return { ...questionnaire, rules: placed, ...readersOf(questionnaire.questions, placed, questionnaire.scores) }
}

/** The same form with one question that is asked on another condition; undefined: always. */
export function withAskIf(
  questionnaire: Questionnaire,
  question: Question,
  askIf: Compiled | undefined,
): Questionnaire {
  const { askIf: _, ...always } = question
  const edited: Question = askIf === undefined ? always : { ...always, askIf }
  const { questions, questionById, sections } = questionnaire
  return {
    ...questionnaire,
    questions: questions.map((one) => (one === question ? edited : one)),
    questionById: new Map([...questionById].map(([id, one]) => [id, one === question ? edited : one])),
    sections: sections.map((section) => ({
      ...section,
      items: section.items.map((one) => (one === question ? edited : one)),
    })),
  }
}

/** All that a condition at this place of a form may name. */
export function scopeIn({ questions, scores }: Questionnaire, place: ConditionPlace): Scope {
  const subjects = new Map<string, Subject>([...scores, ...questions].map(({ id, subject }) => [id, subject]))
  return scopeAt(place, { subjects, broken: new Set() })
}

/** A condition of a form as it would be compiled at this place; undefined where it could not stand there. */
export function compiledIn(scope: Scope, text: string): Compiled | undefined {
  const read = compile(text, scope)
  return read.ok ? read.value : undefined
}

import { type Compiled, compile, type Scope, type Subject } from '../expression/index.ts'
import type { Question, Questionnaire, Rule } from './model.ts'
import { type ConditionPlace, scopeAt } from './names.ts'
import { readersOf } from './readers.ts'

/** The same form with one rule replaced, or without it. */
export function withRule(questionnaire: Questionnaire, rule: Rule, edited: Rule | undefined): Questionnaire {
  const { questions, rules, scores } = questionnaire
  if (edited === undefined) {
    const left = rules.filter((one) => one !== rule).map((one, index) => ({ ...one, index }))
    return { ...questionnaire, rules: left, ...readersOf(questions, left, scores) }
  }
  // Only what one of the two rules reads changes, because this is done a thousand times for one form.
  const rulesReading = [...questionnaire.rulesReading]
  const needed = [...questionnaire.needed]
  for (const { index } of [...rule.when.reads, ...edited.when.reads]) {
    const readers = rules.flatMap((one) => {
      const placed = one === rule ? edited : one
      return placed.when.reads.some((read) => read.index === index) ? [placed] : []
    })
    rulesReading[index] = readers
    needed[index] = readers.length > 0 || isScored(scores, index)
  }
  return { ...questionnaire, rules: rules.with(rule.index, edited), rulesReading, needed }
}

function isScored(scores: Questionnaire['scores'], index: number): boolean {
  return scores.some(({ subject }) => subject.items.some(({ question }) => question.index === index))
}

/** The same form with another `ask_if` for one question; undefined: it is always asked. */
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

/** Everything that a condition at this place of a form may name. */
export function scopeIn({ questions, scores }: Questionnaire, place: ConditionPlace): Scope {
  const subjects = new Map<string, Subject>([...scores, ...questions].map(({ id, subject }) => [id, subject]))
  return scopeAt(place, { subjects })
}

/** A condition of a form as it would be compiled at this place; undefined where it is not allowed there. */
export function compiledIn(scope: Scope, text: string): Compiled | undefined {
  const read = compile(text, scope)
  return read.ok ? read.value : undefined
}

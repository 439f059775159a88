import { type Question, type Questionnaire, type Rule, withSupplied } from '../../questionnaire/index.ts'
import type { WrittenCondition } from './part.ts'
import type { Person } from './person-on-path.ts'

/** A form that differs from another in one rule, or in the `ask_if` of one question. */
export interface EditedForm {
  readonly edited: Questionnaire
  readonly change: FormChange
}

/** The rule before and after, undefined where it is gone; or the question that is asked on another condition. */
export type FormChange = RuleChange | QuestionChange

export interface RuleChange {
  readonly rule: Rule
  readonly after: Rule | undefined
}

export interface QuestionChange {
  readonly question: Question
  readonly after: Question
}

/**
 * How a person tells an edited form from the original: by the level, or only by what is raised, not known, missing or
 * asked. The ordinary evaluation decides which; undefined where both forms say the same about the person.
 */
export type Telling = 'level' | 'lists'
export type Tells = (one: EditedForm, person: Person) => Telling | undefined

export type Told =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'open' }
  | { readonly kind: 'found'; readonly person: Person }

/** Indexes of the questions whose answers a change is about. */
export function readsOf(change: FormChange): readonly number[] {
  if ('question' in change)
    return [change.question.subject.index, ...[change.question, change.after].flatMap(askIfReads)]
  return [change.rule, change.after].flatMap((rule) => rule?.when.reads.map(({ index }) => index) ?? [])
}

function askIfReads({ askIf }: Question): readonly number[] {
  return (askIf?.reads ?? []).map(({ index }) => index)
}

/** The condition that only the edited form has. */
export function conditionsAfter(change: FormChange): readonly WrittenCondition[] {
  const condition = 'question' in change ? change.after.askIf : change.after?.when
  return condition === undefined ? [] : [condition]
}

/**
 * The questions that decide where some questions stand: those that their `ask_if` reads, and so on, and those that
 * share a `check` with them. Indexes in the order of the form.
 */
export function decidingFor({ questions }: Questionnaire, indexes: readonly number[]): readonly number[] {
  const wanted = new Set(indexes)
  for (let size = 0; size < wanted.size; ) {
    size = wanted.size
    for (const { subject, askIf, check } of questions) {
      if (wanted.has(subject.index)) for (const { index } of askIf?.reads ?? []) wanted.add(index)
      const checked = check?.that.reads ?? []
      if (checked.some(({ index }) => wanted.has(index))) for (const { index } of checked) wanted.add(index)
    }
  }
  return [...wanted].sort((a, b) => a - b)
}

/** A person of whom only some answers were looked for, completed with the usual answers to what is then asked. */
export function completed(questionnaire: Questionnaire, person: Person): Person {
  return { ...person, answers: withSupplied(questionnaire, person.answers, person.on, ({ usual }) => usual) }
}

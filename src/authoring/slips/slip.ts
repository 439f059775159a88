import { type Compiled, print, type Scope } from '../../expression/index.ts'
import {
  compiledIn,
  LEVELS,
  type Question,
  type Questionnaire,
  type Rule,
  scopeIn,
  withAskIf,
  withRule,
} from '../../questionnaire/index.ts'
import { editsOf } from './edits.ts'

/**
 * What a slip makes of one rule (undefined: it is gone), or of the `ask_if` of one question (undefined: always asked).
 */
export type SlipChange =
  | { readonly rule: Rule; readonly edited: Rule | undefined }
  | { readonly question: Question; readonly askIf: Compiled | undefined }

/** A small wrong edit of a questionnaire, which some case should notice. */
export interface SmallEdit {
  readonly change: SlipChange
  /** What would be written there, in the words of the file. */
  readonly says: string
}

/** The thing in which the slip was made. */
export function thingOf({ change }: SmallEdit): Rule | Question {
  return 'rule' in change ? change.rule : change.question
}

/** The form as the slip would leave it. */
export function editedBy({ change }: SmallEdit, questionnaire: Questionnaire): Questionnaire {
  if ('question' in change) return withAskIf(questionnaire, change.question, change.askIf)
  return withRule(questionnaire, change.rule, change.edited)
}

/** All small wrong edits of the rules and of each `ask_if`, in the order of the file. */
export function slipsIn(questionnaire: Questionnaire): readonly SmallEdit[] {
  const inRule = scopeIn(questionnaire, { kind: 'rule' })
  return [
    ...questionnaire.questions.flatMap((question) => slipsInAskIf(question, questionnaire)),
    ...questionnaire.rules.flatMap((rule) => [...slipsInWhen(rule, inRule), ...slipsInRule(rule)]),
  ]
}

function slipsInAskIf(question: Question, questionnaire: Questionnaire): readonly SmallEdit[] {
  const { askIf, subject } = question
  if (askIf === undefined) return []
  const scope = scopeIn(questionnaire, { kind: 'before', index: subject.index })
  return [
    ...mistaken(askIf, scope).map(({ compiled, says }) => ({ change: { question, askIf: compiled }, says })),
    { change: { question, askIf: undefined }, says: 'without `ask_if`' },
  ]
}

function slipsInWhen(rule: Rule, scope: Scope): readonly SmallEdit[] {
  return mistaken(rule.when, scope).map(({ compiled, says }) => ({
    change: { rule, edited: { ...rule, when: compiled } },
    says,
  }))
}

function slipsInRule(rule: Rule): readonly SmallEdit[] {
  const at = LEVELS.indexOf(rule.level)
  const levels = LEVELS.slice(0, -1).filter((_, place) => Math.abs(place - at) === 1)
  return [
    ...levels.map((level) => ({ change: { rule, edited: { ...rule, level } }, says: `\`level: ${level}\`` })),
    { change: { rule, edited: undefined }, says: 'without the rule' },
  ]
}

interface Mistaken {
  readonly compiled: Compiled
  readonly says: string
}

/** Each mistake that the reader would accept, once. */
function mistaken({ expression }: Compiled, scope: Scope): readonly Mistaken[] {
  const texts = new Set([print(expression)])
  return editsOf(expression, scope).flatMap((edit) => {
    const text = print(edit.whole)
    if (texts.has(text)) return []
    texts.add(text)
    const compiled = compiledIn(scope, text)
    return compiled === undefined ? [] : [{ compiled, says: edit.says }]
  })
}

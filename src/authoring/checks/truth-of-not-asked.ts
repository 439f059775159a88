import type { Span } from '../../diagnostics/index.ts'
import type { Condition, QuestionSubject } from '../../expression/index.ts'
import type { Question } from '../../questionnaire/index.ts'
import { type Check, pieceAt } from '../form.ts'

export const truthOfNotAsked: Check = {
  code: 'truth-of-not-asked',
  section: 'names',
  severity: 'warning',
  what: 'a rule holds because a question was not asked: it tests with `not`, `!=` or `not in` what may be skipped',
  why: 'A comparison with a question that is not asked is false, so its opposite is true, also for people to whom the question does not apply.',
  todo: 'add the condition of `ask_if` beside the test',
  example: { wrong: 'when: amount != 20', right: 'when: smoker = yes and amount != 20' },
  looksAt: 'refused',
  look: (form, found) => {
    const askIf = new Map(form.questionnaire.questions.map(({ id, askIf }) => [id, askIf?.condition]))
    for (const rule of form.questionnaire.rules) {
      for (const { question, span } of unguarded(rule.when.condition, askIf)) {
        found(pieceAt(form, rule, { keys: ['when'], within: span }), {
          message: `rule \`${rule.id}\` holds when \`${question.id}\` is not asked`,
          help: `add \`and (${form.questionnaire.questionById.get(question.id)?.askIf?.text})\`, so that it is about people who are asked`,
        })
      }
    }
  },
}

type AskIf = ReadonlyMap<Question['id'], Condition | undefined>

interface Negated {
  readonly question: QuestionSubject
  readonly span: Span
}

function* unguarded(condition: Condition, askIf: AskIf): Generator<Negated> {
  switch (condition.kind) {
    case 'or':
      for (const operand of condition.operands) yield* unguarded(operand, askIf)
      return
    case 'and': {
      const beside = new Set(condition.operands.map(keyOf))
      for (const operand of condition.operands)
        for (const one of unguarded(operand, askIf)) if (!isGuarded(one.question, beside, askIf)) yield one
      return
    }
    case 'not':
      for (const question of tested(condition.operand))
        if (askIf.get(question.id) !== undefined) yield { question, span: condition.span }
  }
}

/** Whether another test of the same `and` is false whenever the question is not asked. */
function isGuarded({ id }: QuestionSubject, beside: ReadonlySet<string>, askIf: AskIf): boolean {
  const condition = askIf.get(id)
  if (condition === undefined || beside.has(JSON.stringify(['answered', id]))) return true
  if (beside.has(keyOf(condition))) return true
  if (condition.kind === 'or') return condition.operands.some((operand) => beside.has(keyOf(operand)))
  return condition.kind === 'and' && condition.operands.every((operand) => beside.has(keyOf(operand)))
}

function tested(condition: Condition): readonly QuestionSubject[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap(tested)
    case 'not':
      return []
    case 'compare':
      return condition.left.kind === 'answer' || condition.left.kind === 'count' ? [condition.left.question] : []
    case 'one-of':
    case 'has-any':
    case 'answered':
      return [condition.question]
  }
}

/** A key that is equal for conditions that say the same in the same order, wherever they are in the file. */
function keyOf(condition: Condition): string {
  if (condition.kind === 'answered') return JSON.stringify(['answered', condition.question.id])
  return JSON.stringify(condition, (key, value) =>
    key === 'span' ? undefined : key === 'question' ? (value as QuestionSubject).id : value,
  )
}

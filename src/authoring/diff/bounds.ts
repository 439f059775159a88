import { type Condition, MEASURES, type Measure, type QuestionSubject } from '../../expression/index.ts'
import { kindOf } from '../../questionnaire/index.ts'
import type { WrittenCondition } from '../prove/part.ts'
import { usualNumber } from '../prove/pieces.ts'
import type { JointQuestion } from './joint-forms.ts'

/**
 * Further places where numbers must be cut: at limits that differ between the forms, and around the usual answer of
 * what only one form asks.
 */
export function boundsOf({ question, old, now }: JointQuestion): readonly WrittenCondition[] {
  const measure = kindOf(question).quantity?.measure
  if (measure === undefined) return []
  const cut = (op: '<' | '>', value: number | undefined) =>
    value === undefined ? [] : [comparison(op, question.subject, { measure, value })]
  if (old === undefined || now === undefined) {
    const usual = usualNumber(question)
    return [...cut('<', usual), ...cut('>', usual)]
  }
  return [
    ...(old.hard?.min === now.hard?.min ? [] : [old, now].flatMap(({ hard }) => cut('<', hard?.min))),
    ...(old.hard?.max === now.hard?.max ? [] : [old, now].flatMap(({ hard }) => cut('>', hard?.max))),
  ]
}

function comparison(
  op: '<' | '>',
  question: QuestionSubject,
  { measure, value }: { readonly measure: Measure; readonly value: number },
): WrittenCondition {
  const text = `${question.id} ${op} ${MEASURES[measure].print(value)}`
  const condition: Condition = {
    kind: 'compare',
    op,
    left: { kind: 'answer', question },
    right: { kind: 'literal', value, type: measure },
    span: { start: 0, end: text.length },
  }
  return { condition, text }
}

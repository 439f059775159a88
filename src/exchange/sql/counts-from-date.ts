import { type Algebra, fold } from '../../expression/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'

/** Whether a condition counts from a day until that of the answers, so that this day must be known. */
export function countsFromDate({ questions, rules }: Questionnaire): boolean {
  const compiled = [
    ...rules.map(({ when }) => when),
    ...questions.flatMap(({ askIf, check }) => [askIf, check?.that].filter((one) => one !== undefined)),
  ]
  return compiled.some(({ condition }) => fold(condition, COUNTS))
}

const COUNTS: Algebra<boolean, boolean> = {
  and: (operands) => operands.includes(true),
  or: (operands) => operands.includes(true),
  not: (operand) => operand,
  compare: (_, left, right) => left || right,
  oneOf: () => false,
  hasAny: () => false,
  answered: () => false,
  literal: () => false,
  answer: () => false,
  score: () => false,
  count: () => false,
  since: () => true,
  arithmetic: (_, left, right) => left || right,
  negate: (operand) => operand,
}

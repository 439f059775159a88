import { type Algebra, fold, type QuestionSubject } from '../expression/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'

type Names = readonly QuestionSubject[]

const all = (...parts: readonly Names[]): Names => parts.flat()
const none = (): Names => []

/** The dates in a condition from which it counts to the day of the answers. */
const counted: Algebra<Names, Names> = {
  and: (operands) => all(...operands),
  or: (operands) => all(...operands),
  not: (operand) => operand,
  compare: (_, left, right) => all(left, right),
  oneOf: none,
  hasAny: none,
  answered: none,
  literal: none,
  answer: none,
  score: none,
  count: none,
  since: (_, question) => [question],
  arithmetic: (_, left, right) => all(left, right),
  negate: (operand) => operand,
}

/** Ids of the questions from whose dates a questionnaire counts to the day of the answers. */
export function countedToADay({ questions, rules }: Questionnaire): readonly string[] {
  const conditions = [
    ...rules.map(({ when }) => when),
    ...questions.flatMap(({ askIf, check }) => [askIf, check?.that].flatMap((one) => one ?? [])),
  ]
  const dates = new Set(conditions.flatMap(({ condition }) => fold(condition, counted)))
  return questions.filter(({ subject }) => dates.has(subject)).map(({ id }) => id)
}

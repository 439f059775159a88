import type { Algebra } from './algebra.ts'
import type { QuestionSubject } from './subjects.ts'

type Names = readonly QuestionSubject[]

const both = (...parts: readonly Names[]): Names => [...new Set(parts.flat())]

/** The questions that a condition reads, including the items of its scores, each once, in the order of the text. */
export const references: Algebra<Names, Names> = {
  and: (operands) => both(...operands),
  or: (operands) => both(...operands),
  not: (operand) => operand,
  compare: (_, left, right) => both(left, right),
  oneOf: (question) => [question],
  hasAny: (question) => [question],
  answered: (question) => [question],
  literal: () => [],
  answer: (question) => [question],
  score: (score) => both(score.items.map((item) => item.question)),
  count: (question) => [question],
  since: (_, question) => [question],
  arithmetic: (_, left, right) => both(left, right),
  negate: (operand) => operand,
}

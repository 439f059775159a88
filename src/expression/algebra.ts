import type { Condition, Operand, Order, TimeUnit } from './condition.ts'
import type { Measure } from './measures.ts'
import type { QuestionSubject, ScoreSubject } from './subjects.ts'
import type { ArithmeticOp } from './syntax.ts'

/**
 * One reading of conditions, given by what each part becomes: `T` is what a test becomes, `N` what a number or date
 * becomes. Closures, batch columns, diagrams, SQL and sentences are one algebra each, so that none of them can forget a
 * case.
 */
export interface Algebra<T, N> {
  and(operands: readonly T[]): T
  or(operands: readonly T[]): T
  not(operand: T): T
  compare(op: Order, left: N, right: N): T
  oneOf(question: QuestionSubject, codes: readonly string[]): T
  hasAny(question: QuestionSubject, codes: readonly string[]): T
  answered(question: QuestionSubject): T
  /** Numbers in millionths, dates in days. */
  literal(value: number, type: Measure): N
  answer(question: QuestionSubject): N
  score(score: ScoreSubject): N
  count(question: QuestionSubject): N
  since(unit: TimeUnit, question: QuestionSubject): N
  arithmetic(op: ArithmeticOp, left: N, right: N): N
  negate(operand: N): N
}

export function fold<T, N>(condition: Condition, algebra: Algebra<T, N>): T {
  switch (condition.kind) {
    case 'and':
      return algebra.and(condition.operands.map((operand) => fold(operand, algebra)))
    case 'or':
      return algebra.or(condition.operands.map((operand) => fold(operand, algebra)))
    case 'not':
      return algebra.not(fold(condition.operand, algebra))
    case 'compare':
      return algebra.compare(condition.op, foldOperand(condition.left, algebra), foldOperand(condition.right, algebra))
    case 'one-of':
      return algebra.oneOf(condition.question, condition.codes)
    case 'has-any':
      return algebra.hasAny(condition.question, condition.codes)
    case 'answered':
      return algebra.answered(condition.question)
  }
}

export function foldOperand<T, N>(operand: Operand, algebra: Algebra<T, N>): N {
  switch (operand.kind) {
    case 'literal':
      return algebra.literal(operand.value, operand.type)
    case 'answer':
      return algebra.answer(operand.question)
    case 'score':
      return algebra.score(operand.score)
    case 'count':
      return algebra.count(operand.question)
    case 'since':
      return algebra.since(operand.unit, operand.question)
    case 'arithmetic':
      return algebra.arithmetic(operand.op, foldOperand(operand.left, algebra), foldOperand(operand.right, algebra))
    case 'negate':
      return algebra.negate(foldOperand(operand.operand, algebra))
  }
}

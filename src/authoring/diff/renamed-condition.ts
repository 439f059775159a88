import type { Compiled, Condition, Operand, QuestionSubject, ScoreSubject } from '../../expression/index.ts'

/** Other questions and scores in place of those that a condition names. */
export interface Renamed {
  readonly question: (question: QuestionSubject) => QuestionSubject
  readonly score: (score: ScoreSubject) => ScoreSubject
}

/** The condition about other questions, for proofs only: its `test` and its `unknowns` remain those of its own form. */
export function renamedCondition(compiled: Compiled, renamed: Renamed): Compiled {
  return {
    ...compiled,
    condition: inCondition(compiled.condition, renamed),
    reads: compiled.reads.map(renamed.question),
  }
}

function inCondition(condition: Condition, renamed: Renamed): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...condition, operands: condition.operands.map((one) => inCondition(one, renamed)) }
    case 'not':
      return { ...condition, operand: inCondition(condition.operand, renamed) }
    case 'compare':
      return { ...condition, left: inOperand(condition.left, renamed), right: inOperand(condition.right, renamed) }
    case 'one-of':
    case 'has-any':
    case 'answered':
      return { ...condition, question: renamed.question(condition.question) }
  }
}

function inOperand(operand: Operand, renamed: Renamed): Operand {
  switch (operand.kind) {
    case 'literal':
      return operand
    case 'answer':
    case 'count':
    case 'since':
      return { ...operand, question: renamed.question(operand.question) }
    case 'score':
      return { ...operand, score: renamed.score(operand.score) }
    case 'arithmetic':
      return { ...operand, left: inOperand(operand.left, renamed), right: inOperand(operand.right, renamed) }
    case 'negate':
      return { ...operand, operand: inOperand(operand.operand, renamed) }
  }
}

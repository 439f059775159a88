import {
  type Condition,
  closures,
  fold,
  foldOperand,
  NOT_ASKED,
  ONE,
  type Operand,
  type QuestionSubject,
  references,
  type Sheet,
  type Truth,
  truthOf,
} from '../expression/index.ts'

/** One condition for one person's answers, part by part, with the truth of each as the evaluation has it. */
export interface TruthTree {
  readonly condition: Condition
  readonly truth: Truth
  /** For `and`, `or` and `not`; empty for a test. */
  readonly parts: readonly TruthTree[]
  /**
   * For a test: the questions that it reads with their states, and the possible values of numbers that are worked out.
   */
  readonly questions: readonly QuestionSubject[]
  readonly numbers: readonly NumberRead[]
}

/** A score, a count, an elapsed time or a calculation, as the evaluation has it. */
export interface NumberRead {
  readonly operand: Operand
  readonly range: { readonly low: number; readonly high: number } | 'not known' | 'not asked'
}

export function truthTree(condition: Condition, sheet: Sheet): TruthTree {
  const truth = truthOf(fold(condition, closures)(sheet))
  const tree: TruthTree = { condition, truth, parts: [], questions: [], numbers: [] }
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...tree, parts: condition.operands.map((operand) => truthTree(operand, sheet)) }
    case 'not':
      return { ...tree, parts: [truthTree(condition.operand, sheet)] }
    case 'compare': {
      const sides = [condition.left, condition.right]
      const numbers = sides.filter(isWorkedOut).map((operand) => ({ operand, range: rangeOf(operand, sheet) }))
      return { ...tree, questions: [...new Set(sides.flatMap((side) => foldOperand(side, references)))], numbers }
    }
    case 'one-of':
    case 'has-any':
    case 'answered':
      return { ...tree, questions: [condition.question] }
  }
}

/** An answer and a literal number need no further explanation. */
function isWorkedOut(operand: Operand): boolean {
  return operand.kind === 'negate'
    ? isWorkedOut(operand.operand)
    : operand.kind !== 'literal' && operand.kind !== 'answer'
}

function rangeOf(operand: Operand, sheet: Sheet): NumberRead['range'] {
  const { low, high, settle } = foldOperand(operand, closures)
  settle?.(sheet)
  const [least, most] = [low(sheet), high(sheet)]
  if (least === NOT_ASKED || most === NOT_ASKED) return 'not asked'
  return Number.isNaN(least) || Number.isNaN(most) ? 'not known' : { low: least / ONE, high: most / ONE }
}

import {
  type Condition,
  closures,
  fold,
  type QuestionSubject,
  references,
  type Sheet,
  TRUE,
} from '../expression/index.ts'

/**
 * The part of a condition that makes it true for one person: of an `or` the true operands, of several codes those that
 * were answered. A condition that is not true stays as it is.
 */
export function truePart(condition: Condition, sheet: Sheet): Condition {
  if (!isTrue(condition, sheet)) return condition
  switch (condition.kind) {
    case 'and':
      return { ...condition, operands: condition.operands.map((operand) => truePart(operand, sheet)) }
    case 'or': {
      const operands = condition.operands.filter((operand) => isTrue(operand, sheet))
      const [only] = operands
      if (operands.length === 1 && only !== undefined) return truePart(only, sheet)
      return { ...condition, operands: operands.map((operand) => truePart(operand, sheet)) }
    }
    case 'one-of':
    case 'has-any':
      return { ...condition, codes: condition.codes.filter((code) => isTrue({ ...condition, codes: [code] }, sheet)) }
    case 'not':
    case 'compare':
    case 'answered':
      return condition
  }
}

/** The questions whose answer such a part does not name by itself: those that are compared, counted or negated. */
export function unnamedIn(
  condition: Condition,
  { isNamed = true }: { readonly isNamed?: boolean } = {},
): readonly QuestionSubject[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap((operand) => unnamedIn(operand, { isNamed }))
    case 'not':
      return unnamedIn(condition.operand, { isNamed: false })
    case 'one-of':
    case 'has-any':
      return isNamed ? [] : [condition.question]
    case 'compare':
    case 'answered':
      return fold(condition, references)
  }
}

function isTrue(condition: Condition, sheet: Sheet): boolean {
  return fold(condition, closures)(sheet) === TRUE
}

import { ONE, type Operand } from '../../expression/index.ts'
import type { Comparison } from './comparison.ts'
import { operandsIn } from './comparison.ts'

const MAX_SUMS = 300

/** The values that a count or a score can have; undefined for anything else, or where there are too many. */
function valuesOf(operand: Operand): readonly number[] | undefined {
  if (operand.kind === 'count')
    return Array.from({ length: operand.question.codes.length + 1 }, (_, count) => count * ONE)
  if (operand.kind !== 'score') return undefined
  let sums = new Set([0])
  for (const { question, points } of operand.score.items) {
    const steps = question.type === 'choices' ? points.map((one) => [0, one]) : [[0, ...points]]
    for (const own of steps) {
      sums = new Set([...sums].flatMap((sum) => own.map((one) => sum + one)))
      if (sums.size > MAX_SUMS) return undefined
    }
  }
  return [...sums]
}

/**
 * The comparison with a number in place of its only count or score, once for each value that this can have. The count
 * of a list that is known in part is a range, which may be equal to what lies between two of its numbers; so it matters
 * on which side of the limit each of them is.
 */
export function withNumbers(comparison: Comparison): readonly Comparison[] | undefined {
  const { left, right } = comparison
  const counted = [...operandsIn(left), ...operandsIn(right)].filter(({ kind }) => kind === 'count' || kind === 'score')
  const [only, ...more] = counted
  if (only === undefined || more.length > 0) return undefined
  const ops = comparison.op === '=' ? (['=', '<=', '>='] as const) : [comparison.op]
  return valuesOf(only)?.flatMap((value) =>
    ops.map((op) => ({ ...comparison, op, left: replaced(left, value), right: replaced(right, value) })),
  )
}

function replaced(operand: Operand, value: number): Operand {
  switch (operand.kind) {
    case 'count':
    case 'score':
      return { kind: 'literal', value, type: 'number' }
    case 'negate':
      return { ...operand, operand: replaced(operand.operand, value) }
    case 'arithmetic':
      return { ...operand, left: replaced(operand.left, value), right: replaced(operand.right, value) }
    case 'literal':
    case 'answer':
    case 'since':
      return operand
  }
}

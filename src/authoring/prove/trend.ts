import type { Operand } from '../../expression/index.ts'
import type { Comparison } from './comparison.ts'

/** Which way a number goes as an answer grows: up, down, or not at all; undefined where it may turn. */
export type Trend = 1 | -1 | 0 | undefined

/** The least and the greatest value of a part of a comparison, with all answers given. */
type RangeOf = (operand: Operand) => { readonly low: number; readonly high: number }

/**
 * Which way the truth of a comparison goes (false, unknown, true) as the answer to one question grows while all other
 * answers stay. For a question with several answers, growing means adding options.
 */
export function trendOf({ op, left, right }: Comparison, question: number, rangeOf: RangeOf): Trend {
  const trend = both(of(left), opposite(of(right)))
  if (op === '=') return trend === 0 ? 0 : undefined
  return op === '<' || op === '<=' ? opposite(trend) : trend

  function of(operand: Operand): Trend {
    switch (operand.kind) {
      case 'literal':
        return 0
      case 'answer':
      case 'count':
        return operand.question.index === question ? 1 : 0
      case 'since':
        return operand.question.index === question ? -1 : 0
      case 'score': {
        const own = operand.score.items.filter((item) => item.question.index === question)
        if (own.length === 0) return 0
        const points = own.flatMap((item) => (item.question.type === 'choices' ? item.points : [Number.NaN]))
        return points.every((one) => one >= 0) ? 1 : points.every((one) => one <= 0) ? -1 : undefined
      }
      case 'negate':
        return opposite(of(operand.operand))
      case 'arithmetic':
        return ofCalculation(operand)
    }
  }

  function ofCalculation({ op: sign, left: a, right: b }: Operand & { readonly kind: 'arithmetic' }): Trend {
    const [first, second] = [of(a), of(b)]
    if (first === 0 && second === 0) return 0
    if (sign === '+') return both(first, second)
    if (sign === '-') return both(first, opposite(second))
    // Beyond the largest number, and on division by zero, a result is unknown: it can come and go.
    const { low, high } = rangeOf({ kind: 'arithmetic', op: sign, left: a, right: b })
    if (!Number.isFinite(low) || !Number.isFinite(high)) return undefined
    const ofA = times(first, signOf(rangeOf(b)))
    const ofB = times(second, signOf(rangeOf(a)))
    return both(ofA, sign === '*' ? ofB : opposite(ofB))
  }
}

function opposite(trend: Trend): Trend {
  return trend === undefined || trend === 0 ? trend : trend === 1 ? -1 : 1
}

function both(a: Trend, b: Trend): Trend {
  if (a === 0) return b
  return b === 0 || a === b ? a : undefined
}

/** Undefined for a factor that can be both positive and negative. */
function signOf({ low, high }: { readonly low: number; readonly high: number }): 1 | -1 | undefined {
  return low >= 0 ? 1 : high <= 0 ? -1 : undefined
}

function times(trend: Trend, sign: 1 | -1 | undefined): Trend {
  if (trend === 0) return 0
  return sign === undefined ? undefined : sign === 1 ? trend : opposite(trend)
}

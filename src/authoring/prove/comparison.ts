import { type Compiled, type Condition, ONE, type Operand } from '../../expression/index.ts'

export type Comparison = Condition & { readonly kind: 'compare' }

/** A comparison and its words. */
export interface WrittenComparison {
  readonly comparison: Comparison
  readonly text: string
}

export function comparisonsIn({ condition, text }: Pick<Compiled, 'condition' | 'text'>): readonly WrittenComparison[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap((operand) => comparisonsIn({ condition: operand, text }))
    case 'not':
      return comparisonsIn({ condition: condition.operand, text })
    case 'compare':
      return [{ comparison: condition, text: text.slice(condition.span.start, condition.span.end) }]
    case 'one-of':
    case 'has-any':
    case 'answered':
      return []
  }
}

export function* operandsIn(operand: Operand): Generator<Operand> {
  yield operand
  if (operand.kind === 'negate') yield* operandsIn(operand.operand)
  if (operand.kind === 'arithmetic') {
    yield* operandsIn(operand.left)
    yield* operandsIn(operand.right)
  }
}

function sidesOf({ left, right }: Comparison): readonly Operand[] {
  return [...operandsIn(left), ...operandsIn(right)]
}

/** Indexes of the number and date questions of a comparison. */
export function measuredIn(comparison: Comparison): readonly number[] {
  const measured = sidesOf(comparison).flatMap((one) =>
    one.kind === 'answer' || one.kind === 'since' ? [one.question.index] : [],
  )
  return [...new Set(measured)]
}

/** Indexes of the other questions of a comparison: those that are counted or are items of a score. */
export function countedIn(comparison: Comparison): readonly number[] {
  const counted = sidesOf(comparison).flatMap((one) => {
    if (one.kind === 'count') return [one.question.index]
    return one.kind === 'score' ? one.score.items.map(({ question }) => question.index) : []
  })
  return [...new Set(counted)]
}

/** Date questions whose elapsed time a comparison uses. */
export function sinceIn(comparison: Comparison): readonly number[] {
  return sidesOf(comparison).flatMap((one) => (one.kind === 'since' ? [one.question.index] : []))
}

/** A sum: a multiple of each question, a multiple of the day of the answers, and a constant, in millionths or days. */
export interface Linear {
  readonly parts: ReadonlyMap<number, number>
  readonly today: number
  readonly constant: number
}

/**
 * Left side minus right side as a sum of answers; undefined where it is not a sum. Dates in `relative` count from the
 * day of the answers, so that `days_since(x)` is the negated date, and the date itself is the date plus that day.
 */
export function linearOf({ left, right }: Comparison, relative: ReadonlySet<number>): Linear | undefined {
  const sum = (operand: Operand): Linear | undefined => {
    switch (operand.kind) {
      case 'literal':
        return { parts: new Map(), today: 0, constant: operand.value }
      case 'answer': {
        const { index } = operand.question
        return { parts: new Map([[index, 1]]), today: relative.has(index) ? 1 : 0, constant: 0 }
      }
      case 'since':
        return operand.unit === 'days'
          ? { parts: new Map([[operand.question.index, -ONE]]), today: 0, constant: 0 }
          : undefined
      case 'negate':
        return plus({ parts: new Map(), today: 0, constant: 0 }, sum(operand.operand), -1)
      case 'arithmetic':
        if (operand.op !== '+' && operand.op !== '-') return undefined
        return plus(sum(operand.left), sum(operand.right), operand.op === '+' ? 1 : -1)
      case 'count':
      case 'score':
        return undefined
    }
  }
  return plus(sum(left), sum(right), -1)
}

function plus(one: Linear | undefined, other: Linear | undefined, sign: 1 | -1): Linear | undefined {
  if (one === undefined || other === undefined) return undefined
  const parts = new Map(one.parts)
  for (const [index, factor] of other.parts) parts.set(index, (parts.get(index) ?? 0) + sign * factor)
  return { parts, today: one.today + sign * other.today, constant: one.constant + sign * other.constant }
}

/**
 * Whether a comparison of relative dates holds only for the day of its answers: it compares a date by itself with one
 * that is written in the condition, so that on another day the same elapsed days say nothing about it.
 */
export function isOfOneDay(comparison: Comparison, relative: ReadonlySet<number>): boolean {
  if (!measuredIn(comparison).some((index) => relative.has(index))) return false
  const linear = linearOf(comparison, relative)
  if (linear !== undefined) return linear.today !== 0
  return sidesOf(comparison).some((one) => one.kind === 'answer' && relative.has(one.question.index))
}

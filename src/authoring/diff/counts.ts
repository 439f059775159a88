import type { Node } from '../prove/diagram.ts'
import { domainOf } from '../prove/domain.ts'
import { NO, YES } from '../prove/truths.ts'
import type { QuestionVariables } from '../prove/variables.ts'
import type { JointPart } from './joint-part.ts'
import { type PeopleReading, sheetsFor } from './nearest.ts'

const RANKS = [0, 1, 2, 3] as const

/** How many sheets have one level in the old form and another in the new one. */
export interface SheetCounts {
  /** `sheets[old][now]`, in ranks. */
  readonly sheets: readonly (readonly bigint[])[]
  /**
   * True when each value of a number counts. Otherwise, for some questions, all values that mean the same count as one.
   */
  readonly isByValue: boolean
}

export function countsIn(parts: readonly JointPart[], reading: PeopleReading): SheetCounts {
  const weights = parts.map(weightsOf)
  // The sheets within both levels are a product over the parts. The sheets at exactly both levels are differences of
  // those.
  const within = [-1, ...RANKS].map((old) =>
    [-1, ...RANKS].map((now) =>
      old < 0 || now < 0
        ? 0n
        : parts.reduce((product, part, place) => {
            if (product === 0n) return product
            const { truths, exact, old: before, now: after } = part
            const set = truths.and(sheetsFor(part, reading), exact, before.below(old + 1), after.below(now + 1))
            return product * sheetsOn(part, set, weights[place]?.weights ?? [])
          }, 1n),
    ),
  )
  const at = (old: number, now: number) => within[old + 1]?.[now + 1] ?? 0n
  return {
    sheets: RANKS.map((old) =>
      RANKS.map((now) => at(old, now) - at(old - 1, now) - at(old, now - 1) + at(old - 1, now - 1)),
    ),
    isByValue: weights.every(({ isByValue }) => isByValue),
  }
}

/** For each variable, how many answers each branch stands for. */
type Weights = readonly (readonly bigint[])[]

function weightsOf({ variables, joint }: JointPart): { readonly weights: Weights; readonly isByValue: boolean } {
  const weights = variables.sizes.map((size) => Array.from({ length: size }, () => 1n))
  let isByValue = variables.free.size === 0
  for (const { question } of joint) {
    const { at, pieces, values, said } = variables.asked.get(question.subject.index) as QuestionVariables
    const domain = domainOf(question)
    const own = values.map((_, branch) => {
      const piece = pieces[branch]
      return piece === undefined ? 1n : BigInt(Math.round((piece.last - piece.first) / (domain?.step ?? 1)) + 1)
    })
    const possible = own.reduce((sum, one, branch) => (pieces[branch]?.isPossible === false ? sum : sum + one), 0n)
    const isWhole = domain === undefined || (possible === BigInt(domain.count) && variables.free.size === 0)
    isByValue &&= isWhole
    // The two added are "not sure" and "prefer not to say".
    const all = [...(isWhole ? own : own.map(() => 1n)), 1n, 1n]
    all[said] = 2n
    weights[at] = all
  }
  return { weights, isByValue }
}

function sheetsOn({ diagrams }: JointPart, root: Node, weights: Weights): bigint {
  const before = [1n]
  for (const own of weights) before.push((before.at(-1) as bigint) * own.reduce((sum, one) => sum + one, 0n))
  const skipped = (from: number, to: number) => (before[to] as bigint) / (before[from] as bigint)
  const known = new Map<Node, bigint>()
  const visit = (node: Node): bigint => {
    if (node < 0) return node === YES ? 1n : 0n
    const done = known.get(node)
    if (done !== undefined) return done
    const variable = diagrams.top(node)
    let sum = 0n
    for (const [branch, weight] of (weights[variable] ?? []).entries()) {
      const next = diagrams.child(node, branch)
      if (next !== NO) sum += weight * visit(next) * skipped(variable + 1, diagrams.top(next))
    }
    known.set(node, sum)
    return sum
  }
  const counted = visit(root)
  return diagrams.spend(known.size) ? counted * skipped(0, diagrams.top(root)) : 0n
}

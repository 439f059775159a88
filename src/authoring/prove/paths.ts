import type { Diagrams, Node } from './diagram.ts'
import { NO, YES } from './truths.ts'
import { branchOf, chosenIn, FREE, type QuestionVariables, type Variables } from './variables.ts'

/** One branch for each variable. */
export type Path = readonly number[]

/** The cost of each branch of each variable: nothing for the usual answer. */
export type Costs = readonly (readonly number[])[]

/**
 * The cost of needing another day, or another value than the one that is shown: such a person is used only where there
 * is no other.
 */
export const FAR = 50

/**
 * A step away from the usual answer costs one, and so does each option more or less. Smaller amounts decide between
 * equals.
 */
export function costsFor({ asked, sizes, free }: Variables): Costs {
  const costs: number[][] = sizes.map((size) => new Array<number>(size).fill(0))
  for (const one of asked.values()) {
    const { at, values, options, said, absent, question, pieces } = one
    const usual = branchOf(one, question.usual)
    // Where no answer is usual, the first one of a list is taken as the plainest.
    const from = usual === absent && question.type === 'choice' ? 0 : usual
    costs[at] = Array.from({ length: values.length + 2 }, (_, branch) => {
      if (branch === usual) return 0
      // Whether a missing answer is a change depends on the other answers: see `changes`.
      if (branch === absent) return question.askIf === undefined ? 1.3 : 0
      if (branch === said) return 1.2
      return 1 + Math.abs(branch - from) / (100 * values.length) + (pieces[branch]?.isPossible === false ? FAR : 0)
    })
    const chosen = chosenIn(one, question.usual)
    for (const [option, variable] of options.entries())
      costs[variable] = [false, true].map((is) => (is === chosen[option] ? 0 : 1 + option / (100 * options.length)))
  }
  for (const { at } of free.values())
    costs[at] = Array.from({ length: FREE.size }, (_, truth) => (truth === 0 ? 0 : FAR))
  return costs
}

/** The cheapest path to `YES`. Undefined when there is none, or when the limit of the diagrams is reached. */
export function cheapest(diagrams: Diagrams, root: Node, costs: Costs): Path | undefined {
  if (root === NO) return undefined
  const { top, child } = diagrams
  const cheapestBranch = costs.map((own) => own.indexOf(Math.min(...own)))
  /** Cost of all variables before this one, each at its cheapest. */
  const before = [0]
  for (const own of costs) before.push((before.at(-1) ?? 0) + (own.length === 0 ? 0 : Math.min(...own)))
  const skipped = (from: number, to: number) => (before[to] as number) - (before[from] as number)
  const known = new Map<Node, { readonly cost: number; readonly branch: number }>()
  const visit = (node: Node): number => {
    if (node < 0) return node === YES ? 0 : Number.POSITIVE_INFINITY
    const done = known.get(node)
    if (done !== undefined) return done.cost
    const variable = top(node)
    let best = { cost: Number.POSITIVE_INFINITY, branch: 0 }
    for (const [branch, own] of (costs[variable] ?? []).entries()) {
      const next = child(node, branch)
      const cost = own + visit(next) + (next === NO ? 0 : skipped(variable + 1, top(next)))
      if (cost < best.cost) best = { cost, branch }
    }
    known.set(node, best)
    return best.cost
  }
  const cost = visit(root)
  if (!diagrams.spend(known.size) || !Number.isFinite(cost)) return undefined
  const path = [...cheapestBranch]
  for (let node = root; node >= 0; ) {
    const { branch } = known.get(node) as { branch: number }
    path[top(node)] = branch
    node = child(node, branch)
  }
  return path
}

/** The set that contains just one path, except that some variables stay open. */
export function around(diagrams: Diagrams, path: Path, open: ReadonlySet<number>): Node {
  return path.reduceRight<Node>((rest, branch, variable) => {
    if (open.has(variable)) return rest
    const size = diagrams.sizes[variable] as number
    return diagrams.node(
      variable,
      Array.from({ length: size }, (_, value) => (value === branch ? rest : NO)),
    )
  }, YES)
}

/** The variables of one question, and of undecided comparisons that read it. */
export function variablesOf({ at, options, question }: QuestionVariables, { free }: Variables): ReadonlySet<number> {
  const own = [...free.values()].filter(({ reads }) => reads.includes(question.subject.index))
  return new Set([at, ...options, ...own.map((one) => one.at)])
}

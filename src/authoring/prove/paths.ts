import type { Diagrams, Node } from './diagram.ts'
import { NO, YES } from './truths.ts'
import { branchesOf, type QuestionVariables, type Variables } from './variables.ts'

/** One branch for each variable. */
export type Path = readonly number[]

/** What each branch of each variable costs: nothing where it is the usual answer. */
export type Costs = readonly (readonly number[])[]

/** A step away from the usual answer costs one, an option less or more too; the rest decides between equals. */
export function costsFor({ asked, sizes }: Variables): Costs {
  const costs: number[][] = sizes.map((size) => new Array<number>(size).fill(0))
  for (const one of asked.values()) {
    const { at, values, options, said, absent, question } = one
    const usual = branchesOf(one, question.usual)
    costs[at] = Array.from({ length: values.length + 2 }, (_, branch) => {
      if (branch === usual[0]) return 0
      // Whether an absent answer is a change depends on the others: see `changes`.
      if (branch === absent) return question.askIf === undefined ? 1.3 : 0
      return branch === said ? 1.2 : 1 + Math.abs(branch - (usual[0] ?? 0)) / (100 * values.length)
    })
    for (let option = 0; option < options; option += 1)
      costs[at + 1 + option] = [0, 1].map((branch) => (branch === usual[1 + option] ? 0 : 1 + option / (100 * options)))
  }
  return costs
}

/** The cheapest path to `YES`; undefined when there is none. */
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
  if (!Number.isFinite(visit(root))) return undefined
  const path = [...cheapestBranch]
  for (let node = root; node >= 0; ) {
    const { branch } = known.get(node) as { branch: number }
    path[top(node)] = branch
    node = child(node, branch)
  }
  return path
}

/** The set of one path, but for the variables of one question, which stay open. */
export function around(diagrams: Diagrams, path: Path, { at, options }: QuestionVariables): Node {
  return path.reduceRight<Node>((rest, branch, variable) => {
    if (variable >= at && variable <= at + options) return rest
    const size = diagrams.sizes[variable] as number
    return diagrams.node(
      variable,
      Array.from({ length: size }, (_, value) => (value === branch ? rest : NO)),
    )
  }, YES)
}

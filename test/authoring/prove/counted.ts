import type { Node } from '../../../src/authoring/prove/diagram.ts'
import type { Part } from '../../../src/authoring/prove/part.ts'
import { NO, YES } from '../../../src/authoring/prove/truths.ts'

/** How many sheets of one part are in a set: every value of a range, not sure and prefer not to say each for itself. */
export function counted({ diagrams, variables, truths, standing }: Part, set: Node): number {
  const weights = diagrams.sizes.map((size) => new Array<number>(size).fill(1))
  const settled: Node[] = []
  for (const { at, counts, said, options, question } of variables.asked.values()) {
    const own = weights[at] as number[]
    for (const [branch, count] of counts.entries()) own[branch] = count
    own[said] = 2
    // Without an answer no option is chosen.
    for (let option = 1; option <= options; option += 1)
      settled.push(truths.or(standing.get(question.subject.index)?.given ?? NO, diagrams.node(at + option, [YES, NO])))
  }
  const root = truths.and(set, ...settled)
  const all = weights.map((own) => own.reduce((sum, one) => sum + one, 0))
  const between = (from: number, to: number) => all.slice(from, to).reduce((product, one) => product * one, 1)
  const visit = (node: Node): number => {
    if (node < 0) return node === YES ? 1 : 0
    const variable = diagrams.top(node)
    return (weights[variable] ?? []).reduce((sum, weight, branch) => {
      const next = diagrams.child(node, branch)
      return sum + weight * visit(next) * between(variable + 1, diagrams.top(next))
    }, 0)
  }
  return visit(root) * between(0, diagrams.top(root))
}

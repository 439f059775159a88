import type { Node } from '../../../src/authoring/prove/diagram.ts'
import { domainOf } from '../../../src/authoring/prove/domain.ts'
import { onlyAt } from '../../../src/authoring/prove/field.ts'
import type { Part } from '../../../src/authoring/prove/part.ts'
import { YES } from '../../../src/authoring/prove/truths.ts'

/** Whether each answer to a number stands in a piece, on the day of the check, so that sheets can be counted. */
export function isCountable({ variables, division }: Part): boolean {
  return [...variables.asked.values()].every(({ question, pieces }) => {
    const domain = domainOf(question)
    if (domain === undefined) return true
    const held = pieces.reduce((sum, { first, last }) => sum + (last - first) / domain.step + 1, 0)
    return held === domain.count && !division.relative.has(question.subject.index)
  })
}

/** How many sheets of one part are in a set: every value of a piece, not sure and prefer not to say each for itself. */
export function counted({ diagrams, variables, truths }: Part, set: Node): number {
  const weights = diagrams.sizes.map((size) => new Array<number>(size).fill(1))
  const settled: Node[] = []
  for (const { at, pieces, said, absent, options, question } of variables.asked.values()) {
    const own = weights[at] as number[]
    const step = domainOf(question)?.step ?? 1
    for (const [branch, { first, last }] of pieces.entries()) own[branch] = (last - first) / step + 1
    own[said] = 2
    // Without an answer no option is chosen.
    for (const option of options)
      settled.push(truths.or(truths.not(onlyAt(diagrams, at, [absent])), onlyAt(diagrams, option, [0])))
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

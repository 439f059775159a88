import type { Rule } from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import { isNobodyOn } from './lowering.ts'
import type { Places } from './near.ts'
import type { Part } from './part.ts'
import { cheapest } from './paths.ts'
import { answersOn, type Person, withAnswers } from './person-on-path.ts'
import type { Search, Wanted } from './person-search.ts'
import type { Proving } from './proving.ts'

/** A clean person on a set of sheets, with everything else below a rank. */
export interface Witness {
  readonly part: Part
  readonly on: Node
  readonly below?: number
  /** A rule whose finding is ignored. */
  readonly without?: Rule
  readonly replay: Wanted['replay']
}

/** Looks near the set first, with usual answers elsewhere, and then among all sheets when nobody is found there. */
export function findWitness(proving: Proving, witness: Witness): Search {
  const { part, on, below, without, replay } = witness
  const near = searchNear(proving, witness)
  if (near !== undefined) return near
  const quiet = below === undefined ? [] : [part.below(below, without)]
  return proving.people.find({
    part,
    on: part.truths.and(on, part.clean, ...quiet),
    ...(below === undefined ? {} : { below }),
    anyWitness: true,
    replay,
  })
}

/** Undefined where that does not settle it. */
function searchNear({ people, on: today }: Proving, witness: Witness): Search | undefined {
  const { part, on, below, without, replay } = witness
  const { diagrams, truths, near, variables, exact } = part
  const quietIn = (ring: Places, of?: (node: Node) => Node) => [
    near.clean(ring, of),
    ...(below === undefined ? [] : [near.below(ring, below, { ...(without && { without }), ...(of && { of }) })]),
  ]
  const quiet = people.quiet(part, below)
  for (const ring of near.rings(near.placesOf(on))) {
    if (isNobodyOn(part, truths.and(on, ...quietIn(ring)))) return { kind: 'nobody' }
    if (quiet === undefined) continue
    const others = (node: Node) => near.restricted(node, quiet.path, ring)
    const path = cheapest(diagrams, truths.and(on, others(exact), ...quietIn(ring, others)), people.costsOf(part))
    if (path === undefined) continue
    const whole = variables.sizes.map((_, at) => (ring.has(at) ? path : quiet.path)[at] as number)
    const person: Person = { answers: withAnswers(part, answersOn(part, whole), quiet.answers), on: today }
    if (replay(person, whole)) return { kind: 'found', person, path: whole }
  }
  return undefined
}

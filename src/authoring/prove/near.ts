import type { Rule } from '../../questionnaire/index.ts'
import type { Diagrams, Node } from './diagram.ts'
import type { SymbolicFinding } from './findings.ts'
import type { Path } from './paths.ts'
import type { Truths } from './truths.ts'

/** A set of variables, by number. */
export type Places = ReadonlySet<number>

/**
 * Sets of sheets, kept as the pieces that they are made of. In a long form a claim is usually about a few questions,
 * and what is far from them need not be looked at.
 */
export interface Near {
  /** The variables that a function depends on. */
  placesOf(node: Node): Places
  /** Findings of this rank or higher that depend on some of the variables. */
  findings(places: Places, rank: number): readonly SymbolicFinding[]
  /** Sheets that are clean as far as these variables are concerned. `of` restricts each piece. */
  clean(places: Places, of?: (node: Node) => Node): Node
  /** The same for sheets on which nothing is as serious as the rank. `without` leaves out one rule, or all rules. */
  below(
    places: Places,
    rank: number,
    options?: { readonly without?: Rule | 'rules'; readonly of?: (node: Node) => Node },
  ): Node
  /**
   * The given variables, then these with all that share a finding or a check with them, and so on, as long as that is a
   * small share of the whole.
   */
  rings(places: Places): Iterable<Places>
  /** A function in which all variables except the open ones have the values of a path. */
  restricted(node: Node, path: Path, open: Places): Node
}

interface Conjuncts {
  readonly diagrams: Diagrams
  readonly truths: Truths
  readonly findings: readonly SymbolicFinding[]
  /** Each is the set of sheets on which one thing is wrong. */
  readonly unclean: readonly Node[]
}

/** What is near must be less than this share of all variables. */
const FEW = 0.3
/** With more variables than this it is not near any more. */
const MOST_PLACES = 40
/** A claim that is not settled within this many rings is looked at as a whole. */
const RINGS = 4

export function nearIn({ diagrams, truths, findings, unclean }: Conjuncts): Near {
  const placesOf = placesIn(diagrams)
  const byPlace = new Map<number, Set<SymbolicFinding | Node>>()
  const all = findings.length + unclean.length
  let isIndexed = false

  /** The findings, and the reasons not to be clean, that depend on each variable. Worked out when first needed. */
  function touching(wanted: Places): ReadonlySet<SymbolicFinding | Node> {
    if (!isIndexed) {
      isIndexed = true
      const note = (one: SymbolicFinding | Node, node: Node) => {
        for (const at of placesOf(node)) byPlace.set(at, (byPlace.get(at) ?? new Set()).add(one))
      }
      for (const one of findings) note(one, one.on)
      for (const node of unclean) note(node, node)
    }
    return new Set([...wanted].flatMap((at) => [...(byPlace.get(at) ?? [])]))
  }

  const findingsNear = (wanted: Places, rank: number) =>
    [...touching(wanted)].filter((one): one is SymbolicFinding => typeof one === 'object' && one.rank >= rank)

  function* rings(wanted: Places): Generator<Places> {
    let ring = wanted
    for (let count = 0; count <= RINGS; count += 1) {
      if (ring.size > MOST_PLACES) return
      const near = touching(ring)
      if (near.size >= FEW * all) return
      yield ring
      const wider = new Set([
        ...ring,
        ...[...near].flatMap((one) => [...placesOf(typeof one === 'object' ? one.on : one)]),
      ])
      if (wider.size === ring.size) return
      ring = wider
    }
  }

  return {
    placesOf,
    rings,
    findings: findingsNear,
    clean: (wanted, of = (node: Node) => node) =>
      truths.and(
        ...[...touching(wanted)]
          .filter((one): one is Node => typeof one === 'number')
          .map((node) => truths.not(of(node))),
      ),
    below: (wanted, rank, { without, of = (node: Node) => node } = {}) =>
      truths.and(
        ...findingsNear(wanted, rank)
          .filter(({ rule }) => rule === undefined || (without !== 'rules' && rule !== without))
          .map(({ on }) => truths.not(of(on))),
      ),
    restricted: (root, path, open) => restrictedTo(diagrams, root, { path, open }),
  }
}

/** The variables of a function, remembered for each node. */
function placesIn(diagrams: Diagrams): (root: Node) => Places {
  const places = new Map<Node, Places>()
  return (root) => {
    const known = places.get(root)
    if (known !== undefined) return known
    const own = new Set<number>()
    const seen = new Set<Node>()
    const visit = (node: Node): void => {
      if (node < 0 || seen.has(node)) return
      seen.add(node)
      own.add(diagrams.top(node))
      for (const one of childrenOf(diagrams, node)) visit(one)
    }
    visit(root)
    diagrams.spend(seen.size)
    places.set(root, own)
    return own
  }
}

function restrictedTo(
  diagrams: Diagrams,
  root: Node,
  { path, open }: { readonly path: Path; readonly open: Places },
): Node {
  const done = new Map<Node, Node>()
  const visit = (node: Node): Node => {
    if (node < 0) return node
    const known = done.get(node)
    if (known !== undefined) return known
    const at = diagrams.top(node)
    const result = open.has(at)
      ? diagrams.node(at, childrenOf(diagrams, node).map(visit))
      : visit(diagrams.child(node, path[at] as number))
    done.set(node, result)
    return result
  }
  return visit(root)
}

function childrenOf({ sizes, top, child }: Diagrams, node: Node): readonly Node[] {
  return Array.from({ length: sizes[top(node)] as number }, (_, value) => child(node, value))
}

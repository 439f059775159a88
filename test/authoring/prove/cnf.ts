import { Cadical } from 'cadical-wasm'
import { type Diagrams, diagramsOver, type Node, valueAt } from '../../../src/authoring/prove/diagram.ts'
import type { Engine } from '../../../src/authoring/prove/part.ts'
import { diagramEngine, NO, UNDETERMINED, YES } from '../../../src/authoring/prove/truths.ts'
import { FALSE, TRUE } from '../../../src/expression/index.ts'

/** A truth as two literals, at most one of them true; with none it is unknown. */
interface Pair {
  readonly yes: number
  readonly no: number
}

const NO_LIMIT = { takes: () => true, spends: () => true }
/** From here on a node is a gate of the solver, not a place in a diagram. */
const FIRST_GATE = 1_000_000_000

/**
 * Functions as clauses for a solver that others wrote. Only single tests are diagrams, and are spelled out node by node;
 * all that joins tests (Kleene's logic, what is due, findings, levels) is gates.
 */
export interface Solver {
  readonly engine: Engine
  /** Whether there is a sheet in a set. */
  readonly has: (set: Node) => boolean
  readonly dispose: () => void
}

export async function solver(): Promise<Solver> {
  const cadical = await Cadical.create({ quiet: true })
  const always = cadical.newVar()
  cadical.addClause([always])
  let pairOf: (node: Node) => Pair = () => ({ yes: always, no: -always })

  function any(literals: readonly number[]): number {
    const open = [...new Set(literals)].filter((one) => one !== -always)
    if (open.includes(always)) return always
    if (open.length < 2) return open[0] ?? -always
    const gate = cadical.newVar()
    for (const one of open) cadical.addClause([gate, -one])
    cadical.addClause([-gate, ...open])
    return gate
  }
  const all = (literals: readonly number[]): number => -any(literals.map((one) => -one))

  const engine: Engine = (sizes) => {
    const real = diagramsOver(sizes, NO_LIMIT)
    const small = diagramEngine(NO_LIMIT)(sizes).truths
    const branches = sizes.map((size) => Array.from({ length: size }, () => cadical.newVar()))
    for (const own of branches) {
      cadical.addClause(own)
      for (const [at, one] of own.entries()) for (const other of own.slice(at + 1)) cadical.addClause([-one, -other])
    }
    const gates: (() => Pair)[] = []
    const choices = new Map<Node, { readonly set: Node; readonly a: Node; readonly b: Node }>()
    const pairs = new Map<Node, Pair>()
    const isReal = (node: Node) => node < FIRST_GATE
    const gate = (make: () => Pair): Node => FIRST_GATE + gates.push(make) - 1

    pairOf = (node) => {
      const known = pairs.get(node)
      if (known !== undefined) return known
      const pair = isReal(node) ? ofDiagram(node) : (gates[node - FIRST_GATE] as () => Pair)()
      pairs.set(node, pair)
      return pair
    }

    function ofDiagram(node: Node): Pair {
      if (node < 0)
        return { yes: valueAt(node) === TRUE ? always : -always, no: valueAt(node) === FALSE ? always : -always }
      return ofBranches(
        real.top(node),
        (branches[real.top(node)] ?? []).map((_, value) => real.child(node, value)),
      )
    }

    function ofBranches(variable: number, children: readonly Node[]): Pair {
      const under = (side: keyof Pair) =>
        any(children.map((child, value) => all([branches[variable]?.[value] ?? always, pairOf(child)[side]])))
      return { yes: under('yes'), no: under('no') }
    }

    const joined = (op: 'and' | 'or', parts: readonly Node[]): Node => {
      const [neutral, decides] = op === 'and' ? [YES, NO] : [NO, YES]
      const rest = [...new Set(parts)].filter((part) => part !== neutral)
      if (rest.includes(decides)) return decides
      if (rest.length < 2) return rest[0] ?? neutral
      return gate(() => {
        const each = rest.map(pairOf)
        const [yes, no] = [each.map((one) => one.yes), each.map((one) => one.no)]
        return op === 'and' ? { yes: all(yes), no: any(no) } : { yes: any(yes), no: all(no) }
      })
    }

    const choose = (set: Node, a: Node, b: Node): Node => {
      if (set === NO || a === b) return b
      if (set === YES) return a
      const node = gate(() => {
        const [on, first, second] = [pairOf(set), pairOf(a), pairOf(b)]
        const side = (one: keyof Pair) => any([all([on.yes, first[one]]), all([-on.yes, second[one]])])
        return { yes: side('yes'), no: side('no') }
      })
      choices.set(node, { set, a, b })
      return node
    }

    /** Numbers stay diagrams; what depends on whether a question is due is chosen outside of them. */
    const combine: Diagrams['combine'] = (op, a, b) => {
      const [left, right] = [choices.get(a), choices.get(b)]
      if (left !== undefined) return choose(left.set, combine(op, left.a, b), combine(op, left.b, b))
      if (right !== undefined) return choose(right.set, combine(op, a, right.a), combine(op, a, right.b))
      return real.combine(op, a, b)
    }

    const one = (node: Node, make: (pair: Pair) => number): Node => {
      if (node === UNDETERMINED || node === YES || node === NO) {
        const literal = make(pairOf(node))
        return literal === always ? YES : NO
      }
      return gate(() => {
        const yes = make(pairOf(node))
        return { yes, no: -yes }
      })
    }

    return {
      diagrams: {
        ...real,
        combine,
        node: (variable, children) =>
          children.every(isReal) ? real.node(variable, children) : gate(() => ofBranches(variable, children)),
        replaced: () => {
          throw new Error('a solver cannot take variables away')
        },
      },
      truths: {
        ...small,
        and: (...parts) => joined('and', parts),
        or: (...parts) => joined('or', parts),
        not: (part) => {
          if (part === YES || part === NO) return part === YES ? NO : YES
          return gate(() => ({ yes: pairOf(part).no, no: pairOf(part).yes }))
        },
        isTrue: (part) => one(part, ({ yes }) => yes),
        isFalse: (part) => one(part, ({ no }) => no),
        isUndetermined: (part) => one(part, ({ yes, no }) => all([-yes, -no])),
        choose,
      },
    }
  }

  return {
    engine,
    has: (set) => cadical.solve({ assumptions: [pairOf(set).yes] }) === 'satisfiable',
    dispose: () => cadical.dispose(),
  }
}

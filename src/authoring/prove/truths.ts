import { FALSE, TRUE, UNKNOWN } from '../../expression/index.ts'
import { type Diagrams, diagramsOver, end, type Limit, type Node, type Op } from './diagram.ts'

/** The ends of a condition's diagram are its truth codes; those of a set of sheets are false and true. */
export const NO: Node = end(FALSE)
export const YES: Node = end(TRUE)
export const UNDETERMINED: Node = end(UNKNOWN)
const NOTHING: Node = end(3)
/** Ends from this one on are numbers in a condition. */
export const FIRST_NUMBER = 4

let ops = 0

/** An operation with a number of its own, under which its results are remembered. */
export function operation(known: Op['known']): Op {
  ops += 1
  return { id: ops, known }
}

const AND = operation((a, b) => {
  if (a === NO || b === NO) return NO
  if (a === YES || a === b) return b
  return b === YES ? a : undefined
})

const OR = operation((a, b) => {
  if (a === YES || b === YES) return YES
  if (a === NO || a === b) return b
  return b === NO ? a : undefined
})

const NOT = operation((a) => (a >= 0 ? undefined : a === NO ? YES : a === YES ? NO : a))
const IS_UNDETERMINED = operation((a) => (a >= 0 ? undefined : a === UNDETERMINED ? YES : NO))
const IS_TRUE = operation((a) => (a >= 0 ? undefined : a === YES ? YES : NO))
const IS_FALSE = operation((a) => (a >= 0 ? undefined : a === NO ? YES : NO))
const WHERE = operation((a, b) => (a === NO ? NOTHING : a === YES ? b : undefined))
const ELSE = operation((a, b) => (a === NOTHING || a === b ? b : b === NOTHING ? a : undefined))

/** Kleene's logic on functions. On sets of sheets it is the logic of sets. */
export interface Truths {
  and(...parts: readonly Node[]): Node
  or(...parts: readonly Node[]): Node
  not(part: Node): Node
  isTrue(part: Node): Node
  isFalse(part: Node): Node
  isUndetermined(part: Node): Node
  /** `a` on the sheets of the set, `b` on all others. */
  choose(set: Node, a: Node, b: Node): Node
}

function truthsOf(diagrams: Diagrams): Truths {
  const { combine, top } = diagrams
  /** Starts with the last variables, so that each step touches only what is new. */
  const inTurn = (op: Op, neutral: Node, parts: readonly Node[]) => {
    const [first = neutral, second = neutral, ...more] = parts
    if (more.length === 0) return top(first) > top(second) ? combine(op, second, first) : combine(op, first, second)
    return [...parts].sort((a, b) => top(b) - top(a)).reduce((whole, part) => combine(op, part, whole), neutral)
  }
  return {
    and: (...parts) => inTurn(AND, YES, parts),
    or: (...parts) => inTurn(OR, NO, parts),
    not: (part) => combine(NOT, part, NO),
    isTrue: (part) => combine(IS_TRUE, part, NO),
    isFalse: (part) => combine(IS_FALSE, part, NO),
    isUndetermined: (part) => combine(IS_UNDETERMINED, part, NO),
    choose: (set, a, b) => {
      if (set === NO || a === b) return b
      if (set === YES) return a
      return combine(ELSE, combine(WHERE, set, a), combine(WHERE, combine(NOT, set, NO), b))
    },
  }
}

/** Makes diagrams that share one limit. */
export function diagramEngine(
  limit: Limit,
): (sizes: readonly number[]) => { readonly diagrams: Diagrams; readonly truths: Truths } {
  return (sizes) => {
    const diagrams = diagramsOver(sizes, limit)
    return { diagrams, truths: truthsOf(diagrams) }
  }
}

import { type Algebra, NOT_ASKED, NOT_KNOWN, type Reading } from '../../expression/index.ts'
import { end, type Node, type Op, valueAt } from './diagram.ts'
import { pairs } from './pairs.ts'
import { FIRST_NUMBER, operation } from './truths.ts'

/** The least and the greatest value of a number in a condition, in millionths or days. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** Ranges as ends of diagrams. Equal ranges are one end. */
export interface Amounts {
  at(range: Range): Node
  point(value: number): Node
  readonly notKnown: Node
  readonly notAsked: Node
  /** Adds the points of a score: an item that was not asked adds nothing. */
  readonly plus: Op
  /**
   * The result of the ordinary evaluation for two ranges, worked out once for each pair. What `make` returns is called
   * with the ranges set.
   */
  calculation(name: string, make: (left: Reading, right: Reading) => () => Node): Op
}

/** How much memory one range takes, in branches of a diagram. */
const CELLS_OF_RANGE = 30

/** `takes` is called with the memory that ranges need. */
export function amounts(takes: (cells: number) => unknown): Amounts {
  const ranges = pairs()
  const isNew = () => {
    takes(CELLS_OF_RANGE)
  }
  const at = ({ low, high }: Range): Node => end(FIRST_NUMBER + ranges.place(low, high, isNew))
  const pair = { left: { low: 0, high: 0 }, right: { low: 0, high: 0 } }
  const read = (range: { low: number; high: number }, node: Node) => {
    const place = valueAt(node) - FIRST_NUMBER
    // Once the limit is reached, a diagram may have any end, and nobody uses it.
    range.low = place < 0 ? NOT_KNOWN : ranges.low(place)
    range.high = place < 0 ? NOT_KNOWN : ranges.high(place)
  }
  const notAsked = at({ low: NOT_ASKED, high: NOT_ASKED })
  const calculations = new Map<string, Op>()
  return {
    at,
    point: (value) => at({ low: value, high: value }),
    notKnown: at({ low: NOT_KNOWN, high: NOT_KNOWN }),
    notAsked,
    plus: operation((a, b) => {
      if (a === notAsked || b === notAsked) return a === notAsked ? b : a
      if (a >= 0 || b >= 0) return undefined
      read(pair.left, a)
      read(pair.right, b)
      return at({ low: pair.left.low + pair.right.low, high: pair.left.high + pair.right.high })
    }),
    calculation: (name, make) => {
      const known = calculations.get(name)
      if (known !== undefined) return known
      const work = make(
        { low: () => pair.left.low, high: () => pair.left.high },
        { low: () => pair.right.low, high: () => pair.right.high },
      )
      const op = operation((a, b) => {
        if (a >= 0 || b >= 0) return undefined
        read(pair.left, a)
        read(pair.right, b)
        return work()
      })
      calculations.set(name, op)
      return op
    },
  }
}

/** A comparison in a form of words of its own, which is the same wherever the comparison is written. */
export const keys: Algebra<string, string> = {
  and: (parts) => `(${parts.join(' and ')})`,
  or: (parts) => `(${parts.join(' or ')})`,
  not: (part) => `not ${part}`,
  compare: (op, left, right) => `${left} ${op} ${right}`,
  oneOf: ({ id }, codes) => `${id} in ${codes.join(',')}`,
  hasAny: ({ id }, codes) => `${id} has ${codes.join(',')}`,
  answered: ({ id }) => `${id} answered`,
  literal: (value) => String(value),
  answer: ({ id }) => id,
  score: ({ id }) => id,
  count: ({ id }) => `count ${id}`,
  since: (unit, { id }) => `${unit} since ${id}`,
  arithmetic: (op, left, right) => `(${left} ${op} ${right})`,
  negate: (operand) => `-${operand}`,
}

import {
  type Algebra,
  closures,
  compareRanges,
  isMeasure,
  type Order,
  type QuestionSubject,
  TRUE,
} from '../../expression/index.ts'
import { type Amounts, amounts, keys } from './amounts.ts'
import { isOfOneDay, type Linear } from './comparison.ts'
import { end, type Node } from './diagram.ts'
import { byAnswer, type Field, onlyAt } from './field.ts'
import { type Amount, symbolicAmounts } from './symbolic-amounts.ts'
import { NO, UNDETERMINED, YES } from './truths.ts'
import { FREE, type FreeVariable, type QuestionVariables } from './variables.ts'

/** A condition as a function of the sheet. `blames` says on which sheets a question keeps it from being decided. */
export interface SymbolicTest {
  readonly node: Node
  readonly blames: (question: number) => Node
}

/**
 * Conditions as diagrams: one more reading, in three values. Arithmetic is left to the reading that evaluates, so that
 * it has only one meaning.
 */
export function symbolicOver(field: Field): Algebra<SymbolicTest, Amount> {
  const { diagrams, truths, variables } = field
  const numbers = amounts(diagrams.take)
  const asked = (question: QuestionSubject) => variables.asked.get(question.index) as QuestionVariables
  const compared = comparing(field, numbers)

  function leaf(node: Node, questions: readonly QuestionSubject[]): SymbolicTest {
    const read = new Set(questions.map(({ index }) => index))
    return {
      node,
      blames: (one) => (read.has(one) ? truths.and(field.notKnown(one), truths.isUndetermined(node)) : NO),
    }
  }

  /** As in the ordinary reading: for a joint test that is unknown, its unknown parts are to blame. */
  function joint(node: Node, parts: readonly SymbolicTest[]): SymbolicTest {
    return {
      node,
      blames: (one) => truths.and(truths.or(...parts.map((part) => part.blames(one))), truths.isUndetermined(node)),
    }
  }

  return {
    ...symbolicAmounts(field, numbers),
    and: (parts) => joint(truths.and(...parts.map(({ node }) => node)), parts),
    or: (parts) => joint(truths.or(...parts.map(({ node }) => node)), parts),
    not: (part) => joint(truths.not(part.node), [part]),
    compare: (op, left, right) => {
      const key = keys.compare(op, left.key, right.key)
      const linear = field.division.differences.get(key)
      if (linear !== undefined) return leaf(differing(field, op, linear), [...left.questions, ...right.questions])
      const free = variables.free.get(key)
      return leaf(compared({ op, left, right, free }), [...left.questions, ...right.questions])
    },
    oneOf: (question, wanted) => {
      const given = question.codes.map((code) => (wanted.includes(code) ? YES : NO))
      return leaf(byAnswer(field, question, { given, said: UNDETERMINED, unknown: UNDETERMINED, skipped: NO }), [
        question,
      ])
    },
    hasAny: (question, wanted) => {
      const { options } = asked(question)
      const chosen = truths.or(
        ...question.codes.flatMap((code, option) =>
          wanted.includes(code) ? [onlyAt(diagrams, options[option] as number, [1])] : [],
        ),
      )
      // What was named counts. Whether another option applies is not known.
      const said = truths.or(chosen, UNDETERMINED)
      return leaf(byAnswer(field, question, { given: [chosen], said, unknown: UNDETERMINED, skipped: NO }), [question])
    },
    answered: ({ index }) => leaf(field.given(index), []),
  }
}

/** The truth of a difference of two answers is written down directly, without the numbers in between. */
function differing(field: Field, op: Order, { parts, constant }: Linear): Node {
  const [above, below] = [...parts]
    .map(([index, factor]) => ({ factor, asked: field.variables.asked.get(index) as QuestionVariables }))
    .sort((a, b) => a.asked.at - b.asked.at)
  if (above === undefined || below === undefined) return UNDETERMINED
  const holds = (value: number) => (compareRanges(op, value, value, 0, 0) === TRUE ? YES : NO)
  const last = (given: readonly Node[]) =>
    byAnswer(field, below.asked.question.subject, { given, said: UNDETERMINED, unknown: UNDETERMINED, skipped: NO })
  const open = last(below.asked.pieces.map(() => UNDETERMINED))
  const given = above.asked.pieces.map((one) =>
    last(below.asked.pieces.map((other) => holds(one.shown * above.factor + other.shown * below.factor + constant))),
  )
  return byAnswer(field, above.asked.question.subject, { given, said: open, unknown: open, skipped: NO })
}

interface Compared {
  readonly op: Order
  readonly left: Amount
  readonly right: Amount
  /** Where the pieces do not decide it: the variable that holds its truth there. */
  readonly free: FreeVariable | undefined
}

function comparing(field: Field, { calculation }: Amounts): (compared: Compared) => Node {
  const { diagrams, truths, division, blank } = field
  return ({ op, left, right, free }) => {
    const compare = calculation(`${op} of two`, (a, b) => {
      const test = closures.compare(op, a, b)
      return () => end(test(blank))
    })
    const shown = diagrams.combine(compare, left.node(), right.node())
    if (free === undefined) return shown
    const measured = [...left.questions, ...right.questions].filter(({ type }) => isMeasure(type))
    const given = measured.map(({ index }) => field.given(index))
    const ranges = diagrams.combine(compare, left.range(), right.range())
    const turns = isOfOneDay(free.comparison, division.relative) ? YES : truths.isUndetermined(ranges)
    const undecided = truths.and(turns, ...given)
    if (undecided === NO) return shown
    const anything = diagrams.node(free.at, [NO, NO, YES, UNDETERMINED])
    const otherwise = truths.choose(undecided, anything, ranges)
    return truths.choose(onlyAt(diagrams, free.at, [FREE.asShown]), shown, otherwise)
  }
}

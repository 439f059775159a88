import {
  type Algebra,
  closures,
  ONE,
  pointsIn,
  type QuestionSubject,
  type Reading,
  type ScoreItem,
  State,
} from '../../expression/index.ts'
import { type Amounts, keys } from './amounts.ts'
import type { Node, Op } from './diagram.ts'
import { elapsedOnAnyDay } from './elapsed.ts'
import { byAnswer, type Field, onlyAt } from './field.ts'
import type { Piece } from './pieces.ts'

import type { QuestionVariables } from './variables.ts'

/** A number as a function of the sheet, made when first needed. */
export interface Amount {
  /** With the shown values, on the day of the check. */
  readonly node: () => Node
  /** With all values of each piece, on any day: what the number can be. */
  readonly range: () => Node
  readonly questions: readonly QuestionSubject[]
  readonly key: string
}

type Numbers = Pick<
  Algebra<never, Amount>,
  'literal' | 'answer' | 'score' | 'count' | 'since' | 'arithmetic' | 'negate'
>

/** What an option adds to a sum: when it was chosen, when it was not, and when that is not known. */
type Points = readonly number[]

/** Numbers in conditions as diagrams whose ends are ranges. */
export function symbolicAmounts(field: Field, numbers: Amounts): Numbers {
  const { blank, division } = field
  const { at, point, notKnown, notAsked, plus } = numbers
  const asked = (question: QuestionSubject) => field.variables.asked.get(question.index) as QuestionVariables

  /** The number of one question: for each piece at the shown value, and over all its values. */
  function measured(
    key: string,
    question: QuestionSubject,
    of: { readonly shown: (piece: Piece) => Node; readonly range: (piece: Piece) => Node },
  ): Amount {
    const made = (end: (piece: Piece) => Node) => () =>
      byAnswer(field, question, {
        given: asked(question).pieces.map(end),
        said: notKnown,
        unknown: notKnown,
        skipped: notAsked,
      })
    return amount(key, [question], { node: made(of.shown), range: made(of.range) })
  }

  function itemOf(item: ScoreItem): Node {
    const { question, points } = item
    const missing = at({ low: pointsIn(blank, item, 'low'), high: pointsIn(blank, item, 'high') })
    if (question.type !== 'choices')
      return byAnswer(field, question, { given: points.map(point), said: missing, unknown: missing, skipped: notAsked })
    const given = [sumOfOptions(field, numbers, { question, points, isWhole: true })]
    const said = sumOfOptions(field, numbers, { question, points, isWhole: false })
    return byAnswer(field, question, { given, said, unknown: missing, skipped: notAsked })
  }

  return {
    literal: (value, type) => amount(keys.literal(value, type), [], { node: () => point(value) }),
    answer: (question) => {
      const shift = division.relative.has(question.index) ? blank.today : 0
      return measured(keys.answer(question), question, {
        shown: ({ shown }) => point(shown + shift),
        range: ({ first, last }) => at({ low: first + shift, high: last + shift }),
      })
    },
    since: (unit, question) => {
      const elapsed = closures.since(unit, question)
      return measured(keys.since(unit, question), question, {
        shown: ({ shown }) => {
          blank.states[question.index] = State.given
          blank.numbers[question.index] = shown + blank.today
          const passed = elapsed.low(blank)
          blank.states[question.index] = State.unanswered
          return point(passed)
        },
        range: ({ first, last }) =>
          at({ low: elapsedOnAnyDay(unit, -last).low * ONE, high: elapsedOnAnyDay(unit, -first).high * ONE }),
      })
    },
    score: (score) =>
      amount(
        keys.score(score),
        score.items.map(({ question }) => question),
        {
          node: () =>
            score.items.map(itemOf).reduceRight((rest, item) => field.diagrams.combine(plus, item, rest), notAsked),
        },
      ),
    count: (question) =>
      amount(keys.count(question), [question], {
        node: () => {
          const points = question.codes.map(() => ONE)
          const given = [sumOfOptions(field, numbers, { question, points, isWhole: true })]
          const named = sumOfOptions(field, numbers, { question, points, isWhole: false })
          // When no option is named, the count is not known. Otherwise it is at least the number of those named.
          const said = field.truths.choose(noneOf(field, question), notKnown, named)
          return byAnswer(field, question, { given, said, unknown: notKnown, skipped: notAsked })
        },
      }),
    arithmetic: (op, left, right) => {
      const calculated = calculationOf(field, numbers, { name: op, work: (a, b) => closures.arithmetic(op, a, b) })
      const of = (a: Node, b: Node) => field.diagrams.combine(calculated, a, b)
      return amount(keys.arithmetic(op, left.key, right.key), [...left.questions, ...right.questions], {
        node: () => of(left.node(), right.node()),
        range: () => of(left.range(), right.range()),
      })
    },
    negate: (operand) => {
      const calculated = calculationOf(field, numbers, { name: 'negated', work: (a) => closures.negate(a) })
      const of = (a: Node) => field.diagrams.combine(calculated, a, point(0))
      return amount(keys.negate(operand.key), operand.questions, {
        node: () => of(operand.node()),
        range: () => of(operand.range()),
      })
    },
  }
}

/** `range` is left out where the number is the same for all values of a piece. */
function amount(
  key: string,
  questions: readonly QuestionSubject[],
  { node, range = node }: { readonly node: () => Node; readonly range?: () => Node },
): Amount {
  const once = (make: () => Node) => {
    let made: Node | undefined
    return () => {
      made ??= make()
      return made
    }
  }
  const own = once(node)
  return { key, questions, node: own, range: range === node ? own : once(range) }
}

/**
 * A sum over the options that are chosen. Where further options may apply, each of those adds nothing or its points.
 */
function sumOfOptions(
  { diagrams, variables }: Field,
  { point, at, plus }: Amounts,
  {
    question,
    points,
    isWhole,
  }: { readonly question: QuestionSubject; readonly points: Points; readonly isWhole: boolean },
): Node {
  const { options } = variables.asked.get(question.index) as QuestionVariables
  const parts = points.map((one, option) => ({
    variable: options[option] as number,
    children: [isWhole ? point(0) : at({ low: Math.min(0, one), high: Math.max(0, one) }), point(one)],
  }))
  return parts
    .sort((a, b) => b.variable - a.variable)
    .reduce<Node>(
      (rest, { variable, children }) => diagrams.combine(plus, diagrams.node(variable, children), rest),
      point(0),
    )
}

/** Sheets on which no option of a question is chosen or named. */
function noneOf({ diagrams, truths, variables }: Field, question: QuestionSubject): Node {
  const { options } = variables.asked.get(question.index) as QuestionVariables
  return truths.and(...options.map((variable) => onlyAt(diagrams, variable, [0])))
}

function calculationOf(
  { blank }: Field,
  { calculation, at }: Amounts,
  { name, work }: { readonly name: string; readonly work: (a: Reading, b: Reading) => Reading },
): Op {
  return calculation(name, (a, b) => {
    const { low, high, settle } = work(a, b)
    return () => {
      settle?.(blank)
      return at({ low: low(blank), high: high(blank) })
    }
  })
}

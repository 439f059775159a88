import {
  type Algebra,
  closures,
  dayOf,
  ONE,
  pointsIn,
  type QuestionSubject,
  type Reading,
  type ScoreItem,
  type Sheet,
  State,
} from '../../expression/index.ts'
import type { Value } from '../../questionnaire/index.ts'
import { amounts, keys } from './amounts.ts'
import { type Diagrams, end, type Node, type Op } from './diagram.ts'
import { NO, type Truths, UNDETERMINED, YES } from './truths.ts'
import type { QuestionVariables, Variables } from './variables.ts'

/** A condition as a function of the sheet; `blames` says on which sheets a question keeps it from being decided. */
export interface SymbolicTest {
  readonly node: Node
  readonly blames: (question: number) => Node
}

/** A number as a function of the sheet, made at the first need. */
export interface Amount {
  readonly node: () => Node
  readonly questions: readonly QuestionSubject[]
  readonly key: string
}

/** What conditions need to know of the questions that they read; those that are asked earlier are there first. */
export interface Field {
  readonly diagrams: Diagrams
  readonly truths: Truths
  readonly variables: Variables
  /** Sheets on which the question is not asked, since its `ask_if` is false: nothing, if it was not answered all the same. */
  readonly notAsked: (question: number) => Node
  /** Sheets on which a comparison with the question is unknown. */
  readonly notKnown: (question: number) => Node
  /** Nothing answered, on the day of the check. */
  readonly blank: Sheet
}

/**
 * Conditions as diagrams: one more reading, in three values. What happens to numbers is left to the reading that
 * evaluates, so that there is one meaning of arithmetic.
 */
export function symbolicOver(field: Field): Algebra<SymbolicTest, Amount> {
  const { diagrams, truths, variables, blank } = field
  const { at, point, notKnown, notAsked, plus, calculation } = amounts()
  const asked = (question: QuestionSubject) => variables.asked.get(question.index) as QuestionVariables

  function leaf(node: Node, questions: readonly QuestionSubject[]): SymbolicTest {
    const read = new Set(questions.map(({ index }) => index))
    return {
      node,
      blames: (one) => (read.has(one) ? truths.and(field.notKnown(one), truths.isUndetermined(node)) : NO),
    }
  }

  /** As in the ordinary reading: of a joint test that is unknown, the parts that are unknown are to blame. */
  function joint(node: Node, parts: readonly SymbolicTest[]): SymbolicTest {
    return {
      node,
      blames: (one) => truths.and(truths.or(...parts.map((part) => part.blames(one))), truths.isUndetermined(node)),
    }
  }

  function byAnswer(question: QuestionSubject, given: readonly Node[], unknown: Node, skipped: Node): Node {
    const variable = asked(question).at
    const due = diagrams.node(variable, [...given, unknown, unknown])
    const notDue = diagrams.node(variable, [...given, unknown, skipped])
    return truths.choose(field.notAsked(question.index), notDue, due)
  }

  /** A sum over the options that are chosen. */
  function overOptions(question: QuestionSubject, points: readonly number[]): Node {
    const first = asked(question).at + 1
    return points.reduceRight<Node>(
      (rest, one, option) => diagrams.node(first + option, [rest, diagrams.combine(plus, point(one), rest)]),
      point(0),
    )
  }

  function amount(key: string, questions: readonly QuestionSubject[], make: () => Node): Amount {
    let made: Node | undefined
    return {
      key,
      questions,
      node: () => {
        made ??= make()
        return made
      },
    }
  }

  function calculated(name: string, work: (a: Reading, b: Reading) => Reading): Op {
    return calculation(name, (a, b) => {
      const { low, high, settle } = work(a, b)
      return () => {
        settle?.(blank)
        return at({ low: low(blank), high: high(blank) })
      }
    })
  }

  function itemOf(item: ScoreItem): Node {
    const { question, points } = item
    const given = question.type === 'choices' ? [overOptions(question, points)] : points.map(point)
    const missing = at({ low: pointsIn(blank, item, 'low'), high: pointsIn(blank, item, 'high') })
    return byAnswer(question, given, missing, notAsked)
  }

  /** A comparison that could not be cut may be anything once its numbers are given. */
  function free(variable: number, questions: readonly QuestionSubject[]): Node {
    const measured = questions.filter(({ type }) => type === 'number' || type === 'date')
    const anything = diagrams.node(variable, [NO, YES, UNDETERMINED])
    const open = truths.or(...measured.map(({ index }) => field.notKnown(index)))
    const skipped = truths.or(
      ...measured.map((one) =>
        truths.isTrue(
          byAnswer(
            one,
            asked(one).values.map(() => NO),
            NO,
            YES,
          ),
        ),
      ),
    )
    return truths.choose(skipped, NO, truths.choose(open, UNDETERMINED, anything))
  }

  function numberFor(question: QuestionSubject, value: Value): number {
    return question.type === 'date' ? (dayOf(String(value)) ?? Number.NaN) : Math.round(Number(value) * ONE)
  }

  return {
    and: (parts) => joint(truths.and(...parts.map(({ node }) => node)), parts),
    or: (parts) => joint(truths.or(...parts.map(({ node }) => node)), parts),
    not: (part) => joint(truths.not(part.node), [part]),
    compare: (op, left, right) => {
      const questions = [...left.questions, ...right.questions]
      const variable = variables.free.get(keys.compare(op, left.key, right.key))
      if (variable !== undefined) return leaf(free(variable, questions), questions)
      const compare = calculation(`${op} of two`, (a, b) => {
        const test = closures.compare(op, a, b)
        return () => end(test(blank))
      })
      return leaf(diagrams.combine(compare, left.node(), right.node()), questions)
    },
    oneOf: (question, wanted) => {
      const given = question.codes.map((code) => (wanted.includes(code) ? YES : NO))
      return leaf(byAnswer(question, given, UNDETERMINED, NO), [question])
    },
    hasAny: (question, wanted) => {
      const first = asked(question).at + 1
      const chosen = question.codes.reduceRight<Node>(
        (rest, code, option) => diagrams.node(first + option, [rest, wanted.includes(code) ? YES : rest]),
        NO,
      )
      return leaf(byAnswer(question, [chosen], UNDETERMINED, NO), [question])
    },
    answered: (question) => {
      const { at: variable, values } = asked(question)
      return leaf(diagrams.node(variable, [...values.map(() => YES), NO, NO]), [])
    },
    literal: (value, type) => amount(keys.literal(value, type), [], () => point(value)),
    answer: (question) =>
      amount(keys.answer(question), [question], () => {
        const given = asked(question).values.map((value) => point(numberFor(question, value)))
        return byAnswer(question, given, notKnown, notAsked)
      }),
    score: (score) =>
      amount(
        keys.score(score),
        score.items.map(({ question }) => question),
        () => score.items.map(itemOf).reduceRight((rest, item) => diagrams.combine(plus, item, rest), notAsked),
      ),
    count: (question) =>
      amount(keys.count(question), [question], () => {
        const chosen = overOptions(question, new Array<number>(question.codes.length).fill(ONE))
        return byAnswer(question, [chosen], notKnown, notAsked)
      }),
    since: (unit, question) =>
      amount(keys.since(unit, question), [question], () => {
        const elapsed = closures.since(unit, question)
        blank.states[question.index] = State.given
        const given = asked(question).values.map((value) => {
          blank.numbers[question.index] = numberFor(question, value)
          return point(elapsed.low(blank))
        })
        blank.states[question.index] = State.unanswered
        return byAnswer(question, given, notKnown, notAsked)
      }),
    arithmetic: (op, left, right) =>
      amount(keys.arithmetic(op, left.key, right.key), [...left.questions, ...right.questions], () =>
        diagrams.combine(
          calculated(op, (a, b) => closures.arithmetic(op, a, b)),
          left.node(),
          right.node(),
        ),
      ),
    negate: (operand) =>
      amount(keys.negate(operand.key), operand.questions, () =>
        diagrams.combine(
          calculated('negated', (a) => closures.negate(a)),
          operand.node(),
          point(0),
        ),
      ),
  }
}

import type { QuestionSubject, Sheet } from '../../expression/index.ts'
import type { Diagrams, Node } from './diagram.ts'
import type { Division } from './pieces.ts'
import { NO, type Truths, YES } from './truths.ts'
import type { QuestionVariables, Variables } from './variables.ts'

/**
 * What conditions need to know about the questions that they read. Questions that are asked earlier are there first.
 */
export interface Field {
  readonly diagrams: Diagrams
  readonly truths: Truths
  readonly variables: Variables
  readonly division: Division
  /**
   * Sheets on which its `ask_if` is false. The question then counts as not asked, unless it was answered all the same.
   */
  readonly notAsked: (question: number) => Node
  /** Sheets on which a comparison with the question is unknown. */
  readonly notKnown: (question: number) => Node
  /** Sheets on which it has a whole answer. */
  readonly given: (question: number) => Node
  /**
   * Sheets with an answer that the form cannot take. It means the same as "not sure", and whatever could be read of it
   * counts.
   */
  readonly rejected: (question: number) => Node
  /** Sheets with an answer that the form does not see, because it never asked. */
  readonly unseen: (question: number) => Node
  /** A sheet without answers, on the day of the check. */
  readonly blank: Sheet
}

/** The sheets on which a variable has one of these values. */
export function onlyAt(diagrams: Diagrams, at: number, taken: readonly number[]): Node {
  const children = new Array<Node>(diagrams.sizes[at] as number).fill(NO)
  for (const value of taken) children[value] = YES
  return diagrams.node(at, children)
}

/**
 * The value of a function for each answer: each value, not sure, none although it may be due, and none because it is
 * not asked.
 */
interface ByAnswer {
  readonly given: readonly Node[]
  readonly said: Node
  readonly unknown: Node
  readonly skipped: Node
}

export function byAnswer(
  { diagrams, truths, variables, notAsked, rejected, unseen }: Omit<Field, 'blank' | 'division' | 'notKnown' | 'given'>,
  question: QuestionSubject,
  { given, said, unknown, skipped }: ByAnswer,
): Node {
  const { index } = question
  const { at, meanings } = variables.asked.get(index) as QuestionVariables
  const absent = truths.choose(notAsked(index), skipped, unknown)
  const all = [...meanings.map((place) => given[place] ?? said), said, absent]
  const seen = all.every((one) => diagrams.top(one) > at)
    ? diagrams.node(at, all)
    : // What hangs below stands before the question in the order of variables.
      all.reduce((rest, one, branch) => truths.choose(onlyAt(diagrams, at, [branch]), one, rest))
  return truths.choose(unseen(index), absent, truths.choose(rejected(index), said, seen))
}

import { fold } from '../../expression/index.ts'
import type { Question } from '../../questionnaire/index.ts'
import type { Diagrams, Node } from './diagram.ts'
import { type Field, type SymbolicTest, symbolicOver } from './symbolic.ts'
import { NO, type Truths, YES } from './truths.ts'
import type { QuestionVariables, Variables } from './variables.ts'

/** On which sheets a question stands how; as in `questionnaire/due.ts`, which is held equal by the tests. */
export interface SymbolicStanding {
  readonly asked: QuestionVariables
  readonly given: Node
  /** Not sure or prefer not to say. */
  readonly said: Node
  readonly absent: Node
  /** Sheets on which its `ask_if` is true, not merely unknown. */
  readonly definitely: Node
  readonly due: { readonly yes: Node; readonly pending: Node; readonly no: Node }
  /** A comparison with the question is unknown: said, or no answer though it may be due. */
  readonly notKnown: Node
}

export interface Stood {
  readonly standing: ReadonlyMap<number, SymbolicStanding>
  readonly algebra: ReturnType<typeof symbolicOver>
}

/** Settles the questions in the order of the form: an `ask_if` reads earlier ones only. */
export function standingOf(
  questions: readonly Question[],
  diagrams: Diagrams,
  truths: Truths,
  variables: Variables,
  blank: Field['blank'],
): Stood {
  const standing = new Map<number, SymbolicStanding>()
  const of = (index: number) => standing.get(index) as SymbolicStanding
  const algebra = symbolicOver({
    diagrams,
    truths,
    variables,
    blank,
    notAsked: (index) => of(index).due.no,
    notKnown: (index) => of(index).notKnown,
  })
  for (const { subject, askIf } of questions) {
    const asked = variables.asked.get(subject.index) as QuestionVariables
    const { at, values, said, absent } = asked
    const branch = (...taken: readonly number[]) =>
      diagrams.node(
        at,
        Array.from({ length: values.length + 2 }, (_, value) => (taken.includes(value) ? YES : NO)),
      )
    const isAbsent = branch(absent)
    const isSaid = branch(said)
    const test = askIf && fold(askIf.condition, algebra)
    const due = test === undefined ? ALWAYS : dueness(test)
    standing.set(subject.index, {
      asked,
      given: truths.not(branch(said, absent)),
      said: isSaid,
      absent: isAbsent,
      definitely: test === undefined ? YES : truths.isTrue(test.node),
      due,
      notKnown: truths.or(isSaid, truths.and(isAbsent, truths.not(due.no))),
    })

    /** Unknown because somebody was unsure or declined: ask. Unknown because nobody answered yet: pending. */
    function dueness(test: SymbolicTest): SymbolicStanding['due'] {
      const triggers = (askIf?.reads ?? []).map((read) => ({ blamed: test.blames(read.index), ...of(read.index) }))
      const waiting = truths.or(...triggers.map((one) => truths.and(one.blamed, one.absent)))
      const wasSaid = truths.or(...triggers.map((one) => truths.and(one.blamed, one.said)))
      const pending = truths.and(waiting, truths.not(wasSaid))
      const no = truths.isFalse(test.node)
      return { pending, no, yes: truths.not(truths.or(no, pending)) }
    }
  }
  return { standing, algebra }
}

const ALWAYS: SymbolicStanding['due'] = { yes: YES, pending: NO, no: NO }

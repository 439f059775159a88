import { fold } from '../../expression/index.ts'
import type { Question } from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import { type Field, onlyAt } from './field.ts'
import { type SymbolicTest, symbolicOver } from './symbolic.ts'
import { NO, type Truths, YES } from './truths.ts'
import type { QuestionVariables } from './variables.ts'

/** On which sheets a question stands how; as in `questionnaire/due.ts`, which is held equal by the tests. */
export interface SymbolicStanding {
  readonly asked: QuestionVariables
  readonly given: Node
  /** Not sure or prefer not to say, whether or not some options were named. */
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

type Ground = Omit<Field, 'notAsked' | 'notKnown'>

/** Settles the questions in the order of the form: an `ask_if` reads earlier ones only. */
export function standingOf(questions: readonly Question[], ground: Ground): Stood {
  const { diagrams, truths, variables } = ground
  const standing = new Map<number, SymbolicStanding>()
  const of = (index: number) => standing.get(index) as SymbolicStanding
  const algebra = symbolicOver({
    ...ground,
    notAsked: (index) => of(index).due.no,
    notKnown: (index) => of(index).notKnown,
  })
  for (const { subject, askIf } of questions) {
    const asked = variables.asked.get(subject.index) as QuestionVariables
    const { at, said, absent, options } = asked
    const isAbsent = onlyAt(diagrams, at, [absent])
    const isSaid = onlyAt(diagrams, at, [said])
    // With every option named there is nothing left that is not known.
    const namesAll = options.length === 0 ? NO : truths.and(...options.map((one) => onlyAt(diagrams, one, [1])))
    const test = askIf && fold(askIf.condition, algebra)
    const due = test === undefined ? ALWAYS : dueness(test, askIf?.reads.map((read) => of(read.index)) ?? [], truths)
    standing.set(subject.index, {
      asked,
      given: truths.not(onlyAt(diagrams, at, [said, absent])),
      said: isSaid,
      absent: isAbsent,
      definitely: test === undefined ? YES : truths.isTrue(test.node),
      due,
      notKnown: truths.or(truths.and(isSaid, truths.not(namesAll)), truths.and(isAbsent, truths.not(due.no))),
    })
  }
  return { standing, algebra }
}

/** Unknown because somebody was unsure or declined: ask. Unknown because nobody answered yet: pending. */
function dueness(test: SymbolicTest, triggers: readonly SymbolicStanding[], truths: Truths): SymbolicStanding['due'] {
  const blamed = triggers.map((one) => ({ ...one, blamed: test.blames(one.asked.question.subject.index) }))
  const waiting = truths.or(...blamed.map((one) => truths.and(one.blamed, one.absent)))
  const wasSaid = truths.or(...blamed.map((one) => truths.and(one.blamed, one.said)))
  const pending = truths.and(waiting, truths.not(wasSaid))
  const no = truths.isFalse(test.node)
  return { pending, no, yes: truths.not(truths.or(no, pending)) }
}

const ALWAYS: SymbolicStanding['due'] = { yes: YES, pending: NO, no: NO }

import { type Condition, fold } from '../../expression/index.ts'
import type { Question } from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import { type Field, onlyAt } from './field.ts'
import { type SymbolicTest, symbolicOver } from './symbolic.ts'
import { NO, type Truths, YES } from './truths.ts'
import type { QuestionVariables } from './variables.ts'

/** On which sheets a question has which state. Mirrors `questionnaire/due.ts`; tests hold the two equal. */
export interface SymbolicStanding {
  readonly asked: QuestionVariables
  readonly given: Node
  /** "Not sure" or "prefer not to say", whether or not some options were named. */
  readonly said: Node
  /** An answer that the form cannot take. */
  readonly rejected: Node
  /** No answer, or none that the form sees. */
  readonly absent: Node
  /** An answer that the form does not see, since it did not ask. */
  readonly unseen: Node
  /** Sheets on which its `ask_if` is true, not merely unknown. */
  readonly definitely: Node
  readonly due: { readonly yes: Node; readonly pending: Node; readonly no: Node }
  /**
   * Sheets on which a comparison with the question is unknown: "not sure" or the like, or no answer although it may be
   * due.
   */
  readonly notKnown: Node
}

export interface Stood {
  readonly standing: ReadonlyMap<number, SymbolicStanding>
  readonly testOf: (condition: Condition) => SymbolicTest
  /** The test as it would be if the rejected answer to one question were accepted. */
  readonly testTaking: (question: number, condition: Condition) => SymbolicTest
}

/** How one form sees the sheets. */
export interface Sight {
  /** For each question, the sheets with an answer that the form cannot take. Absent when it takes all. */
  readonly rejected?: ReadonlyMap<number, Node>
  /** The form sees only answers to what it asks: the sheets are those of people who would answer everything. */
  readonly asksFirst?: true
}

type Ground = Omit<Field, 'notAsked' | 'notKnown' | 'given' | 'rejected' | 'unseen'>

/** Settles the questions in the order of the form, because an `ask_if` reads earlier questions only. */
export function standingOf(questions: readonly Question[], ground: Ground, sight: Sight): Stood {
  const { truths, variables } = ground
  const standing = new Map<number, SymbolicStanding>()
  const of = (index: number) => standing.get(index) as SymbolicStanding
  const field: Field = {
    ...ground,
    notAsked: (index) => of(index).due.no,
    notKnown: (index) => of(index).notKnown,
    given: (index) => of(index).given,
    rejected: (index) => of(index).rejected,
    unseen: (index) => of(index).unseen,
  }
  const algebra = symbolicOver(field)
  for (const { subject, askIf } of questions) {
    const asked = variables.asked.get(subject.index) as QuestionVariables
    const test = askIf && fold(askIf.condition, algebra)
    const due = test === undefined ? ALWAYS : dueness(test, askIf?.reads.map((read) => of(read.index)) ?? [], truths)
    const states = statesOf(asked, due, { ground, sight })
    standing.set(subject.index, {
      asked,
      definitely: test === undefined ? YES : truths.isTrue(test.node),
      due,
      ...states,
    })
  }
  return {
    standing,
    testOf: (condition) => fold(condition, algebra),
    testTaking: (question, condition) => fold(condition, symbolicOver(taking(question, field))),
  }
}

type States = Pick<SymbolicStanding, 'given' | 'said' | 'rejected' | 'absent' | 'unseen' | 'notKnown'>

function statesOf(
  { question, at, said, absent, options }: QuestionVariables,
  due: SymbolicStanding['due'],
  { ground: { diagrams, truths }, sight }: { readonly ground: Ground; readonly sight: Sight },
): States {
  const isAbsent = onlyAt(diagrams, at, [absent])
  const notSeen = sight.asksFirst ? truths.not(due.yes) : NO
  const seen = truths.not(notSeen)
  const rejected = truths.and(sight.rejected?.get(question.subject.index) ?? NO, seen)
  const isSaid = truths.and(onlyAt(diagrams, at, [said]), truths.not(rejected), seen)
  const noAnswer = truths.or(isAbsent, notSeen)
  // When every option is named, nothing is left that is not known.
  const namesAll = options.length === 0 ? NO : truths.and(...options.map((one) => onlyAt(diagrams, one, [1])))
  const partly = truths.and(truths.or(isSaid, rejected), truths.not(namesAll))
  return {
    given: truths.not(truths.or(noAnswer, isSaid, rejected)),
    said: isSaid,
    rejected,
    absent: noAnswer,
    unseen: truths.and(notSeen, truths.not(isAbsent)),
    notKnown: truths.or(partly, truths.and(noAnswer, truths.not(due.no))),
  }
}

/** A field as if the form accepted every answer to one question. */
function taking(question: number, field: Field): Field {
  const { truths } = field
  const own = (index: number, mine: Node, other: (index: number) => Node) => (index === question ? mine : other(index))
  const rejected = field.rejected(question)
  return {
    ...field,
    rejected: (index) => own(index, NO, field.rejected),
    given: (index) => own(index, truths.or(field.given(question), rejected), field.given),
    notKnown: (index) => own(index, truths.and(field.notKnown(question), truths.not(rejected)), field.notKnown),
  }
}

/** Unknown because somebody was unsure or declined: ask. Unknown because nobody answered yet: pending. */
function dueness(test: SymbolicTest, triggers: readonly SymbolicStanding[], truths: Truths): SymbolicStanding['due'] {
  const blamed = triggers.map((one) => ({ ...one, blamed: test.blames(one.asked.question.subject.index) }))
  const waiting = truths.or(...blamed.map((one) => truths.and(one.blamed, one.absent)))
  const wasSaid = truths.or(...blamed.map((one) => truths.and(one.blamed, truths.or(one.said, one.rejected))))
  const pending = truths.and(waiting, truths.not(wasSaid))
  const no = truths.isFalse(test.node)
  return { pending, no, yes: truths.not(truths.or(no, pending)) }
}

const ALWAYS: SymbolicStanding['due'] = { yes: YES, pending: NO, no: NO }

import { fold, State } from '../../expression/index.ts'
import type { Question, Questionnaire } from '../../questionnaire/index.ts'
import { commentText } from './comment.ts'
import { type AnswerColumns, type ConditionWorld, conditions, type Tested } from './conditions.ts'
import { allOf, anyOf, cases, fails, isAmong, raw, type Sql, sql } from './sql.ts'
import { OUT_OF_RANGE, type ReadCell } from './words.ts'

/** The state of a question once it is known whether the question is due. */
export interface StandingColumns extends AnswerColumns {
  /** Whether it was certainly not to be asked; undefined where that cannot happen. */
  readonly isNotDue?: Sql
  readonly cell: ReadCell
}

/**
 * Settles what is absent, in the order of the form as `questionnaire/due.ts` does, because an `ask_if` reads earlier
 * questions only. `world.answersTo` must give what is returned here as soon as it is there.
 */
export function settle(
  { questions }: Questionnaire,
  cells: readonly ReadCell[],
  world: Omit<ConditionWorld, 'answersTo'>,
): readonly StandingColumns[] {
  const settled: StandingColumns[] = []
  const algebra = conditions({ ...world, answersTo: (index) => settled[index] as StandingColumns })
  for (const [index, question] of questions.entries()) {
    const cell = cells[index] as ReadCell
    const { askIf } = question
    settled.push(
      askIf === undefined
        ? { ...cell, isSkippable: false, cell }
        : followUp(question, { cell, settled, test: fold(askIf.condition, algebra) }, world),
    )
  }
  return settled
}

interface FollowUp {
  readonly cell: ReadCell
  readonly settled: readonly StandingColumns[]
  readonly test: Tested
}

function followUp(
  { id, askIf }: Question,
  { cell, settled, test }: FollowUp,
  { plan }: Omit<ConditionWorld, 'answersTo'>,
): StandingColumns {
  const isAsked = plan.define(`${id}_i`, test.truth, `${id}: asked only if ${commentText(askIf?.text ?? '')}`)
  const triggers = [...test.because].map(([index, because]) => ({
    because,
    waits: isAmong((settled[index] as StandingColumns).state, [State.unanswered, State.pending].map(number)),
  }))
  const waiting = anyOf(triggers.map(({ because, waits }) => allOf([because, waits])))
  const said = anyOf(triggers.map(({ because, waits }) => allOf([because, sql`NOT ${waits}`])))
  const state = cases(
    [
      [sql`${cell.state} <> ${State.unanswered}`, cell.state],
      [isAsked, number(State.unanswered)],
      [sql`NOT ${isAsked}`, number(State.notAsked)],
      // Unknown because nobody answered yet: pending. Unknown because somebody was not sure: ask, which is the safe
      // side.
      [allOf([waiting, sql`NOT ${said}`]), number(State.pending)],
    ],
    number(State.unanswered),
  )
  return { ...cell, state: plan.define(`${id}_s`, state), isSkippable: true, isNotDue: fails(isAsked), cell }
}

export function number(value: number): Sql {
  return raw(String(value))
}

/** The same answer, but with a number outside its limits taken as given. */
export function asGiven({ cell, codes, options }: StandingColumns): AnswerColumns {
  return { state: number(State.given), value: cell.measured, codes, options, isSkippable: false }
}

/** States of values that cannot be used as an answer. */
export const REJECTED: readonly number[] = [State.rejected, OUT_OF_RANGE]

import { blankSheet, type Compiled, fold, type Sheet, State, type TruthCode, UNKNOWN } from '../../expression/index.ts'
import { duenessOf, type Questionnaire, stateOfAbsent } from '../../questionnaire/index.ts'
import type { ColumnStep, ColumnTruths } from './column-parts.ts'
import { CAPACITY, type Columns } from './columns.ts'
import { kernels } from './kernels.ts'
import { takeRead } from './take-read.ts'

/**
 * A question that can be skipped, with the steps that its `ask_if` needs in addition to those of the questions before
 * it.
 */
interface FollowUp {
  readonly index: number
  /** By person, values of `Due`. */
  readonly due: Uint8Array
  readonly askIf: Compiled
  readonly steps: readonly ColumnStep[]
  readonly truths: ColumnTruths
}

/** A questionnaire's conditions over columns. */
export interface Plan {
  readonly followUps: readonly FollowUp[]
  /** The steps that run once every question is settled. */
  readonly steps: readonly ColumnStep[]
  /** By rule index. */
  readonly rules: readonly ColumnTruths[]
  readonly checks: readonly { readonly that: Compiled; readonly index: number; readonly truths: ColumnTruths }[]
}

export function planFor({ questions, rules }: Questionnaire): Plan {
  const steps: ColumnStep[] = []
  const algebra = kernels(steps)
  const followUps = questions.flatMap(({ askIf, subject }) => {
    if (askIf === undefined) return []
    const before = steps.length
    const truths = fold(askIf.condition, algebra)
    return [{ askIf, truths, index: subject.index, steps: steps.slice(before), due: new Uint8Array(CAPACITY) }]
  })
  const settled = steps.length
  return {
    followUps,
    rules: rules.map(({ when }) => fold(when.condition, algebra)),
    checks: questions.flatMap(({ check, subject }) =>
      check === undefined
        ? []
        : [{ that: check.that, index: subject.index, truths: fold(check.that.condition, algebra) }],
    ),
    steps: steps.slice(settled),
  }
}

/**
 * Settles what is absent, question by question as `questionnaire/due.ts` does. An `ask_if` reads earlier questions
 * only, so that what was worked out for it stays valid.
 */
export function settler({ questions, bitWords }: Questionnaire, { followUps }: Plan): (columns: Columns) => void {
  const sheet = blankSheet(questions.length, bitWords)
  return (columns) => {
    for (const followUp of followUps) {
      for (const step of followUp.steps) step(columns)
      settle(followUp, columns, sheet)
    }
  }
}

function settle({ askIf, truths, due, index }: FollowUp, columns: Columns, sheet: Sheet): void {
  const states = columns.states[index] as Uint8Array
  const { codes } = truths
  for (let person = 0; person < columns.size; person += 1) {
    const truth = codes[person] as TruthCode
    if (truth === UNKNOWN) takeRead(sheet, columns, askIf.reads, person)
    const isDue = duenessOf(askIf, truth, sheet)
    due[person] = isDue
    if (states[person] === State.unanswered) states[person] = stateOfAbsent(isDue)
  }
}

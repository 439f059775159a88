import { blankSheet } from '../../expression/index.ts'
import { Due, type Level, type Question, type Questionnaire } from '../../questionnaire/index.ts'
import { isContrary, levelFor, rulesTrueWith } from '../../rules/index.ts'
import type { Columns, RejectedAt, Seat } from './columns.ts'
import { clearBits, type NamedBits, namedBits, setBit } from './named-bits.ts'
import type { Plan } from './settle.ts'
import { takeRead } from './take-read.ts'
import { placeOf, raise } from './weights.ts'

/** By person, as far as it is weighed. */
interface Weights {
  /** Places in `LEVELS`. */
  readonly levels: Uint8Array
  readonly complete: Uint8Array
}

/**
 * Weighs what an interview never accepts but exports often contain: values that are not answers, answers that
 * contradict others, and checks that fail. Returns the questions with a conflict.
 */
export function contraryWeigher(
  questionnaire: Questionnaire,
  plan: Plan,
): (weights: Weights, columns: Columns, failedChecks: readonly Seat[]) => NamedBits {
  const { questions, rulesReading, needed, bitWords } = questionnaire
  const conflicts = namedBits(questions.map(({ id }) => id))
  const ofConflict = placeOf(levelFor.conflict())
  const ofFailed = placeOf(levelFor['check-failed']())
  const ofIncomplete = placeOf(levelFor.incomplete())
  const sheet = blankSheet(questions.length, bitWords)
  const due: (Uint8Array | undefined)[] = []
  for (const followUp of plan.followUps) due[followUp.index] = followUp.due

  function levelOf({ person, index, answer }: RejectedAt, columns: Columns): Level {
    if (answer.why !== 'out-of-range') return levelFor.unreadable(questions[index] as Question)
    const rules = rulesReading[index] ?? []
    for (const { when } of rules) takeRead(sheet, columns, when.reads, person)
    return levelFor['out-of-range'](rulesTrueWith(rules, sheet, { index, number: answer.number ?? Number.NaN }))
  }

  function weighRejected({ levels, complete }: Weights, columns: Columns, one: RejectedAt): void {
    const { person, index } = one
    raise(levels, person, placeOf(levelOf(one, columns)))
    if (needed[index] !== true || due[index]?.[person] === Due.no) return
    complete[person] = 0
    raise(levels, person, ofIncomplete)
  }

  /**
   * An answer to a question that was not due. It is a finding where a rule reads it. Such a rule is then true, or
   * undetermined because of something: both are at least as serious, so the conflict does not change the level.
   */
  function markContrary({ states, size }: Columns, index: number): void {
    const own = states[index] as Uint8Array
    const isDue = due[index] as Uint8Array
    for (let person = 0; person < size; person += 1) {
      if (isContrary(own[person], isDue[person])) setBit(conflicts, index, person)
    }
  }

  return (weights, columns, failedChecks) => {
    const { levels } = weights
    clearBits(conflicts, columns.size)
    for (const one of columns.rejected) weighRejected(weights, columns, one)
    for (const { person } of failedChecks) raise(levels, person, ofFailed)
    for (const { index } of plan.followUps) markContrary(columns, index)
    for (const { person, index } of columns.contradictory) {
      setBit(conflicts, index, person)
      raise(levels, person, ofConflict)
    }
    return conflicts
  }
}

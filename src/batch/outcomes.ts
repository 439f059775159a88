import { blankSheet, type Sheet } from '../expression/index.ts'
import { dueOnSheet, LEVELS, type Question, type Questionnaire } from '../questionnaire/index.ts'
import { type RollUp, rollUp } from '../rules/index.ts'
import { CAPACITY, type Columns } from './columns.ts'

/**
 * What came of the people in `Columns`, side by side like them. One set of arrays serves a whole run: it is good until
 * the next people are scored.
 */
export interface Outcomes {
  /** By person: the place of the level in `LEVELS`. */
  readonly levels: Uint8Array
  /** By person: 1 when everything that a rule or score needs was said, else 0. */
  readonly complete: Uint8Array
  /** By rule index, then by person: codes of `TruthCode`. True are also those that stand behind another of their group. */
  readonly truths: readonly Uint8Array[]
  /** Question indexes with an answer that contradicts another, rising, by person. Few people have any. */
  readonly conflicts: ReadonlyMap<number, readonly number[]>
  /** Question indexes whose `check` is false, rising, by person. Few people have any. */
  readonly failedChecks: ReadonlyMap<number, readonly number[]>
}

/**
 * Makes a scorer for batches of one questionnaire. It settles the absent answers in `columns.states` in place
 * (unanswered, pending or not asked) and says what came of each person; where a person's date is not known, nothing
 * that counts from it is.
 */
export function scorer(questionnaire: Questionnaire): (columns: Columns) => Outcomes {
  const { rules, questions, words } = questionnaire
  const levels = new Uint8Array(CAPACITY)
  const complete = new Uint8Array(CAPACITY)
  const truths = rules.map(() => new Uint8Array(CAPACITY))
  const conflicts = new Map<number, number[]>()
  const failedChecks = new Map<number, number[]>()
  const sheet = blankSheet(questions.length, words)
  const own = new Uint8Array(rules.length)

  return (columns) => {
    conflicts.clear()
    failedChecks.clear()
    for (let person = 0; person < columns.size; person += 1) {
      take(columns, person, sheet)
      const rejected = columns.rejected.get(person)
      const contradictory = columns.contradictory.get(person)
      const standing = dueOnSheet(questionnaire, {
        sheet,
        ...(rejected === undefined ? {} : { rejected }),
        ...(contradictory === undefined ? {} : { contradictory }),
      })
      for (const rule of rules) {
        const truth = rule.when.test(sheet)
        own[rule.index] = truth
        ;(truths[rule.index] as Uint8Array)[person] = truth
      }
      const rolled = rollUp(questionnaire, standing, own, false)
      for (const [index, states] of columns.states.entries()) states[person] = sheet.states[index] as number
      levels[person] = LEVELS.indexOf(rolled.level)
      complete[person] = rolled.complete ? 1 : 0
      if (rolled.conflicts.length > 0) conflicts.set(person, rolled.conflicts.map(indexOf))
      const failed = failedIn(rolled)
      if (failed.length > 0) failedChecks.set(person, failed)
    }
    return { levels, complete, truths, conflicts, failedChecks }
  }
}

function take(columns: Columns, person: number, sheet: Sheet): void {
  for (const [index, states] of columns.states.entries()) sheet.states[index] = states[person] as number
  for (const [index, numbers] of columns.numbers.entries()) sheet.numbers[index] = numbers[person] as number
  for (const [word, bits] of columns.bits.entries()) sheet.bits[word] = bits[person] as number
  sheet.today = columns.today[person] as number
}

/** A check is judged when all that it reads is given; then nothing of its question is more serious, and none is hidden. */
function failedIn({ findings }: RollUp): number[] {
  const failed = findings.flatMap(({ kind, question }) =>
    kind === 'check-failed' && question !== undefined ? [question.subject.index] : [],
  )
  return failed.sort((a, b) => a - b)
}

function indexOf({ subject }: Question): number {
  return subject.index
}

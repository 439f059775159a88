import { FALSE, State } from '../../expression/index.ts'
import { LEVELS, type Question, type Questionnaire } from '../../questionnaire/index.ts'
import { type RollUp, rollUp } from '../../rules/index.ts'
import { rowFor, takeRow } from '../reading/row.ts'
import type { Columns } from './columns.ts'
import { type Plan, planFor, settler } from './settle.ts'
import { weigher } from './weigh.ts'

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
  const plan = planFor(questionnaire)
  const settle = settler(questionnaire, plan)
  const weigh = weigher(questionnaire, plan)
  const truths = plan.rules.map(({ codes }) => codes)
  const conflicts = new Map<number, number[]>()
  const failedChecks = new Map<number, number[]>()
  const row = rowFor(questionnaire)
  const own = new Uint8Array(truths.length)

  return (columns) => {
    settle(columns)
    for (const step of plan.steps) step(columns)
    const { levels, complete, special } = weigh(columns)
    conflicts.clear()
    failedChecks.clear()
    addFailedChecks(failedChecks, columns, plan)
    for (const person of failedChecks.keys()) special[person] = 1
    for (const person of columns.contradictory.keys()) special[person] = 1
    for (let person = 0; person < columns.size; person += 1) {
      if (special[person] === 0) continue
      const rolled = rollUpOne(person, columns)
      levels[person] = LEVELS.indexOf(rolled.level)
      complete[person] = rolled.complete ? 1 : 0
      if (rolled.conflicts.length > 0) conflicts.set(person, rolled.conflicts.map(indexOf))
    }
    return { levels, complete, truths, conflicts, failedChecks }
  }

  function rollUpOne(person: number, columns: Columns): RollUp {
    takeRow(row, columns, plan.followUps, person)
    for (let rule = 0; rule < truths.length; rule += 1) own[rule] = truths[rule]?.[person] as number
    return rollUp({ questionnaire, standing: row, truths: own, finishedEarly: false })
  }
}

function indexOf({ subject }: Question): number {
  return subject.index
}

/** Judged when all that it reads is given. */
function addFailedChecks(failed: Map<number, number[]>, { states, size }: Columns, { checks }: Plan): void {
  for (const { index, truths, that } of checks) {
    for (let i = 0; i < size; i += 1) {
      if (truths.codes[i] !== FALSE || that.reads.some((read) => states[read.index]?.[i] !== State.given)) continue
      const others = failed.get(i)
      if (others === undefined) failed.set(i, [index])
      else others.push(index)
    }
  }
}

import { FALSE, State } from '../../expression/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import type { Columns, Seat } from './columns.ts'
import type { NamedBits } from './named-bits.ts'
import { type Plan, planFor, settler } from './settle.ts'
import { weigher } from './weigh.ts'

/**
 * The results of the people in `Columns`, side by side like them. One set of arrays serves a whole run, and is valid
 * until the next people are scored.
 */
export interface Outcomes {
  /** By person: the place of the level in `LEVELS`. */
  readonly levels: Uint8Array
  /** By person: 1 when everything that a rule or score needs was said, else 0. */
  readonly complete: Uint8Array
  /**
   * By rule index, then by person: codes of `TruthCode`. Rules that another of their group covers are true here as
   * well.
   */
  readonly truths: readonly Uint8Array[]
  /** Questions with an answer that contradicts another. */
  readonly conflicts: NamedBits
  /** Questions whose `check` fails, for each person in the order of the form. */
  readonly failedChecks: readonly Seat[]
}

/**
 * Makes a scorer for batches of one questionnaire. It settles the absent answers in `columns.states` in place
 * (unanswered, pending or not asked) and returns the results. Where a person's date is not known, nothing that counts
 * from it is known.
 */
export function scorer(questionnaire: Questionnaire): (columns: Columns) => Outcomes {
  const plan = planFor(questionnaire)
  const settle = settler(questionnaire, plan)
  const weigh = weigher(questionnaire, plan)
  const truths = plan.rules.map(({ codes }) => codes)
  const failedChecks: Seat[] = []

  return (columns) => {
    settle(columns)
    for (const step of plan.steps) step(columns)
    failedChecks.length = 0
    addFailedChecks(failedChecks, columns, plan)
    return { ...weigh(columns, failedChecks), truths, failedChecks }
  }
}

/** A check is only judged when everything that it reads is given. */
function addFailedChecks(failed: Seat[], { states, size }: Columns, { checks }: Plan): void {
  for (const { index, truths, that } of checks) {
    for (let person = 0; person < size; person += 1) {
      if (truths.codes[person] !== FALSE) continue
      if (that.reads.every((read) => states[read.index]?.[person] === State.given)) failed.push({ person, index })
    }
  }
}

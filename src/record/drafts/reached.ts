import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Screening } from '../../screening/index.ts'
import { isObject } from './stored-move.ts'

/** How far a screening has come, so that a list of drafts can show it without the form. */
export interface Reached {
  /** `review`: at the review or done. */
  readonly step: 'ask' | 'review'
  readonly answered: number
  /** Number of the first due question without an answer, from 1; undefined where there is none. */
  readonly question: number | undefined
  /** About how many questions there will be. */
  readonly of: number
  /** Whether an answer was ever a reason to act now, even if it was corrected since. */
  readonly actNow: boolean
}

/** As stored in a line of a draft, after the line's move. */
export interface Reached2 {
  readonly step: 'ask' | 'review'
  readonly answered: number
  readonly question?: number
  readonly of: number
  readonly act_now?: true
}

export function reachedBy({ answers, step, evaluation, actNowRaised }: Screening): Reached {
  const place = evaluation.due.findIndex(({ id }) => !answers.has(id)) + 1
  return {
    step: step.kind === 'review' || step.kind === 'done' ? 'review' : 'ask',
    answered: answers.size,
    question: place === 0 ? undefined : place,
    of: answers.size + evaluation.possible,
    actNow: actNowRaised,
  }
}

export function reachedToDisk({ step, answered, question, of, actNow }: Reached): Reached2 {
  return { step, answered, ...withoutUndefined({ question }), of, ...(actNow ? { act_now: true } : {}) }
}

/** Undefined for anything else. */
export function reachedFromDisk(stored: unknown): Reached | undefined {
  if (!isObject(stored)) return undefined
  const { step, answered, question, of, act_now } = stored
  const right = (step === 'ask' || step === 'review') && typeof answered === 'number' && typeof of === 'number'
  if (!right) return undefined
  return { step, answered, of, question: typeof question === 'number' ? question : undefined, actNow: act_now === true }
}

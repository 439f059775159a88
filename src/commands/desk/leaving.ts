import type { Screening } from '../../screening/index.ts'
import type { Desk, Ended } from '../../terminal/index.ts'
import type { Keeping } from './keeping.ts'
import { lastLine, resultOf } from './result.ts'

/**
 * The line that stays on the terminal when the screen was left without its own key: what was reached, and what is kept.
 */
export function leftInWords(how: Exclude<Ended['how'], 'page'>, desk: Desk, store: Keeping): string {
  const { screening, page } = desk
  const idle = how === 'idle' ? 'Nobody pressed a key for a long time. ' : ''
  if (page === 'card' || page === 'reason')
    return `${idle}Left at the result: ${lastLine(resultOf(screening), store.receipt)}`
  const begun = isBegun(desk) ? ' What was begun at a question and not entered is not kept.' : ''
  return `${idle}Left after ${answersInWords(screening)}. ${actNowInWords(screening)}${whatIsKept(store)}${begun}\n`
}

export function answersInWords({ answers }: Screening): string {
  return `${answers.size} answer${answers.size === 1 ? '' : 's'}`
}

/** Empty where nothing was ever a reason to act now. */
export function actNowInWords({ actNowRaised, evaluation }: Screening): string {
  if (!actNowRaised) return ''
  return evaluation.actNow.length > 0 ? 'ACT NOW was raised. ' : 'ACT NOW was raised; the answer was changed since. '
}

function isBegun({ typed, touched, started, page }: Desk): boolean {
  return page === 'form' && (typed !== '' || touched || started.size > 0)
}

/** What happened to the answers, and how to continue them. */
export function whatIsKept({ id, receipt }: Keeping): string {
  if (receipt !== undefined) return `Record ${receipt.record}.`
  return id === undefined ? 'Nothing was kept.' : `Kept; go on with: prescreen resume ${id}`
}

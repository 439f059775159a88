import { type Answer, notKnown, OF_THE_OTHERS, type Offered, type Question } from '../questionnaire/index.ts'

/*
 * Ticks of a question with several answers: codes of options and, next to at least one of them, `unsure` or `declined`
 * for "… and not sure about the others". No option has such a code.
 */

const STATES: readonly Offered[] = ['unsure', 'declined']

/** The keys for these two. No option has one of these keys. */
export const STATE_KEYS: Readonly<Record<Offered, string>> = { unsure: 'u', declined: 'd' }

/** The ticks when an answer is shown again. `none` is not a tick. */
export function ticksOf(answer: Answer | undefined): readonly string[] {
  if (answer?.kind === 'given') return Array.isArray(answer.value) ? answer.value.filter((code) => code !== 'none') : []
  return answer === undefined || answer.kind === 'rejected'
    ? []
    : answer.codes === undefined
      ? []
      : [...answer.codes, answer.kind]
}

/** Adds a tick or removes it. Of `unsure` and `declined` at most one can be ticked, and neither without an option. */
export function toggled(ticks: readonly string[], tick: string): readonly string[] {
  const others = ticks.filter((one) => one !== tick && !(isState(tick) && isState(one)))
  const now = ticks.includes(tick) ? others : [...others, tick]
  return now.every(isState) ? [] : now
}

/** The answer that the ticks make, with codes in the order of the options. */
export function answerTicked({ options }: Question, ticks: readonly string[]): Answer {
  const codes = options.map((option) => option.code).filter((code) => ticks.includes(code))
  const state = STATES.find((one) => ticks.includes(one))
  return state === undefined ? { kind: 'given', value: codes } : notKnown(state, codes)
}

/** The words next to the key of a state once an option is ticked. */
export function othersInWords(state: Offered): string {
  return `… ${OF_THE_OTHERS[state]}`
}

function isState(tick: string): boolean {
  return STATES.some((state) => state === tick)
}

import type { Promised, Question, Rule } from '../../questionnaire/index.ts'
import type { Example } from './example.ts'

const CODES = [
  'never-asked',
  'never-fires',
  'never-silent',
  'pointless-rule',
  'empty-promise',
  'promise-broken',
  'unknown-lowers',
  'worse-lowers',
] as const

export type ClaimCode = (typeof CODES)[number]

/** Whether a code is found by a proof. */
export function isClaim(code: string): code is ClaimCode {
  return CODES.some((one) => one === code)
}

/** One thing that must hold, called by the code that is found when it does not. */
export interface Claim {
  readonly code: ClaimCode
  readonly about: Question | Rule | Promised
  /** `open`: not proved, because the budget ended or a comparison could not be cut. */
  readonly outcome: 'proved' | 'refuted' | 'open'
  readonly example?: Example
  /** pointless-rule: whenever the rule is true one of these is, and is as serious. */
  readonly covers?: readonly Rule[]
  /** Or an answer that is not known is as serious by itself. */
  readonly orUnknown?: boolean
}

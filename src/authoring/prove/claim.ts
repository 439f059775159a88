import type { Promised, Question, Rule } from '../../questionnaire/index.ts'
import type { Example } from './example.ts'

interface ClaimOf<Code extends string, About, Shown = never> {
  readonly code: Code
  readonly about: About
  /** `open`: not proved, because the budget ended or a comparison could not be cut. */
  readonly outcome: 'proved' | 'refuted' | 'open'
  /** The person who shows that it does not hold. */
  readonly example?: Shown
}

/** What is as serious whenever a rule is true. */
export interface Covered {
  /** One of these rules is true, and is as serious. */
  readonly covers?: readonly Rule[]
  /** Or an answer that is not known is as serious by itself. */
  readonly orUnknown?: boolean
}

/** One thing that must hold, called by the code that is found when it does not. */
export type Claim =
  | ClaimOf<'never-asked', Question>
  | ClaimOf<'never-fires', Rule>
  | ClaimOf<'never-silent', Rule>
  | (ClaimOf<'pointless-rule', Rule> & Covered)
  | ClaimOf<'empty-promise', Promised>
  | ClaimOf<'promise-broken', Promised, Example>
  | ClaimOf<'unknown-lowers', Question | Rule, Example>
  | ClaimOf<'worse-lowers', Question, Example>

export type ClaimCode = Claim['code']

export type Outcome = Claim['outcome']

const CODES: Readonly<Record<ClaimCode, true>> = {
  'never-asked': true,
  'never-fires': true,
  'never-silent': true,
  'pointless-rule': true,
  'empty-promise': true,
  'promise-broken': true,
  'unknown-lowers': true,
  'worse-lowers': true,
}

/** Whether a code is found by a proof. */
export function isClaim(code: string): code is ClaimCode {
  return Object.hasOwn(CODES, code)
}

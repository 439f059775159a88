import type { Note, Promised, Question, Rule } from '../../questionnaire/index.ts'
import type { Example } from './example.ts'
import type { Person } from './person-on-path.ts'
import type { Search } from './person-search.ts'

export interface Verdict {
  readonly outcome: 'proved' | 'refuted' | 'open'
  /**
   * Why it is open: the connected questions were too much for the budget, or a comparison of them could not be decided
   * everywhere.
   */
  readonly why?: 'limit' | 'undecided'
}

interface ClaimOf<Code extends string, About, Shown = never> extends Verdict {
  readonly code: Code
  readonly about: About
  /** The person who shows that the claim does not hold. */
  readonly example?: Shown
}

/** A claim that holds when somebody is found. */
interface Found<Code extends string, About> extends ClaimOf<Code, About> {
  readonly witness?: Person
}

/** What is always as serious when a rule is true. */
export interface Covered {
  /** Whenever the rule is true, one of these rules is true and as serious. */
  readonly covers?: readonly Rule[]
  /** Or an answer that is not known is as serious by itself. */
  readonly orUnknown?: boolean
}

/** The nearest person to a condition that is true for nobody: all of its tests but one are true. */
export interface Nearly {
  readonly nearly?: { readonly person: Person; readonly test: string }
}

/** One thing that must hold, named by the code that is reported when it does not. */
export type Claim =
  | Found<'never-asked', Question | Note>
  | Found<'never-fires', Rule>
  | Found<'never-silent', Rule>
  | (Found<'pointless-rule', Rule> & Covered)
  | (Found<'empty-promise', Promised> & Nearly)
  | ClaimOf<'promise-broken', Promised, Example>
  | ClaimOf<'unknown-lowers', Question | Rule, Example>
  | ClaimOf<'worse-lowers', Question, Example>

export type ClaimCode = Claim['code']

/** The verdict on a part that was too much for the budget. */
export const TOO_MUCH: { readonly outcome: 'open'; readonly why: 'limit' } = { outcome: 'open', why: 'limit' }

/** The claim holds when somebody was found. */
export function ifFound(search: Search): Verdict & { readonly witness?: Person } {
  if (search.kind === 'found') return { outcome: 'proved', witness: search.person }
  return search.kind === 'open' ? { outcome: 'open', why: search.why } : { outcome: 'refuted' }
}

/** The claim holds when there is nobody. */
export function unlessOpen(search: Search): Verdict {
  return search.kind === 'open' ? { outcome: 'open', why: search.why } : { outcome: 'proved' }
}

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

/** Whether a code is one that a proof reports. */
export function isClaim(code: string): code is ClaimCode {
  return Object.hasOwn(CODES, code)
}

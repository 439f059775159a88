import type { Note, Promised, Question, Rule } from '../../questionnaire/index.ts'
import type { Example } from './example.ts'
import type { Person } from './person-on-path.ts'
import type { Search } from './person-search.ts'

export interface Verdict {
  readonly outcome: 'proved' | 'refuted' | 'open'
  /** open: the questions that hang together were too much, or a comparison of them could not be decided everywhere. */
  readonly why?: 'limit' | 'undecided'
}

interface ClaimOf<Code extends string, About, Shown = never> extends Verdict {
  readonly code: Code
  readonly about: About
  /** The person who shows that it does not hold. */
  readonly example?: Shown
}

/** A claim that holds when somebody is found. */
interface Found<Code extends string, About> extends ClaimOf<Code, About> {
  readonly witness?: Person
}

/** What is as serious whenever a rule is true. */
export interface Covered {
  /** One of these rules is true, and is as serious. */
  readonly covers?: readonly Rule[]
  /** Or an answer that is not known is as serious by itself. */
  readonly orUnknown?: boolean
}

/** Who is nearly meant by a condition that is true of nobody: of its tests only one is not true. */
export interface Nearly {
  readonly nearly?: { readonly person: Person; readonly test: string }
}

/** One thing that must hold, called by the code that is found when it does not. */
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

/** Of a part that was too much for the budget. */
export const TOO_MUCH: { readonly outcome: 'open'; readonly why: 'limit' } = { outcome: 'open', why: 'limit' }

/** Holds when somebody was found. */
export function ifFound(search: Search): Verdict & { readonly witness?: Person } {
  if (search.kind === 'found') return { outcome: 'proved', witness: search.person }
  return search.kind === 'open' ? { outcome: 'open', why: search.why } : { outcome: 'refuted' }
}

/** Holds when nobody is there. */
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

/** Whether a code is found by a proof. */
export function isClaim(code: string): code is ClaimCode {
  return Object.hasOwn(CODES, code)
}

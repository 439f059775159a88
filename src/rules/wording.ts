import type { Action, Basis, Level } from '../questionnaire/index.ts'

/**
 * How a level is shown. The top one is not called urgent, because "urgent care" and "urgent referral" mean something
 * less serious.
 */
export const HEADINGS: Readonly<Record<Level, string>> = {
  'act-now': 'Act now',
  'refer-before': 'Refer to clinician before anything goes ahead',
  'refer-discuss': 'Refer to clinician: raise at the visit',
  'none-raised': 'No flag raised by this form. A clinician still decides.',
}

/** Whose judgement a rule is, in the words of card, handout and code book. */
export const BASES_IN_WORDS: Readonly<Record<Basis, string>> = {
  contraindication: 'label: contraindication',
  warning: 'label: warning',
  guideline: 'guideline',
  study: 'study',
  clinic: 'one clinic’s rule',
  own: 'our own judgement',
}

export const NOT_FINISHED = 'Not finished: refer to clinician'

export const STATEMENT = 'This form does not decide anything. A clinician decides.'

/** What to do where a rule has no advice of its own. */
const ADVICE: Readonly<Record<Level, string>> = {
  'act-now': 'Bring a clinician now.',
  'refer-before': 'A clinician needs to review before anything goes ahead.',
  'refer-discuss': 'Tell the clinician at the visit.',
  'none-raised': 'Give this sheet to the clinician.',
}

const ACT_NOW: Readonly<Record<Action, string>> = {
  emergency: 'Get emergency help now: call your local emergency number, and tell the clinician on site.',
  'clinician-now': 'Bring a clinician now. If none is on site, call your local emergency number.',
}

export function adviceFor(level: Level, action: Action | null): string {
  return level === 'act-now' ? ACT_NOW[action ?? 'clinician-now'] : ADVICE[level]
}

export function headingFor({ level, complete }: { readonly level: Level; readonly complete: boolean }): string {
  return complete || level === 'act-now' ? HEADINGS[level] : NOT_FINISHED
}

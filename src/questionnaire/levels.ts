/**
 * The four levels of guidance, most serious first. The list is fixed in the program and not in the YAML, so that no
 * author can write a clearance.
 */
export const LEVELS = ['act-now', 'refer-before', 'refer-discuss', 'none-raised'] as const

export type Level = (typeof LEVELS)[number]

/** What `act-now` asks of the staff: to call for emergency help, or to bring the clinician on duty. */
export const ACTIONS = ['emergency', 'clinician-now'] as const

export type Action = (typeof ACTIONS)[number]

/**
 * What a rule rests on, weightiest first: a label's contraindication, a label's warning, a guideline, a study, the
 * habit of one clinic, the author's own judgement. It never changes a level; it says whose judgement a reason is.
 */
export const BASES = ['contraindication', 'warning', 'guideline', 'study', 'clinic', 'own'] as const

export type Basis = (typeof BASES)[number]

/** Place among findings of one level: 0 for a label's contraindication. Findings without a basis come last. */
export function basisRank(basis: Basis | undefined): number {
  return basis === undefined ? BASES.length : BASES.indexOf(basis)
}

/** Seriousness: 3 for `act-now` down to 0 for `none-raised`. */
export function rank(level: Level): number {
  return LEVELS.length - 1 - LEVELS.indexOf(level)
}

export function mostSerious(...levels: readonly Level[]): Level {
  return LEVELS.find((level) => levels.includes(level)) ?? 'none-raised'
}

/**
 * The level itself, but at most `refer-before`: what is merely unknown is not an emergency unless the author says so.
 */
export function cappedAtReferBefore(level: Level): Level {
  return level === 'act-now' ? 'refer-before' : level
}

/**
 * The four levels of guidance, most serious first. A closed list in the program, not in the YAML, so that no author
 * can write a clearance.
 */
export const LEVELS = ['act-now', 'refer-before', 'refer-discuss', 'none-raised'] as const

export type Level = (typeof LEVELS)[number]

/** What `act-now` asks of the staff: call for emergency help, or bring the clinician on duty. */
export const ACTIONS = ['emergency', 'clinician-now'] as const

export type Action = (typeof ACTIONS)[number]

/** Seriousness: 3 for `act-now` down to 0 for `none-raised`. */
export function rank(level: Level): number {
  return LEVELS.length - 1 - LEVELS.indexOf(level)
}

export function mostSerious(...levels: readonly Level[]): Level {
  return LEVELS.find((level) => levels.includes(level)) ?? 'none-raised'
}

/** The level itself, but nothing above `refer-before`: what is merely unknown is no emergency unless the author says so. */
export function cappedAtReferBefore(level: Level): Level {
  return level === 'act-now' ? 'refer-before' : level
}

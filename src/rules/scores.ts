import { ONE, pointsIn, type Sheet } from '../expression/index.ts'
import type { Questionnaire, Score, Standing } from '../questionnaire/index.ts'
import type { Guidance } from './guidance.ts'

/** A score as a range: what is known, plus missing items at their lowest and highest. Null when no item was asked. */
export function scoreRange({ subject }: Score, sheet: Sheet): { readonly low: number; readonly high: number } | null {
  const end = (which: 'low' | 'high') => {
    const points = subject.items.map((item) => pointsIn(sheet, item, which)).filter(Number.isFinite)
    return points.length === 0 ? undefined : points.reduce((sum, one) => sum + one, 0) / ONE
  }
  const [low, high] = [end('low'), end('high')]
  return low === undefined || high === undefined ? null : { low, high }
}

/** The range of each score, by its id. */
export function scoresOf({ scores }: Questionnaire, { sheet }: Standing): Guidance['scores'] {
  const ranges: Record<string, Guidance['scores'][string]> = {}
  for (const score of scores) ranges[score.id] = scoreRange(score, sheet)
  return ranges
}

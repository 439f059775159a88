import { ONE, pointsIn, type Sheet } from '../expression/index.ts'
import type { Score } from '../questionnaire/index.ts'

/** A score as a range: what is known, and missing items at their lowest and highest. Null when no item was asked. */
export function scoreRange({ subject }: Score, sheet: Sheet): { readonly low: number; readonly high: number } | null {
  const end = (which: 'low' | 'high') => {
    const points = subject.items.map((item) => pointsIn(sheet, item, which)).filter(Number.isFinite)
    return points.length === 0 ? undefined : points.reduce((sum, one) => sum + one, 0) / ONE
  }
  const [low, high] = [end('low'), end('high')]
  return low === undefined || high === undefined ? null : { low, high }
}

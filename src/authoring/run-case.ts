import type { Questionnaire } from '../questionnaire/index.ts'
import type { Case, Expectation, ListKey } from './cases.ts'
import { listIn, type Said, saidOf } from './said.ts'

/**
 * How the result of a case differs from what it expects, one sentence for each difference. Empty when the case passes.
 */
export function differences(questionnaire: Questionnaire, one: Case): readonly string[] {
  if (one.expect === 'todo') return ['a person still has to fill in what is expected']
  return differencesByKey(questionnaire, one, one.expect).map(({ says }) => says)
}

/** A difference, and the key of `expect` that it is about. */
export interface Difference {
  readonly key: string
  readonly says: string
}

export function differencesByKey(
  questionnaire: Questionnaire,
  { answers, on }: Case,
  expect: Expectation,
): readonly Difference[] {
  return differencesFrom(expect, saidOf(questionnaire, answers, on))
}

/** How a result differs from what is expected. */
export function differencesFrom(expect: Expectation, said: Said): readonly Difference[] {
  const { level, complete } = said.rolled
  const found: Difference[] = []
  const differs = (key: string, says: string) => found.push({ key, says })
  if (expect.level !== undefined && expect.level !== level)
    differs('level', `level: expected ${expect.level}, got ${level}`)
  if (expect.complete !== undefined && expect.complete !== complete)
    differs('complete', `complete: expected ${expect.complete}, got ${complete}`)
  for (const [key, expected] of expect.lists)
    for (const says of setDifference(key, expected, listIn(said, key))) differs(key, says)
  const scores = expect.scores.size === 0 ? {} : said.scores()
  for (const [id, expected] of expect.scores) {
    const got = scores[id] ?? null
    if (rangeText(got) !== rangeText(expected))
      differs('scores', `score ${id}: expected ${rangeText(expected)}, got ${rangeText(got)}`)
  }
  return found
}

function rangeText(range: { readonly low: number; readonly high: number } | null): string {
  if (range === null) return 'not asked'
  return range.low === range.high ? String(range.low) : `${range.low} to ${range.high}`
}

function setDifference(key: ListKey, expected: readonly string[], got: readonly string[]): readonly string[] {
  const missing = expected.filter((id) => !got.includes(id))
  const extra = key === 'raised_includes' ? [] : got.filter((id) => !expected.includes(id))
  const parts = [
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`unexpected ${extra.join(', ')}`] : []),
  ]
  return parts.length === 0 ? [] : [`${key}: ${parts.join('; ')}`]
}

/** Questions whose answers contradict others, where the case does not say that this is intended. */
export function contradictionsIn(
  { lists }: Expectation,
  said: Said,
): readonly { readonly key: ContradictionKey; readonly id: string }[] {
  return KEYS.flatMap((key) => (lists.has(key) ? [] : listIn(said, key).map((id) => ({ key, id }))))
}

const KEYS: readonly ContradictionKey[] = ['conflicts', 'out_of_range', 'check_failed']
export type ContradictionKey = Extract<ListKey, 'conflicts' | 'out_of_range' | 'check_failed'>

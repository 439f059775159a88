import type { Questionnaire } from '../questionnaire/index.ts'
import { type Guidance, guide } from '../rules/index.ts'
import type { Case, Expectation, ListKey } from './cases.ts'

/** How a case's guidance differs from what is expected of it, one sentence each; empty when it passes. */
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
  const guidance = guide(questionnaire, answers, on)
  const found: Difference[] = []
  const differs = (key: string, says: string) => found.push({ key, says })
  if (expect.level !== undefined && expect.level !== guidance.level)
    differs('level', `level: expected ${expect.level}, got ${guidance.level}`)
  if (expect.complete !== undefined && expect.complete !== guidance.complete)
    differs('complete', `complete: expected ${expect.complete}, got ${guidance.complete}`)
  for (const [key, expected] of expect.lists)
    for (const says of setDifference(key, expected, listIn(guidance, key))) differs(key, says)
  for (const [id, expected] of expect.scores) {
    const got = guidance.scores[id] ?? null
    if (rangeText(got) !== rangeText(expected))
      differs('scores', `score ${id}: expected ${rangeText(expected)}, got ${rangeText(got)}`)
  }
  return found
}

function rangeText(range: { readonly low: number; readonly high: number } | null): string {
  if (range === null) return 'not asked'
  return range.low === range.high ? String(range.low) : `${range.low} to ${range.high}`
}

export function listIn(guidance: Guidance, key: ListKey): readonly string[] {
  const questions = (kind: string) =>
    guidance.findings.flatMap((finding) =>
      finding.kind === kind && finding.question !== undefined ? [finding.question] : [],
    )
  switch (key) {
    case 'raised':
    case 'raised_includes':
      return guidance.findings.flatMap((finding) =>
        finding.kind === 'rule' && finding.rule !== undefined ? [finding.rule] : [],
      )
    case 'unknown':
    case 'unanswered':
      return questions(key)
    case 'not_asked':
      return guidance.not_asked
    case 'conflicts':
      return guidance.conflicts
    case 'out_of_range':
      return questions('out-of-range')
    case 'check_failed':
      return questions('check-failed')
  }
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

import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Move, Screening } from '../../screening/index.ts'
import { answerToDisk } from '../drafts/stored-move.ts'
import { type AuditEntry1, answerDigest } from './audit-line.ts'

export interface Logged {
  readonly record: string
  readonly by: string | undefined
  readonly key: string
}

/**
 * What a move changed, as lines of the log: first the answer, then those that it set aside. A move that changes no
 * answer has a line of its own.
 */
export function entriesFor(
  { record, by, key }: Logged,
  move: Move,
  { before, after, number }: { readonly before: Screening; readonly after: Screening; readonly number: number },
): readonly AuditEntry1[] {
  const digest = (screening: Screening, id: string) => {
    const answer = screening.answers.get(id)
    return answer === undefined ? undefined : answerDigest(key, id, answerToDisk(answer))
  }
  const changed = before.questionnaire.questions
    .map(({ id }) => ({ id, old: digest(before, id), now: digest(after, id) }))
    .filter(({ old, now }) => old !== now)
  const common = { at: move.at, ...withoutUndefined({ by }), record, move: number }
  if (changed.length === 0) return [{ ...common, what: 'moved' }]
  const cause = changed.find(({ now }) => now !== undefined)?.id
  return changed
    .map(({ id, old, now }): AuditEntry1 => {
      const known = old === undefined ? {} : { old }
      if (now !== undefined) return { ...common, what: 'answer', question: id, ...known, new: now }
      return { ...common, what: 'set-aside', question: id, ...known, ...withoutUndefined({ why: cause }) }
    })
    .sort((one, other) => Number(one.what === 'set-aside') - Number(other.what === 'set-aside'))
}

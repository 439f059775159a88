import { strayJoiner, visible } from '../../diagnostics/index.ts'
import type { Answer, Rejected } from '../answer.ts'
import type { Question } from '../model.ts'
import { plainText } from '../plain-text.ts'
import type { QuestionKind } from './kind.ts'

/** Words besides the codes `unsure` and `declined`: those that the screen shows, and those that other systems write. */
export const UNSURE: readonly string[] = ['unsure', 'not sure', 'not known', 'unknown', 'n/a', '?']
export const DECLINED: readonly string[] = ['declined', 'prefer not to say']

/** The state that a word means; undefined for any other word. */
export function stateFor(plain: string): Answer | undefined {
  const word = plain.toLowerCase()
  if (UNSURE.includes(word)) return { kind: 'unsure' }
  return DECLINED.includes(word) ? { kind: 'declined' } : undefined
}

export function unreadable(raw: string): Rejected {
  return { kind: 'rejected', why: 'unreadable', raw }
}

/**
 * A kind whose answers have one value. `read` gets what was written, without spaces at its ends, unless it is a state.
 */
export function ofOne(read: (question: Question, raw: string) => Answer): QuestionKind['parse'] {
  return (question, written) => {
    if (typeof written !== 'string') return written.length === 0 ? undefined : unreadable(`[${written.join(', ')}]`)
    const raw = written.trim()
    const plain = plainText(raw)
    return plain === '' ? undefined : (stateFor(plain) ?? read(question, raw))
  }
}

/** The most characters of a text, wherever it comes from. */
export const LONGEST_TEXT = 10_000

/** Counts code points, so that an emoji is not two. */
export function isTooLong(text: string): boolean {
  return text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT
}

/** Why a text cannot be accepted as it is; undefined where it can. */
export function textFault(text: string): string | undefined {
  if (isTooLong(text)) return 'this text has more than 10,000 characters'
  if (strayJoiner(text) === undefined) return undefined
  return `\`${visible(text)}\` has a character that nobody sees and that joins nothing; type it again`
}

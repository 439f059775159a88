import { strayJoiner, visible } from '../../diagnostics/index.ts'
import type { Answer, Rejected } from '../answer.ts'
import type { Question } from '../model.ts'
import { plainText } from '../plain-text.ts'
import type { QuestionKind } from './kind.ts'

/** Beside the codes `unsure` and `declined`: what the screen shows for them, and what other systems write. */
export const UNSURE: readonly string[] = ['unsure', 'not sure', 'not known', 'unknown', 'n/a', '?']
export const DECLINED: readonly string[] = ['declined', 'prefer not to say']

/** The state that a word says; undefined for any other word. */
export function stateFor(plain: string): Answer | undefined {
  const word = plain.toLowerCase()
  if (UNSURE.includes(word)) return { kind: 'unsure' }
  return DECLINED.includes(word) ? { kind: 'declined' } : undefined
}

export function unreadable(raw: string): Rejected {
  return { kind: 'rejected', why: 'unreadable', raw }
}

/** A kind with one value: `read` gets what was written, without space at its ends, once it is no state. */
export function ofOne(read: (question: Question, raw: string) => Answer): QuestionKind['parse'] {
  return (question, written) => {
    if (typeof written !== 'string') return written.length === 0 ? undefined : unreadable(`[${written.join(', ')}]`)
    const raw = written.trim()
    const plain = plainText(raw)
    return plain === '' ? undefined : (stateFor(plain) ?? read(question, raw))
  }
}

/** Characters of the longest text that any door takes. */
export const LONGEST_TEXT = 10_000

/** Of code points, so that an emoji is not two. */
export function isTooLong(text: string): boolean {
  return text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT
}

/** Why a text cannot be taken as it is; undefined where it can. */
export function textFault(text: string): string | undefined {
  if (isTooLong(text)) return 'this text has more than 10,000 characters'
  if (strayJoiner(text) === undefined) return undefined
  return `\`${visible(text)}\` has a character that nobody sees and that joins nothing; type it again`
}

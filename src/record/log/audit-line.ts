import { createHmac } from 'node:crypto'
import { type Answer2, isInstant, isObject, parsed } from '../drafts/stored-move.ts'
import { sha256Of } from '../records/record-shape.ts'

/**
 * One thing that changed something. The log says which question was answered or corrected, never with what: `old` and
 * `new` are digests under the record's own key, so that the record opens them and purging it closes them for good.
 */
export interface AuditEntry1 {
  /** ISO instant. */
  readonly at: string
  /** Initials given with `--by`. */
  readonly by?: string
  /** Id of the draft or record. */
  readonly record: string
  readonly what: AuditEvent
  readonly question?: string
  /**
   * answer, set-aside: digests of `answerDigest`; absent where there was or is no answer. resumed, repaired: `new` is the
   * mark of all answers that count then.
   */
  readonly old?: string
  readonly new?: string
  /**
   * begun: the record that is corrected or scored again. set-aside: the question whose answer did it. purged: the age.
   * read, exported: by which command. repaired: what was done.
   */
  readonly why?: string
  /** begun: hash of the questionnaire's text, which the record needs. */
  readonly form?: string
  /** recorded, encrypted, reencrypted, repaired: hash of the whole file. */
  readonly sha256?: string
  /** recorded, encrypted, reencrypted, repaired: ISO day of the folder it is in. */
  readonly day?: string
  /** resumed: how many moves the draft held. answer, set-aside, moved: the number of the move, from 1. */
  readonly move?: number
}

export type AuditEvent =
  | 'begun'
  | 'answer'
  | 'set-aside'
  /** A move that changed no answer: so that every line that a draft had is known. */
  | 'moved'
  | 'resumed'
  | 'recorded'
  | 'encrypted'
  /** Encrypted to other recipients, of the same contents. */
  | 'reencrypted'
  | 'purged'
  /** Answers were shown, or left the folder. */
  | 'read'
  | 'exported'
  | 'backed-up'
  /** The folder was made from a copy. */
  | 'restored'
  /** A file was put where it belongs, saved from a damaged one, or taken away. */
  | 'repaired'

/** A line as it stands in the log. */
export interface AuditLine1 extends AuditEntry1 {
  /** Hash of the line before; 64 zeros for the first. */
  readonly prev: string
  /** SHA-256 of this line's own text up to here. */
  readonly hash: string
}

export const NO_LINE: string = '0'.repeat(64)

/** The line's text without its end, and its hash, which the next line carries. */
export function auditLine(entry: AuditEntry1, prev: string): { readonly text: string; readonly hash: string } {
  const text = JSON.stringify({ ...entry, prev })
  const hash = sha256Of(text)
  return { text: `${text.slice(0, -1)},"hash":"${hash}"}`, hash }
}

/** The line, when its hash is that of its text; whether it follows the line before is for the reader to compare. */
export function readAuditLine(text: string): AuditLine1 | undefined {
  const parts = /^(.*),"hash":"([0-9a-f]{64})"\}$/.exec(text)
  if (parts === null || sha256Of(`${parts[1]}}`) !== parts[2]) return undefined
  const value = parsed(text)
  const right =
    isObject(value) && isInstant(value.at) && typeof value.record === 'string' && typeof value.prev === 'string'
  return right ? (value as unknown as AuditLine1) : undefined
}

/** What stands for an answer in the log: 32 hex digits that only the record's key makes from it. */
export function answerDigest(key: string, question: string, answer: Answer2): string {
  return createHmac('sha256', Buffer.from(key, 'hex'))
    .update(JSON.stringify([question, answer]))
    .digest('hex')
    .slice(0, 32)
}

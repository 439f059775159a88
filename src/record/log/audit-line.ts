import { createHmac } from 'node:crypto'
import { type Answer2, isInstant, isObject, parsed } from '../drafts/stored-move.ts'
import { sha256Of } from '../records/record-shape.ts'

/**
 * One change. The log says which question was answered or corrected, never with what: `old` and `new` are digests under
 * the record's own key, so that the record can open them and purging it closes them for good.
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
   * answer, set-aside: digests made by `answerDigest`; absent where there was or is no answer. resumed, repaired: `new`
   * is the mark of all answers that count at that time.
   */
  readonly old?: string
  readonly new?: string
  /**
   * begun: the record that is corrected or scored again. set-aside: the question whose answer caused it. purged: the
   * age. read, exported: by which command. repaired: what was done.
   */
  readonly why?: string
  /** begun: hash of the questionnaire's text, which the record needs. */
  readonly form?: string
  /** recorded, encrypted, reencrypted, repaired: hash of the whole file. */
  readonly sha256?: string
  /** recorded, encrypted, reencrypted, repaired: the ISO day whose folder contains it. */
  readonly day?: string
  /** resumed: how many moves the draft had. answer, set-aside, moved: the number of the move, from 1. */
  readonly move?: number
}

export type AuditEvent =
  | 'begun'
  | 'answer'
  | 'set-aside'
  /** A move that changed no answer, logged so that every line of a draft is known. */
  | 'moved'
  | 'resumed'
  | 'recorded'
  | 'encrypted'
  /** The same contents, encrypted to other recipients. */
  | 'reencrypted'
  | 'purged'
  /** Answers were shown, or left the folder. */
  | 'read'
  | 'exported'
  | 'backed-up'
  /** The folder was made from a copy. */
  | 'restored'
  /** A file was moved to where it belongs, rescued from a damaged one, or removed. */
  | 'repaired'

/** A line as stored in the log. */
export interface AuditLine1 extends AuditEntry1 {
  /** Hash of the line before; 64 zeros for the first line. */
  readonly prev: string
  /** SHA-256 of this line's own text up to here. */
  readonly hash: string
}

export const NO_LINE: string = '0'.repeat(64)

/** The line's text without its end, and its hash, which the next line repeats. */
export function auditLine(entry: AuditEntry1, prev: string): { readonly text: string; readonly hash: string } {
  const text = JSON.stringify({ ...entry, prev })
  const hash = sha256Of(text)
  return { text: `${text.slice(0, -1)},"hash":"${hash}"}`, hash }
}

/** The line, if its hash is that of its text. The caller compares whether it follows the line before. */
export function readAuditLine(text: string): AuditLine1 | undefined {
  const parts = /^(.*),"hash":"([0-9a-f]{64})"\}$/.exec(text)
  if (parts === null || sha256Of(`${parts[1]}}`) !== parts[2]) return undefined
  const value = parsed(text)
  const right =
    isObject(value) && isInstant(value.at) && typeof value.record === 'string' && typeof value.prev === 'string'
  return right ? (value as unknown as AuditLine1) : undefined
}

/** Stands for an answer in the log: 32 hex digits that can only be made with the record's key. */
export function answerDigest(key: string, question: string, answer: Answer2): string {
  return createHmac('sha256', Buffer.from(key, 'hex'))
    .update(JSON.stringify([question, answer]))
    .digest('hex')
    .slice(0, 32)
}

import { createHash } from 'node:crypto'
import { LEVELS, type Level } from '../../questionnaire/index.ts'
import type { Guidance } from '../../rules/index.ts'
import type { Follows1 } from '../drafts/draft-shape.ts'
import type { KeptMoves } from '../drafts/kept-moves.ts'
import { type Answer2, isInstant, isObject, type Move2, moveFromDisk, parsed } from '../drafts/stored-move.ts'

/**
 * First line of a record, which every version of the program can read: what lists and searches need, short enough to be
 * read without the rest.
 */
export interface RecordHead1 {
  readonly schema: 'prescreen/record/1'
  readonly id: string
  /** ISO instants. */
  readonly begun: string
  readonly finished: string
  /** The same instant as shown by the clock on the wall: `2026-11-22 13:05 +00:00`. */
  readonly local: string
  /** ISO day of the answers. */
  readonly on: string
  readonly level: Level
  readonly complete: boolean
  readonly questionnaire: {
    readonly id: string
    readonly version: string
    readonly sha256: string
    readonly language: string
  }
  /** Version of the program that wrote it. */
  readonly program: string
  readonly ref?: string
  readonly by?: string
  readonly follows?: Follows1
  /**
   * An answer was a reason to act now at some time of the interview, even if it was corrected since. Version 0.1 does
   * not know this field.
   */
  readonly act_now?: true
  /** Made of a draft that nobody finished. */
  readonly not_finished?: true
}

/** Second line: everything that was said, when and how, and the result. */
export interface RecordBody1 {
  /** What counted at the end, by question id. */
  readonly answers: Readonly<Record<string, Answer2>>
  /** Answers that were set aside by a later one, with the instant. */
  readonly aside: Readonly<Record<string, { readonly answer: Answer2; readonly at: string }>>
  /** The result as it was shown. It is never worked out again. */
  readonly guidance: Guidance
  /** Moves of version 1. Empty since then, so that version 0.1 does not replay moves that it would misread. */
  readonly moves: readonly Move2[]
  /** Empty where there was no interview, as after scoring again. Absent in records of version 0.1. */
  readonly interview?: readonly Move2[]
  /** How many moves of the interview, counted from the first, were made with version 0.1. */
  readonly old_moves?: number
  /** 64 hex digits. Opens this record's answers in the audit log. */
  readonly key: string
  /** rescored: questions whose answers could not be carried over, with the reason in words. */
  readonly notCarried?: Readonly<Record<string, string>>
}

export interface Record1 {
  readonly head: RecordHead1
  readonly body: RecordBody1
}

/** The bytes of a record: head, body, and the hash of both, one line each. */
export function recordBytes({ head, body }: Record1): Uint8Array {
  const text = `${JSON.stringify(head)}\n${JSON.stringify(body)}\n`
  return Buffer.from(`${text}${JSON.stringify({ sha256: sha256Of(text) })}\n`)
}

/** A record, or what is wrong with its bytes, in a few words. */
export function readRecord(bytes: Uint8Array): Record1 | { readonly problem: string } {
  const text = Buffer.from(bytes).toString('utf8')
  const parts = /^([^\n]+)\n([^\n]+)\n([^\n]+)\n$/.exec(text)
  if (parts === null) return { problem: 'it is cut off or is not a record' }
  const [, first = '', second = '', third = ''] = parts
  const seal = parsed(third)
  if (!isObject(seal) || seal.sha256 !== sha256Of(`${first}\n${second}\n`))
    return { problem: 'it was changed after it was written' }
  const head = recordHeadIn(first)
  const body = parsed(second)
  const right = isObject(body) && isObject(body.answers) && isObject(body.guidance) && Array.isArray(body.moves)
  return head === undefined || !right
    ? { problem: recordProblem(first) }
    : { head, body: body as unknown as RecordBody1 }
}

/** The moves of a record, ready to be replayed. */
export function movesIn({ moves, interview, old_moves }: RecordBody1): KeptMoves {
  const read = (interview ?? moves).flatMap((stored) => moveFromDisk(stored) ?? [])
  return { moves: read, old: interview === undefined ? read.length : (old_moves ?? 0) }
}

/** The head in the first line of a record; undefined when the line is not a head. */
export function recordHeadIn(line: string): RecordHead1 | undefined {
  const value = parsed(line)
  if (!isObject(value) || value.schema !== 'prescreen/record/1' || !isObject(value.questionnaire)) return undefined
  const right =
    [value.id, value.on, value.local].every((text) => typeof text === 'string') &&
    isInstant(value.finished) &&
    LEVELS.some((level) => level === value.level) &&
    typeof value.complete === 'boolean' &&
    [value.questionnaire.id, value.questionnaire.version, value.questionnaire.sha256].every(
      (text) => typeof text === 'string',
    )
  return right ? (value as unknown as RecordHead1) : undefined
}

export function sha256Of(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Why a first line is not that of a record, in a few words. */
export function recordProblem(line: string): string {
  const schema = /^\{"schema":"(prescreen\/record\/\d+)"/.exec(line)?.[1]
  return schema !== undefined && schema !== 'prescreen/record/1'
    ? `it was made by a newer version of this program (${schema})`
    : 'its first line is damaged'
}

import { createHash } from 'node:crypto'
import type { Move } from '../../screening/index.ts'
import { isInstant, isObject, type Move1, moveFromDisk, moveToDisk, parsed } from './stored-move.ts'

/** Where a screening comes from that did not begin with nothing: the record before it, and why there is another. */
export interface Follows1 {
  readonly kind: 'correction' | 'rescored'
  readonly record: string
  readonly why: string
}

/** First line of a draft. */
export interface DraftHead1 {
  readonly schema: 'prescreen/draft/1'
  readonly id: string
  /** ISO instant. */
  readonly begun: string
  /** ISO day of the answers. */
  readonly on: string
  readonly questionnaire: { readonly id: string; readonly version: string; readonly sha256: string }
  /** Version of the program that began it. */
  readonly program: string
  readonly ref?: string
  readonly by?: string
  readonly follows?: Follows1
  /** 64 hex digits: opens the answers in the audit log, and is destroyed with the record. */
  readonly key: string
}

/** Every further line of a draft: one move, or that somebody took it up again. */
type DraftLine1 = Move1 | { readonly resumed: string; readonly by?: string }

/** A draft as read: what stands before the first line that cannot be read, and what became of the rest. */
export interface DraftRead {
  readonly head: DraftHead1
  readonly moves: readonly Move[]
  /** Who was at the keyboard last, if that was said. */
  readonly by: string | undefined
  /** Where each line that could be read ends, in bytes; the head's first. */
  readonly ends: readonly number[]
  /** `cut`: the last line has no end, as after a kill while it was written. `damaged`: a line within cannot be read. */
  readonly end: 'whole' | 'cut' | { readonly damaged: number }
}

export function draftHeadLine(head: DraftHead1): string {
  return sealedLine(head, 0)
}

/** `number` counts the lines after the head from 1, so that a line taken out shows. */
export function draftMoveLine(move: Move, number: number): string {
  return sealedLine(moveToDisk(move) satisfies DraftLine1, number)
}

export function draftResumedLine(at: string, by: string | undefined, number: number): string {
  return sealedLine({ resumed: at, ...(by === undefined ? {} : { by }) } satisfies DraftLine1, number)
}

/** Undefined when even the head cannot be read. */
export function readDraft(bytes: Uint8Array): DraftRead | undefined {
  const text = Buffer.from(bytes)
  const lines: { readonly value: unknown; readonly end: number }[] = []
  let at = 0
  let end: DraftRead['end'] = 'whole'
  while (at < text.length) {
    const close = text.indexOf('\n', at)
    const value = close < 0 ? undefined : openedLine(text.toString('utf8', at, close), lines.length)
    if (value === undefined) {
      end = close < 0 ? 'cut' : { damaged: lines.length + 1 }
      break
    }
    lines.push({ value, end: close + 1 })
    at = close + 1
  }
  const head = headOf(lines[0]?.value)
  if (head === undefined) return undefined
  const moves: Move[] = []
  let by = head.by
  let read = 0
  for (const { value } of lines.slice(1)) {
    const move = moveFromDisk(value)
    if (move !== undefined) moves.push(move)
    else if (isObject(value) && isInstant(value.resumed)) by = typeof value.by === 'string' ? value.by : by
    else {
      end = { damaged: read + 2 }
      break
    }
    read += 1
  }
  return { head, moves, by, ends: lines.slice(0, read + 1).map((line) => line.end), end }
}

function headOf(value: unknown): DraftHead1 | undefined {
  if (!isObject(value) || value.schema !== 'prescreen/draft/1') return undefined
  const { id, begun, on, key, questionnaire } = value
  const right =
    [id, on, key, value.program].every((text) => typeof text === 'string') &&
    isInstant(begun) &&
    isObject(questionnaire) &&
    [questionnaire.id, questionnaire.version, questionnaire.sha256].every((text) => typeof text === 'string')
  return right ? (value as unknown as DraftHead1) : undefined
}

/** A line carries its number and a checksum over itself: what was damaged or moved is seen, line by line. */
function sealedLine(value: object, number: number): string {
  const text = JSON.stringify({ ...value, n: number })
  return `${text.slice(0, -1)},"sum":"${sumOf(text)}"}\n`
}

function openedLine(line: string, number: number): unknown {
  const parts = /^(.*),"sum":"([0-9a-f]{8})"\}$/.exec(line)
  if (parts === null || sumOf(`${parts[1]}}`) !== parts[2]) return undefined
  const value = parsed(`${parts[1]}}`)
  return isObject(value) && value.n === number ? value : undefined
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

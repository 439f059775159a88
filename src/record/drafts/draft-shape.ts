import { createHash } from 'node:crypto'
import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Move } from '../../screening/index.ts'
import type { KeptMoves } from './kept-moves.ts'
import { type Reached, type Reached2, reachedFromDisk, reachedToDisk } from './reached.ts'
import { isInstant, isObject, type Move2, moveFromDisk, moveToDisk, parsed } from './stored-move.ts'

/** The record that a screening continues, and why there is another one. */
export interface Follows1 {
  readonly kind: 'correction' | 'rescored'
  readonly record: string
  readonly why: string
}

/** First line of a draft, in both versions. */
interface DraftHead {
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
  /** 64 hex digits. Opens the answers in the audit log, and is destroyed with the record. */
  readonly key: string
}

/** Programs of version 1 refuse it, because they would misread its moves. */
export interface DraftHead2 extends DraftHead {
  readonly schema: 'prescreen/draft/2'
  /** How many of its moves, counted from the first, were made with version 1. */
  readonly old_moves?: number
}

/** Every further line of a draft: a move with how far it led, or that somebody resumed the draft. */
type DraftLine2 = (Move2 & { readonly reached?: Reached2 }) | { readonly resumed: string; readonly by?: string }

/** A draft as read: everything before the first unreadable line, and what happened to the rest. */
export interface DraftRead extends KeptMoves {
  readonly version: 1 | 2
  /** A draft of version 1 has its head converted to this version. */
  readonly head: DraftHead2
  /** After its last move; undefined where the line does not say. */
  readonly reached: Reached | undefined
  /** Who was at the keyboard last, if that is known. */
  readonly by: string | undefined
  /** Where each readable line ends, in bytes, beginning with the head. */
  readonly ends: readonly number[]
  /** `cut`: the last line has no end, as after a kill during a write. `damaged`: a line before that cannot be read. */
  readonly end: 'whole' | 'cut' | { readonly damaged: number }
}

export function draftHeadLine(head: DraftHead2): string {
  return sealedLine(head, 0)
}

/** `number` counts the lines after the head from 1, so that a missing line is noticed. */
export function draftMoveLine(move: Move, number: number, reached?: Reached): string {
  const far = reached === undefined ? {} : { reached: reachedToDisk(reached) }
  return sealedLine({ ...moveToDisk(move), ...far } satisfies DraftLine2, number)
}

export function draftResumedLine(at: string, by: string | undefined, number: number): string {
  return sealedLine({ resumed: at, ...withoutUndefined({ by }) } satisfies DraftLine2, number)
}

/** Undefined when not even the head can be read; `draftProblem` says why. */
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
  let by = head.head.by
  let reached: Reached | undefined
  let read = 0
  for (const { value } of lines.slice(1)) {
    const move = moveFromDisk(value)
    if (move !== undefined) {
      moves.push(move)
      reached = isObject(value) ? reachedFromDisk(value.reached) : undefined
    } else if (isObject(value) && isInstant(value.resumed)) by = typeof value.by === 'string' ? value.by : by
    else {
      end = { damaged: read + 2 }
      break
    }
    read += 1
  }
  const old = head.version === 1 ? moves.length : Math.min(head.head.old_moves ?? 0, moves.length)
  return { ...head, moves, old, reached, by, ends: lines.slice(0, read + 1).map((line) => line.end), end }
}

/** Why a draft cannot be read at all, in a few words. */
export function draftProblem(bytes: Uint8Array): string {
  const schema = /^\{"schema":"(prescreen\/draft\/\d+)"/.exec(Buffer.from(bytes.subarray(0, 100)).toString())?.[1]
  const isNewer = schema !== undefined && !/\/[12]$/.test(schema)
  return isNewer ? `it was made by a newer version of this program (${schema})` : 'its first line is damaged'
}

/** The contents of every intact line, wherever it is. */
export function sealedLines(bytes: Uint8Array): readonly Readonly<Record<string, unknown>>[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .map(unsealed)
    .filter((value) => value !== undefined)
}

/** Whether these bytes contain an intact line of any writer: such a line is never garbage. */
export function holdsSealedLine(bytes: Uint8Array): boolean {
  return sealedLines(bytes).length > 0
}

function headOf(value: unknown): Pick<DraftRead, 'version' | 'head'> | undefined {
  if (!isObject(value)) return undefined
  const { schema, id, begun, on, key, questionnaire } = value
  const version = schema === 'prescreen/draft/1' ? 1 : schema === 'prescreen/draft/2' ? 2 : undefined
  const right =
    [id, on, key, value.program].every((text) => typeof text === 'string') &&
    isInstant(begun) &&
    isObject(questionnaire) &&
    [questionnaire.id, questionnaire.version, questionnaire.sha256].every((text) => typeof text === 'string')
  if (version === undefined || !right) return undefined
  const { n: _, ...head } = value
  return { version, head: { ...(head as unknown as DraftHead2), schema: 'prescreen/draft/2' } }
}

/** A line contains its number and a checksum of itself, so that a damaged or moved line is noticed. */
function sealedLine(value: object, number: number): string {
  const text = JSON.stringify({ ...value, n: number })
  return `${text.slice(0, -1)},"sum":"${sumOf(text)}"}\n`
}

function openedLine(line: string, number: number): unknown {
  const value = unsealed(line)
  return value?.n === number ? value : undefined
}

function unsealed(line: string): Readonly<Record<string, unknown>> | undefined {
  const parts = /^(.*),"sum":"([0-9a-f]{8})"\}$/.exec(line)
  if (parts === null || sumOf(`${parts[1]}}`) !== parts[2]) return undefined
  const value = parsed(`${parts[1]}}`)
  return isObject(value) ? value : undefined
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

import { codeOf, type Disk, openRegular } from '../../disk/index.ts'
import type { RecordFolder } from '../record-folder.ts'
import { sha256Of } from '../records/record-shape.ts'
import { type AuditLine1, readAuditLine } from './audit-line.ts'

/** Bytes of the log in memory at a time. */
export const CHUNK: number = 64 * 1024

/** The hash with a checksum, so that a half-written head is noticed. */
export function headText(hash: string): string {
  return `${hash} ${sha256Of(hash).slice(0, 8)}\n`
}

/** The head stored next to the log; undefined where there is none, or none that can be read. */
export function headKept({ disk, head }: Pick<RecordFolder, 'disk' | 'head'>): string | undefined {
  try {
    const file = openRegular(disk, head)
    try {
      const bytes = Buffer.alloc(80)
      const text = bytes.toString('utf8', 0, disk.readSync(file, bytes, 0, 80, 0))
      const hash = text.slice(0, 64)
      return text === headText(hash) ? hash : undefined
    } finally {
      disk.closeSync(file)
    }
  } catch {
    return undefined
  }
}

export function readPart(
  disk: Disk,
  file: number,
  { from, to }: { readonly from: number; readonly to: number },
): Buffer {
  const bytes = Buffer.alloc(to - from)
  let at = 0
  while (at < bytes.length) {
    const read = disk.readSync(file, bytes, at, bytes.length - at, from + at)
    if (read === 0) break
    at += read
  }
  return bytes.subarray(0, at)
}

/** A line of the log with its number from 1. `line` is undefined when the text does not match its hash. */
export interface AuditRead {
  readonly number: number
  readonly text: string
  readonly line: AuditLine1 | undefined
  /** False for a last line without an end. */
  readonly whole: boolean
}

/** The log from its first line, with one piece of it in memory at a time. Yields nothing when there is no log. */
export function* readAudit({ disk, log }: Pick<RecordFolder, 'disk' | 'log'>): Generator<AuditRead> {
  let number = 0
  for (const { text, whole } of linesOf(disk, log)) {
    number += 1
    yield { number, text, line: whole ? readAuditLine(text) : undefined, whole }
  }
}

function* linesOf(disk: Disk, path: string): Generator<{ readonly text: string; readonly whole: boolean }> {
  let file: number
  try {
    file = openRegular(disk, path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  try {
    const chunk = Buffer.alloc(CHUNK)
    let rest: Buffer = Buffer.alloc(0)
    for (;;) {
      const read = disk.readSync(file, chunk, 0, CHUNK, null)
      if (read === 0) break
      let piece = Buffer.concat([rest, chunk.subarray(0, read)])
      for (let close = piece.indexOf(10); close >= 0; close = piece.indexOf(10)) {
        yield { text: piece.toString('utf8', 0, close), whole: true }
        piece = piece.subarray(close + 1)
      }
      rest = piece
    }
    if (rest.length > 0) yield { text: rest.toString(), whole: false }
  } finally {
    disk.closeSync(file)
  }
}

/**
 * The highest number of a move that the log has for a draft, and 0 when it only has its beginning: moves after that
 * were left out by a kill between draft and log. Undefined when the log does not know the draft. Reads from the end,
 * where open drafts are.
 */
export function lastMoveLogged(folder: RecordFolder, record: string): number | undefined {
  const line = lastLineOf(folder, record, ({ what }) => what !== 'resumed')
  return line && (line.move ?? 0)
}

/**
 * Hash of the line saying that a draft became a record, which was the head of the log at that time. Undefined when
 * there is none.
 */
export function headWhenRecorded(folder: RecordFolder, record: string): string | undefined {
  return lastLineOf(folder, record, ({ what }) => what === 'recorded')?.hash
}

/** The last line about a record that fits, searched from the end. */
export function lastLineOf(
  folder: RecordFolder,
  record: string,
  wanted: (line: AuditLine1) => boolean,
): AuditLine1 | undefined {
  for (const text of linesFromEnd(folder)) {
    if (!text.includes(record)) continue
    const line = readAuditLine(text)
    if (line?.record === record && wanted(line)) return line
  }
  return undefined
}

export function* linesFromEnd({ disk, log }: RecordFolder): Generator<string> {
  if (disk.lstatSync(log, { throwIfNoEntry: false }) === undefined) return
  const file = openRegular(disk, log)
  try {
    let rest: Buffer = Buffer.alloc(0)
    for (let to = disk.fstatSync(file).size; to > 0; ) {
      const from = Math.max(0, to - CHUNK)
      let piece = Buffer.concat([readPart(disk, file, { from, to }), rest])
      for (let open = piece.lastIndexOf(10); open >= 0; open = piece.lastIndexOf(10)) {
        yield piece.toString('utf8', open + 1)
        piece = piece.subarray(0, open)
      }
      rest = piece
      to = from
    }
    yield rest.toString()
  } finally {
    disk.closeSync(file)
  }
}

/** ISO instant of the newest line, wherever it is; undefined for an empty log. */
export function newestLine(folder: Pick<RecordFolder, 'disk' | 'log'>): string | undefined {
  let newest: string | undefined
  for (const { line } of readAudit(folder))
    if (line !== undefined && (newest === undefined || line.at > newest)) newest = line.at
  return newest
}

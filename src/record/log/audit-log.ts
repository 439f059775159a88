import { dirname } from 'node:path'
import { codeOf, type Disk, openInPlace, syncFolder, writeAll } from '../../disk/index.ts'
import { waitForLock } from '../lock.ts'
import type { RecordFolder } from '../record-folder.ts'
import { sha256Of } from '../records/record-shape.ts'
import { type AuditEntry1, type AuditLine1, auditLine, NO_LINE, readAuditLine } from './audit-line.ts'

/** Milliseconds that a writer waits for others; each needs a few. */
const PATIENCE_MS = 20_000
const CHUNK = 64 * 1024

/**
 * Adds lines to the log, one after another whoever else writes, flushed to the disk. Returns the hash of the last line:
 * the head of the chain. Throws what the file system refuses; then the log is as it was.
 */
export function appendAudit(folder: RecordFolder, entries: readonly AuditEntry1[]): string {
  const { disk, log, path, owner } = folder
  const locked = waitForLock(disk, path, 'audit', owner, PATIENCE_MS)
  if ('heldBy' in locked) throw Object.assign(new Error('the log is in use'), { code: 'EBUSY', path: log })
  try {
    return appended(disk, log, entries)
  } finally {
    locked.release()
  }
}

/** Logs that answers left the folder: how many records, and who took them. */
export function logExport(
  folder: RecordFolder,
  { at, by, why }: { readonly at: string; readonly by: string | undefined; readonly why: string },
): void {
  appendAudit(folder, [{ at, ...(by === undefined ? {} : { by }), record: '-', what: 'exported', why }])
}

function appended(disk: Disk, log: string, entries: readonly AuditEntry1[]): string {
  const isNew = !disk.existsSync(log)
  const file = openInPlace(disk, log, 'created')
  try {
    const size = disk.fstatSync(file).size
    const { last, end } = lastLine(disk, file, size)
    // Half a line of a writer that was stopped was never acknowledged.
    if (end < size) disk.ftruncateSync(file, end)
    let prev = last === undefined ? NO_LINE : hashOf(last)
    let text = ''
    for (const entry of entries) {
      const line = auditLine(entry, prev)
      text += `${line.text}\n`
      prev = line.hash
    }
    try {
      writeAll(disk, file, Buffer.from(text), end)
      disk.fsyncSync(file)
      if (isNew) syncFolder(disk, dirname(log))
    } catch (error) {
      disk.ftruncateSync(file, end)
      throw error
    }
    return prev
  } finally {
    disk.closeSync(file)
  }
}

/** A line that was changed by hand has no hash of its own; the chain goes on from what stands there. */
function hashOf(line: string): string {
  return readAuditLine(line)?.hash ?? sha256Of(line)
}

/** The last whole line, and where it ends. */
function lastLine(disk: Disk, file: number, size: number): { readonly last: string | undefined; readonly end: number } {
  for (let from = Math.max(0, size - CHUNK); ; from = Math.max(0, from - CHUNK)) {
    const tail = readPart(disk, file, from, size)
    const close = tail.lastIndexOf(10)
    const open = close <= 0 ? -1 : tail.lastIndexOf(10, close - 1)
    if (close >= 0 && (open >= 0 || from === 0))
      return { last: tail.toString('utf8', open + 1, close), end: from + close + 1 }
    if (from === 0) return { last: undefined, end: 0 }
  }
}

function readPart(disk: Disk, file: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from)
  let at = 0
  while (at < bytes.length) {
    const read = disk.readSync(file, bytes, at, bytes.length - at, from + at)
    if (read === 0) break
    at += read
  }
  return bytes.subarray(0, at)
}

/** A line of the log with its number from 1; `line` is undefined when the text is not what its hash says. */
export interface AuditRead {
  readonly number: number
  readonly text: string
  readonly line: AuditLine1 | undefined
  /** False for a last line without an end. */
  readonly whole: boolean
}

/** The log from its first line, a piece of it in memory at a time; nothing when there is no log. */
export function* readAudit({ disk, log }: RecordFolder): Generator<AuditRead> {
  let number = 0
  for (const { text, whole } of linesOf(disk, log)) {
    number += 1
    yield { number, text, line: whole ? readAuditLine(text) : undefined, whole }
  }
}

function* linesOf(disk: Disk, path: string): Generator<{ readonly text: string; readonly whole: boolean }> {
  let file: number
  try {
    file = disk.openSync(path, 'r')
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
 * The highest number of a move that the log holds for a draft, 0 when it holds that the draft was begun: what a kill
 * between draft and log left out comes after it. Undefined when the log does not know the draft. Read from the end,
 * where drafts that are still open are.
 */
export function lastMoveLogged(folder: RecordFolder, record: string): number | undefined {
  const line = lastLineOf(folder, record, ({ what }) => what !== 'resumed')
  return line && (line.move ?? 0)
}

/** Hash of the line that says that a draft became a record: the head of the log then. Undefined when there is none. */
export function headWhenRecorded(folder: RecordFolder, record: string): string | undefined {
  return lastLineOf(folder, record, ({ what }) => what === 'recorded')?.hash
}

/** The last line about a record that is as wanted, looked for from the end. */
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

function* linesFromEnd({ disk, log }: RecordFolder): Generator<string> {
  if (!disk.existsSync(log)) return
  const file = disk.openSync(log, 'r')
  try {
    let rest: Buffer = Buffer.alloc(0)
    for (let to = disk.fstatSync(file).size; to > 0; ) {
      const from = Math.max(0, to - CHUNK)
      let piece = Buffer.concat([readPart(disk, file, from, to), rest])
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

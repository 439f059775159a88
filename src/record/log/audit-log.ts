import { dirname } from 'node:path'
import { type Disk, openInPlace, Refusal, removeIfThere, syncFolder, writeAll } from '../../disk/index.ts'
import { holderInWords, type LockPatience, waitForLock } from '../lock.ts'
import { type RecordFolder, temporaryPath } from '../record-folder.ts'
import { sha256Of } from '../records/record-shape.ts'
import { appendAnchor } from './anchor.ts'
import { type AuditEntry1, auditLine, NO_LINE, readAuditLine } from './audit-line.ts'
import { CHUNK, headKept, headText, readPart } from './read-log.ts'

/** Milliseconds that a writer waits for others. Each of them needs only a few. */
const PATIENCE_MS: LockPatience = { all: 20_000, here: 5000, elsewhere: 1000 }

/**
 * Appends lines to the log, in order even when several processes write, and flushes them. Returns the hash of the last
 * line: the head of the log. Throws what the file system refuses; then the log is as it was.
 */
export function appendAudit(folder: RecordFolder, entries: readonly AuditEntry1[]): string {
  const { disk, log, path, owner } = folder
  const locked = waitForLock({ disk, folder: path, name: 'audit', owner }, PATIENCE_MS)
  if ('heldBy' in locked)
    throw new Refusal('busy', log, { detail: `the audit log is in use ${holderInWords(locked.heldBy)}` })
  try {
    const head = appended(folder, entries)
    appendAnchor(folder, head)
    return head
  } finally {
    locked.release()
  }
}

function appended(folder: RecordFolder, entries: readonly AuditEntry1[]): string {
  const { disk, log, head } = folder
  const isNew = disk.lstatSync(log, { throwIfNoEntry: false }) === undefined
  const file = openInPlace(disk, log, 'created')
  try {
    if (!disk.fstatSync(file).isFile()) throw new Refusal('not-regular', log)
    const size = disk.fstatSync(file).size
    const { last, end } = lastLine(disk, file, size)
    // Part of a line, from a writer that was stopped, was never acknowledged.
    if (end < size) disk.ftruncateSync(file, end)
    const tail = last === undefined ? NO_LINE : hashOf(last)
    const kept = headKept({ disk, head })
    const isCut = kept !== undefined && kept !== tail && !hasLine(disk, file, { end, hash: kept })
    // The log continues from the line that the head names, so that the missing lines before this one show for ever.
    let prev = isCut ? kept : tail
    let text = ''
    for (const entry of entries) {
      const line = auditLine(entry, prev)
      text += `${line.text}\n`
      prev = line.hash
    }
    try {
      writeAll(disk, { file, position: end }, Buffer.from(text))
      disk.fsyncSync(file)
      if (isNew) syncFolder(disk, dirname(log))
    } catch (error) {
      disk.ftruncateSync(file, end)
      throw error
    }
    keepHead(folder, prev)
    return prev
  } finally {
    closeQuietly(disk, file)
  }
}

/** What was flushed is safe. Throwing here would report a failure of what the log already contains. */
function closeQuietly(disk: Disk, file: number): void {
  try {
    disk.closeSync(file)
  } catch {
    // Nothing is lost.
  }
}

/**
 * Written after the log. A head that is one line behind is what a kill leaves; a head that the log does not contain
 * means that the log was cut.
 */
function keepHead(folder: RecordFolder, hash: string): void {
  const { disk, head } = folder
  const half = temporaryPath(folder)
  try {
    const file = disk.openSync(half, 'wx', 0o600)
    try {
      disk.fchmodSync(file, 0o600)
      writeAll(disk, { file, position: 0 }, Buffer.from(headText(hash)))
    } finally {
      disk.closeSync(file)
    }
    // Not flushed: after a power failure an older head remains, which the log contains too.
    disk.renameSync(half, head)
  } catch {
    // The line itself is safe, and the next one writes the head again.
    removeIfThere(disk, half)
  }
}

/** Whether one of the last lines has this hash, looking as far back as one command can write at once. */
function hasLine(disk: Disk, file: number, { end, hash }: { readonly end: number; readonly hash: string }): boolean {
  const tail = readPart(disk, file, { from: Math.max(0, end - 16 * CHUNK), to: end }).toString('utf8')
  return tail.includes(`,"hash":"${hash}"}\n`)
}

/**
 * A line that was changed by hand has no valid hash of its own. The log continues from the hash of its present text.
 */
function hashOf(line: string): string {
  return readAuditLine(line)?.hash ?? sha256Of(line)
}

/** The last whole line, and where it ends. */
function lastLine(disk: Disk, file: number, size: number): { readonly last: string | undefined; readonly end: number } {
  for (let from = Math.max(0, size - CHUNK); ; from = Math.max(0, from - CHUNK)) {
    const tail = readPart(disk, file, { from, to: size })
    const close = tail.lastIndexOf(10)
    const open = close <= 0 ? -1 : tail.lastIndexOf(10, close - 1)
    if (close >= 0 && (open >= 0 || from === 0))
      return { last: tail.toString('utf8', open + 1, close), end: from + close + 1 }
    if (from === 0) return { last: undefined, end: 0 }
  }
}

import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { faultOf } from '../../disk/index.ts'
import type { RecordFolder } from '../record-folder.ts'
import { readAuditLine } from './audit-line.ts'
import { linesFromEnd, readAudit } from './read-log.ts'

/** Bytes of a line: a hash and a line end. */
const LINE = 65

/**
 * Appends the heads of the log that the anchor does not have yet. A log that was cut off, or a folder that was rolled
 * back, then shows there. An anchor that cannot be reached never stops anything: it is reported, and the missing heads
 * are added the next time.
 */
export function appendAnchor(folder: RecordFolder, head: string): void {
  const { anchor } = folder
  if (anchor === undefined) return
  try {
    const file = openSync(anchor.path, 'a+', 0o600)
    try {
      const last = lastOf(file)
      if (last === head) return
      const missing = Buffer.from(
        headsAfter(folder, last)
          .map((hash) => `${hash}\n`)
          .join(''),
      )
      for (let at = 0; at < missing.length; ) at += writeSync(file, missing, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    anchor.failed(faultOf(error, anchor.path))
  }
}

/** Every head after the last one of the anchor; all heads, where the log does not contain that one. */
function headsAfter(folder: RecordFolder, last: string | undefined): readonly string[] {
  const heads: string[] = []
  for (const text of linesFromEnd(folder)) {
    const hash = text === '' ? undefined : readAuditLine(text)?.hash
    if (hash !== undefined && hash === last) return heads.reverse()
    if (hash !== undefined) heads.push(hash)
  }
  return heads.reverse()
}

function lastOf(file: number): string | undefined {
  const { size } = fstatSync(file)
  if (size < LINE) return undefined
  const bytes = Buffer.alloc(LINE)
  readSync(file, bytes, 0, LINE, size - LINE)
  return /^([0-9a-f]{64})\n$/.exec(bytes.toString())?.[1]
}

/** What the anchor says about the log. */
export interface AnchorVerified {
  readonly heads: number
  readonly problems: readonly string[]
}

/** Whether the log still contains every head of the anchor. Throws where the anchor cannot be read. */
export function verifyAnchor(folder: RecordFolder): AnchorVerified {
  const { anchor } = folder
  if (anchor === undefined) return { heads: 0, problems: [] }
  const wanted = readFileSync(anchor.path, 'utf8').split('\n')
  wanted.pop()
  const problems: string[] = []
  const unread = wanted.filter((line) => !/^[0-9a-f]{64}$/.test(line)).length
  if (unread > 0) problems.push(`the anchor has ${unread} lines that are not heads of a log`)
  const heads = wanted.filter((line) => /^[0-9a-f]{64}$/.test(line))
  const held = new Set<string>()
  for (const { line } of readAudit(folder)) if (line !== undefined) held.add(line.hash)
  const missing = heads.filter((hash) => !held.has(hash)).length
  if (missing > 0)
    problems.push(
      `the anchor has ${missing} of ${heads.length} heads that the log does not have: its end was cut off, or the folder was put back to an earlier state`,
    )
  return { heads: heads.length, problems }
}

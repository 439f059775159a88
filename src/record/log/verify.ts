import { join } from 'node:path'
import { codeOf } from '../../disk/index.ts'
import { encryptedPath, idInName, type RecordFolder, recordPath } from '../record-folder.ts'
import type { RecordPlace } from '../records/encrypted-records.ts'
import { daysOf, idsOn } from '../records/find.ts'
import { readRecord, sha256Of } from '../records/record-shape.ts'
import { NO_LINE } from './audit-line.ts'
import { readAudit } from './read-log.ts'

export interface Verified {
  readonly lines: number
  readonly records: number
  /** Hash of the last line, 64 hex digits; zeros for an empty log. */
  readonly head: string
  /** Whether a line of the log has a hash that begins like the one asked for. */
  readonly hasHead: boolean
  /** Encrypted records, with the hash that the log has of what is in them: only a key can tell. */
  readonly closed: readonly (RecordPlace & { readonly sha256: string })[]
  /** Each in one sentence; none when everything is as it was written. */
  readonly problems: readonly string[]
}

/**
 * Reads the whole log and every record in it. Finds lines that were changed, taken out or put elsewhere, and records
 * that were changed, taken away or put in. A log whose last lines were cut off is a shorter log and looks whole: only a
 * hash that was printed before shows it, which `head` (the beginning of one) looks for.
 */
export function verify(folder: RecordFolder, head?: string): Verified {
  const problems: string[] = []
  const logged = new Map<string, Logged>()
  let prev = NO_LINE
  let lines = 0
  let hasHead = head === undefined
  for (const { number, text, line, whole } of readAudit(folder)) {
    lines = number
    if (line === undefined) {
      problems.push(
        whole
          ? `log line ${number} was changed`
          : `log line ${number} was cut off; the next line that is written takes it away`,
      )
      if (!whole) lines -= 1
      prev = whole ? sha256Of(text) : prev
      continue
    }
    if (line.prev !== prev) problems.push(`before log line ${number} something was changed, taken out or put elsewhere`)
    prev = line.hash
    hasHead ||= line.hash.startsWith(head ?? '')
    if (line.what === 'recorded' && line.day !== undefined && line.sha256 !== undefined)
      logged.set(line.record, { day: line.day, sha256: line.sha256, purged: false })
    if (line.what === 'encrypted' && line.sha256 !== undefined) {
      const known = logged.get(line.record)
      // Anybody can encrypt to a public key; a record is encrypted once.
      if (known?.closed !== undefined)
        problems.push(`log line ${number}: record ${line.record} was encrypted once more`)
      else if (known !== undefined) logged.set(line.record, { ...known, closed: line.sha256 })
    }
    if (line.what === 'purged') {
      const known = logged.get(line.record)
      if (known !== undefined) logged.set(line.record, { ...known, purged: true })
    }
  }
  if (!hasHead)
    problems.push(`no line of the log has a hash that begins with ${head}: its end was cut off, or it was written anew`)
  const records = [...recordProblems(folder, logged)]
  const closed = [...logged]
    .filter(([id, { day, purged }]) => !purged && !folder.disk.existsSync(recordPath(folder, day, id)))
    .filter(([id, { day }]) => folder.disk.existsSync(encryptedPath(folder, day, id)))
    .map(([id, { day, sha256 }]) => ({ id, day, sha256 }))
  return { lines, records: recordsIn(folder), head: prev, hasHead, closed, problems: [...problems, ...records] }
}

interface Logged {
  readonly day: string
  /** Hash of the encrypted file, once there is one. */
  readonly closed?: string
  readonly sha256: string
  readonly purged: boolean
}

function* recordProblems(folder: RecordFolder, logged: ReadonlyMap<string, Logged>): Generator<string> {
  for (const [id, { day, sha256: open, closed, purged }] of logged) {
    const plain = bytesOf(recordPath(folder, day, id), folder)
    const bytes = plain ?? bytesOf(encryptedPath(folder, day, id), folder)
    const sha256 = plain === undefined ? (closed ?? open) : open
    if (purged && bytes !== undefined) yield `record ${id} is still there, and the log says that it was purged`
    if (purged) continue
    if (bytes === undefined) yield `record ${id} of ${day} is in the log and not in the folder`
    else if (sha256Of(bytes) !== sha256) yield `record ${id} of ${day} was changed after it was written`
  }
  for (const day of daysOf(folder, {})) {
    if (typeof day !== 'string') {
      yield `${day.path}: ${day.problem}`
      continue
    }
    for (const name of folder.disk.readdirSync(join(folder.records, day))) {
      const id = idInName(name)
      if (id === undefined) yield `${join(folder.records, day, name)}: it is not a record`
      if (id === undefined || logged.get(id)?.day === day) continue
      const bytes = bytesOf(join(folder.records, day, name), folder)
      const read = bytes === undefined ? { problem: 'it cannot be read' } : readRecord(bytes)
      yield `record ${id} of ${day} is not in the log${'problem' in read ? `: ${read.problem}` : ''}`
    }
  }
}

function recordsIn(folder: RecordFolder): number {
  return daysOf(folder, {}).reduce((sum, day) => sum + (typeof day === 'string' ? idsOn(folder, day).length : 0), 0)
}

function bytesOf(path: string, { disk }: RecordFolder): Uint8Array | undefined {
  try {
    return disk.readFileSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    return new Uint8Array()
  }
}

import { join } from 'node:path'
import { Refusal, readRegular } from '../../disk/index.ts'
import { draftIds } from '../drafts/find-drafts.ts'
import { holderInWords, type LockPatience, waitForLock } from '../lock.ts'
import { readAudit } from '../log/read-log.ts'
import { draftPath, idInName, isDay, type RecordFolder } from '../record-folder.ts'

/** The folder at one moment, between two lines of its log. Paths are relative and written with `/`. */
export interface Snapshot {
  /** Bytes of the log, up to the end of a line. */
  readonly logLength: number
  readonly head: string
  /** The contents of small files and of drafts, because drafts go on changing. */
  readonly small: ReadonlyMap<string, Uint8Array>
  /** Paths of records. They never change, but they can be encrypted or removed. */
  readonly records: readonly string[]
}

const PATIENCE_MS: LockPatience = { all: 20_000, here: 5000, elsewhere: 1000 }

/**
 * Holds the log's lock while the drafts are read: every line before that moment is in the snapshot, and none after it.
 */
export function takeSnapshot(folder: RecordFolder): Snapshot {
  const { disk, path, owner, log } = folder
  const locked = waitForLock({ disk, folder: path, name: 'audit', owner }, PATIENCE_MS)
  if ('heldBy' in locked)
    throw new Refusal('busy', log, { detail: `the audit log is in use ${holderInWords(locked.heldBy)}` })
  try {
    let [head, logLength] = ['0'.repeat(64), 0]
    for (const { text, line, whole } of readAudit(folder)) {
      if (whole) logLength += Buffer.byteLength(text) + 1
      head = line?.hash ?? head
    }
    const small = new Map<string, Uint8Array>()
    const add = (name: string) => {
      const bytes = bytesOf(folder, join(path, name))
      if (bytes !== undefined) small.set(name, bytes)
    }
    for (const name of ['audit.head', 'encrypted-to.txt']) add(name)
    for (const id of draftIds(folder)) add(`drafts/${draftPath(folder, id).replace(/^.*[/\\]/, '')}`)
    for (const name of names(folder, folder.drafts)) if (name.endsWith('.damaged')) add(`drafts/${name}`)
    for (const name of names(folder, folder.questionnaires)) if (name.endsWith('.yaml')) add(`questionnaires/${name}`)
    return { logLength, head, small, records: recordNames(folder) }
  } finally {
    locked.release()
  }
}

/** Paths of all records, such as `records/2026-11-22/7f3a-k2mp-9xqd.jsonl`. */
function recordNames(folder: RecordFolder): readonly string[] {
  return names(folder, folder.records)
    .filter(isDay)
    .flatMap((day) =>
      names(folder, join(folder.records, day))
        .filter((name) => idInName(name) !== undefined)
        .map((name) => `records/${day}/${name}`),
    )
}

function names({ disk }: RecordFolder, folder: string): readonly string[] {
  try {
    return [...disk.readdirSync(folder)].sort()
  } catch {
    return []
  }
}

/** Undefined for what is gone by now, or is not a file. */
export function bytesOf({ disk }: RecordFolder, path: string): Buffer | undefined {
  try {
    return readRegular(disk, path)
  } catch {
    return undefined
  }
}

import { join } from 'node:path'
import { codeOf, syncFolder } from '../../disk/index.ts'
import type { Sitting } from '../drafts/draft-file.ts'
import { draftsIn } from '../drafts/find-drafts.ts'
import { lock } from '../lock.ts'
import { appendAudit } from '../log/audit-log.ts'
import { draftPath, encryptedPath, type RecordFolder, recordPath } from '../record-folder.ts'
import { findRecords } from './find.ts'

/** What is old enough to go: a record by when it was finished, a draft by its last answer. */
export interface Old {
  readonly kind: 'record' | 'draft'
  readonly id: string
  /** record: the day of its folder. */
  readonly day?: string
  /** ISO instant. */
  readonly last: string
}

/** Records and drafts from before an ISO instant. Holds their ids, no more. */
export function* olderThan(folder: RecordFolder, before: string): Generator<Old> {
  for (const draft of draftsIn(folder))
    if ('last' in draft && draft.last < before) yield { kind: 'draft', id: draft.id, last: draft.last }
  for (const found of findRecords(folder))
    if ('head' in found && found.head.finished < before)
      yield { kind: 'record', id: found.head.id, day: found.head.on, last: found.head.finished }
    // Of an encrypted one only the day is known; it is older than its last instant.
    else if ('closed' in found && `${found.closed.day}T23:59:59.999Z` < before)
      yield { kind: 'record', ...found.closed, last: `${found.closed.day}T23:59:59.999Z` }
}

/**
 * Takes a record or draft away for good, with the key that opens its answers in the log; the log says so first, so that
 * what is missing is always explained. False for a draft that somebody is at.
 */
export function purge({ folder, by, now }: Sitting, { kind, id, day }: Old, why: string): boolean {
  const { disk, drafts, owner } = folder
  const locked = kind === 'draft' ? lock({ disk, folder: drafts, name: id, owner }) : undefined
  if (locked !== undefined && 'heldBy' in locked) return false
  try {
    appendAudit(folder, [
      { at: now().toISOString(), ...(by === undefined ? {} : { by }), record: id, what: 'purged', why },
    ])
    const paths =
      day === undefined ? [draftPath(folder, id)] : [recordPath(folder, day, id), encryptedPath(folder, day, id)]
    for (const path of paths.filter((one) => disk.existsSync(one))) disk.unlinkSync(path)
    if (day !== undefined) removeIfEmpty(folder, day)
    else syncFolder(disk, drafts)
    return true
  } finally {
    locked?.release()
  }
}

function removeIfEmpty({ disk, records }: RecordFolder, day: string): void {
  const place = join(records, day)
  try {
    disk.rmdirSync(place)
    syncFolder(disk, records)
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
    syncFolder(disk, place)
  }
}

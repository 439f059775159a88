import { type Fault, faultOf, readRegular, removeIfThere } from '../../disk/index.ts'
import { lock } from '../lock.ts'
import { lastLineOf } from '../log/read-log.ts'
import {
  draftPath,
  encryptedPath,
  type FolderChoice,
  openRecordFolder,
  type RecordFolder,
  recordPath,
} from '../record-folder.ts'
import { readRecord, sha256Of } from '../records/record-shape.ts'
import { isRecorded, logRecorded } from '../records/record-store.ts'
import { readDraft } from './draft-shape.ts'
import { draftBytes, draftIds } from './find-drafts.ts'

/** The record folder ready for writing, or why it cannot be used. */
export function readyRecordFolder(place: FolderChoice): { readonly folder: RecordFolder } | { readonly fault: Fault } {
  const opened = openRecordFolder(place)
  if ('fault' in opened) return opened
  try {
    settle(opened.folder)
    return opened
  } catch (error) {
    return { fault: faultOf(error, place.path) }
  }
}

/** Removes drafts that a kill left next to their records, and logs those records if the kill came before that. */
function settle(folder: RecordFolder): void {
  const { disk, drafts, owner } = folder
  for (const id of draftIds(folder)) {
    const draft = readDraft(draftBytes(folder, id) ?? new Uint8Array())
    if (draft === undefined || draft.head.id !== id || !isRecorded(folder, draft.head.on, id)) continue
    if (!isInRecord(folder, draft.head.on, id)) continue
    const locked = lock({ disk, folder: drafts, name: id, owner })
    if ('heldBy' in locked) continue
    try {
      logRecorded(folder, draft.head.on, id)
      removeIfThere(disk, draftPath(folder, id))
    } finally {
      locked.release()
    }
  }
}

/**
 * Whether the record of a draft exists as it was written. Its name proves nothing: the file is compared with the log,
 * or read whole if the kill came before the log.
 */
function isInRecord(folder: RecordFolder, day: string, id: string): boolean {
  const open = bytesAt(folder, recordPath(folder, day, id))
  const line = lastLineOf(folder, id, ({ what }) => what === 'recorded')
  if (open !== undefined) {
    if (line !== undefined) return line.sha256 === sha256Of(open)
    const record = readRecord(open)
    return 'head' in record && record.head.id === id
  }
  const closed = bytesAt(folder, encryptedPath(folder, day, id))
  const sealed = lastLineOf(folder, id, ({ what }) => what === 'encrypted' || what === 'reencrypted')
  return closed !== undefined && sealed?.sha256 === sha256Of(closed)
}

function bytesAt({ disk }: RecordFolder, path: string): Uint8Array | undefined {
  try {
    return readRegular(disk, path)
  } catch {
    return undefined
  }
}

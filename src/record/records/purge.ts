import { basename, dirname, join } from 'node:path'
import { codeOf, isOfTheDead, lifeOf, processIn, readRegular, syncFolder } from '../../disk/index.ts'
import type { Sitting } from '../drafts/draft-file.ts'
import { readDraft } from '../drafts/draft-shape.ts'
import { draftBytes, draftIds, lastOf } from '../drafts/find-drafts.ts'
import { lock } from '../lock.ts'
import { appendAudit } from '../log/audit-log.ts'
import { draftPath, encryptedPath, idInName, isDay, type RecordFolder, recordPath } from '../record-folder.ts'
import { type FoundRecords, findRecords } from './find.ts'
import { recordHeadIn } from './record-shape.ts'

/** Something old enough to be removed, by where it was found and not by what it says about itself. */
export interface Old {
  /** `copy`: a saved copy of a damaged draft. `leftover`: a half-written file of a killed program. */
  readonly kind: 'record' | 'draft' | 'damaged record' | 'copy' | 'leftover'
  /** Undefined where its name has no id. */
  readonly id: string | undefined
  readonly paths: readonly string[]
  /** ISO instant. */
  readonly last: string
}

/**
 * What is older than an ISO instant: a record by when it was finished, a draft by its last answer, and what cannot be
 * read by when its file was last written. Holds only names in memory.
 */
export function* olderThan(folder: RecordFolder, before: string): Generator<Old> {
  for (const old of everything(folder)) if (old.last < before) yield old
}

function* everything(folder: RecordFolder): Generator<Old> {
  const { drafts } = folder
  for (const id of draftIds(folder)) {
    const path = draftPath(folder, id)
    const read = readDraft(draftBytes(folder, id) ?? new Uint8Array())
    const last = read === undefined || read.head.id !== id ? writtenAt(folder, path) : lastOf(read)
    yield { kind: 'draft', id, paths: [path], last }
  }
  for (const name of folder.disk.readdirSync(drafts))
    if (name.endsWith('.damaged')) {
      const path = join(drafts, name)
      yield { kind: 'copy', id: undefined, paths: [path], last: writtenAt(folder, path) }
    }
  for (const place of [folder.path, drafts])
    for (const name of folder.disk.readdirSync(place)) {
      const path = join(place, name)
      if (isLeftover(folder, name))
        yield { kind: 'leftover', id: undefined, paths: [path], last: writtenAt(folder, path) }
    }
  for (const found of findRecords(folder)) {
    const old = oldRecord(folder, found)
    if (old !== undefined) yield old
  }
}

function oldRecord(folder: RecordFolder, found: FoundRecords): Old | undefined {
  if ('head' in found) {
    const { id, on, finished } = found.head
    return { kind: 'record', id, paths: bothPaths(folder, on, id), last: finished }
  }
  // Of an encrypted record only the day is known, so its last instant is what counts.
  if ('closed' in found) {
    const { day, id } = found.closed
    return { kind: 'record', id, paths: bothPaths(folder, day, id), last: `${day}T23:59:59.999Z` }
  }
  const day = basename(dirname(found.path))
  const id = idInName(found.path)
  if (id === undefined || !isDay(day)) return undefined
  const said = finishedIn(folder, found.path)
  return { kind: 'damaged record', id, paths: bothPaths(folder, day, id), last: said ?? writtenAt(folder, found.path) }
}

/** When a misplaced record was finished; undefined where its head cannot be read. */
function finishedIn({ disk }: RecordFolder, path: string): string | undefined {
  try {
    const bytes = readRegular(disk, path)
    return recordHeadIn(bytes.toString('utf8', 0, Math.max(0, bytes.indexOf(10))))?.finished
  } catch {
    return undefined
  }
}

function bothPaths(folder: RecordFolder, day: string, id: string): readonly string[] {
  return [recordPath(folder, day, id), encryptedPath(folder, day, id)]
}

/** A file of a process that no longer runs, or that cannot be looked at from here; at this age that one is dead too. */
function isLeftover({ owner }: RecordFolder, name: string): boolean {
  const process = name.endsWith('.tmp') ? processIn(name) : undefined
  return process !== undefined && (isOfTheDead(name, owner) || lifeOf(process, owner) === 'unknown')
}

function writtenAt({ disk }: RecordFolder, path: string): string {
  const written = disk.lstatSync(path, { throwIfNoEntry: false })?.mtimeMs
  // What is gone by now is not old.
  return written === undefined ? '9999' : new Date(written).toISOString()
}

/**
 * Removes something for good: a record or draft together with the key that opens its answers in the log. This is logged
 * first, so that a missing file always has an explanation. False for a draft that somebody is using.
 */
export function purge({ folder, by, now }: Sitting, { kind, id, paths }: Old, why: string): boolean {
  const { disk, drafts, owner } = folder
  const locked = kind === 'draft' && id !== undefined ? lock({ disk, folder: drafts, name: id, owner }) : undefined
  if (locked !== undefined && 'heldBy' in locked) return false
  try {
    const there = paths.filter((path) => disk.lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    if (there.length === 0) return true
    const staff = by === undefined ? {} : { by }
    const more = id === undefined ? `${why}: ${kind}` : why
    appendAudit(folder, [{ at: now().toISOString(), ...staff, record: id ?? '-', what: 'purged', why: more }])
    for (const path of there) takeAway(folder, path)
    return true
  } finally {
    locked?.release()
  }
}

/** Removes a name, whatever it names; what a link points to stays. Another purge may have been faster. */
function takeAway(folder: RecordFolder, path: string): void {
  const { disk } = folder
  try {
    if (disk.lstatSync(path).isDirectory()) disk.rmdirSync(path)
    else disk.unlinkSync(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  const place = dirname(path)
  if (dirname(place) === folder.records) removeIfEmpty(folder, place)
  else syncFolder(disk, place)
}

function removeIfEmpty({ disk, records }: RecordFolder, place: string): void {
  try {
    disk.rmdirSync(place)
    syncFolder(disk, records)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
    syncFolder(disk, place)
  }
}

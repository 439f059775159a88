import * as fs from 'node:fs'
import { basename, join } from 'node:path'
import {
  codeOf,
  type Disk,
  type Fault,
  faultOf,
  hasNoLinks,
  isOfTheDead,
  makeFolder,
  type Owner,
  Refusal,
  refuseName,
  removeIfThere,
  syncFolder,
  temporaryName,
} from '../disk/index.ts'

/**
 * Where drafts, records, questionnaires and the audit log are kept. Names of files are random ids, days and hashes:
 * they say nothing about a person.
 */
export interface RecordFolder {
  readonly path: string
  readonly drafts: string
  /** One folder for each day of answers, `2026-11-22`. */
  readonly records: string
  readonly questionnaires: string
  readonly log: string
  /** Hash of the log's last line: a log whose end was cut off does not hold it. */
  readonly head: string
  /** A second place for heads, and whom to tell that it could not be reached. */
  readonly anchor: { readonly path: string; failed(fault: Fault): void } | undefined
  readonly disk: Disk
  readonly owner: Owner
}

export interface FolderChoice {
  readonly path: string
  /** Whether folders above it may be made too: a share that is not mounted must not be made up. */
  readonly parents: 'made' | 'needed'
  readonly owner: Owner
  readonly disk?: Disk
  readonly anchor?: RecordFolder['anchor']
}

/** The record folder as it stands, for reading: nothing is made. */
export function recordFolderAt({ path, owner, disk = fs, anchor }: Omit<FolderChoice, 'parents'>): RecordFolder {
  return {
    path,
    drafts: join(path, 'drafts'),
    records: join(path, 'records'),
    questionnaires: join(path, 'questionnaires'),
    log: join(path, 'audit.jsonl'),
    head: join(path, 'audit.head'),
    anchor,
    disk,
    owner,
  }
}

/** The record folder ready for writing, with what dead processes left half written swept away. */
export function openRecordFolder(place: FolderChoice): { readonly folder: RecordFolder } | { readonly fault: Fault } {
  const folder = recordFolderAt(place)
  try {
    makeRecordFolder(folder, place.parents)
    for (const inner of [folder.path, folder.drafts]) {
      sweep(folder, inner)
      probe(folder, inner)
    }
    return { folder }
  } catch (error) {
    return { fault: faultOf(error, folder.path) }
  }
}

/** Whether records have ever been kept here: a folder that is not there, or empty, is no clean one. */
export function isRecordFolder({ disk, ...folder }: RecordFolder): boolean {
  return [folder.drafts, folder.records, folder.log].some((path) => disk.existsSync(path))
}

/** Makes what is missing of it. */
export function makeRecordFolder(folder: RecordFolder, parents: FolderChoice['parents'] = 'needed'): void {
  // The longest name in it, so that none is refused only when an answer is to be kept.
  refuseName(join(folder.questionnaires, `${'0'.repeat(64)}.yaml`))
  makeFolder(folder.disk, folder.path, parents)
  for (const inner of [folder.drafts, folder.records, folder.questionnaires]) makeFolder(folder.disk, inner)
}

/** Better refused before the first question than at its answer. */
function probe({ disk, owner }: RecordFolder, folder: string): void {
  const path = join(folder, temporaryName(owner))
  const link = join(folder, temporaryName(owner))
  disk.closeSync(disk.openSync(path, 'wx', 0o600))
  try {
    disk.linkSync(path, link)
    disk.unlinkSync(link)
  } catch (error) {
    throw hasNoLinks(error) ? new Refusal('no-links', folder, { code: codeOf(error) }) : error
  } finally {
    removeIfThere(disk, path)
  }
  syncFolder(disk, folder)
}

/** The lock of a dead process on a draft stays: it tells that the terminal may want repair. */
function sweep({ disk, owner, drafts }: RecordFolder, folder: string): void {
  for (const name of disk.readdirSync(folder)) {
    const isKept = folder === drafts && !name.endsWith('.tmp')
    if (!isKept && isOfTheDead(name, owner)) removeIfThere(disk, join(folder, name))
  }
}

/** Where a file of this folder is written before it gets its name. */
export function temporaryPath({ path, owner }: RecordFolder): string {
  return join(path, temporaryName(owner))
}

/** Names of days and files that the folder itself makes; anything else in it is foreign and left alone. */
export function isDay(name: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(name)
}

export function draftPath({ drafts }: RecordFolder, id: string): string {
  return join(drafts, `${id}.jsonl`)
}

export function recordPath({ records }: RecordFolder, day: string, id: string): string {
  return join(records, day, `${id}.jsonl`)
}

/** Where a record is once it is encrypted: age itself opens the file. */
export function encryptedPath(folder: RecordFolder, day: string, id: string): string {
  return `${recordPath(folder, day, id)}.age`
}

/** The id in the name of a draft or record; undefined for a foreign file. */
export function idInName(path: string): string | undefined {
  return /^([0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){2})\.jsonl(?:\.age)?$/.exec(basename(path))?.[1]
}

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
 * Where drafts, records, questionnaires and the audit log are kept. File names are random ids, days and hashes, so they
 * say nothing about a person.
 */
export interface RecordFolder {
  readonly path: string
  readonly drafts: string
  /** Contains a folder for each day of answers, such as `2026-11-22`. */
  readonly records: string
  readonly questionnaires: string
  readonly log: string
  /** Holds the hash of the log's last line. A log whose end was cut off lacks that line. */
  readonly head: string
  /** A second place for heads, and whom to inform that it could not be reached. */
  readonly anchor: { readonly path: string; failed(fault: Fault): void } | undefined
  readonly disk: Disk
  readonly owner: Owner
}

export interface FolderChoice {
  readonly path: string
  /** Whether the folders above it may be created too. Those of a share that is not mounted must not be. */
  readonly parents: 'made' | 'needed'
  readonly owner: Owner
  readonly disk?: Disk
  readonly anchor?: RecordFolder['anchor']
}

/** The record folder as it is, for reading: nothing is created. */
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

/** The record folder ready for writing, without what dead processes left half written. */
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

/**
 * Whether records have ever been kept here. A missing or empty folder must not pass as a record folder without faults.
 */
export function isRecordFolder({ disk, ...folder }: RecordFolder): boolean {
  return [folder.drafts, folder.records, folder.log].some((path) => disk.existsSync(path))
}

/** Creates what is missing of the folder. */
export function makeRecordFolder(folder: RecordFolder, parents: FolderChoice['parents'] = 'needed'): void {
  // The longest path in it is tried, so that none is refused later when an answer is to be saved.
  refuseName(join(folder.questionnaires, `${'0'.repeat(64)}.yaml`))
  makeFolder(folder.disk, folder.path, parents)
  for (const inner of [folder.drafts, folder.records, folder.questionnaires]) makeFolder(folder.disk, inner)
}

/** Tries what saving will need, because a refusal is better before the first question than at an answer. */
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

/** A dead process's lock on a draft stays, because it says that the terminal may need repair. */
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

/** The name of a day's folder. Files and folders with other names are not ours and are left alone. */
export function isDay(name: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(name)
}

export function draftPath({ drafts }: RecordFolder, id: string): string {
  return join(drafts, `${id}.jsonl`)
}

export function recordPath({ records }: RecordFolder, day: string, id: string): string {
  return join(records, day, `${id}.jsonl`)
}

/** Where a record is once it is encrypted. The `age` tool itself can open the file. */
export function encryptedPath(folder: RecordFolder, day: string, id: string): string {
  return `${recordPath(folder, day, id)}.age`
}

/** The id in the name of a draft or record; undefined for a file that is not ours. */
export function idInName(path: string): string | undefined {
  return /^([0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){2})\.jsonl(?:\.age)?$/.exec(basename(path))?.[1]
}

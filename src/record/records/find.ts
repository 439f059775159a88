import { join } from 'node:path'
import { codeOf, openRegular, Refusal, readRegular } from '../../disk/index.ts'
import type { Level } from '../../questionnaire/index.ts'
import { idInName, isDay, type RecordFolder, recordPath } from '../record-folder.ts'
import type { RecordPlace } from './encrypted-records.ts'
import { beginsId } from './record-id.ts'
import { type Record1, type RecordHead1, readRecord, recordHeadIn, recordProblem } from './record-shape.ts'

/** What is looked for; everything that is left out matches any. Days are ISO days of answers, inclusive. */
export interface RecordQuery {
  readonly from?: string
  readonly to?: string
  readonly level?: Level
  readonly questionnaire?: string
  /** The whole local reference, in any case. */
  readonly ref?: string
}

/** A record by its head alone, or something in the folder that is not a record. */
export type FoundRecords =
  | { readonly head: RecordHead1 }
  /** Encrypted, so that its head is not known. */
  | { readonly closed: RecordPlace }
  /** `foreign`: it does not even have the name of a record. */
  | { readonly path: string; readonly problem: string; readonly foreign?: true }

/** Records, the latest day first, and within a day the latest one first. Holds the heads of one day at a time. */
export function* findRecords(folder: RecordFolder, wanted: RecordQuery = {}): Generator<FoundRecords> {
  for (const day of daysOf(folder, wanted)) {
    if (typeof day !== 'string') {
      yield day
      continue
    }
    const found = headsOf(folder, day)
    yield* found.filter((one) => 'problem' in one || 'closed' in one)
    const heads = found.flatMap((one) => ('head' in one && fits(one.head, wanted) ? [one.head] : []))
    for (const head of heads.sort((one, other) => other.finished.localeCompare(one.finished))) yield { head }
  }
}

export type OpenedRecord =
  | { readonly record: Record1 }
  | { readonly closed: RecordPlace }
  | { readonly problem: string }
  /** No id, or several, begin with what was typed. */
  | { readonly ids: readonly string[] }

/** One record by its id or the beginning of it, read whole and checked against its own hash. */
export function openRecord(folder: RecordFolder, typed: string): OpenedRecord {
  const places = daysOf(folder, {}).flatMap((day) =>
    typeof day === 'string'
      ? idsOn(folder, day)
          .filter((id) => beginsId(typed, id))
          .map((id) => ({ day, id }))
      : [],
  )
  const [place] = places
  if (place === undefined || places.length > 1) return { ids: places.map(({ id }) => id) }
  if (!folder.disk.existsSync(recordPath(folder, place.day, place.id))) return { closed: place }
  const read = readRecordAt(folder, place)
  return 'problem' in read ? { problem: `record ${place.id}: ${read.problem}` } : { record: read }
}

/** The open record at a place, when it is intact and belongs there; otherwise why not, in a few words. */
export function readRecordAt(folder: RecordFolder, { day, id }: RecordPlace): Record1 | { readonly problem: string } {
  let bytes: Uint8Array
  try {
    bytes = readRegular(folder.disk, recordPath(folder, day, id))
  } catch (error) {
    return { problem: unreadable(error) }
  }
  const read = readRecord(bytes)
  if ('problem' in read) return read
  const { head } = read
  return head.id === id && head.on === day ? read : { problem: strayed(head) }
}

/** A record at another place than its head names is reported, and never found by what it says itself. */
function strayed({ id, on }: RecordHead1): string {
  const known = idInName(`${id}.jsonl`) !== undefined && isDay(on)
  return known ? `it is record ${id} of ${on}, and is in the wrong place` : 'it says that it belongs elsewhere'
}

function unreadable(error: unknown): string {
  if (error instanceof Refusal) return error.reason === 'folder' ? 'it is a folder' : 'it is not a regular file'
  return codeOf(error) === 'ELOOP' ? 'it is a link' : `it cannot be read (${codeOf(error)})`
}

/** Days with records, the latest first, and whatever else is there. */
export function daysOf(
  { disk, records }: RecordFolder,
  { from = '', to = '9' }: Pick<RecordQuery, 'from' | 'to'>,
): readonly (string | Extract<FoundRecords, { problem: string }>)[] {
  let names: readonly string[]
  try {
    names = disk.readdirSync(records)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
  const days = names.filter((name) => isDay(name) && name >= from && name <= to)
  const foreign = names.filter((name) => !isDay(name))
  return [
    ...foreign.map((name) => ({
      path: join(records, name),
      problem: 'it is not a day with records',
      foreign: true as const,
    })),
    ...days.sort((one, other) => other.localeCompare(one)),
  ]
}

export function idsOn({ disk, records }: RecordFolder, day: string): readonly string[] {
  try {
    return [...new Set(disk.readdirSync(join(records, day)).flatMap((name) => idInName(name) ?? []))]
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'].includes(codeOf(error))) return []
    throw error
  }
}

export function fits({ level, questionnaire, ref }: RecordHead1, wanted: RecordQuery): boolean {
  return (
    (wanted.level === undefined || wanted.level === level) &&
    (wanted.questionnaire === undefined || wanted.questionnaire === questionnaire.id) &&
    (wanted.ref === undefined || wanted.ref.toLowerCase() === ref?.toLowerCase())
  )
}

/** The most bytes of a head, unless reference and reason are very long. */
const HEAD = 4096
const head = Buffer.alloc(HEAD)

function headsOf(folder: RecordFolder, day: string): readonly FoundRecords[] {
  const { disk, records } = folder
  const place = join(records, day)
  let names: readonly string[]
  try {
    names = disk.readdirSync(place)
  } catch {
    return [{ path: place, problem: 'it cannot be read' }]
  }
  // Both exist where a kill came in between. The open one has the same contents and can be read.
  const all = new Set(names)
  const shown = names.filter((name) => !name.endsWith('.age') || !all.has(name.slice(0, -'.age'.length)))
  return shown.map((name): FoundRecords => {
    const path = join(place, name)
    const id = idInName(name)
    if (id === undefined) return { path, problem: 'it is not a record', foreign: true }
    if (name.endsWith('.age')) return { closed: { day, id } }
    try {
      const line = firstLine(folder, path)
      const read = recordHeadIn(line)
      if (read === undefined) return { path, problem: recordProblem(line) }
      return read.id === id && read.on === day ? { head: read } : { path, problem: strayed(read) }
    } catch (error) {
      return { path, problem: unreadable(error) }
    }
  })
}

function firstLine({ disk }: RecordFolder, path: string): string {
  const file = openRegular(disk, path)
  try {
    const read = disk.readSync(file, head, 0, HEAD, 0)
    const end = head.subarray(0, read).indexOf(10)
    if (end >= 0) return head.toString('utf8', 0, end)
    const whole = disk.readFileSync(file)
    return whole.toString('utf8', 0, whole.indexOf(10))
  } finally {
    disk.closeSync(file)
  }
}

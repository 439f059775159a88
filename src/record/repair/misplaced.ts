import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { codeOf, makeFolder, processIn, readRegular, removeIfThere, syncFolder } from '../../disk/index.ts'
import { readDraft } from '../drafts/draft-shape.ts'
import { lock } from '../lock.ts'
import { draftPath, encryptedPath, idInName, isDay, type RecordFolder, recordPath } from '../record-folder.ts'
import { readRecord, sha256Of } from '../records/record-shape.ts'
import type { Chain } from '../verify/read-chain.ts'

/** A file that is not where its contents belong. */
export interface Misplaced {
  readonly from: string
  readonly to: string
  readonly id: string
  /** Such as `record 7f3a-k2mp-9xqd`. */
  readonly what: string
}

const OWN = ['drafts', 'records', 'questionnaires', 'audit.jsonl', 'audit.head', 'encrypted-to.txt']

/** Every intact draft, record or needed questionnaire in a wrong place whose right place is free. */
export function misplacedFiles(folder: RecordFolder, chain: Chain): readonly Misplaced[] {
  const all = candidates(folder).flatMap((from): readonly Misplaced[] => {
    const found = identified(folder, from, chain)
    return found === undefined || found.to === from ? [] : [{ from, ...found }]
  })
  const leaving = new Set(all.map(({ from }) => from))
  const isFree = ({ to }: Misplaced) =>
    folder.disk.lstatSync(to, { throwIfNoEntry: false }) === undefined || leaving.has(to)
  const wanted = new Map(all.filter(isFree).map((one) => [one.to, one]))
  return [...wanted.values()]
}

/**
 * Moves them to their places. Each is first moved aside, because two may have each other's place. If a place was taken
 * meanwhile, the file keeps its temporary name, and the next repair finds it there.
 */
export function putHome(folder: RecordFolder, files: readonly Misplaced[]): readonly Misplaced[] {
  const { disk, owner, drafts } = folder
  const locks = files.map(({ id }) => lock({ disk, owner, folder: drafts, name: id }))
  try {
    const free = files.filter((_, index) => 'release' in (locks[index] ?? {}))
    const aside = free.map((file) => {
      const path = join(folder.path, `misplaced-${randomBytes(6).toString('hex')}.jsonl`)
      disk.renameSync(file.from, path)
      return { file, path }
    })
    return aside.flatMap(({ file, path }) => {
      makeFolder(disk, join(file.to, '..'))
      try {
        disk.linkSync(path, file.to)
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return []
        throw error
      }
      removeIfThere(disk, path)
      syncFolder(disk, join(file.to, '..'))
      return [file]
    })
  } finally {
    for (const one of locks) if ('release' in one) one.release()
  }
}

function identified(folder: RecordFolder, from: string, { known }: Chain): Omit<Misplaced, 'from'> | undefined {
  let bytes: Uint8Array
  try {
    bytes = readRegular(folder.disk, from)
  } catch {
    return undefined
  }
  const record = readRecord(bytes)
  if ('head' in record) {
    const { id, on } = record.head
    if (!isId(id) || !isDay(on)) return undefined
    return { id, to: recordPath(folder, on, id), what: `record ${id}` }
  }
  const draft = readDraft(bytes)
  if (draft !== undefined) {
    const { id } = draft.head
    return isId(id) && !from.endsWith('.damaged') ? { id, to: draftPath(folder, id), what: `draft ${id}` } : undefined
  }
  const sha256 = sha256Of(bytes)
  for (const [id, { sealed, form, day }] of known) {
    if (day !== undefined && sealed.includes(sha256))
      return { id, to: encryptedPath(folder, day, id), what: `encrypted record ${id}` }
    if (form === sha256)
      return { id: '-', to: join(folder.questionnaires, `${sha256}.yaml`), what: `questionnaire ${sha256}` }
  }
  return undefined
}

function isId(text: string): boolean {
  return idInName(`${text}.jsonl`) !== undefined
}

/** Every file that may have useful contents and is not half written. */
function candidates(folder: RecordFolder): readonly string[] {
  const { path, drafts, records, questionnaires } = folder
  const days = namesIn(folder, records).map((day) => join(records, day))
  return [path, drafts, questionnaires, records, ...days].flatMap((place) =>
    namesIn(folder, place)
      .filter((name) => processIn(name) === undefined && !(place === path && OWN.includes(name)))
      .map((name) => join(place, name)),
  )
}

function namesIn({ disk }: RecordFolder, folder: string): readonly string[] {
  try {
    return disk.readdirSync(folder)
  } catch {
    return []
  }
}

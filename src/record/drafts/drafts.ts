import { join } from 'node:path'
import { codeOf, type Fault, faultOf, openInPlace, removeIfThere, writeWhole } from '../../disk/index.ts'
import { type Questionnaire, questionnaireIn } from '../../questionnaire/index.ts'
import { replay, type Screening } from '../../screening/index.ts'
import { readYaml } from '../../yaml/index.ts'
import { type Holder, lock, waitForLock, wasLeftBehind } from '../lock.ts'
import { lastMoveLogged } from '../log/audit-log.ts'
import { readFormText } from '../questionnaire-store.ts'
import {
  draftPath,
  type FolderChoice,
  idInName,
  openRecordFolder,
  type RecordFolder,
  temporaryPath,
} from '../record-folder.ts'
import { isRecorded, logRecorded } from '../records/record-store.ts'
import type { DraftFile, Sitting } from './draft-file.ts'
import { type DraftHead1, type DraftRead, readDraft } from './draft-shape.ts'

/** A draft in the folder, as far as it can be read without taking it. */
export type DraftFound =
  | {
      readonly id: string
      readonly head: DraftHead1
      /** ISO instant of the last move. */
      readonly last: string
      readonly screening: Screening | undefined
      /** Its process was killed, and its terminal perhaps left as it was then. */
      readonly killed: boolean
    }
  | { readonly id: string; readonly problem: string }

/** All drafts, the one answered last first. What is recorded already is no draft any more. */
export function draftsIn(folder: RecordFolder): readonly DraftFound[] {
  const { disk, drafts, owner } = folder
  const found = namesIn(folder).flatMap((id): readonly DraftFound[] => {
    const read = bytesOf(folder, id)
    if (read === undefined) return [{ id, problem: 'it cannot be read' }]
    const draft = readDraft(read)
    if (draft === undefined) return [{ id, problem: 'its first line is damaged' }]
    if (isRecorded(folder, draft.head.on, id)) return []
    const killed = wasLeftBehind(disk, drafts, id, owner)
    return [{ id, head: draft.head, last: lastOf(draft), screening: screeningOf(folder, draft), killed }]
  })
  return found.sort((one, other) => lastIn(other).localeCompare(lastIn(one)))
}

/** The record folder ready for writing; why not, where it cannot be. */
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

/** Puts away drafts that a kill left beside their records, and logs those records where the kill came first. */
function settle(folder: RecordFolder): void {
  const { disk, drafts, owner } = folder
  for (const id of namesIn(folder)) {
    const draft = readDraft(bytesOf(folder, id) ?? new Uint8Array())
    if (draft === undefined || !isRecorded(folder, draft.head.on, id)) continue
    const locked = lock(disk, drafts, id, owner)
    if ('heldBy' in locked) continue
    logRecorded(folder, draft.head.on, id)
    removeIfThere(disk, draftPath(folder, id))
    locked.release()
  }
}

export type OpenedDraft =
  | {
      readonly draft: DraftFile
      readonly last: string
      /** What is to be told besides: damage, and answers that are missing. */
      readonly notes: readonly string[]
    }
  | { readonly heldBy: Holder }
  | { readonly problem: string }

/** Milliseconds to wait for a draft that another process has: two that began at once part in less. */
const PATIENCE_MS = 150

/** Takes a draft for this process, with the form that it was made with. Throws what the file system refuses. */
export function openDraft({ folder }: Sitting, id: string): OpenedDraft {
  const { disk, drafts, owner } = folder
  const locked = waitForLock(disk, drafts, id, owner, PATIENCE_MS)
  if ('heldBy' in locked) return locked
  let file: number | undefined
  const left = <T>(result: T): T => {
    if (file !== undefined) disk.closeSync(file)
    locked.release()
    return result
  }
  try {
    file = openInPlace(disk, draftPath(folder, id), 'refused')
    const bytes = disk.readFileSync(file)
    const read = readDraft(bytes)
    if (read === undefined) return left({ problem: 'its first line is damaged' })
    const whole = screeningOf(folder, read)
    if (whole === undefined) return left({ problem: 'the questionnaire that it was made with is missing or damaged' })
    const notes = [...damageNotes(folder, id, { read, bytes }), ...missingNotes(folder, id, whole)]
    // A form that was finished but not recorded is finished again, by the person.
    const isDone = whole.step.kind === 'done'
    const screening = isDone ? replay(whole.questionnaire, whole.on, whole.moves.slice(0, -1)) : whole
    const ends = isDone ? read.ends.slice(0, -1) : read.ends
    const draft = {
      head: read.head,
      file,
      release: locked.release,
      length: ends.at(-1) ?? 0,
      lines: ends.length - 1,
      screening,
    }
    return { draft, last: lastOf(read), notes }
  } catch (error) {
    left(undefined)
    throw error
  }
}

function namesIn({ disk, drafts }: RecordFolder): readonly string[] {
  try {
    return disk.readdirSync(drafts).flatMap((name) => idInName(name) ?? [])
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

function bytesOf(folder: RecordFolder, id: string): Uint8Array | undefined {
  const path = draftPath(folder, id)
  try {
    return folder.disk.lstatSync(path).isFile() ? folder.disk.readFileSync(path) : undefined
  } catch {
    return undefined
  }
}

/** The questionnaire kept under a hash, loaded; undefined when it is missing or no longer the same. */
export function loadSavedForm(folder: RecordFolder, sha256: string): Questionnaire | undefined {
  const bytes = readFormText(folder, sha256)
  const file = bytes && readYaml({ path: `${sha256}.yaml`, bytes, sha256 })
  const loaded = file && questionnaireIn(file)
  return loaded?.ok ? loaded.value : undefined
}

function screeningOf(folder: RecordFolder, { head, moves }: DraftRead): Screening | undefined {
  const questionnaire = loadSavedForm(folder, head.questionnaire.sha256)
  return questionnaire && replay(questionnaire, head.on, moves)
}

function lastOf({ head, moves }: DraftRead): string {
  return moves.at(-1)?.at ?? head.begun
}

function lastIn(found: DraftFound): string {
  return 'last' in found ? found.last : ''
}

/** A line that was being written is dropped; a draft that was damaged within is kept as it is beside the mended one. */
function damageNotes(
  folder: RecordFolder,
  id: string,
  { read, bytes }: { readonly read: DraftRead; readonly bytes: Uint8Array },
): readonly string[] {
  if (read.end === 'whole') return []
  if (read.end === 'cut')
    return ['The last line of the draft was cut off: what was being answered then is asked again.']
  const aside = join(folder.drafts, `${id}.damaged`)
  if (!folder.disk.existsSync(aside))
    writeWhole(aside, bytes, 'new', { disk: folder.disk, temporary: temporaryPath(folder) })
  return [
    `Line ${read.end.damaged} of the draft is damaged. The answers before it are kept, the rest is asked again; the damaged file is kept as ${id}.damaged.`,
  ]
}

/** The log knows of every answer that was acknowledged. */
function missingNotes(folder: RecordFolder, id: string, { moves }: Screening): readonly string[] {
  const logged = lastMoveLogged(folder, id) ?? 0
  return logged > moves.length
    ? ['Answers that were given later are missing from the draft; the audit log knows of them. They are asked again.']
    : []
}

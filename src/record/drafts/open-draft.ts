import { openInPlace, Refusal } from '../../disk/index.ts'
import type { Screening } from '../../screening/index.ts'
import { type Holder, keptAlive, type LockPatience, waitForLock } from '../lock.ts'
import { lastMoveLogged } from '../log/read-log.ts'
import { draftPath, type RecordFolder } from '../record-folder.ts'
import type { DraftFile, Sitting } from './draft-file.ts'
import { type DraftRead, draftProblem, readDraft } from './draft-shape.ts'
import { anotherDraft, lastOf } from './find-drafts.ts'
import { keptAside } from './kept-aside.ts'
import { firstMoves, replayKept } from './kept-moves.ts'
import { loadSavedForm } from './saved-form.ts'

export type OpenedDraft =
  | {
      readonly draft: DraftFile
      readonly last: string
      /** What else has to be reported: damage, and missing answers. */
      readonly notes: readonly string[]
    }
  | { readonly heldBy: Holder }
  | { readonly problem: string }

/** Milliseconds to wait for a draft that another process has: two that began at once separate sooner than that. */
const PATIENCE_MS: LockPatience = { all: 150, here: 150, elsewhere: 150 }

/** Locks a draft for this process and loads the form that it was made with. Throws what the file system refuses. */
export function openDraft({ folder }: Sitting, id: string): OpenedDraft {
  const { disk, drafts, owner } = folder
  const path = draftPath(folder, id)
  const locked = waitForLock({ disk, folder: drafts, name: id, owner }, PATIENCE_MS)
  if ('heldBy' in locked) return locked
  let file: number | undefined
  const left = <T>(result: T): T => {
    if (file !== undefined) disk.closeSync(file)
    locked.release()
    return result
  }
  try {
    if (!disk.lstatSync(path).isFile()) throw new Refusal('not-regular', path)
    file = openInPlace(disk, path, 'refused')
    const bytes = disk.readFileSync(file)
    const read = readDraft(bytes)
    if (read === undefined) return left({ problem: draftProblem(bytes) })
    if (read.head.id !== id) return left({ problem: anotherDraft(read) })
    const questionnaire = loadSavedForm(folder, read.head.questionnaire.sha256)
    if (questionnaire === undefined)
      return left({ problem: 'the questionnaire that it was made with is missing or damaged' })
    const { on } = read.head
    const whole = replayKept(questionnaire, on, read)
    const notes = [...damageNotes(folder, id, { read, bytes }), ...missingNotes(folder, id, whole)]
    // A form that was finished but did not become a record is finished again by the person.
    const isDone = whole.step.kind === 'done'
    const kept = isDone ? firstMoves(read, read.moves.length - 1) : read
    const screening = isDone ? replayKept(questionnaire, on, kept) : whole
    const ends = isDone ? read.ends.slice(0, -1) : read.ends
    const draft: DraftFile = {
      head: read.head,
      path,
      file,
      lock: keptAlive(locked),
      length: ends.at(-1) ?? 0,
      lines: ends.length - 1,
      screening,
      old: kept.old,
    }
    return { draft, last: lastOf(read), notes }
  } catch (error) {
    left(undefined)
    throw error
  }
}

/** A half-written last line is dropped. A draft that was damaged elsewhere is kept as it is, next to the mended one. */
function damageNotes(
  folder: RecordFolder,
  id: string,
  { read, bytes }: { readonly read: DraftRead; readonly bytes: Uint8Array },
): readonly string[] {
  if (read.end === 'whole') return []
  if (read.end === 'cut')
    return ['The last line of the draft was cut off: what was being answered then is asked again.']
  const aside = keptAside(folder, id, bytes)
  return [
    `Line ${read.end.damaged} of the draft is damaged. The answers before it are kept, the rest is asked again; the damaged file is kept as ${aside}, and \`prescreen records repair\` saves what can be read in it.`,
  ]
}

/** The log knows every answer that was acknowledged. */
function missingNotes(folder: RecordFolder, id: string, { moves }: Screening): readonly string[] {
  const logged = lastMoveLogged(folder, id) ?? 0
  return logged > moves.length
    ? ['Answers that were given later are missing from the draft; the audit log knows of them. They are asked again.']
    : []
}

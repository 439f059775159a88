import { randomBytes } from 'node:crypto'
import { withoutUndefined } from '../../diagnostics/index.ts'
import {
  openInPlace,
  Refusal,
  removeIfThere,
  renamePatiently,
  syncFolder,
  writeAll,
  writeWhole,
} from '../../disk/index.ts'
import { type Screening, take } from '../../screening/index.ts'
import { type Held, keptAlive, lock } from '../lock.ts'
import { answersMarkOf } from '../log/answers-mark.ts'
import { entriesFor } from '../log/audit-entries.ts'
import type { AuditEntry1 } from '../log/audit-line.ts'
import { appendAudit } from '../log/audit-log.ts'
import { lastMoveLogged } from '../log/read-log.ts'
import { saveFormText } from '../questionnaire-store.ts'
import { draftPath, type RecordFolder, temporaryPath } from '../record-folder.ts'
import { newRecordId } from '../records/record-id.ts'
import {
  type DraftHead2,
  draftHeadLine,
  draftMoveLine,
  draftResumedLine,
  type Follows1,
  holdsSealedLine,
} from './draft-shape.ts'
import { firstMoves, replayKept } from './kept-moves.ts'
import { reachedBy } from './reached.ts'

/** What is common to all drafts and records of one sitting. */
export interface Sitting {
  readonly folder: RecordFolder
  /** Version of this program. */
  readonly program: string
  readonly by: string | undefined
  now(): Date
  /** Date and time as the clock on the wall shows them. */
  local(now: Date): string
}

/** A draft in use by this process, as far as it was acknowledged. */
export interface DraftFile {
  readonly head: DraftHead2
  /** Where it was found. What a file says about itself never becomes a path. */
  readonly path: string
  readonly file: number
  readonly lock: Held
  /** Bytes. Whatever comes after them was never acknowledged. */
  readonly length: number
  /** Lines after the head. */
  readonly lines: number
  readonly screening: Screening
  /** How many of its moves, counted from the first, were made with an earlier version of the program. */
  readonly old: number
}

/** What a draft continues, when it does not begin empty. */
export interface Earlier {
  readonly follows: Follows1
  /** The key of the record before, so that unchanged answers are not logged again. */
  readonly key: string
  readonly moves: number
  readonly old: number
}

/**
 * Creates the draft with its first moves: the whole file first, then the lines of the log. When it throws, there is no
 * draft.
 */
export function createDraft(
  sitting: Sitting,
  screening: Screening,
  about: { readonly reference: string | undefined; readonly earlier: Earlier | undefined },
): DraftFile {
  const { folder, by } = sitting
  const { disk, drafts, owner } = folder
  const { questionnaire, moves } = screening
  const { earlier } = about
  const id = newRecordId()
  const head = headFor(sitting, screening, { ...about, id })
  const path = draftPath(folder, id)
  saveFormText(folder, questionnaire.source)
  const locked = lock({ disk, owner, folder: drafts, name: id })
  if ('heldBy' in locked) throw new Error('a new draft is in use')
  let file: number | undefined
  let made = false
  try {
    const text = draftHeadLine(head) + moveLines(screening, 0, 1)
    const bytes = Buffer.from(text)
    writeWhole(path, bytes, { naming: 'new', disk, temporary: temporaryPath(folder) })
    made = true
    file = openInPlace(disk, path, 'refused')
    const old = head.old_moves ?? 0
    const before = replayKept(questionnaire, head.on, firstMoves({ moves, old }, earlier?.moves ?? 0))
    appendAudit(folder, [begunEntry(head, by), ...movesLogged({ head, by }, before, screening)])
    return { head, path, file, lock: keptAlive(locked), length: bytes.length, lines: moves.length, screening, old }
  } catch (error) {
    if (file !== undefined) disk.closeSync(file)
    if (made) removeIfThere(disk, path)
    locked.release()
    throw error
  }
}

function headFor(
  { program, by, now }: Sitting,
  { questionnaire, on, moves }: Screening,
  about: { readonly id: string; readonly reference: string | undefined; readonly earlier: Earlier | undefined },
): DraftHead2 {
  const { id, reference, earlier } = about
  const { sha256 } = questionnaire.source
  const old = earlier?.old ?? 0
  return {
    schema: 'prescreen/draft/2',
    id,
    begun: earlier === undefined ? (moves[0]?.at ?? now().toISOString()) : now().toISOString(),
    on,
    questionnaire: { id: questionnaire.id, version: questionnaire.version, sha256 },
    program,
    ...withoutUndefined({ ref: reference, by, follows: earlier?.follows }),
    ...(old === 0 ? {} : { old_moves: old }),
    key: earlier?.key ?? randomBytes(32).toString('hex'),
  }
}

function begunEntry({ id, begun, follows, questionnaire }: DraftHead2, by: string | undefined): AuditEntry1 {
  const why = follows === undefined ? {} : { why: follows.record }
  const staff = by === undefined ? {} : { by }
  return { at: begun, ...staff, record: id, what: 'begun', ...why, form: questionnaire.sha256 }
}

/** The lines of all moves after the first `known`. The last one says how far they led. */
export function moveLines(screening: Screening, known: number, number: number): string {
  const news = screening.moves.slice(known)
  const reached = reachedBy(screening)
  return news
    .map((move, index) => draftMoveLine(move, number + index, index === news.length - 1 ? reached : undefined))
    .join('')
}

/** Adds the new moves: written and flushed to the draft, then to the log. When it throws, they do not count. */
export function extendDraft({ folder, by }: Sitting, draft: DraftFile, screening: Screening): DraftFile {
  const { head, lines } = draft
  const known = draft.screening.moves.length
  const length = writeLines(folder, draft, moveLines(screening, known, lines + 1))
  try {
    stillOurs(folder, draft)
    appendAudit(folder, movesLogged({ head, by }, draft.screening, screening))
  } catch (error) {
    shorten(folder, draft)
    throw error
  }
  return { ...draft, length, lines: lines + screening.moves.length - known, screening }
}

/**
 * Notes that somebody resumed the draft, and logs what a kill between draft and log left out. The draft becomes a new
 * file, so that whoever had it before, asleep on another computer, writes to a file that no longer exists. `replaced`
 * is called with the new draft as soon as it has its name, whatever fails after that.
 */
export function noteResumed(sitting: Sitting, draft: DraftFile, replaced: (draft: DraftFile) => void): DraftFile {
  const { folder, by, now } = sitting
  const { head, path, lines, length, screening, old } = draft
  const { questionnaire, on, moves } = screening
  const at = now().toISOString()
  stillOurs(folder, draft)
  const logged = lastMoveLogged(folder, head.id)
  const known = replayKept(questionnaire, on, firstMoves({ moves, old }, logged ?? 0))
  appendAudit(folder, [
    ...(logged === undefined ? [begunEntry(head, by)] : []),
    ...movesLogged({ head, by }, known, screening),
    {
      at,
      ...withoutUndefined({ by }),
      record: head.id,
      what: 'resumed',
      move: moves.length,
      new: answersMarkOf(head.key, screening.answers),
    },
  ])
  const before = folder.disk.readFileSync(path).subarray(0, length)
  const bytes = Buffer.concat([
    Buffer.from(draftHeadLine({ ...head, ...(old === 0 ? {} : { old_moves: old }) })),
    before.subarray(before.indexOf(10) + 1),
    Buffer.from(draftResumedLine(at, by, lines + 1)),
  ])
  const file = replacedBy(folder, draft, { bytes, reopened: (old) => replaced({ ...draft, file: old }) })
  const goneOn = { ...draft, file, length: bytes.length, lines: lines + 1 }
  replaced(goneOn)
  syncFolder(folder.disk, folder.drafts)
  return goneOn
}

/**
 * Replaces the file of a draft, whole or not at all, and leaves the new one open. The old one is closed first, because
 * Windows replaces no file that is open. When that fails, the old one is opened again and given to `reopened`.
 */
function replacedBy(
  folder: RecordFolder,
  { file: old, path }: DraftFile,
  { bytes, reopened }: { readonly bytes: Uint8Array; readonly reopened: (file: number) => void },
): number {
  const { disk } = folder
  const half = temporaryPath(folder)
  const file = disk.openSync(half, 'wx+', 0o600)
  let isClosed = false
  try {
    disk.fchmodSync(file, 0o600)
    writeAll(disk, { file, position: 0 }, bytes)
    disk.fsyncSync(file)
    closeQuietly(folder, old)
    isClosed = true
    renamePatiently(disk, { from: half, to: path })
    return file
  } catch (error) {
    // Never a number that is closed: by the next time it may be that of another file.
    const again = isClosed ? openedAgain(folder, path) : undefined
    if (isClosed) reopened(again ?? file)
    if (!isClosed || again !== undefined) closeQuietly(folder, file)
    removeIfThere(disk, half)
    throw error
  }
}

function openedAgain({ disk }: RecordFolder, path: string): number | undefined {
  try {
    return openInPlace(disk, path, 'refused')
  } catch {
    return undefined
  }
}

function closeQuietly({ disk }: RecordFolder, file: number): void {
  try {
    disk.closeSync(file)
  } catch {
    // Everything that counts was flushed before.
  }
}

/** Throws, with the reason, where this process may no longer write to the draft. */
function stillOurs({ disk }: RecordFolder, { file, length, path, lock: held }: DraftFile): void {
  const { size, nlink } = disk.fstatSync(file)
  const isThere = disk.lstatSync(path, { throwIfNoEntry: false }) !== undefined
  if (isThere && (nlink === 0 || !held.isHeld()))
    throw new Refusal('busy', path, {
      detail: 'another program took this draft over while this one gave no sign of life, and continues it',
    })
  // What is written to a file that somebody removed or cut is lost with it.
  if (nlink === 0 || size < length) throw new Refusal('gone', path)
}

/** Returns the new length. Writes at a given place, so that nothing unacknowledged stays in between. */
function writeLines(folder: RecordFolder, draft: DraftFile, text: string): number {
  const { disk } = folder
  const { file, length, path } = draft
  const bytes = Buffer.from(text)
  stillOurs(folder, draft)
  const { size } = disk.fstatSync(file)
  if (size > length) {
    // A whole line comes from another writer, whoever that is. A failed write leaves only part of a line.
    if (holdsSealedLine(disk.readFileSync(path).subarray(length)))
      throw new Refusal('busy', path, { detail: 'another program wrote to this draft in the meantime' })
    disk.ftruncateSync(file, length)
  }
  try {
    writeAll(disk, { file, position: length }, bytes)
    disk.fsyncSync(file)
  } catch (error) {
    shorten({ disk }, draft)
    throw error
  }
  return length + bytes.length
}

/** Removes what was not acknowledged. Where even that is refused, the next write or the next reader does it. */
export function shorten({ disk }: Pick<RecordFolder, 'disk'>, { file, length }: DraftFile): void {
  try {
    disk.ftruncateSync(file, length)
    disk.fsyncSync(file)
  } catch {
    // The first error is the one to report.
  }
}

/** Releases the draft and never throws. `removed` when it has become a record. */
export function closeDraft(folder: RecordFolder, draft: DraftFile, fate: 'kept' | 'removed'): void {
  try {
    if (fate === 'removed' && draft.lock.isHeld()) removeIfThere(folder.disk, draft.path)
  } catch {
    // Its record exists. The next command that writes removes the draft next to it.
  }
  closeQuietly(folder, draft.file)
  draft.lock.release()
}

/** The lines of the log for the moves since `before`, with which the screening begins. */
function movesLogged(
  { head: { id, key }, by }: { readonly head: DraftHead2; readonly by: string | undefined },
  before: Screening,
  screening: Screening,
): readonly AuditEntry1[] {
  const known = before.moves.length
  const news = screening.moves.slice(known)
  let earlier = before
  return news.flatMap((move, index) => {
    // The last move leads to the screening that is already known, so that nothing is worked out twice.
    const after = index === news.length - 1 ? screening : take(earlier, move)
    const number = known + 1 + index
    const entries = entriesFor({ record: id, by, key }, move, { before: earlier, after, number })
    earlier = after
    return entries
  })
}

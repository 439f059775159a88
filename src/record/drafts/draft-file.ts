import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openInPlace, removeIfThere, writeAll, writeWhole } from '../../disk/index.ts'
import { replay, type Screening, take } from '../../screening/index.ts'
import { lock } from '../lock.ts'
import { entriesFor } from '../log/audit-entries.ts'
import type { AuditEntry1 } from '../log/audit-line.ts'
import { appendAudit, lastMoveLogged } from '../log/audit-log.ts'
import { saveFormText } from '../questionnaire-store.ts'
import { draftPath, type RecordFolder, temporaryPath } from '../record-folder.ts'
import { newRecordId } from '../records/record-id.ts'
import { type DraftHead1, draftHeadLine, draftMoveLine, draftResumedLine, type Follows1 } from './draft-shape.ts'

/** What goes with every draft and record of one sitting. */
export interface Sitting {
  readonly folder: RecordFolder
  /** Version of this program. */
  readonly program: string
  readonly by: string | undefined
  now(): Date
  /** Date and time as the clock on the wall shows them. */
  local(now: Date): string
}

/** A draft in use by this process, as far as it is acknowledged. */
export interface DraftFile {
  readonly head: DraftHead1
  readonly file: number
  readonly release: () => void
  /** Bytes; what stands behind them was never acknowledged. */
  readonly length: number
  /** Lines after the head. */
  readonly lines: number
  readonly screening: Screening
}

/** What a draft that does not begin with nothing goes on from. */
export interface Earlier {
  readonly follows: Follows1
  /** The key of the record before: what did not change is not logged again. */
  readonly key: string
  readonly moves: number
}

/** Makes the draft with its first moves: a whole file, then the lines of the log. When it throws, there is none. */
export function createDraft(
  { folder, program, by, now }: Sitting,
  screening: Screening,
  about: { readonly reference: string | undefined; readonly earlier: Earlier | undefined },
): DraftFile {
  const { disk, drafts, owner } = folder
  const { earlier, reference } = about
  const { questionnaire, on, moves } = screening
  const id = newRecordId()
  const head: DraftHead1 = {
    schema: 'prescreen/draft/1',
    id,
    begun: earlier === undefined ? (moves[0]?.at ?? now().toISOString()) : now().toISOString(),
    on,
    questionnaire: { id: questionnaire.id, version: questionnaire.version, sha256: questionnaire.source.sha256 },
    program,
    ...(reference === undefined ? {} : { ref: reference }),
    ...(by === undefined ? {} : { by }),
    ...(earlier === undefined ? {} : { follows: earlier.follows }),
    key: earlier?.key ?? randomBytes(32).toString('hex'),
  }
  const path = draftPath(folder, id)
  saveFormText(folder, questionnaire.source)
  const locked = lock(disk, drafts, id, owner)
  if ('heldBy' in locked) throw new Error('a new draft is in use')
  let file: number | undefined
  let made = false
  try {
    const text = draftHeadLine(head) + moves.map((move, index) => draftMoveLine(move, index + 1)).join('')
    const bytes = Buffer.from(text)
    writeWhole(path, bytes, 'new', { disk: disk, temporary: temporaryPath(folder) })
    made = true
    file = openInPlace(disk, path, 'refused')
    const begun: AuditEntry1 = {
      at: head.begun,
      ...(by === undefined ? {} : { by }),
      record: id,
      what: 'begun',
      ...(earlier === undefined ? {} : { why: earlier.follows.record }),
    }
    appendAudit(folder, [begun, ...movesLogged({ head, by }, asAfter(screening, earlier?.moves ?? 0), screening)])
    return {
      head,
      file,
      release: locked.release,
      length: bytes.length,
      lines: moves.length,
      screening,
    }
  } catch (error) {
    if (file !== undefined) disk.closeSync(file)
    if (made) removeIfThere(disk, path)
    locked.release()
    throw error
  }
}

/** Adds the new moves: written and flushed to the draft, then to the log. When it throws, they are not taken. */
export function extendDraft({ folder, by }: Sitting, draft: DraftFile, screening: Screening): DraftFile {
  const { head, lines } = draft
  const known = draft.screening.moves.length
  const moves = screening.moves.slice(known)
  const text = moves.map((move, index) => draftMoveLine(move, lines + 1 + index)).join('')
  const length = writeLines(folder, draft, text)
  try {
    const entries = movesLogged({ head, by }, draft.screening, screening)
    if (entries.length > 0) appendAudit(folder, entries)
  } catch (error) {
    shorten(folder, draft)
    throw error
  }
  return { ...draft, length, lines: lines + moves.length, screening }
}

/** Notes that somebody took the draft up again, and logs what a kill between draft and log left out. */
export function noteResumed(sitting: Sitting, draft: DraftFile): DraftFile {
  const { folder, by, now } = sitting
  const { head, lines, screening } = draft
  const logged = lastMoveLogged(folder, head.id)
  const at = now().toISOString()
  const length = writeLines(folder, draft, draftResumedLine(at, by, lines + 1))
  const common = { record: head.id, ...(by === undefined ? {} : { by }) }
  const why = head.follows === undefined ? {} : { why: head.follows.record }
  const begun: AuditEntry1 = { ...common, at: head.begun, what: 'begun', ...why }
  appendAudit(folder, [
    ...(logged === undefined ? [begun] : []),
    ...movesLogged({ head, by }, asAfter(screening, logged ?? 0), screening),
    { ...common, at, what: 'resumed', move: screening.moves.length },
  ])
  return { ...draft, length, lines: lines + 1 }
}

/** Returns the new length. The place is given, so that nothing unacknowledged stays between. */
function writeLines({ disk, drafts }: RecordFolder, draft: DraftFile, text: string): number {
  const { file, length } = draft
  const bytes = Buffer.from(text)
  const { size, nlink } = disk.fstatSync(file)
  // What is written to a file that somebody took away, or cut, is lost with it.
  if (nlink === 0 || size < length) throw Object.assign(new Error('gone'), { code: 'ESTALE', path: drafts })
  if (size > length) disk.ftruncateSync(file, length)
  try {
    writeAll(disk, file, bytes, length)
    disk.fsyncSync(file)
  } catch (error) {
    shorten({ disk }, draft)
    throw error
  }
  return length + bytes.length
}

/** Takes away what was not acknowledged. Where even that is refused, the next write or the next reader does. */
export function shorten({ disk }: Pick<RecordFolder, 'disk'>, { file, length }: DraftFile): void {
  try {
    disk.ftruncateSync(file, length)
    disk.fsyncSync(file)
  } catch {
    // The first error is the one to tell.
  }
}

/** Gives the draft to others; `removed` when it has become a record. */
export function closeDraft({ disk, drafts }: RecordFolder, draft: DraftFile, fate: 'kept' | 'removed'): void {
  if (fate === 'removed') removeIfThere(disk, join(drafts, `${draft.head.id}.jsonl`))
  try {
    disk.closeSync(draft.file)
  } catch {
    // Everything that counts was flushed before.
  }
  draft.release()
}

/** The lines of the log for what was said since `before`, which the screening begins with. */
function movesLogged(
  { head: { id, key }, by }: { readonly head: DraftHead1; readonly by: string | undefined },
  before: Screening,
  screening: Screening,
): readonly AuditEntry1[] {
  const known = before.moves.length
  const news = screening.moves.slice(known)
  let earlier = before
  return news.flatMap((move, index) => {
    // The last move leads to what is there already: nothing is worked out twice.
    const after = index === news.length - 1 ? screening : take(earlier, move)
    const entries = entriesFor({ record: id, by, key }, move, { before: earlier, after, number: known + 1 + index })
    earlier = after
    return entries
  })
}

/** As it was after its first moves. */
function asAfter({ questionnaire, on, moves }: Screening, count: number): Screening {
  return replay(questionnaire, on, moves.slice(0, count))
}

import { join } from 'node:path'
import { withoutUndefined } from '../../diagnostics/index.ts'
import { makeFolder, readRegular, removeIfThere, writeWhole } from '../../disk/index.ts'
import { guide } from '../../rules/index.ts'
import type { Receipt } from '../../screening/index.ts'
import type { DraftFile, Sitting } from '../drafts/draft-file.ts'
import { answerToDisk, moveToDisk } from '../drafts/stored-move.ts'
import { appendAudit } from '../log/audit-log.ts'
import { headWhenRecorded } from '../log/read-log.ts'
import { encryptedPath, type RecordFolder, recordPath, temporaryPath } from '../record-folder.ts'
import { type Record1, readRecord, recordBytes, sha256Of } from './record-shape.ts'

/** Makes the record of a finished screening: written whole, then logged. When it throws, there is no record. */
export function makeRecord(sitting: Sitting, draft: DraftFile): Receipt {
  const { head } = draft
  const { folder, by } = sitting
  const finished = sitting.now()
  return keepRecord(folder, recordOf(sitting, draft, finished), {
    at: finished.toISOString(),
    by: by ?? head.by,
  })
}

/** Writes a record under its id and logs its hash. An existing record is never changed. */
export function keepRecord(
  folder: RecordFolder,
  record: Record1,
  { at, by }: { readonly at: string; readonly by: string | undefined },
): Receipt {
  const { disk, records } = folder
  const { id, on } = record.head
  const bytes = recordBytes(record)
  const path = recordPath(folder, on, id)
  makeFolder(disk, join(records, on))
  // Written earlier, when it could not be logged, so that it was never acknowledged.
  if (disk.existsSync(path) && headWhenRecorded(folder, id) === undefined) disk.unlinkSync(path)
  writeWhole(path, bytes, { naming: 'new', disk, temporary: temporaryPath(folder) })
  try {
    const line = { at, record: id, what: 'recorded', day: on, sha256: sha256Of(bytes) } as const
    return { record: id, head: appendAudit(folder, [{ ...line, ...withoutUndefined({ by }) }]) }
  } catch (error) {
    removeIfThere(disk, path)
    throw error
  }
}

function recordOf({ program, by, local }: Sitting, { head, screening, old }: DraftFile, finished: Date): Record1 {
  const { questionnaire, answers, aside, on, step, moves, actNowRaised } = screening
  const isDone = step.kind === 'done'
  const guidance = guide(questionnaire, answers, on, { finishedEarly: !isDone || step.finishedEarly })
  const staff = by ?? head.by
  return {
    head: {
      schema: 'prescreen/record/1',
      id: head.id,
      begun: head.begun,
      finished: finished.toISOString(),
      local: local(finished),
      on,
      level: guidance.level,
      complete: guidance.complete,
      questionnaire: { ...head.questionnaire, language: questionnaire.language },
      program,
      ...withoutUndefined({ ref: head.ref, by: staff, follows: head.follows }),
      ...(actNowRaised ? { act_now: true } : {}),
      ...(isDone ? {} : { not_finished: true }),
    },
    body: {
      answers: Object.fromEntries([...answers].map(([id, answer]) => [id, answerToDisk(answer)])),
      aside: Object.fromEntries([...aside].map(([id, { answer, at }]) => [id, { answer: answerToDisk(answer), at }])),
      guidance,
      moves: [],
      interview: moves.map(moveToDisk),
      ...(old === 0 ? {} : { old_moves: old }),
      key: head.key,
    },
  }
}

/** Whether a draft has become a record already. */
export function isRecorded(folder: RecordFolder, day: string, id: string): boolean {
  return [recordPath(folder, day, id), encryptedPath(folder, day, id)].some((path) => folder.disk.existsSync(path))
}

/** Logs a record that was written whole just before a kill, and so is not in the log yet. */
export function logRecorded(folder: RecordFolder, day: string, id: string): void {
  if (headWhenRecorded(folder, id) !== undefined) return
  const bytes = readRegular(folder.disk, recordPath(folder, day, id))
  const record = readRecord(bytes)
  const at = 'head' in record ? record.head.finished : undefined
  if (at !== undefined) appendAudit(folder, [{ at, record: id, what: 'recorded', day, sha256: sha256Of(bytes) }])
}

import { randomBytes } from 'node:crypto'
import { withoutUndefined } from '../../diagnostics/index.ts'
import { type Answers, type CarriedOver, carryOver, type Questionnaire } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import type { Sitting } from '../drafts/draft-file.ts'
import { answerFromDisk, answerToDisk } from '../drafts/stored-move.ts'
import { appendAudit } from '../log/audit-log.ts'
import { saveFormText } from '../questionnaire-store.ts'
import { newRecordId } from './record-id.ts'
import type { Record1 } from './record-shape.ts'
import { keepRecord } from './record-store.ts'

export interface Rescored {
  /** A new record that names the old one. The old one stays as it is. */
  readonly record: Record1
  readonly carried: CarriedOver
}

/**
 * The result of a record's answers under another version of its form, worked out but not saved yet. What could not be
 * carried over is a finding, and a screening that was not finished does not become finished.
 */
export function rescored(
  { program, by, now, local }: Sitting,
  { head, body }: Record1,
  { from, to }: { readonly from: Questionnaire; readonly to: Questionnaire },
): Rescored {
  const carried = carryOver(from, to, answersIn(body.answers))
  const guidance = guide(to, carried.answers, head.on, { finishedEarly: !body.guidance.complete })
  const at = now()
  const record: Record1 = {
    head: {
      schema: 'prescreen/record/1',
      id: newRecordId(),
      begun: at.toISOString(),
      finished: at.toISOString(),
      local: local(at),
      on: head.on,
      level: guidance.level,
      complete: guidance.complete,
      questionnaire: { id: to.id, version: to.version, sha256: to.source.sha256, language: to.language },
      program,
      ...withoutUndefined({ ref: head.ref, by }),
      follows: { kind: 'rescored', record: head.id, why: `${from.version} to ${to.version}` },
    },
    body: {
      answers: Object.fromEntries([...carried.answers].map(([id, answer]) => [id, answerToDisk(answer)])),
      aside: {},
      guidance,
      moves: [],
      interview: [],
      key: randomBytes(32).toString('hex'),
      notCarried: Object.fromEntries(
        carried.notCarried.map(({ question, answer, why }) => [question, `${answer}: ${why}`]),
      ),
    },
  }
  return { record, carried }
}

/** Saves it next to the old one, with the text of its form. Throws what the file system refuses. */
export function keepRescored({ folder, by }: Sitting, { record }: Rescored, to: Questionnaire): void {
  const { id, finished, follows } = record.head
  saveFormText(folder, to.source)
  const staff = by === undefined ? {} : { by }
  appendAudit(folder, [{ at: finished, ...staff, record: id, what: 'begun', why: follows?.record ?? '' }])
  keepRecord(folder, record, { at: finished, by })
}

/** The answers as stored, read back. */
export function answersIn(stored: Record1['body']['answers']): Answers {
  return new Map(
    Object.entries(stored).flatMap(([id, one]) => {
      const answer = answerFromDisk(one)
      return answer === undefined ? [] : [[id, answer] as const]
    }),
  )
}

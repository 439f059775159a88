import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { plural } from '../../diagnostics/index.ts'
import { readRegular, writeWhole } from '../../disk/index.ts'
import { begin } from '../../screening/index.ts'
import { closeDraft, extendDraft, moveLines, noteResumed, type Sitting } from '../drafts/draft-file.ts'
import { type DraftHead2, draftHeadLine, readDraft } from '../drafts/draft-shape.ts'
import { draftBytes, draftIds } from '../drafts/find-drafts.ts'
import { keptAside } from '../drafts/kept-aside.ts'
import { replayKept } from '../drafts/kept-moves.ts'
import { openDraft } from '../drafts/open-draft.ts'
import { loadSavedForm } from '../drafts/saved-form.ts'
import { lock } from '../lock.ts'
import { answersMarkOf } from '../log/answers-mark.ts'
import { readAudit } from '../log/read-log.ts'
import { draftPath, type RecordFolder, temporaryPath } from '../record-folder.ts'
import type { Chain } from '../verify/read-chain.ts'
import { note, type Repair } from './note-repair.ts'
import { rebuiltHead, salvaged, withSaved } from './salvage.ts'

/** Damaged drafts, and saved copies of drafts that somebody continued without what the copies still contain. */
export function* draftRepairs(sitting: Sitting, chain: Chain): Generator<Repair> {
  const { folder } = sitting
  for (const id of draftIds(folder)) {
    const bytes = draftBytes(folder, id)
    const read = bytes === undefined ? undefined : readDraft(bytes)
    const isDamaged = read === undefined ? bytes !== undefined : read.head.id === id && typeof read.end === 'object'
    const form = read?.head.questionnaire.sha256 ?? chain.known.get(id)?.form
    if (!isDamaged || bytes === undefined || form === undefined) continue
    const repair = damagedDraft(sitting, id, { bytes, form })
    if (repair !== undefined) yield repair
  }
  for (const name of folder.disk.readdirSync(folder.drafts)) {
    const id = /^(.{14})(?:\.\d+)?\.damaged$/.exec(name)?.[1]
    const repair = id === undefined ? undefined : keptCopy(sitting, id, join(folder.drafts, name))
    if (repair !== undefined) yield repair
  }
}

/**
 * Writes the draft again with everything that can be read before and after the damage. The damaged file is kept next to
 * it.
 */
function damagedDraft(
  sitting: Sitting,
  id: string,
  { bytes, form }: { readonly bytes: Uint8Array; readonly form: string },
): Repair | undefined {
  const { folder, program } = sitting
  const questionnaire = loadSavedForm(folder, form)
  const { head: own, moves, before } = salvaged(bytes)
  const begun = begunAt(folder, id)
  if (questionnaire === undefined || begun === undefined || (own === undefined && moves.length === 0)) return undefined
  const on = sitting.local(new Date(begun)).slice(0, 10)
  const key = randomBytes(32).toString('hex')
  const head: DraftHead2 = own ?? rebuiltHead({ id, begun, on, program, key }, questionnaire)
  const read = readDraft(bytes)
  const start = read === undefined ? begin(questionnaire, head.on) : replayKept(questionnaire, head.on, read)
  const { screening, lost } = withSaved(start, moves.slice(before), 'newer')
  const saved = screening.answers.size - start.answers.size
  const notPlaced = lost === 0 ? '' : `, ${lost} could not be placed`
  return {
    what: `draft ${id}: ${plural(saved, 'answer behind the damage is', 'answers behind the damage are')} saved${notPlaced}`,
    run: () => {
      const { disk, drafts, owner } = folder
      const locked = lock({ disk, folder: drafts, name: id, owner })
      if ('heldBy' in locked) return
      try {
        keptAside(folder, id, bytes)
        const old = read?.old ?? 0
        const line = draftHeadLine({ ...head, ...(old === 0 ? {} : { old_moves: old }) })
        const text = line + moveLines(screening, 0, 1)
        // Logged first: until the new file has its name, the old one is still damaged and will be repaired again.
        const mark = answersMarkOf(head.key, screening.answers)
        note(sitting, { record: id, why: `saved behind damage${notPlaced}`, move: screening.moves.length, new: mark })
        writeWhole(draftPath(folder, id), Buffer.from(text), {
          naming: 'replace',
          disk,
          temporary: temporaryPath(folder),
        })
      } finally {
        locked.release()
      }
    },
  }
}

/** What a copy contains that the draft does not; undefined when that is nothing, or when the draft is gone. */
function keptCopy(sitting: Sitting, id: string, path: string): Repair | undefined {
  const { folder } = sitting
  const read = readDraft(draftBytes(folder, id) ?? new Uint8Array())
  if (read === undefined || typeof read.end === 'object' || read.head.id !== id) return undefined
  const questionnaire = loadSavedForm(folder, read.head.questionnaire.sha256)
  const copy = bytesOf(folder, path)
  if (questionnaire === undefined || copy === undefined) return undefined
  const now = replayKept(questionnaire, read.head.on, read)
  const { screening } = withSaved(now, salvaged(copy).moves, 'older')
  const saved = [...screening.answers.keys()].filter((one) => !now.answers.has(one)).length
  if (saved === 0) return undefined
  return {
    what: `draft ${id}: ${plural(saved, 'answer comes', 'answers come')} back from its damaged copy`,
    run: () => {
      const opened = openDraft(sitting, id)
      if (!('draft' in opened)) return
      let { draft } = opened
      try {
        draft = noteResumed(sitting, draft, (replaced) => {
          draft = replaced
        })
        const more = withSaved(draft.screening, salvaged(copy).moves, 'older')
        draft = extendDraft(sitting, draft, more.screening)
      } finally {
        closeDraft(folder, draft, 'kept')
      }
    },
  }
}

function begunAt(folder: RecordFolder, id: string): string | undefined {
  for (const { line } of readAudit(folder)) if (line?.record === id && line.what === 'begun') return line.at
  return undefined
}

function bytesOf({ disk }: RecordFolder, path: string): Buffer | undefined {
  try {
    return readRegular(disk, path)
  } catch {
    return undefined
  }
}

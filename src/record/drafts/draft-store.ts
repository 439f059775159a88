import { type Fault, faultInWords, faultOf } from '../../disk/index.ts'
import type { About, Kept, Receipt, Screening, Store } from '../../screening/index.ts'
import { makeRecordFolder } from '../record-folder.ts'
import { makeRecord } from '../records/record-store.ts'
import {
  closeDraft,
  createDraft,
  type DraftFile,
  type Earlier,
  extendDraft,
  noteResumed,
  type Sitting,
  shorten,
} from './draft-file.ts'

/** A store on disk. `release` frees the draft for others; otherwise the end of the process does. */
export interface DraftStore extends Store {
  /** The id of the draft, then of the record; undefined until the first move. */
  readonly id: string | undefined
  release(): void
}

/** What a store continues when it does not begin empty: a draft, or a record that is corrected. */
export type Start =
  | { readonly draft: DraftFile }
  | { readonly recorded: Receipt; readonly key: string; readonly moves: number; readonly old: number }

/**
 * Saves each move in a draft: written and flushed to the disk, then logged, before `append` returns. The draft is
 * created with the first move, so that looking at a form leaves nothing behind. Moves after the record are a
 * correction: a new draft, which becomes a record of its own.
 */
export function draftStore(sitting: Sitting, start?: Start): DraftStore {
  const { folder } = sitting
  let resumed = start !== undefined && 'draft' in start ? start.draft : undefined
  let draft: DraftFile | undefined
  let recorded = start !== undefined && 'recorded' in start ? start : undefined
  let id = resumed?.head.id ?? recorded?.recorded.record

  const keep = (screening: Screening, { reference, why }: About): void => {
    // Looking at a draft is not resuming it: that is noted with the first move.
    if (resumed !== undefined)
      draft = noteResumed(sitting, resumed, (replaced) => {
        resumed = replaced
      })
    resumed = undefined
    const before = draft
    const now =
      before === undefined
        ? createDraft(sitting, screening, { reference, earlier: recorded && earlierOf(recorded, why) })
        : extendDraft(sitting, before, screening)
    if (screening.step.kind === 'done') {
      recorded = {
        recorded: receiptFor(sitting, now, before),
        key: now.head.key,
        moves: screening.moves.length,
        old: now.old,
      }
      draft = undefined
    } else {
      recorded = undefined
      draft = now
    }
    id = now.head.id
  }

  return {
    keeps: true,
    get id() {
      return id
    },
    get receipt() {
      return recorded?.recorded
    },
    release: () => {
      const open = draft ?? resumed
      if (open !== undefined) closeDraft(folder, open, 'kept')
      draft = undefined
      resumed = undefined
    },
    append: (screening, about): Kept => {
      try {
        keep(screening, about)
        return { ok: true }
      } catch (error) {
        const fault = faultOf(error, folder.path)
        const gone = draft ?? resumed
        if (fault.reason !== 'gone' || gone === undefined) return { ok: false, why: notKept(fault, gone ?? recorded) }
        const again = madeAgain(sitting, gone, about.reference)
        if ('why' in again) return { ok: false, why: again.why }
        draft = again.draft
        resumed = undefined
        id = draft.head.id
        const kept = `All that was answered before is kept again, in draft ${id}. Answer this once more.`
        return { ok: false, why: `${TAKEN_AWAY} ${kept}` }
      }
    },
  }
}

/** The record of a finished screening. When it throws, the draft is as it was before the last move. */
function receiptFor(sitting: Sitting, now: DraftFile, before: DraftFile | undefined): Receipt {
  const { folder } = sitting
  try {
    const receipt = makeRecord(sitting, now)
    closeDraft(folder, now, 'removed')
    return receipt
  } catch (error) {
    if (before === undefined) closeDraft(folder, now, 'removed')
    else shorten(folder, before)
    throw error
  }
}

/** Before the first answer there is neither a draft nor a record, and so nothing that could be kept. */
function notKept(fault: Fault, kept: object | undefined): string {
  const before = kept === undefined ? '' : ' What was answered before is kept.'
  return `Not kept, and so not taken: ${faultInWords(fault)}.${before}`
}

const TAKEN_AWAY = 'Not kept, and so not taken: the draft was taken away while it was in use.'

/** A draft that was removed by somebody, created again from what this process still has of it. */
function madeAgain(
  sitting: Sitting,
  gone: DraftFile,
  reference: string | undefined,
): { readonly draft: DraftFile } | { readonly why: string } {
  const { folder } = sitting
  const { head, screening, old } = gone
  try {
    makeRecordFolder(folder)
    const { follows, key } = head
    const earlier = follows && { follows, key, moves: 0, old }
    const draft = createDraft(sitting, screening, { reference: head.ref ?? reference, earlier })
    closeDraft(folder, gone, 'kept')
    return { draft }
  } catch (error) {
    const why = faultInWords(faultOf(error, folder.path))
    return { why: `${TAKEN_AWAY} What was answered before is in this window only: ${why}.` }
  }
}

function earlierOf({ recorded, key, moves, old }: Extract<Start, { recorded: Receipt }>, why = 'not said'): Earlier {
  return { follows: { kind: 'correction', record: recorded.record, why }, key, moves, old }
}

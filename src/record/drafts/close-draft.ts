import { makeRecord } from '../records/record-store.ts'
import { closeDraft, noteResumed, type Sitting } from './draft-file.ts'
import { type OpenedDraft, openDraft } from './open-draft.ts'

/** What became of a draft that was to be closed: its record, or why it stays. */
export type ClosedDraft = { readonly record: string } | Exclude<OpenedDraft, { draft: unknown }>

/**
 * Makes a record of a draft that nobody will finish: what was answered, with what it comes to, and "not finished". The
 * draft goes only when its record is made. Throws what the file system refuses.
 */
export function closeIntoRecord(sitting: Sitting, id: string): ClosedDraft {
  const opened = openDraft(sitting, id)
  if (!('draft' in opened)) return opened
  let { draft } = opened
  try {
    draft = noteResumed(sitting, draft, (replaced) => {
      draft = replaced
    })
    const { record } = makeRecord(sitting, draft)
    closeDraft(sitting.folder, draft, 'removed')
    return { record }
  } catch (error) {
    closeDraft(sitting.folder, draft, 'kept')
    throw error
  }
}

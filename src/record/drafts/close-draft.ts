import { makeRecord } from '../records/record-store.ts'
import { closeDraft, noteResumed, type Sitting } from './draft-file.ts'
import { type OpenedDraft, openDraft } from './open-draft.ts'

/** The record that a draft was closed into, or why the draft stays. */
export type ClosedDraft = { readonly record: string } | Exclude<OpenedDraft, { draft: unknown }>

/**
 * Makes a record of a draft that nobody will finish: its answers, their result, and "not finished". The draft is
 * removed only once its record exists. Throws what the file system refuses.
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

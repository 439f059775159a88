import { visible } from '../../diagnostics/index.ts'
import { draftsIn, type RecordFolder } from '../../record/index.ts'
import { ageInWords } from './draft-words.ts'

/**
 * What is said about drafts before somebody new is asked, so that nobody unknowingly begins one person's screening
 * twice.
 */
export interface Unfinished {
  /** A sentence for each reference. */
  readonly byReference: ReadonlyMap<string, string>
  /** A sentence about all drafts; undefined where there are none. */
  readonly inAll: string | undefined
}

export const NONE_UNFINISHED: Unfinished = { byReference: new Map(), inAll: undefined }

export function unfinishedIn(folder: RecordFolder, now: Date): Unfinished {
  const drafts = draftsIn(folder).flatMap((draft) => ('head' in draft ? [draft] : []))
  const byReference = new Map<string, string>()
  for (const { id, head, last } of drafts) {
    if (head.ref === undefined || byReference.has(head.ref)) continue
    const age = ageInWords(now.getTime() - Date.parse(last))
    const whose = `Reference ${visible(head.ref)} has a screening that is not finished, last answer ${age}`
    byReference.set(head.ref, `${whose}. To go on with it leave this one: prescreen resume ${id}`)
  }
  const many = drafts.length === 1 ? '1 screening is' : `${drafts.length} screenings are`
  return { byReference, inAll: drafts.length === 0 ? undefined : `${many} not finished: prescreen resume` }
}

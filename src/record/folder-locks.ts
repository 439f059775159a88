import { type Holder, locksIn } from './lock.ts'
import type { RecordFolder } from './record-folder.ts'

/** Everybody who has a draft or the log locked, and which one. */
export function locksOf(folder: RecordFolder): readonly (Holder & { readonly what: string })[] {
  return locksIn(folder, [folder.path, folder.drafts])
}

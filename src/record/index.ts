export type { Sitting } from './drafts/draft-file.ts'
export { type DraftStore, draftStore, type Start } from './drafts/draft-store.ts'
export {
  type DraftFound,
  draftsIn,
  loadSavedForm,
  type OpenedDraft,
  openDraft,
  readyRecordFolder,
} from './drafts/drafts.ts'
export { moveFromDisk } from './drafts/stored-move.ts'
export { headWhenRecorded, logExport } from './log/audit-log.ts'
export { type Verified, verify } from './log/verify.ts'
export { type RecordFolder, recordFolderAt } from './record-folder.ts'
export { encryptRecords, openEncrypted, problemInside } from './records/encrypted-records.ts'
export { type Identities, readIdentities, recipientProblem } from './records/encryption.ts'
export { EXPORT_FORMATS, type ExportFormat, exportForm } from './records/export-row.ts'
export { type Found, findRecords, fits, type Opened, openRecord, type Wanted } from './records/find.ts'
export { type Old, olderThan, purge } from './records/purge.ts'
export { type RecordRead, readHeads, readRecords } from './records/read-records.ts'
export { beginsId } from './records/record-id.ts'
export type { Record1, RecordBody1, RecordHead1 } from './records/record-shape.ts'
export { answersIn, keepRescored, type Rescored, rescored } from './records/rescore.ts'

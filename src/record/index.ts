export { headWhenRecorded, logExport } from './audit-log.ts'
export type { Contacts } from './contacts.ts'
export type { Sitting } from './draft-file.ts'
export { type DraftStore, draftStore, type Start } from './draft-store.ts'
export {
  type DraftFound,
  draftsIn,
  type OpenedDraft,
  openDraft,
  questionnaireKept,
  readyRecordFolder,
} from './drafts.ts'
export { encryptRecords, openEncrypted, problemInside } from './encrypted-records.ts'
export { type Identities, readIdentities, recipientProblem } from './encryption.ts'
export { EXPORT_FORMATS, type ExportFormat, exportForm } from './export-row.ts'
export { type Fault, faultInWords, faultOf } from './fault.ts'
export { type Found, findRecords, fits, type Opened, openRecord, type Wanted } from './find.ts'
export type { Owner } from './lock.ts'
export { type Old, olderThan, purge } from './purge.ts'
export { type Reading, readHeads, readRecords } from './read-records.ts'
export { type RecordFolder, recordFolderAt } from './record-folder.ts'
export { beginsId } from './record-id.ts'
export type { Record1, RecordBody1, RecordHead1 } from './record-shape.ts'
export { answersIn, keepRescored, type Rescored, rescored } from './rescore.ts'
export { DEFAULTS, loadSettings, type Settings } from './settings.ts'
export { moveStored } from './stored-move.ts'
export { type Verified, verify } from './verify.ts'
export { replaceFile, type Written, writeNewFile } from './write-file.ts'
export { type WrittenTogether, writeNewFiles } from './write-together.ts'

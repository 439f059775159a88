export { backupTar, encryptedBackup, type Manifest1 } from './backup/backup.ts'
export { restoreRefused, restoreTar } from './backup/restore.ts'
export { closeIntoRecord } from './drafts/close-draft.ts'
export type { Sitting } from './drafts/draft-file.ts'
export { type DraftStore, draftStore, type Start } from './drafts/draft-store.ts'
export { type DraftFound, draftsIn } from './drafts/find-drafts.ts'
export { replayedMoves, replayKept } from './drafts/kept-moves.ts'
export { type OpenedDraft, openDraft } from './drafts/open-draft.ts'
export { type Reached, reachedBy } from './drafts/reached.ts'
export { readyRecordFolder } from './drafts/ready-folder.ts'
export { loadSavedForm, remembered } from './drafts/saved-form.ts'
export { locksOf } from './folder-locks.ts'
export { holderInWords, takeOver } from './lock.ts'
export { type AnchorVerified, verifyAnchor } from './log/anchor.ts'
export { logAccess } from './log/log-access.ts'
export { headWhenRecorded, newestLine } from './log/read-log.ts'
export { isRecordFolder, type RecordFolder, recordFolderAt } from './record-folder.ts'
export { isEncrypted } from './records/encrypted-folder.ts'
export { encryptRecords, openEncrypted } from './records/encrypted-records.ts'
export {
  decryptedStream,
  type Identities,
  readIdentities,
  recipientProblem,
  streamOf,
} from './records/encryption.ts'
export { EXPORT_FORMATS, type ExportFormat, exportForm } from './records/export-row.ts'
export {
  type FoundRecords,
  findRecords,
  fits,
  type OpenedRecord,
  openRecord,
  type RecordQuery,
} from './records/find.ts'
export { type Old, olderThan, purge } from './records/purge.ts'
export { type RecordRead, readHeads, readRecords } from './records/read-records.ts'
export { beginsId } from './records/record-id.ts'
export { movesIn, type Record1, type RecordBody1, type RecordHead1 } from './records/record-shape.ts'
export { type Reencrypted, reencryptRecords } from './records/reencrypt.ts'
export { answersIn, keepRescored, type Rescored, rescored } from './records/rescore.ts'
export { type RepairOptions, repairs } from './repair/repair.ts'
export { type Verified, verify, verifyWithKeys } from './verify/verify.ts'

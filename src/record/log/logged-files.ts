import type { RecordFolder } from '../record-folder.ts'
import type { AuditLine1 } from './audit-line.ts'
import { lastLineOf, readAudit } from './read-log.ts'

/** What the log knows about a record's files. */
export interface LoggedFiles {
  /** Hash of the record as it was made. */
  readonly recorded: string | undefined
  /** Hash of its encrypted file and a mark of the recipients, both as they were last. */
  readonly sealed: { readonly sha256: string; readonly recipients: string | undefined } | undefined
}

/** Up to this many records are looked up from the end of the log, one by one. For more, the log is read once. */
const FEW = 3

/** Looks up records by their ids. */
export function loggedFiles(folder: RecordFolder, ids: readonly string[]): (id: string) => LoggedFiles {
  if (ids.length <= FEW)
    return (id) => ({
      recorded: lastLineOf(folder, id, ({ what }) => what === 'recorded')?.sha256,
      sealed: sealedBy(lastLineOf(folder, id, isSealing)),
    })
  const wanted = new Set(ids)
  const found = new Map<string, { recorded?: string; sealed?: AuditLine1 }>()
  for (const { line } of readAudit(folder)) {
    if (line === undefined || !wanted.has(line.record)) continue
    const known = found.get(line.record) ?? {}
    if (line.what === 'recorded' && line.sha256 !== undefined) known.recorded = line.sha256
    if (isSealing(line)) known.sealed = line
    found.set(line.record, known)
  }
  return (id) => ({ recorded: found.get(id)?.recorded, sealed: sealedBy(found.get(id)?.sealed) })
}

function isSealing({ what }: AuditLine1): boolean {
  return what === 'encrypted' || what === 'reencrypted'
}

function sealedBy(line: AuditLine1 | undefined): LoggedFiles['sealed'] {
  return line?.sha256 === undefined ? undefined : { sha256: line.sha256, recipients: line.why }
}

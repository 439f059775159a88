import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Sitting } from '../drafts/draft-file.ts'
import type { AuditEntry1 } from './audit-line.ts'
import { appendAudit } from './audit-log.ts'

/**
 * Logs, before it happens, that answers are shown to somebody or leave the folder: those of one record, or `-` for
 * several, and by which command (`why`). Throws what the file system refuses.
 */
export function logAccess(
  { folder, by, now }: Sitting,
  access: {
    readonly what: 'read' | 'exported' | 'backed-up' | 'restored'
    readonly record?: string
    readonly why: string
  },
): void {
  const { what, record = '-', why } = access
  const entry: AuditEntry1 = { at: now().toISOString(), ...withoutUndefined({ by }), record, what, why }
  appendAudit(folder, [entry])
}

import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Sitting } from '../drafts/draft-file.ts'
import type { AuditEntry1 } from '../log/audit-line.ts'
import { appendAudit } from '../log/audit-log.ts'

/** One thing that can be mended: what, in a sentence without its end, and doing it. */
export interface Repair {
  readonly what: string
  run(): void
}

/** Logs a repair, so that `verify` takes what it finds afterwards for right. */
export function note({ folder, by, now }: Sitting, entry: Pick<AuditEntry1, 'record' | 'why' | 'move' | 'new'>): void {
  appendAudit(folder, [{ at: now().toISOString(), ...withoutUndefined({ by }), what: 'repaired', ...entry }])
}

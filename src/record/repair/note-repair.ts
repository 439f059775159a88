import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Sitting } from '../drafts/draft-file.ts'
import type { AuditEntry1 } from '../log/audit-line.ts'
import { appendAudit } from '../log/audit-log.ts'

/** One thing that can be mended: what it is, as a sentence without its end, and a function that does it. */
export interface Repair {
  readonly what: string
  run(): void
}

/** Logs a repair, so that `verify` accepts what it finds afterwards. */
export function note({ folder, by, now }: Sitting, entry: Pick<AuditEntry1, 'record' | 'why' | 'move' | 'new'>): void {
  appendAudit(folder, [{ at: now().toISOString(), ...withoutUndefined({ by }), what: 'repaired', ...entry }])
}

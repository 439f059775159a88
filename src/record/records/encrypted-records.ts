import { join } from 'node:path'
import { codeOf, syncFolder, writeWhole } from '../../disk/index.ts'
import { appendAudit } from '../log/audit-log.ts'
import { lastLineOf } from '../log/read-log.ts'
import { encryptedPath, isDay, type RecordFolder, recordPath, temporaryPath } from '../record-folder.ts'
import { decrypted, encrypted, type Identities } from './encryption.ts'
import { type Record1, readRecord, sha256Of } from './record-shape.ts'

export interface RecordPlace {
  /** ISO day of the answers. */
  readonly day: string
  readonly id: string
}

/**
 * Encrypts every record that stands open. Each is written whole beside the open one, then logged, and only then the
 * open one is taken away, so that a kill at any point leaves at least one of them; the next call goes on from there.
 * Returns how many were encrypted. Throws what the file system refuses.
 */
export async function encryptRecords(
  folder: RecordFolder,
  recipients: readonly string[],
  { at, by }: { readonly at: string; readonly by: string | undefined },
): Promise<number> {
  const open = openPlaces(folder)
  for (const { day, id } of open) {
    const { disk, records } = folder
    const [path, closedPath] = [recordPath(folder, day, id), encryptedPath(folder, day, id)]
    // Only after a kill is it there already, and only then the log, which may be long, has to be asked.
    const isWritten = disk.existsSync(closedPath)
    if (!isWritten) {
      const closed = await encrypted(disk.readFileSync(path), recipients)
      writeWhole(closedPath, closed, 'new', { disk: disk, temporary: temporaryPath(folder) })
    }
    if (!isWritten || lastLineOf(folder, id, ({ what }) => what === 'encrypted') === undefined) {
      const sha256 = sha256Of(disk.readFileSync(closedPath))
      const staff = by === undefined ? {} : { by }
      appendAudit(folder, [{ at, ...staff, record: id, what: 'encrypted', day, sha256 }])
    }
    disk.unlinkSync(path)
    syncFolder(disk, join(records, day))
  }
  return open.length
}

/** Records that anybody who may read the folder can read: told by their names alone, so that many take no time. */
function openPlaces({ disk, records }: RecordFolder): readonly RecordPlace[] {
  return daysIn({ disk, records }).flatMap((day) =>
    disk.readdirSync(join(records, day)).flatMap((name) => {
      const id = /^([0-9a-z-]+)\.jsonl$/.exec(name)?.[1]
      return id === undefined ? [] : [{ day, id }]
    }),
  )
}

function daysIn({ disk, records }: Pick<RecordFolder, 'disk' | 'records'>): readonly string[] {
  try {
    return disk.readdirSync(records).filter(isDay)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** An encrypted record, or in a few words why it stays closed. */
export async function openEncrypted(
  folder: RecordFolder,
  place: RecordPlace,
  identities: Identities | undefined,
): Promise<{ readonly record: Record1 } | { readonly problem: string }> {
  if (identities === undefined) return { problem: 'it is encrypted: --identity FILE opens it' }
  const opened = await bytesIn(folder, place, identities)
  if ('problem' in opened) return opened
  const record = readRecord(opened.bytes)
  if ('problem' in record) return record
  return record.head.id === place.id ? { record } : { problem: 'it holds another record' }
}

/** Why an encrypted record does not hold what was recorded, in a few words; undefined when it does. */
export async function problemInside(
  folder: RecordFolder,
  { sha256, ...place }: RecordPlace & { readonly sha256: string },
  identities: Identities,
): Promise<string | undefined> {
  const opened = await bytesIn(folder, place, identities)
  if ('problem' in opened) return opened.problem
  return sha256Of(opened.bytes) === sha256 ? undefined : 'it does not hold what was recorded'
}

async function bytesIn(
  folder: RecordFolder,
  { day, id }: RecordPlace,
  identities: Identities,
): Promise<{ readonly bytes: Uint8Array } | { readonly problem: string }> {
  const opened = await decrypted(folder.disk.readFileSync(encryptedPath(folder, day, id)), identities)
  if (!('problem' in opened)) return opened
  return { problem: opened.problem === 'damaged' ? 'it was changed after it was written' : wrongKey(identities) }
}

/** The keys that were tried, by what may be told of them. */
function wrongKey({ recipients }: Identities): string {
  const keys = recipients.length === 1 ? 'this key does not open it' : 'none of these keys opens it'
  return `${keys}: ${recipients.join(', ')}`
}

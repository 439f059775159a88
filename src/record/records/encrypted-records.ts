import { join } from 'node:path'
import { codeOf, readRegular, syncFolder, writeWhole } from '../../disk/index.ts'
import { appendAudit } from '../log/audit-log.ts'
import { type LoggedFiles, loggedFiles } from '../log/logged-files.ts'
import { encryptedPath, isDay, type RecordFolder, recordPath, temporaryPath } from '../record-folder.ts'
import { rememberRecipients } from './encrypted-folder.ts'
import { decrypted, encrypted, type Identities } from './encryption.ts'
import { type Record1, readRecord, sha256Of } from './record-shape.ts'

export interface RecordPlace {
  /** ISO day whose folder contains it. */
  readonly day: string
  readonly id: string
}

interface Encrypting {
  readonly at: string
  readonly by: string | undefined
}

export interface EncryptedRecords {
  readonly count: number
  /** Records that stay as they are, each with the reason, as a sentence without its end. */
  readonly left: readonly string[]
}

/**
 * Encrypts every open record. Each is written whole, then logged, and only then the open file is removed, so that a
 * kill at any point leaves at least one of the two and the next call continues from there. The name of an existing
 * encrypted file proves nothing: it is replaced, but only by what was recorded. Throws what the file system refuses.
 */
export async function encryptRecords(
  folder: RecordFolder,
  recipients: readonly string[],
  log: Encrypting,
): Promise<EncryptedRecords> {
  const left: string[] = []
  let count = 0
  const open = openPlaces(folder)
  if (open.length === 0) return { count, left }
  rememberRecipients(folder, recipients)
  const logged = loggedFiles(
    folder,
    open.map(({ id }) => id),
  )
  for (const place of open) {
    const why = await encryptedOne(folder, place, { recipients, log, recorded: logged(place.id).recorded })
    if (why === undefined) count += 1
    else left.push(`record ${place.id} of ${place.day}: ${why}`)
  }
  return { count, left }
}

/** Undefined when it is encrypted; otherwise why both files stay as they are. */
async function encryptedOne(
  folder: RecordFolder,
  { day, id }: RecordPlace,
  {
    recipients,
    log,
    recorded,
  }: { readonly recipients: readonly string[]; readonly log: Encrypting } & Pick<LoggedFiles, 'recorded'>,
): Promise<string | undefined> {
  const { disk, records } = folder
  const [path, closedPath] = [recordPath(folder, day, id), encryptedPath(folder, day, id)]
  const bytes = regularOrNot(folder, path)
  if (bytes === undefined) return 'it is not a regular file'
  if (recorded !== undefined && recorded !== sha256Of(bytes))
    return 'it was changed after it was written; it stays open'
  const isThere = disk.lstatSync(closedPath, { throwIfNoEntry: false }) !== undefined
  if (isThere && recorded === undefined)
    return 'there is an encrypted one next to it, and the log knows neither of them'
  const closed = await encrypted(bytes, recipients)
  writeWhole(closedPath, closed, { naming: isThere ? 'replace' : 'new', disk, temporary: temporaryPath(folder) })
  logEncrypted(folder, { day, id, closed, recipients, log, what: isThere ? 'reencrypted' : 'encrypted' })
  disk.unlinkSync(path)
  syncFolder(disk, join(records, day))
  return undefined
}

/** Logs the present hash of an encrypted file, so that it can be recognised without a key. */
export function logEncrypted(
  folder: RecordFolder,
  {
    day,
    id,
    closed,
    recipients,
    log,
    what,
  }: RecordPlace & {
    readonly closed: Uint8Array
    readonly recipients: readonly string[]
    readonly log: Encrypting
    readonly what: 'encrypted' | 'reencrypted'
  },
): void {
  const staff = log.by === undefined ? {} : { by: log.by }
  appendAudit(folder, [
    { at: log.at, ...staff, record: id, what, day, why: recipientsMark(recipients), sha256: sha256Of(closed) },
  ])
}

/** Lets recipients be compared without naming them. */
export function recipientsMark(recipients: readonly string[]): string {
  return sha256Of([...recipients].sort().join('\n')).slice(0, 16)
}

/**
 * Records that everybody who can read the folder can read. Found by file names alone, so that many records take no
 * time.
 */
function openPlaces(folder: RecordFolder): readonly RecordPlace[] {
  return placesOf(folder, /^([0-9a-z-]+)\.jsonl$/)
}

export function closedPlaces(folder: RecordFolder): readonly RecordPlace[] {
  return placesOf(folder, /^([0-9a-z-]+)\.jsonl\.age$/)
}

function placesOf({ disk, records }: RecordFolder, named: RegExp): readonly RecordPlace[] {
  return namesIn({ disk }, records)
    .filter(isDay)
    .flatMap((day) =>
      namesIn({ disk }, join(records, day)).flatMap((name) => {
        const id = named.exec(name)?.[1]
        return id === undefined ? [] : [{ day, id }]
      }),
    )
}

/** Empty for what is not a folder; `verify` says what it is. */
function namesIn({ disk }: Pick<RecordFolder, 'disk'>, folder: string): readonly string[] {
  try {
    return disk.readdirSync(folder)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return []
    throw error
  }
}

function regularOrNot({ disk }: RecordFolder, path: string): Uint8Array | undefined {
  try {
    return readRegular(disk, path)
  } catch {
    return undefined
  }
}

/** An encrypted record, or why it stays closed, in a few words. */
export async function openEncrypted(
  folder: RecordFolder,
  place: RecordPlace,
  identities: Identities | undefined,
): Promise<{ readonly record: Record1 } | { readonly problem: string }> {
  if (identities === undefined) return { problem: 'it is encrypted: --identity FILE opens it' }
  const opened = await bytesInside(folder, place, identities)
  if ('problem' in opened) return opened
  const record = readRecord(opened.bytes)
  if ('problem' in record) return record
  return record.head.id === place.id && record.head.on === place.day
    ? { record }
    : { problem: `it holds another record: ${record.head.id} of ${record.head.on}` }
}

/** The contents of an encrypted file, or why it stays closed, in a few words. */
export async function bytesInside(
  folder: RecordFolder,
  { day, id }: RecordPlace,
  identities: Identities,
): Promise<{ readonly bytes: Uint8Array } | { readonly problem: string }> {
  const closed = regularOrNot(folder, encryptedPath(folder, day, id))
  if (closed === undefined) return { problem: 'it is not a regular file' }
  const opened = await decrypted(closed, identities)
  if (!('problem' in opened)) return opened
  return { problem: opened.problem === 'damaged' ? 'it was changed after it was written' : wrongKey(identities) }
}

/** The public names of the keys that were tried. */
function wrongKey({ recipients }: Identities): string {
  const keys = recipients.length === 1 ? 'this key does not open it' : 'none of these keys opens it'
  return `${keys}: ${recipients.join(', ')}`
}

import { join } from 'node:path'
import { codeOf, readRegular } from '../../disk/index.ts'
import { markOfStored } from '../log/answers-mark.ts'
import { encryptedPath, idInName, isDay, type RecordFolder, recordPath } from '../record-folder.ts'
import { bytesInside, type RecordPlace } from '../records/encrypted-records.ts'
import type { Identities } from '../records/encryption.ts'
import { type Record1, readRecord, sha256Of } from '../records/record-shape.ts'
import type { Findings } from './findings.ts'
import type { Chain, KnownEntries } from './read-chain.ts'

/** Encrypted records whose file is as it was made. Only a key can show their contents. */
export type Closed = RecordPlace & { readonly known: KnownEntries }

/** Checks every record that the log knows against the disk, and reports whatever else is among the records. */
export function verifyRecords(folder: RecordFolder, { known }: Chain, findings: Findings): readonly Closed[] {
  const closed: Closed[] = []
  for (const [id, one] of known) {
    const { day, recorded } = one
    if (day === undefined || recorded === undefined) continue
    const open = at(folder, recordPath(folder, day, id))
    const sealed = at(folder, encryptedPath(folder, day, id))
    const isThere = open !== undefined || sealed !== undefined
    const what = `record ${id} of ${day}`
    if (one.gone === 'purged' && isThere)
      findings.problem(`record ${id} is still there, and the log says that it was purged`)
    if (one.gone !== undefined) continue
    if (!isThere) findings.problem(`${what} is in the log and not in the folder`)
    if (open !== undefined) verifyOpen(what, open, { known: one, id, day, findings })
    if (sealed === undefined) continue
    if (typeof sealed === 'string' || !one.sealed.includes(sha256Of(sealed))) {
      findings.problem(`${what} was changed after it was written`)
      if (typeof sealed !== 'string') closed.push({ id, day, known: one })
      continue
    }
    if (open !== undefined)
      findings.note(`${what} is still open next to its encrypted file: the next command that records encrypts it`)
    else closed.push({ id, day, known: one })
  }
  for (const name of namesIn(folder, folder.records)) verifyDay(folder, name, { known, findings })
  return closed
}

function verifyOpen(
  what: string,
  bytes: Uint8Array | string,
  about: { readonly known: KnownEntries; readonly id: string; readonly day: string; readonly findings: Findings },
): void {
  const { known, id, day, findings } = about
  if (typeof bytes === 'string') findings.problem(`${what}: ${bytes}`)
  else if (sha256Of(bytes) !== known.recorded) findings.problem(`${what} was changed after it was written`)
  else verifyContents(what, bytes, { known, id, day, findings })
}

/**
 * Checks the contents of a record whose file is as it was written, by this program or by somebody who also wrote the
 * log.
 */
function verifyContents(
  what: string,
  bytes: Uint8Array,
  { known, id, day, findings }: RecordPlace & { readonly known: KnownEntries; readonly findings: Findings },
): void {
  const read = readRecord(bytes)
  if ('problem' in read) {
    findings.problem(`${what}: ${read.problem}`)
    return
  }
  const { questionnaire } = read.head
  if (read.head.id !== id || read.head.on !== day) findings.problem(`${what} holds another record`)
  findings.needs(questionnaire.sha256, `${questionnaire.id} ${questionnaire.version}`, what)
  if (!hasLoggedAnswers(read, known)) findings.problem(`${what}: its answers are not those that the log has`)
}

/** For a record that was scored again, the answers are logged under the record before it. */
function hasLoggedAnswers({ head, body }: Record1, known: KnownEntries): boolean {
  return head.follows?.kind === 'rescored' || markOfStored(body.key, body.answers) === known.answers
}

/** Compares the contents of encrypted records with what was recorded. */
export async function verifyInside(
  folder: RecordFolder,
  closed: readonly Closed[],
  { identities, findings }: { readonly identities: Identities; readonly findings: Findings },
): Promise<void> {
  for (const { id, day, known } of closed) {
    const what = `record ${id} of ${day}`
    const opened = await bytesInside(folder, { id, day }, identities)
    if ('problem' in opened) findings.problem(`${what}: ${opened.problem}`)
    else if (sha256Of(opened.bytes) !== known.recorded) findings.problem(`${what}: it does not hold what was recorded`)
    else verifyContents(what, opened.bytes, { known, id, day, findings })
  }
}

function verifyDay(
  folder: RecordFolder,
  day: string,
  { known, findings }: { readonly known: Chain['known']; readonly findings: Findings },
): void {
  const path = join(folder.records, day)
  if (!isDay(day) || !isFolder(folder, path)) {
    findings.problem(`${path}: it is not a day with records`)
    return
  }
  for (const name of namesIn(folder, path)) {
    const id = idInName(name)
    const one = id === undefined ? undefined : known.get(id)
    if (id === undefined) findings.problem(`${join(path, name)}: it is not a record`)
    else if (one?.recorded === undefined || one.day !== day)
      findings.problem(`record ${id} of ${day} is not in the log${whereOf(folder, join(path, name), one)}`)
  }
}

/** Where a misplaced record belongs, or that the file is not a record. */
function whereOf(folder: RecordFolder, path: string, known: KnownEntries | undefined): string {
  if (known?.day !== undefined) return `: it belongs to ${known.day}`
  if (path.endsWith('.age')) return ''
  const bytes = at(folder, path)
  const read = bytes === undefined || typeof bytes === 'string' ? { problem: 'it cannot be read' } : readRecord(bytes)
  return 'problem' in read ? `: ${read.problem}` : ''
}

/** The bytes of a file, what it is instead, or undefined where there is none. */
export function at({ disk }: RecordFolder, path: string): Uint8Array | string | undefined {
  try {
    return readRegular(disk, path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    return codeOf(error) === 'EACCES' ? 'it may not be read' : 'it is not a regular file'
  }
}

export function namesIn({ disk }: RecordFolder, folder: string): readonly string[] {
  try {
    return disk.readdirSync(folder)
  } catch {
    return []
  }
}

export function isFolder({ disk }: RecordFolder, path: string): boolean {
  return disk.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

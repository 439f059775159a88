import { readRegular, writeWhole } from '../../disk/index.ts'
import { type LoggedFiles, loggedFiles } from '../log/logged-files.ts'
import { encryptedPath, type RecordFolder, temporaryPath } from '../record-folder.ts'
import { rememberRecipients } from './encrypted-folder.ts'
import { bytesInside, closedPlaces, logEncrypted, recipientsMark } from './encrypted-records.ts'
import { encrypted, type Identities } from './encryption.ts'
import { sha256Of } from './record-shape.ts'

/** One record to be encrypted again: done now or earlier, or why not, in a few words. */
export interface Reencrypted {
  readonly id: string
  readonly day: string
  readonly problem?: string
}

/**
 * Encrypts every closed record again, to other recipients. The old file is replaced only by its own contents, once
 * these match the log. A kill leaves each file either old or new and whole, and the next run continues. The new file is
 * logged before it replaces the old one, so that the log always knows the file that exists.
 */
export async function* reencryptRecords(
  folder: RecordFolder,
  { recipients, identities }: { readonly recipients: readonly string[]; readonly identities: Identities },
  log: { readonly at: string; readonly by: string | undefined },
): AsyncGenerator<Reencrypted> {
  rememberRecipients(folder, recipients)
  const places = closedPlaces(folder)
  const logged = loggedFiles(
    folder,
    places.map(({ id }) => id),
  )
  for (const place of places) {
    const problem = await reencryptedOne(folder, { ...place, recipients, identities, log, logged: logged(place.id) })
    yield problem === undefined ? place : { ...place, problem }
  }
}

async function reencryptedOne(
  folder: RecordFolder,
  one: {
    readonly day: string
    readonly id: string
    readonly recipients: readonly string[]
    readonly identities: Identities
    readonly log: { readonly at: string; readonly by: string | undefined }
    readonly logged: LoggedFiles
  },
): Promise<string | undefined> {
  const { disk } = folder
  const { day, id, recipients, identities, log, logged } = one
  const path = encryptedPath(folder, day, id)
  const { sealed, recorded } = logged
  // An earlier run that was stopped already did this one.
  if (sealed?.recipients === recipientsMark(recipients) && sealed.sha256 === hashAt(folder, path)) return undefined
  const opened = await bytesInside(folder, { day, id }, identities)
  if ('problem' in opened) return opened.problem
  if (recorded !== sha256Of(opened.bytes)) return 'it does not hold what was recorded'
  const before = hashAt(folder, path)
  const closed = await encrypted(opened.bytes, recipients)
  // Another process was faster and has logged its file, so that this one must not replace it.
  if (hashAt(folder, path) !== before) return 'another program changed it in the meantime'
  logEncrypted(folder, { day, id, closed, recipients, log, what: 'reencrypted' })
  writeWhole(path, closed, { naming: 'replace', disk, temporary: temporaryPath(folder) })
  return undefined
}

function hashAt({ disk }: RecordFolder, path: string): string | undefined {
  try {
    return sha256Of(readRegular(disk, path))
  } catch {
    return undefined
  }
}

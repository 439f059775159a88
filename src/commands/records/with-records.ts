import { visible } from '../../diagnostics/index.ts'
import { type Fault, faultInWords, faultOf } from '../../disk/index.ts'
import {
  type Identities,
  isRecordFolder,
  openEncrypted,
  openRecord,
  type Record1,
  type RecordFolder,
} from '../../record/index.ts'
import type { Settings } from '../../settings/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { recordsToRead } from '../desk/record-folder.ts'
import { settingsInForce } from '../desk/settings.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import type { OrExit } from '../open-questionnaire.ts'

/** Runs a command on the record folder. Only here is a refusal of the file system reported. */
export async function withRecords(
  io: Io,
  command: (folder: RecordFolder, settings: Settings) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const folder = await recordsToRead(io, settings.value)
  return toldFault(folder, io, async () => {
    if (isRecordFolder(folder)) return command(folder, settings.value)
    io.err(`prescreen: ${visible(folder.path)}: there is no record folder here\n`)
    return Exit.noInput
  })
}

/** Reports what the file system refuses and returns its exit code. */
export async function toldFault(folder: RecordFolder, io: Io, command: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await command()
  } catch (error) {
    const fault: Fault = faultOf(error, folder.path)
    io.err(`prescreen: ${visible(fault.path)}: ${visible(faultInWords(fault))}\n`)
    return exitFor(fault, 'writing')
  }
}

/** One record by the beginning of its id. Otherwise the reason is printed. */
export async function recordNamed(
  folder: RecordFolder,
  typed: string,
  { io, identity }: { readonly io: Io; readonly identity: string | undefined },
): Promise<OrExit<Record1>> {
  const identities = await identitiesIn(identity, io)
  if ('exit' in identities) return identities
  const found = openRecord(folder, typed)
  const opened = 'closed' in found ? await unlocked(folder, found.closed, identities.value) : found
  if ('record' in opened) return { value: opened.record }
  if ('problem' in opened) {
    io.err(`prescreen: ${opened.problem}\n`)
    return { exit: Exit.badData }
  }
  io.err(
    opened.ids.length === 0
      ? `prescreen: there is no record ${visible(typed)}; type at least the first four characters of its id\n`
      : `prescreen: several records begin like this: ${opened.ids.join(', ')}\n`,
  )
  return { exit: Exit.noInput }
}

async function unlocked(
  folder: RecordFolder,
  place: Parameters<typeof openEncrypted>[1],
  identities: Identities | undefined,
): Promise<{ readonly record: Record1 } | { readonly problem: string }> {
  const opened = await openEncrypted(folder, place, identities)
  return 'problem' in opened ? { problem: `record ${place.id}: ${opened.problem}` } : opened
}

import { visible } from '../../diagnostics/index.ts'
import { type Fault, faultInWords, faultOf } from '../../disk/index.ts'
import {
  draftStore,
  encryptRecords,
  type RecordFolder,
  readyRecordFolder,
  recipientProblem,
  recordFolderAt,
  type Sitting,
} from '../../record/index.ts'
import { inMemory } from '../../screening/index.ts'
import type { Settings } from '../../settings/index.ts'
import { localTime } from '../environment.ts'
import { Exit, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import type { OrExit } from '../open-questionnaire.ts'
import type { Keeping } from './keeping.ts'

/** Where records are, whether or not there are any: environment before settings before the user's data folder. */
export async function recordsPath(io: Io, { records }: Settings): Promise<string> {
  const set = io.env.PRESCREEN_HOME
  return set !== undefined && set !== '' ? set : (records ?? (await io.dataFolder()))
}

/** The record folder for reading only. */
export async function recordsToRead(io: Io, settings: Settings): Promise<RecordFolder> {
  return recordFolderAt({ path: await recordsPath(io, settings), owner: io.owner })
}

/** The record folder, made where it is missing; why not, told, where it cannot be. */
export async function recordsToWrite(io: Io, settings: Settings): Promise<OrExit<RecordFolder>> {
  for (const recipient of settings.recipients) {
    const problem = await recipientProblem(recipient)
    if (problem === undefined) continue
    // Not repeated: somebody may have put the secret key there.
    const which = settings.recipients.indexOf(recipient) + 1
    io.err(`prescreen: the settings, \`recipients\`, number ${which}: ${problem}\n`)
    return { exit: Exit.configuration }
  }
  const path = await recordsPath(io, settings)
  const ready = readyRecordFolder({
    path,
    // A folder that somebody named may be on a share that is not there now; it is not made up in its absence.
    parents: path === (await io.dataFolder()) ? 'made' : 'needed',
    owner: io.owner,
  })
  if ('folder' in ready) return { value: ready.folder }
  io.err(`prescreen: the record folder ${visible(path)}: ${faultInWords(ready.fault)}\n`)
  io.err('   nothing was asked; --no-save goes on without keeping anything\n')
  return { exit: exitFor(ready.fault, 'writing') }
}

export function sittingOf(io: Io, folder: RecordFolder, by: string | undefined): Sitting {
  return { folder, program: io.version, by, now: io.now, local: localTime }
}

/** A store for the next person: on disk, or as long as the program runs. */
export function storeFor(sitting: Sitting | undefined): Keeping {
  return sitting === undefined ? inMemory() : draftStore(sitting)
}

/**
 * Encrypts what was recorded, where the site has recipients. What cannot be encrypted stays readable, is told, and is
 * encrypted the next time that something is recorded.
 */
export async function encryptKept(
  sitting: Sitting | undefined,
  settings: Settings,
  io: Io,
): Promise<Fault | undefined> {
  if (sitting === undefined || settings.recipients.length === 0) return undefined
  const { folder, by } = sitting
  try {
    await encryptRecords(folder, settings.recipients, { at: io.now().toISOString(), by })
    return undefined
  } catch (error) {
    const fault = faultOf(error, folder.path)
    io.err(`prescreen: a record is kept but not encrypted: ${visible(fault.path)}: ${faultInWords(fault)}\n`)
    return fault
  }
}

import { win32 } from 'node:path'
import { visible } from '../../diagnostics/index.ts'
import { type Fault, faultInWords, faultOf } from '../../disk/index.ts'
import {
  draftStore,
  encryptRecords,
  isEncrypted,
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

/**
 * Where records are, whether or not there are any: from the environment, or the settings, or else the user's data
 * folder.
 */
export async function recordsPath(io: Io, { records }: Settings): Promise<string> {
  const set = io.env.PRESCREEN_HOME
  return set !== undefined && set !== '' ? set : (records ?? (await io.dataFolder()))
}

/** The record folder for reading only. */
export async function recordsToRead(io: Io, settings: Settings): Promise<RecordFolder> {
  return recordFolderAt({
    path: (await recordsPath(io, settings)) || 'no home folder',
    owner: io.owner,
    ...anchorOf(io, settings),
  })
}

/** Where heads of the log are also written. If that fails it is reported once, and nothing stops. */
function anchorOf(io: Io, { anchor }: Settings): Pick<RecordFolder, 'anchor'> | undefined {
  if (anchor === undefined) return undefined
  let isTold = false
  const failed = (fault: Fault): void => {
    if (isTold) return
    isTold = true
    const why = faultInWords(fault, 'writing')
    io.atEnd(`prescreen: the anchor ${visible(anchor)}: ${why}; the heads that it lacks are added the next time\n`)
  }
  return { anchor: { path: anchor, failed } }
}

/**
 * Whether this folder has encrypted records but the settings name nobody to encrypt the next one to. If so, that is
 * reported.
 */
export function wouldGoOpen(folder: RecordFolder, settings: Settings, io: Io): boolean {
  if (settings.recipients.length > 0 || !isEncrypted(folder)) return false
  io.err(
    `prescreen: the records in ${visible(folder.path)} are encrypted, and the settings name no \`recipients\`\n   put them back (encrypted-to.txt in that folder names the last ones), or choose another folder\n`,
  )
  return true
}

/** The record folder, created where it is missing. Where it cannot be, the reason is reported. */
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
  if (path === '') {
    io.err('prescreen: this user has no home folder to keep records in: name one in PRESCREEN_HOME\n')
    io.err('   nothing was asked; --no-save goes on without keeping anything\n')
    return { exit: Exit.configuration }
  }
  const ready = readyRecordFolder({
    path,
    // A folder that somebody named may be on a share that is not connected now. It must not be created locally instead.
    parents: path === (await io.dataFolder()) ? 'made' : 'needed',
    owner: io.owner,
    ...anchorOf(io, settings),
  })
  if ('folder' in ready) {
    if (wouldGoOpen(ready.folder, settings, io)) return { exit: Exit.configuration }
    if (isOpenToOthers(path, io)) io.err(OPEN_TO_OTHERS)
    if (isWritableByAll(ready.folder, io)) io.err(`prescreen: ${WRITABLE_BY_ALL}: chmod 700 ${visible(path)}\n`)
    return { value: ready.folder }
  }
  io.err(`prescreen: the record folder ${visible(path)}: ${faultInWords(ready.fault)}\n`)
  io.err('   nothing was asked; --no-save goes on without keeping anything\n')
  return { exit: exitFor(ready.fault, 'writing') }
}

const OPEN_TO_OTHERS =
  'prescreen: the record folder is not below your own user folder: other users of this computer may be able to read it\n   set its rights in Explorer (Properties, Security), or encrypt records with `recipients`\n'

/** On Windows a file's mode keeps nobody out. A folder inside the user's own is protected by that folder's rights. */
export function isOpenToOthers(path: string, { system, env }: Pick<Io, 'system' | 'env'>): boolean {
  const own = env.USERPROFILE
  if (system !== 'win32' || own === undefined || own === '') return false
  const fromOwn = win32.relative(own, path)
  return fromOwn.startsWith('..') || win32.isAbsolute(fromOwn)
}

const WRITABLE_BY_ALL = 'every user of this computer may rename and remove what is in the record folder'

/** An existing folder keeps its mode: a clinic's share may well belong to a group, but never to everybody. */
function isWritableByAll({ disk, path }: RecordFolder, { system }: Pick<Io, 'system'>): boolean {
  return system !== 'win32' && (disk.lstatSync(path).mode & 0o002) !== 0
}

export function sittingOf(io: Io, folder: RecordFolder, by: string | undefined): Sitting {
  return { folder, program: io.version, by, now: io.now, local: localTime }
}

/** A store for the next person: on disk, or in memory while the program runs. */
export function storeFor(sitting: Sitting | undefined): Keeping {
  return sitting === undefined ? inMemory() : draftStore(sitting)
}

/**
 * Encrypts new records, where the site has recipients. What cannot be encrypted stays readable, is reported, and is
 * encrypted together with the next record.
 */
export async function encryptKept(
  sitting: Sitting | undefined,
  settings: Settings,
  io: Io,
): Promise<Fault | undefined> {
  if (sitting === undefined || settings.recipients.length === 0) return undefined
  const { folder, by } = sitting
  try {
    const { left } = await encryptRecords(folder, settings.recipients, { at: io.now().toISOString(), by })
    for (const one of left)
      io.err(`prescreen: not encrypted: ${visible(one)}; \`prescreen records verify\` says more\n`)
    return undefined
  } catch (error) {
    const fault = faultOf(error, folder.path)
    io.err(`prescreen: a record is kept but not encrypted: ${visible(fault.path)}: ${faultInWords(fault)}\n`)
    return fault
  }
}

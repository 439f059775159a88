import { visible } from '../../diagnostics/index.ts'
import { reasonInWords } from '../../disk/index.ts'
import { isRecordFolder, type RepairOptions, repairs, verify } from '../../record/index.ts'
import { recordsPath, recordsToRead, recordsToWrite, sittingOf } from '../desk/record-folder.ts'
import { settingsInForce } from '../desk/settings.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { type OrExit, shippedIds } from '../open-questionnaire.ts'
import { tellVerified } from './records-verify.ts'
import { toldFault } from './with-records.ts'

export interface RepairCommandOptions {
  readonly dryRun?: true
  readonly from?: readonly string[]
  readonly lost?: readonly string[]
  readonly by?: string
}

/** `prescreen records repair`: mends what can be mended without a decision, and lists what a person has to decide. */
export async function repair(options: RepairCommandOptions, io: Io): Promise<ExitCode> {
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const forms = await formsIn(options.from ?? [], io)
  if ('exit' in forms) return forms.exit
  if (!isRecordFolder(await recordsToRead(io, settings.value))) {
    io.err(`prescreen: ${visible(await recordsPath(io, settings.value))}: there is no record folder here\n`)
    return Exit.noInput
  }
  const folder = await recordsToWrite(io, settings.value)
  if ('exit' in folder) return folder.exit
  return toldFault(folder.value, io, async () => {
    const wanted: RepairOptions = { form: (sha256) => forms.value.get(sha256), lost: options.lost ?? [] }
    let count = 0
    for (const one of repairs(sittingOf(io, folder.value, options.by), wanted)) {
      count += 1
      io.out(`${one.what.split('\n').map(visible).join('\n')}\n`)
      if (!options.dryRun) one.run()
    }
    if (count === 0) io.err('There is nothing that can be mended without you.\n')
    if (options.dryRun) {
      if (count > 0) io.err('Nothing was changed; without --dry-run it is done.\n')
      return Exit.done
    }
    const verified = verify(folder.value)
    tellVerified(verified, io)
    if (verified.problems.length > 0)
      io.err('What is left is for you to decide: a backup may have it; --lost ID says that it is lost for good.\n')
    return verified.problems.length === 0 ? Exit.done : Exit.badData
  })
}

/** Questionnaires that may be missing in the folder: those that were named, and those that come with the program. */
async function formsIn(paths: readonly string[], io: Io): Promise<OrExit<ReadonlyMap<string, Uint8Array>>> {
  const forms = new Map<string, Uint8Array>()
  for (const id of await shippedIds(io)) {
    const read = await io.read(`${io.shippedFolder}/${id}.yaml`)
    if ('bytes' in read) forms.set(io.sha256(read.bytes), read.bytes)
  }
  for (const path of paths) {
    const read = await io.read(path)
    if ('reason' in read) {
      io.err(`prescreen: ${visible(path)}: ${reasonInWords(read.reason, 'reading')}\n`)
      return { exit: exitFor(read, 'reading') }
    }
    forms.set(io.sha256(read.bytes), read.bytes)
  }
  return { value: forms }
}

import { plural, visible } from '../../diagnostics/index.ts'
import { beginsId, closeIntoRecord, type DraftFound, draftsIn, holderInWords } from '../../record/index.ts'
import { encryptKept, recordsToWrite, sittingOf } from '../desk/record-folder.ts'
import { settingsInForce } from '../desk/settings.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { daysBefore } from './days-before.ts'
import { toldFault } from './with-records.ts'

export interface CloseOptions {
  readonly olderThan?: string
  readonly dryRun?: true
  readonly by?: string
}

/** `prescreen records close`: drafts that nobody will finish become records that say so. */
export async function close(ids: readonly string[], options: CloseOptions, io: Io): Promise<ExitCode> {
  const days = /^(\d{1,5})d$/.exec(options.olderThan ?? '')?.[1]
  if ((options.olderThan !== undefined && days === undefined) || (ids.length === 0 && days === undefined)) {
    io.err('prescreen: name drafts by their ids, or say --older-than with days, such as 7d\n')
    return Exit.usage
  }
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const folder = await recordsToWrite(io, settings.value)
  if ('exit' in folder) return folder.exit
  return toldFault(folder.value, io, async () => {
    const sitting = sittingOf(io, folder.value, options.by)
    const before = days === undefined ? undefined : daysBefore(io.now().getTime(), Number(days))
    const isMeant = (draft: DraftFound) =>
      ids.length > 0
        ? ids.some((typed) => beginsId(typed, draft.id))
        : 'last' in draft && before !== undefined && draft.last < before
    const meant = draftsIn(folder.value).filter(isMeant)
    let exit: ExitCode = meant.length === 0 && ids.length > 0 ? Exit.noInput : Exit.done
    let closed = 0
    for (const { id } of options.dryRun ? [] : meant) {
      const done = closeIntoRecord(sitting, id)
      if ('record' in done) closed += 1
      else {
        exit = 'heldBy' in done ? Exit.locked : Exit.badData
        const why = 'heldBy' in done ? `it is in use ${holderInWords(done.heldBy)}` : done.problem
        io.err(`prescreen: draft ${id}: ${visible(why)}; it was not changed\n`)
      }
    }
    for (const { id } of meant) if (options.dryRun) io.out(`draft  ${id}\n`)
    io.err(
      options.dryRun
        ? `${plural(meant.length, 'draft')} would become ${meant.length === 1 ? 'a record' : 'records'}. Nothing was changed.\n`
        : `${plural(closed, 'draft')} closed, as ${closed === 1 ? 'a record that is' : 'records that are'} not finished.\n`,
    )
    const fault = await encryptKept(sitting, settings.value, io)
    return fault === undefined ? exit : exitFor(fault, 'writing')
  })
}

import { plural } from '../../diagnostics/index.ts'
import { type Old, olderThan, purge } from '../../record/index.ts'
import { sittingOf } from '../desk/record-folder.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { withRecords } from './with-records.ts'

export interface PurgeOptions {
  readonly olderThan: string
  readonly dryRun?: true
  readonly by?: string
  readonly yes?: true
}

const DAY = 24 * 60 * 60 * 1000

/** `prescreen records purge`: what is older goes, and the log says that it went. */
export async function purgeOld({ olderThan: typed, dryRun, by, yes }: PurgeOptions, io: Io): Promise<ExitCode> {
  const days = /^(\d{1,5})d$/.exec(typed)?.[1]
  if (days === undefined) {
    io.err('prescreen: --older-than takes days, such as 90d\n')
    return Exit.usage
  }
  const before = new Date(io.now().getTime() - Number(days) * DAY).toISOString()
  return withRecords(io, async (folder) => {
    const sitting = sittingOf(io, folder, by)
    const counts = { record: 0, draft: 0 }
    for (const old of olderThan(folder, before)) {
      counts[old.kind] += 1
      if (dryRun) io.say(`${old.kind}  ${old.id}  ${old.last}\n`)
    }
    const words = `${plural(counts.record, 'record')} and ${plural(counts.draft, 'draft')} older than ${days} days`
    if (dryRun || counts.record + counts.draft === 0) {
      io.err(
        dryRun
          ? `${words} would go. Nothing was changed.\n`
          : `There are no records or drafts older than ${days} days.\n`,
      )
      return Exit.done
    }
    if (!yes && !(await isMeant(words, io))) return Exit.interrupted
    const kept: Old[] = []
    for (const old of olderThan(folder, before)) if (!purge(sitting, old, `older than ${days}d`)) kept.push(old)
    const gone = counts.record + counts.draft - kept.length
    io.err(`${gone} gone for good; the log says so.\n`)
    for (const { id } of kept) io.err(`draft ${id} is in use and was kept\n`)
    return kept.length === 0 ? Exit.done : Exit.locked
  })
}

/** Nobody is asked where nobody can answer: the command line said it. */
async function isMeant(words: string, io: Io): Promise<boolean> {
  if (io.terminal === undefined) return true
  const { chooseOne } = await import('../../terminal/index.ts')
  const yes = `Yes, take away ${words} for good`
  return (await chooseOne('Is this meant?', ['No, keep them', yes], io.terminal)) === yes
}

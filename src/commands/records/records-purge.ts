import { plural, visible } from '../../diagnostics/index.ts'
import { newestLine, type Old, olderThan, purge, type RecordFolder } from '../../record/index.ts'
import { sittingOf } from '../desk/record-folder.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { daysBefore } from './days-before.ts'
import { withRecords } from './with-records.ts'

export interface PurgeOptions {
  readonly olderThan: string
  readonly dryRun?: true
  readonly by?: string
  readonly yes?: true
  /** Today's ISO day, where the clock cannot be trusted. */
  readonly on?: string
}

/** The clock is trusted up to this many days after the newest line of the log. */
const BELIEVED = 30

/** `prescreen records purge`: removes what is older, and logs that it was removed. */
export async function purgeOld(options: PurgeOptions, io: Io): Promise<ExitCode> {
  const { olderThan: typed, dryRun, by, yes, on } = options
  const days = /^(\d{1,5})d$/.exec(typed)?.[1]
  if (days === undefined) {
    io.err('prescreen: --older-than takes days, such as 90d\n')
    return Exit.usage
  }
  if (on !== undefined && !isIsoDay(on)) {
    io.err('prescreen: --on is a day of the calendar, such as 2026-11-22\n')
    return Exit.usage
  }
  return withRecords(io, async (folder) => {
    const doubt = on === undefined ? doubtOfClock(folder, io.now()) : undefined
    if (doubt !== undefined) {
      io.err(`prescreen: ${doubt}\n   nothing was purged; --on DATE says which day it is, such as --on 2026-11-22\n`)
      return Exit.usage
    }
    const today = on === undefined ? io.now().getTime() : Date.parse(`${on}T23:59:59.999Z`)
    const before = daysBefore(today, Number(days))
    const found = [...olderThan(folder, before)]
    if (dryRun) for (const old of found) io.say(`${lineOf(old)}\n`)
    if (dryRun || found.length === 0) {
      io.err(dryRun ? `${counted(found)} older than ${days} days would go. Nothing was changed.\n` : none(days))
      return Exit.done
    }
    if (!yes) {
      const meant = await isMeant(`${counted(found)} older than ${days} days`, io)
      if (meant !== Exit.done) return meant
    }
    const sitting = sittingOf(io, folder, by)
    const kept = found.filter((old) => !purge(sitting, old, `older than ${days}d`))
    io.err(`${found.length - kept.length} gone for good; the log says so.\n`)
    for (const { id } of kept) io.err(`draft ${id} is in use and was kept\n`)
    io.err(`What remains: ${counted([...olderThan(folder, '9999')])}.\n`)
    return kept.length === 0 ? Exit.done : Exit.locked
  })
}

function lineOf({ kind, id, last, paths }: Old): string {
  return visible(`${kind}  ${id ?? paths[0]?.replace(/^.*[/\\]/, '')}  ${last}`)
}

function none(days: string): string {
  return `There are no records or drafts older than ${days} days.\n`
}

/** Why the clock cannot be trusted: it is years ahead, or behind what was written last. */
function doubtOfClock(folder: RecordFolder, now: Date): string | undefined {
  const newest = newestLine(folder)
  if (newest === undefined) return undefined
  const isBefore = now.toISOString() < newest
  if (!isBefore && newest >= daysBefore(now.getTime(), BELIEVED)) return undefined
  const [today, last] = [now.toISOString().slice(0, 10), newest.slice(0, 10)]
  const why = isBefore ? 'the clock is before it' : `more than ${BELIEVED} days later`
  return `the clock says ${today}, and the newest line of the log is of ${last}: ${why}`
}

function isIsoDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

async function isMeant(words: string, io: Io): Promise<ExitCode> {
  if (io.terminal === undefined) {
    io.err(`prescreen: ${words} would go for good, and nobody can be asked here\n   --yes says that it is meant\n`)
    return Exit.usage
  }
  const { chooseOne } = await import('../../terminal/index.ts')
  const yes = `Yes, delete ${words} for good`
  return (await chooseOne('Is this meant?', ['No, keep them', yes], io.terminal)) === yes ? Exit.done : Exit.interrupted
}

function counted(found: readonly Old[]): string {
  const of = (...kinds: readonly Old['kind'][]) => found.filter(({ kind }) => kinds.includes(kind)).length
  const more = [
    [of('damaged record'), 'damaged record'],
    [of('copy'), 'copy of a damaged draft'],
    [of('leftover'), 'half-written file'],
  ] as const
  return [
    `${plural(of('record'), 'record')} and ${plural(of('draft'), 'draft')}`,
    ...more.flatMap(([count, what]) =>
      count === 0
        ? []
        : [what.startsWith('copy') && count > 1 ? `${count} copies of damaged drafts` : plural(count, what)],
    ),
  ].join(', ')
}

import { visible } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import {
  beginsId,
  type Identities,
  keepRescored,
  loadSavedForm,
  type RecordFolder,
  type RecordHead1,
  readHeads,
  readRecords,
  remembered,
  rescored,
} from '../../record/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { encryptKept, sittingOf, wouldGoOpen } from '../desk/record-folder.ts'
import { settingsInForce } from '../desk/settings.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { openQuestionnaire } from '../open-questionnaire.ts'
import { logRead } from './access.ts'
import { type WantedOptions, wantedBy } from './records-list.ts'
import { rescoreReport } from './rescore-report.ts'
import { withRecords } from './with-records.ts'

export interface RescoreOptions extends Omit<WantedOptions, 'questionnaire'> {
  readonly with: string
  readonly dryRun?: true
  readonly identity?: string
  readonly by?: string
}

/**
 * `prescreen records rescore`: the results of recorded answers under another version of their form, as new records next
 * to the old ones, with everything that could not be carried over.
 */
export async function rescore(ids: readonly string[], options: RescoreOptions, io: Io): Promise<ExitCode> {
  const wanted = wantedBy(options)
  if (typeof wanted === 'string') {
    io.err(`prescreen: ${wanted}\n`)
    return Exit.usage
  }
  const form = await openQuestionnaire(options.with, io)
  if ('exit' in form) return form.exit
  const identities = await identitiesIn(options.identity, io)
  if ('exit' in identities) return identities.exit
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const to = form.value
  return withRecords(io, async (folder) => {
    if (options.dryRun === undefined && wouldGoOpen(folder, settings.value, io)) return Exit.configuration
    logRead(folder, { by: options.by, why: options.dryRun ? 'rescore --dry-run' : 'rescore' }, io)
    const sitting = sittingOf(io, folder, options.by)
    const report = rescoreReport(to, options.dryRun === undefined ? 'kept' : 'tried')
    const done = await leftAsTheyAre(folder, to, identities.value)
    const formKept = remembered((sha256: string) => loadSavedForm(folder, sha256))
    const met = new Set<string>()
    let unread = 0
    const cannot = (what: string, problem: string) => {
      unread += 1
      io.err(`prescreen: ${visible(what)}: ${problem}\n`)
    }
    for await (const reading of readRecords(folder, { ...wanted, questionnaire: to.id }, identities.value)) {
      if ('problem' in reading) {
        cannot(reading.what, reading.problem)
        continue
      }
      const { record } = reading
      const { id, questionnaire } = record.head
      const named = ids.filter((typed) => beginsId(typed, id))
      for (const typed of named) met.add(typed)
      if (ids.length > 0 && named.length === 0) continue
      if (done.has(id)) {
        if (named.length > 0) io.err(`record ${id} is left as it is: ${LEFT}\n`)
        continue
      }
      const from = formKept(questionnaire.sha256)
      if (from === undefined) {
        cannot(`record ${id}`, 'the questionnaire that it was made with is missing or damaged')
        continue
      }
      const again = rescored(sitting, record, { from, to })
      if (options.dryRun === undefined) keepRescored(sitting, again, to)
      io.out(report.add(record, again))
    }
    const unmet = ids.filter((typed) => !met.has(typed))
    for (const typed of unmet) io.err(`prescreen: there is no record ${visible(typed)} of \`${to.id}\`\n`)
    io.err(report.end())
    const fault = await encryptKept(sitting, settings.value, io)
    if (fault !== undefined) return exitFor(fault, 'writing')
    if (unread > 0) return Exit.badData
    return unmet.length === 0 ? Exit.done : Exit.noInput
  })
}

const LEFT = 'it was made or scored with this form already, or another record has replaced it'

/**
 * Ids of records that are not scored again: those made with this very form, those that were corrected or scored with it
 * since, and those that came from scoring again themselves. Of these, the original has the answers that somebody gave.
 */
async function leftAsTheyAre(
  folder: RecordFolder,
  to: Questionnaire,
  identities: Identities | undefined,
): Promise<ReadonlySet<string>> {
  const left = new Set<string>()
  const isThis = ({ questionnaire }: RecordHead1) => questionnaire.sha256 === to.source.sha256
  for await (const found of readHeads(folder, {}, identities)) {
    if (!('head' in found)) continue
    const { head } = found
    if (isThis(head) || head.follows?.kind === 'rescored') left.add(head.id)
    if (head.follows?.kind === 'correction' || (head.follows !== undefined && isThis(head)))
      left.add(head.follows.record)
  }
  return left
}

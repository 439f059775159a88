import { type GivenTally, givenTally } from '../../authoring/index.ts'
import { plural, visible } from '../../diagnostics/index.ts'
import { answersIn, loadSavedForm, type RecordFolder, readHeads, readRecords, remembered } from '../../record/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { OrExit } from '../open-questionnaire.ts'
import { logLeaving } from '../records/access.ts'
import { withRecords } from '../records/with-records.ts'
import type { TwoForms } from './diff-given.ts'

/** The records of the old form, each replaced by its latest correction. It is logged that they were read. */
export async function givenInRecords(
  { old, now }: TwoForms,
  { identity, by }: { readonly identity?: string | undefined; readonly by?: string | undefined },
  io: Io,
): Promise<OrExit<GivenTally>> {
  const identities = await identitiesIn(identity, io)
  if ('exit' in identities) return identities
  const tally = givenTally(old, now)
  let isDone = false
  const exit = await withRecords(io, async (folder): Promise<ExitCode> => {
    const { count, replaced } = await surveyed(folder, old.id, identities.value)
    const refused =
      count === 0
        ? undefined
        : logLeaving(folder, { what: 'exported', by, why: `diff, ${plural(count, 'record')}` }, io)
    if (refused !== undefined) return refused
    const formKept = remembered((sha256: string) => loadSavedForm(folder, sha256))
    for await (const reading of readRecords(folder, { questionnaire: old.id }, identities.value)) {
      if ('problem' in reading) {
        io.err(`prescreen: ${visible(reading.what)}: ${reading.problem}\n`)
        continue
      }
      const { head, body } = reading.record
      if (replaced.has(head.id) || head.follows?.kind === 'rescored') continue
      const form = head.questionnaire.sha256 === old.source.sha256 ? old : formKept(head.questionnaire.sha256)
      if (form === undefined)
        io.err(`prescreen: record ${head.id}: the questionnaire that it was made with is missing or damaged\n`)
      else tally.add({ label: head.id, form, answers: answersIn(body.answers), on: head.on })
    }
    isDone = true
    return Exit.done
  })
  return isDone ? { value: tally.result() } : { exit }
}

/** How many records of the form there are, and which of them have been corrected. */
async function surveyed(
  folder: RecordFolder,
  questionnaire: string,
  identities: Parameters<typeof readHeads>[2],
): Promise<{ readonly count: number; readonly replaced: ReadonlySet<string> }> {
  const replaced = new Set<string>()
  let count = 0
  for await (const found of readHeads(folder, { questionnaire }, identities)) {
    if (!('head' in found)) continue
    count += 1
    const { follows } = found.head
    if (follows?.kind === 'correction') replaced.add(follows.record)
  }
  return { count, replaced }
}

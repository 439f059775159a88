import { didYouMean, plural, visible } from '../../diagnostics/index.ts'
import { faultInWords, writeNewFile } from '../../disk/index.ts'
import {
  EXPORT_FORMATS,
  type ExportFormat,
  exportForm,
  fits,
  type Identities,
  loadSavedForm,
  type RecordFolder,
  type RecordQuery,
  readHeads,
  readRecords,
} from '../../record/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { logLeaving } from './access.ts'
import { type WantedOptions, wantedBy } from './records-list.ts'
import { withRecords } from './with-records.ts'

export interface ExportOptions extends WantedOptions {
  readonly identity?: string
  readonly output?: string
  readonly as?: string
  readonly by?: string
}

/** `prescreen records export`: the answers as a table for `score` and spreadsheets, in the order of the list. */
export async function exportRecords(options: ExportOptions, io: Io): Promise<ExitCode> {
  const { output = '-', by } = options
  const wanted = wantedBy(options)
  if (typeof wanted === 'string') {
    io.err(`prescreen: ${wanted}\n`)
    return Exit.usage
  }
  const format = formatFor(options)
  if (format === undefined) {
    const help = didYouMean(options.as ?? '', EXPORT_FORMATS) ?? `it is one of ${EXPORT_FORMATS.join(', ')}`
    io.err(`prescreen: --as cannot be \`${visible(options.as ?? '')}\`\n   ${help}\n`)
    return Exit.usage
  }
  const identities = await identitiesIn(options.identity, io)
  if ('exit' in identities) return identities.exit
  return withRecords(io, async (folder) => {
    const table = await surveyed(folder, wanted, identities.value)
    if (table.forms.size > 1) {
      const forms = [...table.forms].sort().join(', ')
      io.err(`prescreen: these are records of several questionnaires: ${forms}\n   name one with --questionnaire\n`)
      return Exit.usage
    }
    const account = { written: 0, unread: 0 }
    const refused =
      table.records === 0
        ? undefined
        : logLeaving(folder, { what: 'exported', by, why: plural(table.records, 'record') }, io)
    if (refused !== undefined) return refused
    const rows = await begun(rowsOf(folder, { wanted, identities: identities.value, table, format, account, io }))
    if (account.written === 0 && account.unread > 0) {
      io.err(`prescreen: nothing was exported: ${plural(account.unread, 'record')} could not be read\n`)
      return Exit.badData
    }
    if (output === '-') for await (const text of rows) io.out(text)
    else {
      const written = await writeNewFile(output, rows)
      if (!written.ok) {
        const why = faultInWords(written.fault, 'writing')
        io.err(`prescreen: nothing was exported: ${visible(output)}: ${why}\n`)
        return exitFor(written.fault, 'writing')
      }
    }
    const counted = plural(account.written, 'record')
    io.err(`${counted} exported${account.unread === 0 ? '' : `, ${account.unread} could not be read`}.\n`)
    return account.unread === 0 ? Exit.done : Exit.badData
  })
}

/**
 * The same texts once the first two are made, the header and the first row: a table that would be a header alone, because
 * no record can be read, is better not written, since its name could not be used again.
 */
async function begun(texts: AsyncGenerator<string>): Promise<AsyncIterable<string>> {
  const [header, row] = [await texts.next(), await texts.next()]
  return (async function* () {
    for (const { done, value } of [header, row]) if (done !== true) yield value
    yield* texts
  })()
}

interface Rows {
  readonly wanted: RecordQuery
  readonly identities: Identities | undefined
  readonly table: Table
  readonly format: ExportFormat
  /** Counted while the rows are written. */
  readonly account: { written: number; unread: number }
  readonly io: Io
}

async function* rowsOf(folder: RecordFolder, rows: Rows): AsyncGenerator<string> {
  const { wanted, identities, table, format, account, io } = rows
  const form = exportForm(format, table.questions)
  yield form.header()
  for await (const reading of readRecords(folder, wanted, identities)) {
    if ('problem' in reading) {
      account.unread += 1
      io.err(`prescreen: ${visible(reading.what)}: ${reading.problem}\n`)
    } else {
      account.written += 1
      yield form.row(reading.record, table.replacedBy.get(reading.record.head.id))
    }
  }
}

function formatFor({ as, output = '' }: ExportOptions): ExportFormat | undefined {
  if (as !== undefined) return EXPORT_FORMATS.find((format) => format === as)
  return /\.(jsonl|ndjson)$/i.test(output) ? 'jsonl' : 'csv'
}

/** What has to be known before the first row. */
interface Table {
  /** Ids of the questionnaires. */
  readonly forms: ReadonlySet<string>
  /** How many records are to be exported, as far as their heads show. */
  readonly records: number
  /** Ids of questions: those of the most recently used form, then those that only earlier forms asked. */
  readonly questions: readonly string[]
  /** For each record, the one that corrects it or scores it again. */
  readonly replacedBy: ReadonlyMap<string, string>
}

/** Looks at every record, because one that is not wanted may be the correction of one that is. */
async function surveyed(folder: RecordFolder, wanted: RecordQuery, identities: Identities | undefined): Promise<Table> {
  const forms = new Set<string>()
  const texts = new Set<string>()
  let records = 0
  const replacedBy = new Map<string, string>()
  for await (const found of readHeads(folder, {}, identities)) {
    if (!('head' in found)) continue
    const { id, follows, questionnaire } = found.head
    // The latest correction comes first, and it is the one that counts.
    if (follows !== undefined && !replacedBy.has(follows.record)) replacedBy.set(follows.record, id)
    if (!fits(found.head, wanted)) continue
    records += 1
    forms.add(questionnaire.id)
    texts.add(questionnaire.sha256)
  }
  const questions = new Set<string>()
  for (const sha256 of texts) {
    const kept = loadSavedForm(folder, sha256)
    for (const { id } of kept?.questions ?? []) questions.add(id)
    if (kept === undefined) for await (const id of answeredIn(folder, sha256, identities)) questions.add(id)
  }
  return { forms, records, questions: [...questions], replacedBy }
}

/** Where the text of a form is lost, the questions that somebody answered take the place of its own. */
async function* answeredIn(
  folder: RecordFolder,
  sha256: string,
  identities: Identities | undefined,
): AsyncGenerator<string> {
  for await (const reading of readRecords(folder, {}, identities))
    if ('record' in reading && reading.record.head.questionnaire.sha256 === sha256)
      yield* Object.keys(reading.record.body.answers)
}

import { countedToADay } from '../../batch/index.ts'
import { didYouMean, visible, withoutUndefined } from '../../diagnostics/index.ts'
import { type Dialect, duckdb, postgres, type SqlOptions, spark, statementFor } from '../../exchange/index.ts'
import { dayOf } from '../../expression/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import type { ColumnMap } from '../../tables/index.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { openQuestionnaire } from '../open-questionnaire.ts'
import { printOrWrite } from '../print-or-write.ts'
import { openMap } from '../score/table-options.ts'
import { nameParts } from './name-parts.ts'
import { SEVERAL, type Several, sourcesFor } from './sources.ts'

/** The options as they are typed. */
export interface WrittenExport {
  readonly to: string
  readonly dialect?: string
  readonly table: string
  readonly id?: string
  readonly several: string
  readonly labels?: true
  readonly columns?: string
  readonly on?: string
  readonly dateColumn?: string
  readonly as: string
  readonly view?: string
  readonly output?: string
}

const DIALECTS: readonly Dialect[] = [duckdb, postgres, spark]
const FORMS: readonly string[] = ['select', 'view']

/** `prescreen export <questionnaire> --to sql`: the whole questionnaire as one statement. */
export async function exportQuestionnaire(named: string, written: WrittenExport, io: Io): Promise<ExitCode> {
  const read = readOptions(written)
  if ('wrong' in read) {
    io.err(`prescreen: ${read.wrong}\n`)
    return Exit.usage
  }
  const opened = await openQuestionnaire(named, io)
  if ('exit' in opened) return opened.exit
  const map = await openMap(written.columns, opened.value, io)
  if ('exit' in map) return map.exit
  const options = sqlOptions(opened.value, map.value, { ...written, ...read, version: io.version })
  if ('wrong' in options) {
    io.err(`prescreen: ${options.wrong}\n`)
    return Exit.usage
  }
  const statement = statementFor(opened.value, read.dialect, options.options)
  if (!statement.ok) {
    io.err(`prescreen: ${statement.why}\n`)
    return Exit.usage
  }
  for (const note of options.notes) io.err(`${note}\n`)
  return printOrWrite(statement.text, written.output, io)
}

interface ReadOptions {
  readonly dialect: Dialect
  readonly several: Several
  readonly tableName: readonly string[]
  readonly viewName?: readonly string[]
}

function readOptions(written: WrittenExport): ReadOptions | { readonly wrong: string } {
  const { to, dialect: engine, as, on, dateColumn, table, view } = written
  if (to !== 'sql') return { wrong: unknown('--to', to, ['sql']) }
  if (engine === undefined)
    return { wrong: `--dialect says for which engine: ${DIALECTS.map(({ name }) => name).join(', ')}` }
  const dialect = DIALECTS.find(({ name }) => name === engine)
  const names = DIALECTS.map(({ name }) => name)
  if (dialect === undefined) return { wrong: unknown('--dialect', engine, names) }
  if (!FORMS.includes(as)) return { wrong: unknown('--as', as, FORMS) }
  if (view !== undefined && as !== 'view') return { wrong: '--view names the view that --as view makes' }
  const several = SEVERAL.find((one) => one === written.several)
  if (several === undefined) return { wrong: unknown('--several', written.several, SEVERAL) }
  if (on !== undefined && dayOf(on) === undefined) return { wrong: '--on is a day of the calendar, such as 2026-02-28' }
  if (on !== undefined && dateColumn !== undefined) return { wrong: 'give --on or --date-column, not both' }
  const tableName = nameParts(table)
  if (tableName === undefined) return { wrong: notAName('--table', table) }
  const viewName = view === undefined ? undefined : nameParts(view)
  if (view !== undefined && viewName === undefined) return { wrong: notAName('--view', view) }
  return { dialect, several, tableName, ...withoutUndefined({ viewName }) }
}

function notAName(option: string, written: string): string {
  return `${option} cannot be \`${visible(written)}\`; parts are divided by dots, and what holds a dot stands in "…"`
}

interface Wanted extends Omit<WrittenExport, 'dialect' | 'several'>, ReadOptions {
  readonly version: string
}

function sqlOptions(
  questionnaire: Questionnaire,
  map: ColumnMap | undefined,
  wanted: Wanted,
): { readonly options: SqlOptions; readonly notes: readonly string[] } | { readonly wrong: string } {
  const { on, as, labels, version, tableName, viewName } = wanted
  const id = wanted.id ?? map?.id
  if (id === undefined)
    return {
      wrong: 'say with --id which column holds the record id: a table has no order, and results are joined by it',
    }
  const dateColumn = on === undefined ? (wanted.dateColumn ?? map?.date) : undefined
  if (on === undefined && dateColumn === undefined && countedToADay(questionnaire).length > 0)
    return {
      wrong: `\`${questionnaire.id}\` counts from a date: say with --date-column or --on when the answers were given`,
    }
  const dateForm = dateColumn === undefined ? undefined : map?.dates
  const found = sourcesFor(questionnaire, map, wanted.several)
  if ('wrong' in found) return found
  const { sources, notes } = found
  const view = as === 'view' ? (viewName ?? [`${questionnaire.id.replaceAll('-', '_')}_results`]) : undefined
  return {
    notes,
    options: {
      table: tableName,
      id,
      labels: labels === true,
      sources,
      version,
      ...withoutUndefined({ on, dateColumn, dateForm, view }),
    },
  }
}

function unknown(option: string, value: string, allowed: readonly string[]): string {
  const help = didYouMean(value, allowed) ?? `it is one of ${allowed.join(', ')}`
  return `${option} cannot be \`${visible(value)}\`; ${help}`
}

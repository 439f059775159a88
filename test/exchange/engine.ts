import type { Dialect } from '../../src/exchange/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { type HostileTable, hostileTable, type Several } from './rows.ts'
import { type Result, scoredRows } from './scored.ts'
import { mapped, statement } from './statements.ts'

/** An engine that runs a statement over a table called `answers`. */
export interface Engine {
  readonly dialect: Dialect
  run(table: HostileTable, statement: string): Promise<readonly Result[]>
}

export const SEVERAL: readonly Several[] = ['text', 'array', 'ticks']

/** Columns of a result. The days since the answers change every day. */
const COLUMNS = [
  'id',
  'level',
  'complete',
  'raised',
  'undetermined',
  'unsure',
  'declined',
  'unanswered',
  'conflicts',
  'out_of_range',
  'unreadable',
  'check_failed',
  'age_days',
  'covered',
] as const

export interface Compared {
  readonly rows: number
  /** What differs, with the row that shows it. */
  readonly differences: readonly string[]
  readonly levels: ReadonlySet<string>
}

/** Runs hostile rows through an engine and through `score`, and says in which columns they differ. */
export async function compared(
  form: Questionnaire,
  engine: Engine,
  options: {
    readonly rows: number
    readonly seed: number
    readonly several: Several
    /** The text of a column map, and the table that it is about. */
    readonly map?: string
    readonly table?: HostileTable
  },
): Promise<Compared> {
  const { rows, several, map, table = hostileTable(form, rows, options) } = options
  const wanted = await scoredRows(form, table, map)
  const text = statement(form, engine.dialect, { several, ...(map === undefined ? {} : mapped(form, map, several)) })
  const found = new Map((await engine.run(table, text)).map((row) => [row[0], row]))
  const differences = wanted.flatMap((row, index) => {
    const other = found.get(row[0] ?? '') ?? []
    const wrong = COLUMNS.flatMap((name, at) =>
      name === 'age_days' || row[at] === other[at]
        ? []
        : [`${name}: ${row[at]} in score, ${other[at]} in ${engine.dialect.title}`],
    )
    return wrong.length === 0 ? [] : [`${wrong.join('; ')}: ${JSON.stringify(table.rows[index])}`]
  })
  return { rows: found.size, differences, levels: new Set(wanted.map((row) => row[1] ?? '')) }
}

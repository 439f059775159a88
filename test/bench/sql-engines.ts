import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type Dialect, duckdb, statementFor } from '../../src/exchange/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { formIn } from './form-in.ts'
import { ON } from './people.ts'
import { timed } from './processes.ts'
import { writeRecords } from './records.ts'

const SEED = 20260731
const PATH = 'questionnaires/ketamine-intake.yaml'
const COLUMNS = [
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
  'covered',
]

/** A folder with seeded records of the intake and what `score` says of them; gone afterwards. */
export interface Bench {
  readonly form: Questionnaire
  readonly records: number
  readonly file: (name: string) => string
  readonly say: (line: string) => void
}

export async function withRecords(
  records: number,
  say: (line: string) => void,
  use: (bench: Bench) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-sql-'))
  // A server that is not this user reads there too.
  chmodSync(folder, 0o755)
  const file = (name: string) => join(folder, name)
  try {
    const form = formIn(PATH)
    writeRecords(form, { path: file('all.csv'), count: records, seed: SEED, messy: true })
    const megabytes = Math.round(statSync(file('all.csv')).size / 1e6)
    say(`\n${records.toLocaleString('en')} records × ${form.questions.length + 1} columns, ${megabytes} MB`)
    const args = ['score', 'ketamine-intake', file('all.csv'), '-o', file('scored.csv'), '--force', '--on', ON]
    const { cpu, wall } = timed([process.execPath, 'bin/prescreen.js', ...args])
    say(figures('prescreen score', { cpu, wall }))
    await use({ form, records, file, say })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function figures(what: string, { cpu, wall }: { readonly cpu: number; readonly wall: number }): string {
  return `${(cpu / 1000).toFixed(1).padStart(9)} s CPU ${(wall / 1000).toFixed(1).padStart(8)} s wall  ${what}`
}

export function statementOf(form: Questionnaire, dialect: Dialect): string {
  const sources = form.questions.map(({ id }) => ({ kind: 'cell', column: id }) as const)
  const made = statementFor(form, dialect, {
    table: ['answers'],
    id: 'id',
    on: ON,
    labels: false,
    sources,
    version: 'bench',
  })
  if (!made.ok) throw new Error(made.why)
  return made.text
}

export async function inDuckdb<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    return await use(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** How many rows of a result differ from those of `score`, by id. */
export async function differing(
  connection: DuckDBConnection,
  { file, records }: Bench,
  result: string,
): Promise<string> {
  const same = COLUMNS.map((name) => `COALESCE(CAST(a.${name} AS VARCHAR), '') = COALESCE(b.${name}, '')`).join(' AND ')
  const scored = `read_csv('${file('scored.csv')}', all_varchar = true)`
  const reader = await connection.runAndReadAll(
    `SELECT count(*), count(*) FILTER (${same}) FROM ${result} AS a JOIN ${scored} AS b ON a.id = b.id`,
  )
  const [[all, equal] = []] = reader.getRowsJson()
  return `${Number(all) - Number(equal) + records - Number(all)} of ${records} rows differ from score`
}

/** DuckDB over the file itself: CPU, memory, and the plan alone. */
export async function benchDuckdb(say: (line: string) => void, records: number): Promise<void> {
  await withRecords(records, say, async (bench) => {
    await inDuckdb(async (connection) => {
      const { file, form } = bench
      await connection.run(`CREATE VIEW answers AS SELECT * FROM read_csv('${file('all.csv')}', all_varchar = true)`)
      const statement = statementOf(form, duckdb)
      say(figures('DuckDB plans', await measured(() => connection.runAndReadAll(`EXPLAIN ${statement}`))))
      const spent = await measured(() =>
        connection.run(`COPY (${statement}) TO '${file('sql.parquet')}' (FORMAT parquet)`),
      )
      say(figures('DuckDB runs the statement over the CSV', spent))
      const peak = process.resourceUsage().maxRSS / 1024
      say(`${peak.toFixed(0).padStart(9)}  MiB at most, Node and the making of the records included`)
      say(`           ${await differing(connection, bench, `'${file('sql.parquet')}'`)}`)
    })
  })
}

async function measured(use: () => Promise<unknown>): Promise<{ readonly cpu: number; readonly wall: number }> {
  const before = process.cpuUsage()
  const start = performance.now()
  await use()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1000, wall: performance.now() - start }
}

/** The records as Parquet in many files, as a cluster reads them. */
export async function writeParquet({ file, records }: Bench, parts: number): Promise<string> {
  const folder = file('parquet')
  mkdirSync(folder)
  await inDuckdb(async (connection) => {
    await connection.run(`CREATE TABLE answers AS SELECT * FROM read_csv('${file('all.csv')}', all_varchar = true)`)
    const size = Math.ceil(records / parts)
    for (let part = 0; part < parts; part += 1)
      await connection.run(
        `COPY (SELECT * FROM answers LIMIT ${size} OFFSET ${part * size}) TO '${folder}/part-${part}.parquet' (FORMAT parquet)`,
      )
  })
  return folder
}

export function writeText(path: string, text: string): void {
  writeFileSync(path, text)
}

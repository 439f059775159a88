import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { duckdb } from '../../src/exchange/index.ts'
import { formIn } from './form-in.ts'
import { median } from './measure.ts'
import { ON } from './people.ts'
import { timed } from './processes.ts'
import { writeRecords } from './records.ts'
import { statementOf } from './sql-engines.ts'

const ROUNDS = 3
const SEED = 20260731
const PATH = 'questionnaires/ketamine-intake.yaml'
const DUCKDB = fileURLToPath(new URL('./duckdb-scores.js', import.meta.url))

/** `score` on one thread beside DuckDB on one thread, which runs the whole form as one SELECT over the same file. */
export function benchBesideDuckdb(say: (line: string) => void, records: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-beside-'))
  const file = (name: string) => join(folder, name)
  try {
    const form = formIn(PATH)
    say(
      `\nBeside DuckDB: ${records.toLocaleString('en')} records, CPU by that of DuckDB, both in seconds (aims: 0.5, 0.8)`,
    )
    for (const kind of ['clean', 'messy']) {
      writeRecords(form, { path: file('all.csv'), count: records, seed: SEED, messy: kind === 'messy' })
      const source = `read_csv('${file('all.csv')}', all_varchar = true)`
      writeFileSync(file('statement.sql'), statementOf(form, duckdb))
      const ours = [process.execPath, 'bin/prescreen.js', 'score', 'ketamine-intake', file('all.csv'), '--threads', '1']
      const runs = Array.from({ length: ROUNDS }, () => ({
        score: timed([...ours, '-o', file('results.csv'), '--force', '--on', ON]).cpu,
        sql: timed([process.execPath, DUCKDB, source, file('statement.sql'), file('sql.csv')]).cpu,
      }))
      const ratio = median(runs.map(({ score, sql }) => score / sql))
      const seconds = [median(runs.map(({ score }) => score)), median(runs.map(({ sql }) => sql))]
      const columns = [ratio.toFixed(2), ...seconds.map((ms) => (ms / 1000).toFixed(1))]
      say(`${columns.map((column) => column.padStart(9)).join('')}  ${kind}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'
import { connected } from './duckdb.ts'
import { postgresServer, programs } from './postgres-server.ts'
import { hasSpark } from './spark.ts'

const folder = mkdtempSync(join(tmpdir(), 'prescreen-manual-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MANUAL = readFileSync(inProject('questionnaires/README.md'), 'utf8')

function block(fence: RegExp): string {
  return fence.exec(MANUAL)?.[1] ?? ''
}

/** What the chapter shows, as rows of cells. */
const SHOWN = block(/```duckdb\n([\s\S]*?)```/)
  .trimEnd()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))

beforeAll(() => {
  // A server that is not this user reads there too.
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'my-clinic.yaml'), block(/```yaml\n# a whole questionnaire\n([\s\S]*?)```/))
  writeFileSync(join(folder, 'answers.csv'), block(/```csv people\n([\s\S]*?)```/))
})

/** Runs the command of the chapter that exports for a dialect. */
async function exported(dialect: string): Promise<void> {
  const options = block(new RegExp(`npx prescreen export my-clinic\\.yaml ([^\\n]*--dialect ${dialect}[^\\n]*)`))
  const { exit, err } = await prescreenIn(folder, [
    'export',
    'my-clinic.yaml',
    ...options.replaceAll("'", '').split(' '),
  ])
  expect([exit, err]).toEqual([0, ''])
}

test('the chapter on more than one computer shows what DuckDB says of the people in it', async () => {
  await exported('duckdb')
  const rows = await connected(async (connection) => {
    await connection.run(`SET file_search_path = '${folder}'`)
    const reader = await connection.runAndReadAll(readFileSync(join(folder, 'my-clinic.sql'), 'utf8'))
    return [reader.columnNames(), ...reader.getRowsJson()].map((row) => row.slice(0, SHOWN[0]?.length).map(String))
  })
  expect(rows).toEqual(SHOWN)
})

test.skipIf(programs === undefined)(
  'what PostgreSQL is told there says the same',
  async () => {
    await exported('postgres')
    chmodSync(join(folder, 'clinic-postgres.sql'), 0o644)
    const server = postgresServer(programs ?? '')
    try {
      const script = block(/```psql\n([\s\S]*?)```/)
        .replace("'answers.csv'", `'${join(folder, 'answers.csv')}'`)
        .replace('clinic-postgres.sql', join(folder, 'clinic-postgres.sql'))
      const rows = server
        .psql(script)
        .trimEnd()
        .split('\n')
        .map((line) => line.split('|').slice(0, SHOWN[0]?.length))
      expect(rows.map((row) => row.map((cell) => (cell === 't' ? 'true' : cell)))).toEqual(SHOWN.slice(1))
    } finally {
      server.stop()
    }
  },
  600_000,
)

test.skipIf(!hasSpark)(
  'what Spark is told there prints what is shown, the filter included',
  async () => {
    await exported('spark')
    const program = `${process.execPath} ${inProject('bin/prescreen.js')}`
    const script = block(/```python\n([\s\S]*?)```/).replace('npx prescreen', program)
    writeFileSync(
      join(folder, 'spark.py'),
      `from pyspark.sql import SparkSession\nspark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()\n${script}`,
    )
    const printed = execFileSync('python3', ['spark.py'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    expect(printed.trimEnd()).toBe(block(/```spark\n([\s\S]*?)```/).trimEnd())
  },
  600_000,
)

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
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

/** All blocks with such a first line, one after another. */
function blocks(fence: string): string {
  return [...MANUAL.matchAll(new RegExp(`\`\`\`${fence}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text).join('')
}

/** What the chapter shows, as rows of cells. */
function shownRows(fence: string): readonly (readonly string[])[] {
  return blocks(fence)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
}

const SHOWN = shownRows('duckdb')

beforeAll(() => {
  // A server that is not this user reads there too.
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'my-clinic.yaml'), block(/```yaml\n# a whole questionnaire\n([\s\S]*?)```/))
  writeFileSync(join(folder, 'answers.csv'), block(/```csv people\n([\s\S]*?)```/))
})

const written = new Map<string, Promise<number>>()

/** Runs the commands of the chapter that export for a dialect, each once, and says how many there were. */
function exported(dialect: string): Promise<number> {
  const known = written.get(dialect) ?? exportAll(dialect)
  written.set(dialect, known)
  return known
}

async function exportAll(dialect: string): Promise<number> {
  const commands = [...MANUAL.matchAll(/npx prescreen (export my-clinic\.yaml [^\n]*)/g)]
    .map(([, command = '']) => command.replaceAll("'", '').split(' '))
    .filter((command) => command.includes(dialect))
  for (const command of commands) {
    const { exit, err } = await prescreenIn(folder, command)
    expect([exit, err]).toEqual([0, ''])
  }
  return commands.length
}

test('the chapter on more than one computer shows what DuckDB says of the people in it', async () => {
  expect(await exported('duckdb')).toBe(2)
  const rows = await connected(async (connection) => {
    await connection.run(`SET file_search_path = '${folder}'`)
    return rowsOf(await connection.runAndReadAll(readFileSync(join(folder, 'my-clinic.sql'), 'utf8')))
  })
  expect(rows.map((row) => row.slice(0, SHOWN[0]?.length))).toEqual(SHOWN)
})

test('and what it says of Parquet in many files', async () => {
  await exported('duckdb')
  mkdirSync(join(folder, 'months'))
  const script = blocks('duckdb parquet')
    .replaceAll(/^\.read (.+)$/gm, (_, name: string) => `${readFileSync(join(folder, name), 'utf8').trimEnd()};`)
    // What is written goes to the folder of the process, what is read comes from the search path.
    .replaceAll("TO 'months/", `TO '${folder}/months/`)
  const rows = await connected(async (connection) => {
    await connection.run(`SET file_search_path = '${folder}'`)
    return rowsOf(await connection.runAndReadAll(script))
  })
  expect(rows).toEqual(shownRows('duckdb parquet says'))
})

function rowsOf(reader: Awaited<ReturnType<DuckDBConnection['runAndReadAll']>>): readonly (readonly string[])[] {
  return [reader.columnNames(), ...reader.getRowsJson()].map((row) => row.map(String))
}

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
    expect(await exported('spark')).toBe(2)
    const program = `${process.execPath} ${inProject('bin/prescreen.js')}`
    const script = blocks('python').replace('npx prescreen', program)
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
    expect(printed.trimEnd()).toBe(blocks('spark').trimEnd())
  },
  600_000,
)

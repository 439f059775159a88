import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { duckdb } from '../../src/exchange/index.ts'
import type { Engine } from './engine.ts'
import { record } from './scored.ts'

/** DuckDB itself, in this process; one for a whole test file. */
export interface DuckdbEngine extends Engine {
  set(statement: string): Promise<void>
  close(): void
}

export async function duckdbEngine(): Promise<DuckdbEngine> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  // For a few hundred rows more threads cost a third more than they save.
  await connection.run('SET threads = 1')
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-duckdb-'))
  const file = join(folder, 'answers.json')
  return {
    dialect: duckdb,
    set: async (statement) => void (await connection.run(statement)),
    run: async ({ names, rows, called = 'answers' }, statement) => {
      writeFileSync(file, rows.map((row) => JSON.stringify(record(names, row))).join('\n'))
      const isList = (index: number) => rows.some((row) => Array.isArray(row[index]))
      const types = names.map(
        (name, index) => `'${name.replaceAll("'", "''")}': '${isList(index) ? 'VARCHAR[]' : 'VARCHAR'}'`,
      )
      await connection.run(
        `CREATE OR REPLACE TABLE "${called.replaceAll('"', '""')}" AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${types.join(', ')}})`,
      )
      const reader = await connection.runAndReadAll(statement)
      return reader.getRowsJson().map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A database in memory that is gone afterwards. */
export async function connected<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    return await use(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { duckdb } from '../../src/exchange/index.ts'
import type { Engine } from './engine.ts'
import type { HostileTable } from './rows.ts'
import { type Result, record } from './scored.ts'

/** DuckDB itself, in this process. */
export const DUCKDB: Engine = { dialect: duckdb, run: inDuckdb }

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

async function inDuckdb(table: HostileTable, statement: string): Promise<readonly Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-duckdb-'))
  try {
    const file = join(folder, 'answers.json')
    writeFileSync(file, table.rows.map((row) => JSON.stringify(record(table.names, row))).join('\n'))
    const isList = (index: number) => table.rows.some((row) => Array.isArray(row[index]))
    const types = table.names.map((name, index) => `'${name}': '${isList(index) ? 'VARCHAR[]' : 'VARCHAR'}'`)
    return await connected(async (connection) => {
      await connection.run(
        `CREATE TABLE answers AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${types.join(', ')}})`,
      )
      const reader = await connection.runAndReadAll(statement)
      return reader.getRowsJson().map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

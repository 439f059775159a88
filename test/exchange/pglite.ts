import { PGlite } from '@electric-sql/pglite'
import { postgres } from '../../src/exchange/index.ts'
import type { Engine } from './engine.ts'
import type { HostileTable } from './rows.ts'
import { type Result, record } from './scored.ts'

/** PostgreSQL in this process; one for a whole test file, since it takes 700 MB. */
export async function pglite(): Promise<Engine & { close(): Promise<void> }> {
  const database = await PGlite.create()
  const run = async (table: HostileTable, statement: string): Promise<readonly Result[]> => {
    await database.exec(`DROP TABLE IF EXISTS ${tableName(table)}; ${tableOf(table)}`)
    const rows = JSON.stringify(table.rows.map((row) => record(table.names, row)))
    const name = tableName(table)
    await database.query(`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $1)`, [rows])
    const { rows: found } = await database.query<readonly unknown[]>(statement, [], { rowMode: 'array' })
    return found.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
  }
  return { dialect: postgres, run, close: () => database.close() }
}

/** The table as it is made; where a cell is a list, so is its column. */
export function tableOf(table: HostileTable): string {
  const { names, rows } = table
  const isList = (index: number) => rows.some((row) => Array.isArray(row[index]))
  const columns = names.map((name, index) => `${quoted(name)} ${isList(index) ? 'text[]' : 'text'}`)
  return `CREATE TABLE ${tableName(table)} (${columns.join(', ')});`
}

export function tableName({ called = 'answers' }: HostileTable): string {
  return quoted(called)
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

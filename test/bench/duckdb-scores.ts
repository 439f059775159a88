/* Runs the whole form as one SELECT in DuckDB, on one thread, over a file and into a file: what `score` is measured by. */
import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'

const [source = '', statement = '', target = ''] = process.argv.slice(2)
const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
const connection = await instance.connect()
await connection.run(`CREATE VIEW answers AS SELECT * FROM ${source}`)
await connection.run(`COPY (${readFileSync(statement, 'utf8')}) TO '${target}' (HEADER)`)
connection.closeSync()
instance.closeSync()

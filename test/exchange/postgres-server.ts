import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgres } from '../../src/exchange/index.ts'
import type { Engine } from './engine.ts'
import { tableName, tableOf } from './pglite.ts'
import type { HostileTable } from './rows.ts'
import { type Result, record } from './scored.ts'

const INSTALLED = '/usr/lib/postgresql'

/** The folder of the programs of the newest PostgreSQL that Debian has installed here. */
export const programs: string | undefined = existsSync(INSTALLED)
  ? readdirSync(INSTALLED)
      .filter(
        (version) =>
          Number(version) >= 15 &&
          ['initdb', 'psql'].every((name) => existsSync(join(INSTALLED, version, 'bin', name))),
      )
      .sort((a, b) => Number(a) - Number(b))
      .map((version) => join(INSTALLED, version, 'bin'))
      .at(-1)
  : undefined

if (programs === undefined)
  console.warn('the tests with a server of PostgreSQL are skipped: there is none (apt-get install postgresql)')

export interface Server extends Engine {
  /** Of the process that all sessions are children of. */
  readonly pid: number
  /** Runs a script; gives what it prints. */
  psql(script: string): string
  stop(): void
}

/** A server of its own in a folder of its own, without a port; it does not run as root. */
export function postgresServer(bin: string): Server {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-postgres-'))
  const as = process.getuid?.() === 0 ? ownerOfPostgres() : undefined
  if (as !== undefined) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const run = (program: string, args: readonly string[], input = '') =>
    execFileSync(join(bin, program), args, {
      input,
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', PGHOST: folder, PGUSER: 'test', PGDATABASE: 'postgres' },
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1 << 30,
      ...as,
    })
  run('initdb', ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync', '-E', 'UTF8'])
  const settings = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off`
  spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'], {
    stdio: 'ignore',
    ...as,
  })
  const psql = (script: string) => run('psql', ['-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-f', '-'], script)
  return {
    dialect: postgres,
    pid: Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    psql,
    run: async (table, statement) => resultsOf(psql(`${insertion(table)}\n${asJson(statement)}`)),
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function ownerOfPostgres(): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function insertion(table: HostileTable): string {
  const rows = JSON.stringify(table.rows.map((row) => record(table.names, row)))
  const name = tableName(table)
  return `DROP TABLE IF EXISTS ${name}; ${tableOf(table)}
INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $rows_of_a_test$${rows}$rows_of_a_test$);`
}

function asJson(statement: string): string {
  return `SELECT row_to_json(results) FROM (\n${statement}) AS results;`
}

function resultsOf(printed: string): readonly Result[] {
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Object.values(JSON.parse(line) as object).map((cell) => (cell === null ? '' : String(cell))))
}

import { readFileSync, writeFileSync } from 'node:fs'
import { postgres } from '../../src/exchange/index.ts'
import { postgresServer, programs } from '../exchange/postgres-server.ts'
import { differing, figures, inDuckdb, statementOf, withRecords } from './sql-engines.ts'

const TICKS_A_SECOND = 100
/** Far more than the plan takes, and far less than one that puts all stages into one another. */
const LONGEST_PLAN = '20s'

/** A PostgreSQL server of its own: the plan alone, and the statement over a table. */
export async function benchPostgres(say: (line: string) => void, records: number): Promise<void> {
  if (programs === undefined) {
    say('no PostgreSQL is installed here: apt-get install postgresql')
    return
  }
  const server = postgresServer(programs)
  /** What a session took, as the server counts it once the session has ended. */
  const timed = async (script: string) => {
    const [before, start] = [cpuOfSessions(server.pid), performance.now()]
    const printed = server.psql(script)
    const wall = performance.now() - start
    // The session ends after its client.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    return { printed, cpu: cpuOfSessions(server.pid) - before, wall }
  }
  try {
    await withRecords(records, say, async (bench) => {
      const { form, file } = bench
      const statement = statementOf(form, postgres)
      const columns = ['id', ...form.questions.map(({ id }) => id)].map((name) => `"${name}" text`).join(', ')
      await timed(
        `CREATE TABLE answers (${columns}); \\copy answers FROM '${file('all.csv')}' WITH (FORMAT csv, HEADER)\n`,
      )
      await timed('ANALYZE answers;')
      say(figures('PostgreSQL plans', await timed(`SET statement_timeout = '${LONGEST_PLAN}'; EXPLAIN ${statement};`)))
      say(figures('PostgreSQL runs the statement over a table', await timed(`CREATE TABLE results AS ${statement};`)))
      const truth = 'CAST(complete AS text) AS complete'
      const result = `SELECT id, level, ${truth}, raised, undetermined, unsure, declined, unanswered, conflicts, out_of_range, unreadable, check_failed, covered FROM results`
      writeFileSync(file('sql.csv'), (await timed(`COPY (${result}) TO STDOUT WITH (FORMAT csv, HEADER);`)).printed)
      const found = `read_csv('${file('sql.csv')}', all_varchar = true)`
      say(`           ${await inDuckdb((connection) => differing(connection, bench, found))}`)
    })
  } finally {
    server.stop()
  }
}

/** Milliseconds that the sessions of a server have used which have ended. */
function cpuOfSessions(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return ((Number(fields[13]) + Number(fields[14])) * 1000) / TICKS_A_SECOND
}

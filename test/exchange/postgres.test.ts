import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shipped } from '../support/load.ts'
import { anyForm, sampleOf } from '../support/random-conditions.ts'
import { comparesHostileTexts, comparesRandom, comparesShipped, LONG, SHIPPED } from './compares.ts'
import { about, NAMES, readsAnyName, SAID, tableCalled } from './hostile-names.ts'
import { pglite, tableOf } from './pglite.ts'
import { postgresServer, programs, type Server } from './postgres-server.ts'
import { hostileTable } from './rows.ts'
import { statement } from './statements.ts'

describe('PostgreSQL in this process', () => {
  let engine: Awaited<ReturnType<typeof pglite>>
  beforeAll(async () => {
    engine = await pglite()
  }, LONG)
  afterAll(() => engine.close())

  comparesShipped(() => engine, SHIPPED)
  comparesRandom(() => engine, { forms: 60, rows: 200, maps: 6 })
  readsAnyName(() => engine, NAMES)
  comparesHostileTexts(() => engine)
})

describe.skipIf(programs === undefined)('the server that Debian has (apt-get install postgresql)', () => {
  let server: Server
  beforeAll(() => {
    server = postgresServer(programs ?? '')
  }, LONG)
  afterAll(() => server.stop())

  comparesShipped(() => server, process.env.PRESCREEN_SQL_ROWS === undefined ? ['ketamine-intake'] : SHIPPED)

  test(
    'runs the largest form in far less than a minute, where stages that are put into one another never end',
    () => {
      const form = shipped('ketamine-intake')
      server.psql(`DROP TABLE IF EXISTS answers; ${tableOf(hostileTable(form, 1, { seed: 1, several: 'text' }))}`)
      const row = `INSERT INTO answers (record, day, now_physical) SELECT n, '2026-02-28', 'none' FROM generate_series(1, 200) AS n;`
      const text = statement(form, server.dialect, { several: 'text' })
      const counted = server.psql(`SET statement_timeout = '60s'; ${row} SELECT count(*) FROM (${text}) AS results;`)
      expect(counted.trim()).toBe('200')
    },
    LONG,
  )

  test(
    'is told nothing else by tables and columns of any name, in a script of several statements',
    async () => {
      server.psql('CREATE TABLE victims (one integer); INSERT INTO victims VALUES (1)')
      for (const name of NAMES) {
        const found = await server.run(tableCalled(name), about(name, server.dialect))
        expect(
          found.map((row) => row.slice(0, 4)),
          name,
        ).toEqual(SAID)
        expect(server.psql('SELECT one FROM victims').trim(), name).toBe('1')
      }
    },
    LONG,
  )

  test(
    'makes a view that can be read',
    () => {
      server.psql('DROP TABLE IF EXISTS answers; CREATE TABLE answers (record integer, day date, smokes boolean);')
      server.psql("INSERT INTO answers VALUES (7, '2026-02-28', true), (7, NULL, NULL)")
      const form = sampleOf(anyForm, 1)[0]
      if (form === undefined) throw new Error('no form')
      const sources = form.questions.map(({ id }) =>
        id === 'smokes' ? ({ kind: 'cell', column: id } as const) : ({ kind: 'none' } as const),
      )
      server.psql(`${statement(form, server.dialect, { several: 'text', view: ['what "came" of it'], sources })};`)
      expect(server.psql('SELECT id, unanswered FROM "what ""came"" of it"').trim().split('\n')).toHaveLength(2)
    },
    LONG,
  )
})

import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inProject, shipped } from '../support/load.ts'
import { anyForm, sampleOf } from '../support/random-conditions.ts'
import { compared, SEVERAL } from './engine.ts'
import { pglite } from './pglite.ts'
import { postgresServer, programs, type Server } from './postgres-server.ts'
import { statement } from './statements.ts'

/** `PRESCREEN_SQL_ROWS=20000`, `PRESCREEN_SQL_FORMS=60` and `PRESCREEN_SQL_FORM_ROWS=200` are the figures that are published. */
const ROWS = Number(process.env.PRESCREEN_SQL_ROWS ?? 100)
const FORMS = Number(process.env.PRESCREEN_SQL_FORMS ?? 9)
const FORM_ROWS = Number(process.env.PRESCREEN_SQL_FORM_ROWS ?? 100)
const LONG = 3_600_000

const SHIPPED = readdirSync(inProject('questionnaires')).flatMap((name) => /^([a-z0-9-]+)\.yaml$/.exec(name)?.[1] ?? [])

describe('PostgreSQL in this process', () => {
  let engine: Awaited<ReturnType<typeof pglite>>
  beforeAll(async () => {
    engine = await pglite()
  }, LONG)
  afterAll(() => engine.close())

  for (const several of SEVERAL)
    test.each(SHIPPED)(
      `says of every hostile row of %s what score says, several answers as ${several}`,
      async (id) => {
        const { rows, differences } = await compared(shipped(id), engine, { rows: ROWS, seed: 23, several })
        expect(differences).toEqual([])
        expect(rows).toBe(ROWS)
      },
      LONG,
    )

  test(
    'says of every row of random questionnaires what score says',
    async () => {
      for (const [index, form] of sampleOf(anyForm, FORMS).entries()) {
        const several = SEVERAL[index % SEVERAL.length] ?? 'text'
        const found = await compared(form, engine, { rows: FORM_ROWS, seed: 100 + index, several })
        expect(found.differences, `questionnaire ${index}`).toEqual([])
        expect(found.rows).toBe(FORM_ROWS)
      }
    },
    LONG,
  )
})

describe.skipIf(programs === undefined)('the server that Debian has (apt-get install postgresql)', () => {
  let server: Server
  beforeAll(() => {
    server = postgresServer(programs ?? '')
  }, LONG)
  afterAll(() => server.stop())

  test.each(SEVERAL)(
    'says what score says, several answers as %s',
    async (several) => {
      const form = shipped('ketamine-intake')
      const { rows, differences } = await compared(form, server, { rows: ROWS, seed: 29, several })
      expect(differences).toEqual([])
      expect(rows).toBe(ROWS)
    },
    LONG,
  )

  test(
    'plans the largest form in far less than a minute, where stages that are put into one another never end',
    () => {
      const form = shipped('ketamine-intake')
      const names = ['record', 'day', ...form.questions.map(({ id }) => id)]
      server.psql(
        `DROP TABLE IF EXISTS answers; CREATE TABLE answers (${names.map((name) => `"${name}" text`).join(', ')});`,
      )
      const plan = server.psql(
        `SET statement_timeout = '60s'; EXPLAIN ${statement(form, server.dialect, { several: 'text' })};`,
      )
      expect(plan).toContain('Seq Scan on answers')
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

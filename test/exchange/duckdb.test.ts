import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inProject, shipped } from '../support/load.ts'
import { anyForm, sampleOf } from '../support/random-conditions.ts'
import { DUCKDB } from './duckdb.ts'
import { compared, SEVERAL } from './engine.ts'

/** `PRESCREEN_SQL_ROWS=20000` and `PRESCREEN_SQL_FORMS=300` are the figures that are published. */
const ROWS = Number(process.env.PRESCREEN_SQL_ROWS ?? 100)
const FORMS = Number(process.env.PRESCREEN_SQL_FORMS ?? 9)
const FORM_ROWS = Number(process.env.PRESCREEN_SQL_FORM_ROWS ?? 120)

const SHIPPED = readdirSync(inProject('questionnaires')).flatMap((name) => /^([a-z0-9-]+)\.yaml$/.exec(name)?.[1] ?? [])

describe.each(SHIPPED)('%s as one SELECT in DuckDB', (id) => {
  test.each(SEVERAL)(
    'says of every hostile row what score says, several answers as %s',
    async (several) => {
      const { rows, differences, levels } = await compared(shipped(id), DUCKDB, { rows: ROWS, seed: 19, several })
      expect(differences).toEqual([])
      expect(rows).toBe(ROWS)
      expect(levels.size).toBeGreaterThan(2)
    },
    3_600_000,
  )
})

test('random questionnaires as one SELECT say what score says of every row', async () => {
  const levels = new Set<string>()
  for (const [index, form] of sampleOf(anyForm, FORMS).entries()) {
    const several = SEVERAL[index % SEVERAL.length] ?? 'text'
    const found = await compared(form, DUCKDB, { rows: FORM_ROWS, seed: index, several })
    expect(found.differences, `questionnaire ${index}`).toEqual([])
    expect(found.rows).toBe(FORM_ROWS)
    for (const level of found.levels) levels.add(level)
  }
  expect(levels.size).toBeGreaterThan(2)
}, 3_600_000)

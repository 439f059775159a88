import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shipped } from '../support/load.ts'
import { anyForm, sampleOf } from '../support/random-conditions.ts'
import { compared, SEVERAL } from './engine.ts'
import { hasSpark, type SparkSession, sparkSession } from './spark.ts'

/** `PRESCREEN_SPARK_FORMS=60` and more rows are for one command: Spark takes seconds to plan a statement. */
const FORMS = Number(process.env.PRESCREEN_SPARK_FORMS ?? 1)
const ROWS = Number(process.env.PRESCREEN_SQL_ROWS ?? 100)
const SHIPPED = (process.env.PRESCREEN_SPARK_SHIPPED ?? 'bladder-follow-up').split(',')
const LONG = 3_600_000

describe.skipIf(!hasSpark)('Spark itself (Java 17, pip install pyspark)', () => {
  let session: SparkSession
  beforeAll(async () => {
    session = await sparkSession()
  }, LONG)
  afterAll(() => session.close())

  test.each(SHIPPED)(
    'says of every hostile row of %s what score says',
    async (id) => {
      for (const several of process.env.PRESCREEN_SPARK_SHIPPED === undefined ? (['array'] as const) : SEVERAL) {
        const { rows, differences } = await compared(shipped(id), session, { rows: ROWS, seed: 31, several })
        expect(differences, several).toEqual([])
        expect(rows).toBe(ROWS)
      }
    },
    LONG,
  )

  test(
    'says of every row of random questionnaires what score says',
    async () => {
      for (const [index, form] of sampleOf(anyForm, FORMS).entries()) {
        const several = SEVERAL[index % SEVERAL.length] ?? 'text'
        const found = await compared(form, session, { rows: ROWS, seed: 200 + index, several })
        expect(found.differences, `questionnaire ${index}`).toEqual([])
        expect(found.rows).toBe(ROWS)
      }
    },
    LONG,
  )
})

import { afterAll, beforeAll, describe } from 'vitest'
import { comparesHostileTexts, comparesRandom, comparesShipped, ENDING, LONG, SHIPPED } from './compares.ts'
import { NAMES, REPLACED_BY_SPARK, readsAnyName } from './hostile-names.ts'
import { hasSpark, type SparkSession, sparkSession } from './spark.ts'

/** Spark takes seconds to plan a statement, so that more forms and more ways are for one command. */
const SELECTED =
  process.env.PRESCREEN_SPARK_SHIPPED?.split(',') ??
  (process.env.PRESCREEN_SQL_ROWS === undefined ? undefined : SHIPPED)

describe.skipIf(!hasSpark)('Spark itself (Java 17, pip install pyspark)', () => {
  let session: SparkSession
  beforeAll(async () => {
    session = await sparkSession()
  }, LONG)
  afterAll(() => session.close())

  if (SELECTED === undefined) comparesShipped(() => session, ['bladder-follow-up'], ['array'])
  else comparesShipped(() => session, SELECTED)
  comparesHostileTexts(
    () => session,
    // A letter with an accent among labels is refused for Spark.
    ENDING.filter((text) => text.normalize('NFD') === text),
  )
  comparesRandom(() => session, { forms: 5, rows: 200, maps: 1 })
  readsAnyName(
    () => session,
    NAMES.filter((name) => name !== REPLACED_BY_SPARK),
    NAMES.filter((name) => /[`.\\]/.test(name)),
  )
})

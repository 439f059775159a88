import { Environment } from '@marcbachmann/cel-js'
import initSqlJs from 'sql.js'
import { expect, test } from 'vitest'
import { fold } from '../../src/expression/index.ts'
import type { Answers } from '../../src/questionnaire/index.ts'
import {
  anyAnswers,
  anyCondition,
  compiled,
  form,
  ON,
  sampleOf,
  truth,
  type Word,
} from '../support/random-conditions.ts'
import { personOf } from './person.ts'
import { celContext, toCel } from './to-cel.ts'
import { sqlRow, toSql } from './to-sql.ts'

const CONDITIONS = 10_000
const PEOPLE_PER_CONDITION = 2
/** Conditions that are asked of the same people, in one SELECT. */
const TOGETHER = 10

const conditions = sampleOf(anyCondition, CONDITIONS)
const people = sampleOf(anyAnswers(), (CONDITIONS / TOGETHER) * PEOPLE_PER_CONDITION)

interface Batch {
  readonly conditions: readonly string[]
  readonly people: readonly Answers[]
}

const batches: readonly Batch[] = Array.from({ length: CONDITIONS / TOGETHER }, (_, index) => ({
  conditions: conditions.slice(index * TOGETHER, (index + 1) * TOGETHER),
  people: people.slice(index * PEOPLE_PER_CONDITION, (index + 1) * PEOPLE_PER_CONDITION),
}))

type Engine = (batch: Batch) => readonly (readonly Word[])[]

/** What each person of each batch is told, by us and by the engine; differences come with what they are about. */
function compare(engine: Engine): {
  readonly counts: Readonly<Record<Word, number>>
  readonly different: readonly unknown[]
} {
  const counts = { true: 0, false: 0, unknown: 0 }
  const different: unknown[] = []
  for (const batch of batches) {
    const theirs = engine(batch)
    batch.people.forEach((answers, row) => {
      batch.conditions.forEach((condition, column) => {
        const ours = truth(condition, answers)
        counts[ours] += 1
        const other = theirs[row]?.[column]
        if (ours !== other) different.push({ condition, ours, other, answers: Object.fromEntries(answers) })
      })
    })
  }
  return { counts, different: different.slice(0, 3) }
}

test('CEL, with absent keys for what is not known, says the same', () => {
  const environment = new Environment({ unlistedVariablesAreDyn: true })
  const word = (run: (context: Readonly<Record<string, unknown>>) => unknown, answers: Answers): Word => {
    try {
      return run(celContext(personOf(form, answers, ON))) === true ? 'true' : 'false'
    } catch (error) {
      if (error instanceof Error && /No such key|division by zero/.test(error.message)) return 'unknown'
      throw error
    }
  }
  const { counts, different } = compare((batch) => {
    const programs = batch.conditions.map((condition) => environment.parse(fold(compiled(condition).condition, toCel)))
    return batch.people.map((answers) => programs.map((program) => word(program, answers)))
  })
  console.info('CEL:', counts)
  expect(different).toEqual([])
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(1000)
})

test('SQL, with NULL for what is not known, says the same', async () => {
  const { Database } = await initSqlJs()
  const database = new Database()
  const rows = people.map((answers) =>
    sqlRow(personOf(form, answers, ON), (id) => form.questionById.get(id)?.subject.codes ?? []),
  )
  const columns = Object.keys(rows[0] ?? {})
  database.run(`CREATE TABLE people (${columns.join(', ')})`)
  const insert = `INSERT INTO people VALUES (${columns.map(() => '?').join(', ')})`
  for (const row of rows)
    database.run(
      insert,
      columns.map((column) => row[column] ?? null),
    )
  const { counts, different } = compare((batch) => {
    const first = people.indexOf(batch.people[0] ?? new Map()) + 1
    const tests = batch.conditions.map((condition) => fold(compiled(condition).condition, toSql)).join(',\n')
    const [answer] = database.exec(
      `SELECT ${tests} FROM people WHERE rowid BETWEEN ${first} AND ${first + PEOPLE_PER_CONDITION - 1} ORDER BY rowid`,
    )
    return (answer?.values ?? []).map((row) =>
      row.map((value) => (value === null ? 'unknown' : value === 0 ? 'false' : 'true')),
    )
  })
  console.info('SQL:', counts)
  expect(different).toEqual([])
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(1000)
})

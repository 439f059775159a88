import { afterAll, beforeAll, describe } from 'vitest'
import { comparesRandom, comparesShipped, SHIPPED } from './compares.ts'
import { type DuckdbEngine, duckdbEngine } from './duckdb.ts'

let engine: DuckdbEngine
beforeAll(async () => {
  engine = await duckdbEngine()
})
afterAll(() => engine.close())

describe('DuckDB', () => comparesShipped(() => engine, SHIPPED))

describe('DuckDB that does not optimise, which would take most of the time', () => {
  beforeAll(() => engine.set('PRAGMA disable_optimizer'))
  comparesRandom(() => engine, { forms: 300, rows: 300, maps: 30 })
})

import type { Broken, Rows } from '../../tables/index.ts'
import type { Columns } from '../columns/columns.ts'
import type { Outcomes } from '../columns/outcomes.ts'
import type { Sets } from '../columns/sets.ts'
import type { BoundTable } from '../reading/bound-table.ts'
import type { CellTable } from '../reading/cell-table.ts'

/** Everything that is known about some people when their results are written. Valid until the next rows are read. */
export interface ScoredRows {
  readonly rows: Rows
  readonly table: CellTable
  readonly bound: BoundTable
  readonly columns: Columns
  readonly outcomes: Outcomes
  readonly sets: Sets
  /** By person: the number of the record in the whole input, from 1. */
  readonly numbers: Float64Array
  /** The day of scoring in days since 1970-01-01. */
  readonly scoredOn: number
  /** Whether `columns.today` was given, and not just assumed to be the day of scoring. */
  readonly isDated: boolean
}

/** JSON Lines with ids only, or with the whole guidance. */
export interface Brevity {
  readonly isBrief: boolean
}

/** Writes results as bytes, in the order of the file. */
export interface ResultWriter {
  /** Before the first record. */
  heading(): void
  /** One person of the rows. */
  person(scored: ScoredRows, person: number): void
  /** Lines that are not a record. */
  broken(record: number, broken: Broken): void
  /** How many line ends should have been written so far. The account compares this with those that were. */
  lines(): number
}

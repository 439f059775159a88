import type { DayForm } from './days.ts'
import type { ColumnSource } from './sources.ts'

export interface SqlOptions {
  /** The parts of its name: schema and table, or the table alone. */
  readonly table: readonly string[]
  /** The column with the record id. */
  readonly id: string
  /** The day of all answers, ISO, or the column that it stands in. */
  readonly on?: string
  readonly dateColumn?: string
  readonly dateForm?: DayForm
  readonly labels: boolean
  /** The name of a view to make; without it the statement is a bare SELECT. */
  readonly view?: readonly string[]
  /** By question index. */
  readonly sources: readonly ColumnSource[]
  /** Of the program, for the heading. */
  readonly version: string
}

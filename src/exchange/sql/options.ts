import type { DayForm } from './days.ts'
import type { ColumnSource } from './sources.ts'

export interface SqlOptions {
  /** The table's name, or its schema and name. */
  readonly table: readonly string[]
  /** The column with the record id. */
  readonly id: string
  /** The ISO day of all answers, or the column that contains it. */
  readonly on?: string
  readonly dateColumn?: string
  readonly dateForm?: DayForm
  readonly labels: boolean
  /** The name of a view to create. Without it the statement is a bare SELECT. */
  readonly view?: readonly string[]
  /** By question index. */
  readonly sources: readonly ColumnSource[]
  /** The program's version, for the heading. */
  readonly version: string
}

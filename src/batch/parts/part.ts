import type { Rejected } from '../../questionnaire/index.ts'
import type { Rows } from '../../tables/index.ts'
import type { BoundTable } from '../reading/bound-table.ts'
import type { CellTable } from '../reading/cell-table.ts'
import type { NumberedBroken } from '../reading/numbering.ts'
import type { Problem } from '../writing/problems.ts'

/** Some whole records of one table, consecutive in the file: what one thread scores at a time. */
export interface TablePart {
  readonly rows: Rows
  readonly table: CellTable
  readonly bound: BoundTable
  /** By row: the number of the record in the whole input, from 1. */
  readonly numbers: Float64Array
  /** Lines between the rows that are not records. */
  readonly broken: readonly NumberedBroken[]
}

/** A problem before its file and line are known. */
export interface RowProblem extends Pick<Problem, 'column' | 'code' | 'message'> {
  /** Place of the row in its part. */
  readonly person: number
  /** A record or a cell that could not be read, as opposed to something worth a look. */
  readonly isBad: boolean
}

/** The results of a part, besides its result rows. */
export interface PartScored {
  readonly scored: number
  readonly incomplete: number
  /** By place in `LEVELS`. */
  readonly levels: readonly number[]
  /** Line ends in the result rows. */
  readonly lines: number
  /** Cells that could not be read, then checks that fail, each in the order of the columns. */
  readonly unread: readonly RowProblem[]
  readonly failedChecks: readonly RowProblem[]
  /** Columns of days in which a time with an offset occurred for the first time. */
  readonly offsets: readonly string[]
}

/** A cell that is not a valid answer, and where it is. */
export interface BadCell {
  readonly person: number
  readonly field: number
  /** Undefined when the cell should be the date of the answers and is not a date. */
  readonly rejected: Rejected | undefined
}

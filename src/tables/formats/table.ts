import type { Rows } from '../rows.ts'

/** A table that is being read: its columns are known, and its records are read stretch by stretch. */
export interface Table {
  /** The columns. There can be more of them after a `read` into empty rows, but never fewer. */
  readonly names: readonly string[]
  /**
   * Called once the use of the columns is known, by field: what a line break inside a cell means, and whether the cells
   * of a line inside a cell look like a record, which makes the record around it suspect.
   */
  expectLines(byField: readonly LineBreaks[], isRecord?: (cells: readonly string[]) => boolean): void
  /**
   * Reads the records in `bytes[from, to)` into `rows` until it is full or no whole record is left. Returns where the
   * first unread record begins. `last`: nothing comes after `to`.
   */
  read(bytes: Uint8Array, from: number, to: number, last: boolean, rows: Rows): number
  /** What a raw cell says: a text, a list of texts, or undefined for what cannot be an answer, such as an object. */
  written(bytes: Uint8Array, start: number, end: number): string | readonly string[] | undefined
  /** Number of empty rows so far, which are not records. */
  emptyRows(): number
  /** Why nothing more can be read; the file is then refused. */
  fault(): TableFault | undefined
}

/**
 * What a line break inside a cell in quotation marks means. `any`: nothing. `no-record`: two quotation marks are
 * mistakes if the cell contains a whole record. `no-delimiter`: they are mistakes as soon as the cell contains a
 * delimiter, because no code, number or id has one.
 */
export type LineBreaks = 'any' | 'no-record' | 'no-delimiter'

/** What is wrong with a file as a whole, and on which line. */
export interface TableFault {
  readonly fault: string
  readonly line: number
}

export interface Opened {
  readonly table: Table
  /** Where the first record begins. */
  readonly next: number
  /** By column: its names in further heading lines. */
  readonly titles: readonly (readonly string[])[]
  /** Heading lines besides the one with the names of the columns. */
  readonly headingLines: number
  /** What the reader found out by itself and should be reported. */
  readonly notes: readonly string[]
}

export interface OpeningOptions {
  /** One byte. */
  readonly delimiter?: number
  /** The line of the names and that of the first record, from 1, if they are given. */
  readonly namesInLine?: number
  readonly dataFromLine?: number
}

/** Opens a kind of file, given its first bytes. */
export type Open = (bytes: Uint8Array, options: OpeningOptions) => Opened | TableFault

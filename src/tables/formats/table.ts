import type { Rows } from '../rows.ts'

/** A table that is being read: its columns are known, and its records are asked for stretch by stretch. */
export interface Table {
  /** The columns. They may become more when `read` is called with rows that are empty, never fewer. */
  readonly names: readonly string[]
  /**
   * Told once the use of the columns is known, by field: what a line break inside a cell means; and whether the cells of a
   * line inside a cell look like those of a record, which makes the record that holds it suspect.
   */
  expectLines(byField: readonly LineBreaks[], isRecord?: (cells: readonly string[]) => boolean): void
  /**
   * Reads the records in `bytes[from, to)` into `rows` until it is full or no whole record is left, and returns where the
   * first one begins that was not read. `last`: nothing comes after `to`.
   */
  read(bytes: Uint8Array, from: number, to: number, last: boolean, rows: Rows): number
  /** What a raw cell says: a text, a list of them, or undefined for what can be no answer, such as an object. */
  written(bytes: Uint8Array, start: number, end: number): string | readonly string[] | undefined
  /** Rows without anything in them so far: they are no records. */
  emptyRows(): number
  /** Why nothing more can be read; the file is then refused. */
  fault(): TableFault | undefined
}

/**
 * What a line break inside a cell in quotation marks means. `any`: nothing. `no-record`: two slips of quotation marks,
 * when a whole record lies inside the cell. `no-delimiter`: already when a delimiter does, which no code, number or id has.
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
  /** By column: what further lines of heading call it. */
  readonly titles: readonly (readonly string[])[]
  /** Lines that are heading, besides the one that names the columns. */
  readonly headingLines: number
  /** What the reader found out by itself, to be told. */
  readonly notes: readonly string[]
}

export interface OpeningOptions {
  /** One byte. */
  readonly delimiter?: number
  /** The line of the names and that of the first record, from 1, where they are told. */
  readonly namesInLine?: number
  readonly dataFromLine?: number
}

/** How a kind of file is opened, given its first bytes. */
export type Open = (bytes: Uint8Array, options: OpeningOptions) => Opened | TableFault

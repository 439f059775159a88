/**
 * Records found in a stretch of bytes: where their cells lie, raw as they were written, and the lines between them that
 * were no records. Used again for the next stretch, so that no record costs an object and no cell a string.
 */
export interface Rows {
  /** What the offsets point into; good until the next bytes are read. */
  bytes: Uint8Array
  /** Rows that there is room for, and at most. */
  capacity: number
  readonly most: number
  /** Cells of each row. */
  fields: number
  /** Rows in it. */
  count: number
  /** From one field to the next in `starts` and `ends`. */
  stride: number
  /** By field × `stride` + row: where a raw cell begins and ends, quotes included. */
  starts: Int32Array
  ends: Int32Array
  /** Same index: the last bytes of the cell, up to four, packed into an integer, so that short cells are compared without touching the text. No byte of a cell is 0: what is empty or absent has 0, and what has no fourth byte is all there is. */
  tails: Int32Array
  /** By row: its first line in the file, from 1. */
  lines: Float64Array
  /** In the order of the file. */
  readonly broken: Broken[]
  /** First lines of records of which a cell holds a line that is a whole record: two quotation marks may be slips. */
  readonly suspects: Set<number>
}

/** Lines that are no record. */
export interface Broken {
  /** How many rows of the same stretch come before it. */
  readonly before: number
  /** First and last line in the file, from 1. */
  readonly line: number
  readonly lastLine: number
  readonly code: BrokenCode
}

/** What can be wrong with a record, in a sentence. */
export const BROKEN = {
  'field-count': 'the number of cells is not that of the header',
  'stray-quote': 'a quotation mark stands inside a cell that does not begin with one',
  'text-after-quote': 'something follows the quotation mark that ends a cell',
  'unclosed-quote': 'a quotation mark is never closed',
  'invalid-utf8': 'a byte is not UTF-8',
  'nul-byte': 'there is a NUL byte in the record',
  'too-long': 'the record is longer than 1 MiB',
  'not-json': 'the record is not a JSON object',
  'duplicate-key': 'a key appears twice in the record',
  'too-many-keys': 'the records have more than 10,000 different keys',
} as const

export type BrokenCode = keyof typeof BROKEN

/** The longest record in bytes: beyond it an open quotation mark was a slip. */
export const LONGEST_RECORD: number = 1024 * 1024

/** Cells that are looked at together at most, so that a wide table needs no more memory than a long one. */
const MOST_CELLS = 512 * 1024

/** Columns that lie a power of two apart would drive each other out of the cache. */
const APART = 16

/** Room for so many rows of so many cells, or for fewer rows where they are very wide. */
export function rowsFor(most: number, fields: number): Rows {
  const rows: Rows = {
    bytes: new Uint8Array(0),
    most,
    capacity: 0,
    fields: 0,
    stride: 0,
    count: 0,
    starts: new Int32Array(0),
    ends: new Int32Array(0),
    tails: new Int32Array(0),
    lines: new Float64Array(0),
    broken: [],
    suspects: new Set(),
  }
  widen(rows, fields)
  return rows
}

/**
 * Makes rows as wide as this; in rows that are there already the new cells are absent. False when there is no room for
 * as many rows of so many cells: they are to be emptied first.
 */
export function widen(rows: Rows, fields: number): boolean {
  const capacity = Math.max(1, Math.min(rows.most, Math.trunc(MOST_CELLS / Math.max(1, fields))))
  if (rows.count > 0 && capacity !== rows.capacity) return false
  const { starts, ends, tails } = rows
  rows.fields = fields
  rows.capacity = capacity
  rows.stride = capacity + APART
  rows.starts = new Int32Array(rows.stride * fields)
  rows.ends = new Int32Array(rows.stride * fields)
  rows.tails = new Int32Array(rows.stride * fields)
  if (rows.count === 0) rows.lines = new Float64Array(capacity)
  else {
    rows.starts.set(starts)
    rows.ends.set(ends)
    rows.tails.set(tails)
  }
  return true
}

/** The last bytes of a cell, up to four, as `Rows.tails` has them. */
export function tailOf(bytes: Uint8Array, start: number, end: number): number {
  let tail = 0
  for (let at = Math.max(start, end - 4); at < end; at += 1) tail = (tail << 8) | (bytes[at] as number)
  return tail
}

/**
 * Where a cell lies in `starts` and `ends`; -1 when there is none or nothing stands in it. The only way to a single
 * cell: a table of JSON may know more columns than the rows that were just read.
 */
export function cellAt({ starts, ends, stride, fields }: Rows, field: number, row: number): number {
  if (field < 0 || field >= fields) return -1
  const cell = field * stride + row
  return starts[cell] === ends[cell] ? -1 : cell
}

/** Where the cells of a column begin in `starts` and `ends`; -1 when the rows have no such column. */
export function columnAt({ stride, fields }: Rows, field: number): number {
  return field >= 0 && field < fields ? field * stride : -1
}

/** Takes all rows out. */
export function clearRows(rows: Rows): void {
  rows.count = 0
  rows.broken.length = 0
  rows.suspects.clear()
}

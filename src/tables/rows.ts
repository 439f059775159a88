/**
 * Records found in a stretch of bytes: where their cells are, raw as they were written, and which lines between them
 * are not records. The object is reused for the next stretch, so that no record costs an object and no cell a string.
 */
export interface Rows {
  /** The bytes that offsets refer to. Valid until the next bytes are read. */
  bytes: Uint8Array
  /** Rows that there is room for now, and at most. */
  capacity: number
  readonly most: number
  /** Cells of each row. */
  fields: number
  /** Number of rows. */
  count: number
  /** The distance from one field to the next in `starts` and `ends`. */
  stride: number
  /** By field × `stride` + row: where a raw cell begins and ends, including quotation marks. */
  starts: Int32Array
  ends: Int32Array
  /**
   * Same index: the last bytes of the cell, up to four, packed into an integer, so that cells are compared without
   * touching the text. No byte of a cell is 0: what is empty or absent has 0. Below 0 there may be more bytes before them;
   * else cells of a column that have the same number say the same. Of a cell of more than four bytes it is then a number
   * that a reader gave to the whole text, with a byte of 0 inside, as no shorter cell has.
   */
  tails: Int32Array
  /** By row: its first line in the file, from 1. */
  lines: Float64Array
  /** In the order of the file. */
  readonly broken: Broken[]
  /**
   * First lines of records with a cell that contains a line which is a whole record. Two quotation marks may be
   * mistakes there.
   */
  readonly suspects: Set<number>
}

/** Lines that are not a record. */
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
  'stray-quote': 'there is a quotation mark inside a cell that does not begin with one',
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

/** The longest record in bytes. Beyond it, an open quotation mark must have been a mistake. */
export const LONGEST_RECORD: number = 1024 * 1024

/** At most this many cells are handled together, so that a wide table needs no more memory than a long one. */
const MOST_CELLS = 512 * 1024

/** Columns that are a power of two apart would evict each other from the cache. */
const APART = 16

/** Room for `most` rows of this many cells, or for fewer rows where they are very wide. */
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
 * Makes rows this wide. In existing rows, the new cells are absent. False when there is no room for as many rows of
 * this width: then the rows must be emptied first.
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

/** Up to this length in bytes a tail is all of its cell. */
export const TAIL = 4

/** In a tail: there are more bytes before it. */
export const LONGER = -0x80000000

/** The last bytes of a cell, up to four, in the form of `Rows.tails`. */
export function tailOf(bytes: Uint8Array, start: number, end: number): number {
  let tail = 0
  for (let at = Math.max(start, end - TAIL); at < end; at += 1) tail = (tail << 8) | (bytes[at] as number)
  return end - start > TAIL ? tail | LONGER : tail
}

/**
 * The index of a cell in `starts` and `ends`; -1 when it does not exist or is empty. A single cell must be looked up
 * with this, because a table of JSON may know more columns than the rows that were just read.
 */
export function cellAt({ starts, ends, stride, fields }: Rows, field: number, row: number): number {
  if (field < 0 || field >= fields) return -1
  const cell = field * stride + row
  return starts[cell] === ends[cell] ? -1 : cell
}

/** Where the cells of a column begin in `starts` and `ends`; -1 when the rows do not have the column. */
export function columnAt({ stride, fields }: Rows, field: number): number {
  return field >= 0 && field < fields ? field * stride : -1
}

/** Removes all rows. */
export function clearRows(rows: Rows): void {
  rows.count = 0
  rows.broken.length = 0
  rows.suspects.clear()
}

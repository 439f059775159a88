import { LONGER, type Rows, TAIL } from '../rows.ts'

/**
 * Skips cells that say the same as most cells of their column: they are recognised by comparing four bytes twice
 * instead of reading every byte. The reader of records would read each skipped cell as the same cell.
 */
export interface UsualCells {
  /** Where the first cell begins that was not skipped. */
  readonly next: () => number
  /** Called before the records in some bytes are read into rows. */
  begin(bytes: Uint8Array, rows: Rows): void
  /**
   * Skips cells of the row after the last one, beginning with `field`, which begins at `at`. Returns the first field
   * that is left.
   */
  pass(field: number, at: number, end: number): number
  /** Called when a cell that `pass` did not skip was read byte by byte. */
  missed(field: number): void
  /**
   * Called after records were read: where most cells of a column were not skipped, the last one is the usual one now.
   */
  learn(): void
}

/** The longest cell that two comparisons can recognise, in bytes. */
const MOST = 2 * TAIL
/** For a column without a usual cell. */
const NONE = -1
/** Numbers for cells of more than four bytes, in place of a tail: no tail of four bytes has a second byte of 0. */
const FIRST_NUMBER = 0x01000000
const NUMBERS = 0x10000

/** By field. */
interface Usual {
  /** Size of the cell, or `NONE`. */
  readonly sizes: Int8Array
  /** The first four bytes, without those after the end of a shorter cell; then the last four bytes of a longer one. */
  readonly heads: Int32Array
  readonly masks: Int32Array
  readonly lasts: Int32Array
  /** As in `Rows.tails`. */
  readonly tails: Int32Array
}

/** `isOrdinary`: by byte, whether it is ASCII and can be in a cell without quotation marks. */
export function usualCells(fields: number, delimiter: number, isOrdinary: (byte: number) => boolean): UsualCells {
  const numbers = () => new Int32Array(fields)
  const usual = { sizes: new Int8Array(fields), heads: numbers(), masks: numbers(), lasts: numbers(), tails: numbers() }
  const { sizes, heads, masks, lasts, tails } = usual
  sizes.fill(NONE)
  const misses = numbers()
  let bytes: Uint8Array = new Uint8Array(0)
  let view: DataView = new DataView(bytes.buffer)
  let rows: Rows | undefined
  let next = 0
  let numbered = 0

  function learnFrom(field: number, text: Uint8Array): void {
    sizes[field] = NONE
    if (text.length > MOST || !text.every(isOrdinary)) return
    setUsual(usual, field, text)
    if (text.length <= TAIL) tails[field] = lasts[field] as number
    else if (numbered < NUMBERS) {
      tails[field] = FIRST_NUMBER + numbered
      numbered += 1
    } else tails[field] = (lasts[field] as number) | LONGER
  }

  function pass(from: number, at: number, end: number): number {
    const { starts, ends, tails: found, stride, count } = rows as Rows
    // The last field ends at a line end and not at a delimiter, and a comparison reads beyond the end of a short cell.
    const last = fields - 1
    const bound = end - MOST
    let field = from
    let p = at
    for (let place = field * stride + count; field < last && p < bound; place += stride) {
      const size = sizes[field] as number
      const stop = p + size
      if (size < 0 || bytes[stop] !== delimiter) break
      if (((view.getInt32(p) ^ (heads[field] as number)) & (masks[field] as number)) !== 0) break
      if (size > TAIL && view.getInt32(stop - TAIL) !== lasts[field]) break
      starts[place] = p
      ends[place] = stop
      found[place] = tails[field] as number
      field += 1
      p = stop + 1
    }
    next = p
    return field
  }

  return {
    next: () => next,
    begin(read, into) {
      if (read !== bytes) view = new DataView(read.buffer, read.byteOffset, read.byteLength)
      bytes = read
      rows = into
    },
    pass,
    missed(field) {
      misses[field] = (misses[field] as number) + 1
    },
    learn() {
      const { starts, ends, stride, count } = rows as Rows
      if (count === 0) return
      for (let field = 0; field < fields; field += 1) {
        const cell = field * stride + count - 1
        if (2 * (misses[field] as number) > count) learnFrom(field, bytes.subarray(starts[cell], ends[cell]))
        misses[field] = 0
      }
    },
  }
}

function setUsual({ sizes, heads, masks, lasts }: Usual, field: number, text: Uint8Array): void {
  sizes[field] = text.length
  heads[field] = 0
  masks[field] = 0
  lasts[field] = 0
  for (let at = 0; at < TAIL; at += 1) {
    const isIn = at < text.length
    heads[field] = ((heads[field] as number) << 8) | (isIn ? (text[at] as number) : 0)
    masks[field] = ((masks[field] as number) << 8) | (isIn ? 0xff : 0)
  }
  for (const byte of text) lasts[field] = ((lasts[field] as number) << 8) | byte
}

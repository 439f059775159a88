import { lineEnd, NUL, nextLine, QUOTE } from '../bytes.ts'
import { cellText } from '../cell-text.ts'

/** Looks at lines one by one where a record that spans them cannot be read. */
export interface Lines {
  holdsRecord(bytes: Uint8Array, start: number, to: number): boolean
  /** The cells of each line after the first of a record that is a whole record by itself. */
  recordsIn(bytes: Uint8Array, start: number, to: number): readonly (readonly string[])[]
  lostUntil(bytes: Uint8Array, start: number, to: number): number
  delimitersIn(bytes: Uint8Array, from: number, to: number): number
}

export function linesOf(delimiter: number, fields: number): Lines {
  /** Whether a line after the first of a record is a whole record by itself. */
  function holdsRecord(bytes: Uint8Array, start: number, to: number): boolean {
    for (let from = lineAfter(bytes, start, to); from < to; from = lineAfter(bytes, from, to))
      if (isRecord(bytes, from, lineEnd(bytes, from, to))) return true
    return false
  }

  function recordsIn(bytes: Uint8Array, start: number, to: number): readonly (readonly string[])[] {
    const found: (readonly string[])[] = []
    for (let from = lineAfter(bytes, start, to); from < to; from = lineAfter(bytes, from, to)) {
      const end = lineEnd(bytes, from, to)
      if (isRecord(bytes, from, end)) found.push(cellsIn(bytes, { from, to: end, delimiter }))
    }
    return found
  }

  /** Whether a single line, without its end, is a record with the right number of cells. */
  function isRecord(bytes: Uint8Array, from: number, to: number): boolean {
    let cells = 1
    for (let p = from; p < to; p += 1) {
      const byte = bytes[p]
      if (byte === delimiter) cells += 1
      else if (byte === NUL) return false
      else if (byte === QUOTE) {
        if (p > from && bytes[p - 1] !== delimiter) return false
        const close = closing(bytes, p, to)
        if (close < 0 || (close + 1 < to && bytes[close + 1] !== delimiter)) return false
        p = close
      }
    }
    return cells === fields
  }

  /**
   * Where the lines end that a failed record takes with it. That is after its first line, unless the lines up to the
   * fault are pieces of one record: together they have exactly its number of delimiters, and none of them is a record
   * by itself. `to` is the end of the line with the fault.
   */
  function lostUntil(bytes: Uint8Array, start: number, to: number): number {
    const end = lineEnd(bytes, start, to)
    let delimiters = delimitersIn(bytes, start, end)
    for (let from = end; from < to; ) {
      const begin = nextLine(bytes, from, to)
      const stop = lineEnd(bytes, begin, to)
      if (delimiters >= fields - 1 || isRecord(bytes, begin, stop)) return end
      delimiters += delimitersIn(bytes, begin, stop)
      from = stop
    }
    return delimiters === fields - 1 ? to : end
  }

  function delimitersIn(bytes: Uint8Array, from: number, to: number): number {
    let count = 0
    for (let p = from; p < to; p += 1) if (bytes[p] === delimiter) count += 1
    return count
  }

  return { holdsRecord, recordsIn, lostUntil, delimitersIn }
}

function lineAfter(bytes: Uint8Array, from: number, to: number): number {
  return nextLine(bytes, lineEnd(bytes, from, to), to)
}

/** The quotation mark that closes the one at `open`, or -1. */
function closing(bytes: Uint8Array, open: number, to: number): number {
  for (let p = open + 1; p < to; p += 1) {
    if (bytes[p] !== QUOTE) continue
    if (p + 1 >= to || bytes[p + 1] !== QUOTE) return p
    p += 1
  }
  return -1
}

/** For a line that is a record. */
function cellsIn(
  bytes: Uint8Array,
  { from, to, delimiter }: { readonly from: number; readonly to: number; readonly delimiter: number },
): readonly string[] {
  const cells: string[] = []
  for (let start = from; start <= to; ) {
    const close = bytes[start] === QUOTE ? closing(bytes, start, to) : start
    let end = close
    while (end < to && bytes[end] !== delimiter) end += 1
    cells.push(cellText(bytes, start, end))
    start = end + 1
  }
  return cells
}

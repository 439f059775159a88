import { CR, LF } from '../bytes.ts'
import { type BrokenCode, LONGEST_RECORD, type Rows } from '../rows.ts'
import { blank, jsonScanner, jsonWritten } from './json-scanner.ts'
import type { Open } from './table.ts'

const OPEN_BRACE = 0x7b

/** JSON Lines: one object on each line. A line that is none is lost alone. */
export const openJsonLines: Open = (bytes) => {
  const scanner = jsonScanner()
  const next = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let here = 1
  let skipping = false
  let wanted = 0

  /** Reads the record on one line; false when the rows must be emptied first. */
  function readLine(bytes: Uint8Array, start: number, end: number, rows: Rows): boolean {
    const at = blank(bytes, start, end)
    if (at >= end) return true
    let code: BrokenCode = 'not-json'
    if (end - start > LONGEST_RECORD) code = 'too-long'
    else if (bytes[at] === OPEN_BRACE) {
      const after = scanner.object(bytes, at, end, rows)
      if (after === -2) return false
      if (after > 0 && blank(bytes, after, end) >= end) {
        rows.lines[rows.count] = here
        rows.count += 1
        return true
      }
      if (after < 0) code = scanner.fault()
    }
    rows.broken.push({ before: rows.count, line: here, lastLine: here, code })
    return true
  }

  return {
    table: {
      names: scanner.names,
      expectLines: () => undefined,
      emptyRows: () => 0,
      written: jsonWritten,
      fault: () => undefined,
      read(bytes, from, to, last, rows) {
        let at = from
        rows.bytes = bytes
        while (rows.count < rows.capacity && at < to && (last || to - at >= wanted)) {
          const end = bytes.indexOf(LF, at)
          const whole = end >= 0 && end < to
          const stop = whole ? end : to
          if (!whole && !last && !skipping && stop - at <= LONGEST_RECORD) {
            wanted = 2 * (to - at)
            break
          }
          wanted = 0
          const text = whole && bytes[end - 1] === CR && end > at ? end - 1 : stop
          if (!skipping && !readLine(bytes, at, text, rows)) break
          skipping = !whole
          at = whole ? end + 1 : to
          if (whole) here += 1
        }
        return at
      },
    },
    next,
    titles: [],
    headingLines: 0,
    notes: [],
  }
}

import { CR, LF } from '../bytes.ts'
import { type BrokenCode, LONGEST_RECORD, type Rows } from '../rows.ts'
import { jsonRecords } from './json-records.ts'
import { blank, jsonScanner, jsonWritten } from './json-scanner.ts'
import type { Open } from './table.ts'

const OPEN_BRACE = 0x7b

/** JSON Lines: one object on each line. A line that is none is lost alone. */
export const openJsonLines: Open = (bytes) => {
  const scanner = jsonScanner()
  const next = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const records = jsonRecords()
  let here = 1
  /** Where to go on in a line of which some records are read already, from its start. */
  let within = 0
  let skipping = false
  let wanted = 0

  /** Reads the record on one line; false when the rows must be emptied first. A line that swallowed others holds several. */
  function readLine(bytes: Uint8Array, start: number, end: number, rows: Rows): boolean {
    for (let at = blank(bytes, start + within, end); at < end; ) {
      let code: BrokenCode = 'not-json'
      let next = -1
      if (end - start > LONGEST_RECORD) code = 'too-long'
      else {
        const after = bytes[at] === OPEN_BRACE ? scanner.object(bytes, at, end, rows) : -1
        if (after === -2) {
          within = at - start
          return false
        }
        const rest = after > 0 ? blank(bytes, after, end) : -1
        if (after > 0 && (rest >= end || bytes[rest] === OPEN_BRACE)) {
          rows.lines[rows.count] = here
          rows.count += 1
          at = rest
          if (rows.count >= rows.capacity && at < end) {
            within = at - start
            return false
          }
          continue
        }
        if (after < 0 && bytes[at] === OPEN_BRACE) code = scanner.fault()
        next = records.next(bytes, at, end)
      }
      rows.broken.push({ before: rows.count, line: here, lastLine: here, code })
      at = next < 0 ? end : next
    }
    within = 0
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

import { CR, LF } from '../bytes.ts'
import { type BrokenCode, LONGEST_RECORD, type Rows } from '../rows.ts'
import { jsonRecords } from './json-records.ts'
import { blank, type JsonScanner, jsonScanner, jsonWritten } from './json-scanner.ts'
import type { Open } from './table.ts'

const OPEN_BRACE = 0x7b

/** Reads the records on one line: usually one, or several where line ends were lost. */
function lineReader(scanner: JsonScanner): (line: Line, rows: Rows) => boolean {
  const records = jsonRecords()
  /** How far the line has been read already, from its start. */
  let within = 0
  return ({ bytes, start, end, here }, rows) => {
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
}

/** `bytes[start, end)`, and its number from 1. */
interface Line {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  readonly here: number
}

/** JSON Lines: one object on each line. A line that is not an object is lost alone. */
export const openJsonLines: Open = (bytes) => {
  const next = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let here = 1
  let skipping = false
  let wanted = 0

  const scanner = jsonScanner()
  const readLine = lineReader(scanner)

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
          if (!skipping && !readLine({ bytes, start: at, end: text, here }, rows)) break
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

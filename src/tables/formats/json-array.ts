import { CR, LF } from '../bytes.ts'
import { LONGEST_RECORD } from '../rows.ts'
import { blank, jsonScanner, jsonWritten, objectEnd } from './json-scanner.ts'
import type { Open, TableFault } from './table.ts'

const OPEN_BRACE = 0x7b
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const COMMA = 0x2c

/**
 * A JSON array of objects, or a single one. An object that is damaged inside is lost alone; where the array itself is
 * damaged nobody knows what is a record, and the file is refused.
 */
export const openJson: Open = (first) => {
  const scanner = jsonScanner()
  const begin = blank(first, first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 3 : 0, first.length)
  let here = 1 + breaksIn(first, 0, begin)
  const single = first[begin] === OPEN_BRACE
  if (!single && first[begin] !== OPEN_BRACKET)
    return { fault: begin >= first.length ? 'the file is empty' : 'this is not a JSON array of records', line: here }
  /** What may come: an object, an object or the end, a comma or the end, or nothing. */
  let expected: 'object' | 'object-or-end' | 'comma-or-end' | 'nothing' = single ? 'object' : 'object-or-end'
  let fault: TableFault | undefined
  let wanted = 0

  return {
    table: {
      names: scanner.names,
      expectLines: () => undefined,
      emptyRows: () => 0,
      written: jsonWritten,
      fault: () => fault,
      read(bytes, from, to, last, rows) {
        let at = from
        rows.bytes = bytes
        const refuse = (why: string) => {
          fault = { fault: why, line: here }
        }
        while (fault === undefined && rows.count < rows.capacity && (last || to - at >= wanted)) {
          wanted = 0
          const start = blank(bytes, at, to)
          here += breaksIn(bytes, at, start)
          at = start
          if (at >= to) {
            if (last && expected !== 'nothing') refuse('the file ends inside the array')
            break
          }
          const byte = bytes[at]
          if (expected === 'nothing') refuse('something follows the end of the records')
          else if (byte === CLOSE_BRACKET && expected !== 'object') {
            expected = 'nothing'
            at += 1
          } else if (byte === COMMA && expected === 'comma-or-end') {
            expected = 'object'
            at += 1
          } else if (byte !== OPEN_BRACE || expected === 'comma-or-end')
            refuse('an array of records is broken off here')
          else {
            const end = objectEnd(bytes, at, to)
            if (end < 0 || end - at > LONGEST_RECORD) {
              if (last || to - at > LONGEST_RECORD) refuse('a record that begins here does not end')
              else wanted = 2 * (to - at)
              break
            }
            const after = scanner.object(bytes, at, end, rows)
            if (after === -2) break
            const breaks = breaksIn(bytes, at, end)
            if (after === end) {
              rows.lines[rows.count] = here
              rows.count += 1
            } else {
              const code = after < 0 ? scanner.fault() : 'not-json'
              rows.broken.push({ before: rows.count, line: here, lastLine: here + breaks, code })
            }
            here += breaks
            at = end
            expected = single ? 'nothing' : 'comma-or-end'
          }
        }
        return at
      },
    },
    next: single ? begin : begin + 1,
    titles: [],
    headingLines: 0,
    notes: [],
  }
}

function breaksIn(bytes: Uint8Array, from: number, to: number): number {
  let breaks = 0
  for (let at = from; at < to; at += 1) if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) breaks += 1
  return breaks
}

import { CR, LF } from '../bytes.ts'
import { type BrokenCode, LONGEST_RECORD, type Rows } from '../rows.ts'
import { jsonRecords } from './json-records.ts'
import { blank, jsonScanner, jsonWritten, objectEnd } from './json-scanner.ts'
import type { Open, TableFault } from './table.ts'

const OPEN_BRACE = 0x7b
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const COMMA = 0x2c

/** Bytes up to `to`. `last`: nothing comes after. */
interface Stretch {
  readonly bytes: Uint8Array
  readonly to: number
  readonly last: boolean
}

/** The result of trying to read a record. */
type Tried = 'read' | 'wait' | 'full'

/**
 * A JSON array of objects, or a single object. A damaged record is lost alone: reading continues where the next one
 * begins. If the array does not end, the file was cut short and is refused.
 */
export const openJson: Open = (first) => {
  const scanner = jsonScanner()
  const records = jsonRecords()
  const begin = blank(first, first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 3 : 0, first.length)
  let here = 1 + breaksIn(first, 0, begin)
  const single = first[begin] === OPEN_BRACE
  if (!single && first[begin] !== OPEN_BRACKET)
    return { fault: begin >= first.length ? 'the file is empty' : 'this is not a JSON array of records', line: here }
  /** What may come next: a record, a record or the end, a comma or the end, or nothing. */
  let expected: 'record' | 'record-or-end' | 'comma-or-end' | 'nothing' = single ? 'record' : 'record-or-end'
  let fault: TableFault | undefined
  let wanted = 0
  let at = 0
  /**
   * The byte before `at`. A line feed after a carriage return is not another line, even if a stretch ends in between.
   */
  let before = 0

  function refuse(why: string): void {
    fault = { fault: why, line: here }
  }

  function moveTo(bytes: Uint8Array, place: number): void {
    for (; at < place; at += 1) {
      const byte = bytes[at] as number
      if (byte === CR || (byte === LF && before !== CR)) here += 1
      before = byte
    }
  }

  /** The record at `at`, or whatever is in its place up to the beginning of the next one. */
  function record({ bytes, to, last }: Stretch, rows: Rows): Tried {
    const end = bytes[at] === OPEN_BRACE ? objectEnd(bytes, at, to) : -1
    if (end > 0 && end - at <= LONGEST_RECORD) {
      const after = scanner.object(bytes, at, end, rows)
      if (after === -2) return 'full'
      const next = blank(bytes, end, to)
      if (next >= to && !last) return 'wait'
      if (after === end && (next >= to || [COMMA, CLOSE_BRACKET, OPEN_BRACE].includes(bytes[next] as number))) {
        rows.lines[rows.count] = here
        rows.count += 1
        moveTo(bytes, end)
        return 'read'
      }
      return damaged(bytes, { to, last, code: after < 0 ? scanner.fault() : 'not-json' }, rows)
    }
    if (!last && to - at <= LONGEST_RECORD) return 'wait'
    return damaged(bytes, { to, last, code: to - at > LONGEST_RECORD ? 'too-long' : 'not-json' }, rows)
  }

  function damaged(
    bytes: Uint8Array,
    { to, last, code }: { readonly to: number; readonly last: boolean; readonly code: BrokenCode },
    rows: Rows,
  ): Tried {
    const next = records.next(bytes, at, to)
    if (next < 0 && !last && to - at <= LONGEST_RECORD) return 'wait'
    const end = next >= 0 ? next : last ? arrayEnd(bytes, at, to) : -1
    if (end < 0) {
      refuse('a record that begins here does not end')
      return 'wait'
    }
    const lastByte = beforeBlanks(bytes, at, end)
    rows.broken.push({ before: rows.count, line: here, lastLine: here + breaksIn(bytes, at, lastByte), code })
    moveTo(bytes, end)
    if (next >= 0) expected = 'record'
    return 'read'
  }

  /** Handles one character or one record. False when nothing more can be done with the available bytes. */
  function step(stretch: Stretch, rows: Rows): boolean {
    const { bytes, to, last } = stretch
    moveTo(bytes, blank(bytes, at, to))
    if (at >= to) {
      if (last && expected !== 'nothing') refuse('the file ends inside the array')
      return false
    }
    const byte = bytes[at]
    if (expected === 'nothing') refuse('something follows the end of the records')
    else if (byte === CLOSE_BRACKET) {
      // After this comma a record is missing.
      if (expected === 'record') rows.broken.push({ before: rows.count, line: here, lastLine: here, code: 'not-json' })
      expected = 'nothing'
      moveTo(bytes, at + 1)
    } else if (byte === COMMA && expected === 'comma-or-end') {
      expected = 'record'
      moveTo(bytes, at + 1)
    } else {
      const tried = record(stretch, rows)
      if (tried === 'wait') wanted = 2 * (to - at)
      if (tried !== 'read') return false
      if (expected !== 'record' || bytes[at] !== OPEN_BRACE) expected = single ? 'nothing' : 'comma-or-end'
    }
    return fault === undefined
  }

  return {
    table: {
      names: scanner.names,
      expectLines: () => undefined,
      emptyRows: () => 0,
      written: jsonWritten,
      fault: () => fault,
      read(bytes, from, to, last, rows) {
        at = from
        rows.bytes = bytes
        if (fault !== undefined || (!last && to - at < wanted)) return at
        wanted = 0
        while (rows.count < rows.capacity && step({ bytes, to, last }, rows));
        return at
      },
    },
    next: single ? begin : begin + 1,
    titles: [],
    headingLines: 0,
    notes: [],
  }
}

/** Where the closing bracket of the array is, the last character of the file; -1 when the file is cut short. */
function arrayEnd(bytes: Uint8Array, from: number, to: number): number {
  const end = beforeBlanks(bytes, from, to) - 1
  return end > from && bytes[end] === CLOSE_BRACKET ? end : -1
}

function beforeBlanks(bytes: Uint8Array, from: number, to: number): number {
  let end = to
  while (end > from && ((bytes[end - 1] as number) <= 0x20 || bytes[end - 1] === COMMA)) end -= 1
  return end
}

/** Counts line ends in a stretch that does not begin with one. */
function breaksIn(bytes: Uint8Array, from: number, to: number): number {
  let breaks = 0
  for (let at = from; at < to; at += 1)
    if (bytes[at] === CR || (bytes[at] === LF && (at === from || bytes[at - 1] !== CR))) breaks += 1
  return breaks
}

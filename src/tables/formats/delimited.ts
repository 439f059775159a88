import { CR, LF, lineEnd, NUL, nextLine, QUOTE, SPACE, sequenceLength, TAB } from '../bytes.ts'
import { type BrokenCode, LONGER, LONGEST_RECORD, type Rows, TAIL, tailOf } from '../rows.ts'
import { linesOf } from './lines.ts'
import type { LineBreaks } from './table.ts'
import { usualCells } from './usual-cells.ts'

/** Reads records of delimited text (RFC 4180) from bytes that come in stretches of any size. */
export interface DelimitedReader {
  /**
   * Reads the records in `bytes[from, to)` into `rows` until `rows` is full or no whole record is left. Returns where
   * the first unread record begins. `last`: nothing comes after `to`.
   */
  read(bytes: Uint8Array, from: number, to: number, last: boolean, rows: Rows): number
  /** By field: what a line break inside a cell means; `any` until this is called. */
  expectLines(byField: readonly LineBreaks[], isRecord?: (cells: readonly string[]) => boolean): void
  /** Number of empty rows so far. */
  emptyRows(): number
}

/** Kinds of bytes in a cell. */
const ORDINARY = 0
const DIVIDES = 1
const ENDS = 2
const QUOTES = 3
const IS_NUL = 4
const OUTSIDE_ASCII = 5

const LINE_BREAKS: readonly LineBreaks[] = ['any', 'no-record', 'no-delimiter']

/** The result of trying to read one record. */
const WHOLE = 0
const CUT = 1
const FAILED = 2

/**
 * A reader that recovers after damage: when a record cannot be read, only its first line is lost, and the next line is
 * tried as a record again. What it finds depends on the bytes alone, never on how they were cut into stretches. `line`
 * is the line of the first byte, from 1.
 */
export function delimitedReader(delimiter: number, fields: number, line = 1): DelimitedReader {
  /** By field: indexes of `LINE_BREAKS`. */
  const oneLine = new Uint8Array(fields)
  const kinds = kindsOf(delimiter)
  const { holdsRecord, recordsIn, lostUntil, delimitersIn } = linesOf(delimiter, fields)
  const usual = usualCells(fields, delimiter, (byte) => kinds[byte] === ORDINARY)
  let here = line
  let afterCr = false
  /** The rest of a line that was given up is being skipped. */
  let skipping = false
  let empty = 0
  let mayBeRecord: ((cells: readonly string[]) => boolean) | undefined
  /**
   * With fewer unread bytes than this it is not tried again, so that a record in a thousand pieces is not read a
   * thousand times.
   */
  let wanted = 0
  // State of the record that is being read.
  let at = 0
  let next = 0
  let breaks = 0
  let code: BrokenCode = 'field-count'

  /** Reads one record from `start`. Sets `next` to the end of its text, or to where it failed. */
  function readRecord(bytes: Uint8Array, start: number, to: number, last: boolean, rows: Rows): number {
    const limit = start + LONGEST_RECORD + 1
    const end = limit < to ? limit : to
    const { starts, ends, tails, stride } = rows
    let place = rows.count
    let field = 0
    let cell = start
    let brokenCell = -1
    let holdsDelimiter = false
    let p = start
    breaks = 0
    for (;;) {
      const left = usual.pass(field, p, end)
      if (left > field) {
        place += (left - field) * stride
        field = left
        p = usual.next()
        cell = p
      }
      const quoted = p < end && bytes[p] === QUOTE
      if (quoted) {
        p += 1
        for (;;) {
          let byte = ORDINARY
          let kind = ORDINARY
          while (p < end) {
            byte = bytes[p] as number
            kind = kinds[byte] as number
            if (kind > DIVIDES) break
            p += 1
          }
          if (p >= end) {
            if (end === to && !last) return CUT
            return failed('unclosed-quote', p)
          }
          if (kind === QUOTES) {
            if (p + 1 >= end && end === to && !last) return CUT
            p += 1
            if (p >= end || bytes[p] !== QUOTE) break
            p += 1
          } else if (kind === ENDS) {
            if (byte === CR && p + 1 >= end && end === to && !last) return CUT
            p = nextLine(bytes, p, end)
            breaks += 1
            if (field < fields && oneLine[field] !== 0) brokenCell = field
          } else if (kind === OUTSIDE_ASCII) {
            const length = sequenceLength(bytes, p, end)
            if (length === -1 && end === to && !last) return CUT
            if (length <= 0) return failed('invalid-utf8', p)
            p += length
          } else return failed('nul-byte', p)
        }
      }
      let kind = ORDINARY
      let tail = 0
      if (quoted) {
        tail = tailOf(bytes, cell, p)
        if (brokenCell === field && oneLine[field] === 2 && delimitersIn(bytes, cell, p) > 0) holdsDelimiter = true
        kind = p < end ? (kinds[bytes[p] as number] as number) : ENDS
        if (kind !== DIVIDES && kind !== ENDS) return failed('text-after-quote', p)
      } else {
        for (;;) {
          while (p < end) {
            const byte = bytes[p] as number
            kind = kinds[byte] as number
            if (kind !== ORDINARY) break
            tail = (tail << 8) | byte
            p += 1
          }
          if (p >= end || kind <= ENDS) break
          if (kind === QUOTES) return failed('stray-quote', p)
          if (kind === IS_NUL) return failed('nul-byte', p)
          const length = sequenceLength(bytes, p, end)
          if (length === -1 && end === to && !last) return CUT
          if (length <= 0) return failed('invalid-utf8', p)
          p += length
          tail = tailOf(bytes, cell, p)
        }
      }
      if (p >= end) {
        if (end === limit && end < to) return failed('too-long', p)
        if (end === to && !last) return CUT
      }
      if (field < fields) {
        starts[place] = cell
        ends[place] = p
        tails[place] = p - cell > TAIL ? tail | LONGER : tail
        place += stride
        usual.missed(field)
      }
      field += 1
      if (p >= end || kind === ENDS) {
        next = p
        if (p - start > LONGEST_RECORD) return failed('too-long', p)
        if (field !== fields) return failed('field-count', p)
        if (brokenCell >= 0 && (holdsDelimiter || holdsRecord(bytes, start, p))) return failed('unclosed-quote', p)
        return WHOLE
      }
      p += 1
      cell = p
    }
  }

  function failed(why: BrokenCode, where: number): number {
    code = why
    next = where
    return FAILED
  }

  /**
   * Gives up a record: its lines become one entry of `rows.broken`. False when the line with the fault is not complete
   * yet.
   */
  function giveUp(bytes: Uint8Array, to: number, last: boolean, rows: Rows): boolean {
    const limit = at + LONGEST_RECORD + 1
    const bound = limit < to ? limit : to
    const faultEnd = lineEnd(bytes, next, bound)
    const first = lineEnd(bytes, at, bound)
    let end = first
    if (first < next) {
      if (faultEnd >= to && !last) return false
      if (faultEnd < limit) end = lostUntil(bytes, at, faultEnd)
    }
    let lastLine = here
    for (let p = first; p < end; p = lineEnd(bytes, nextLine(bytes, p, end), end)) lastLine += 1
    rows.broken.push({ before: rows.count, line: here, lastLine, code })
    here = lastLine
    at = end
    skipping = true
    return true
  }

  function endLine(bytes: Uint8Array): void {
    afterCr = bytes[at] === CR
    at += 1
    here += 1
  }

  return {
    emptyRows: () => empty,
    expectLines(byField, isRecord) {
      mayBeRecord = isRecord
      for (const [field, meaning] of byField.slice(0, fields).entries()) oneLine[field] = LINE_BREAKS.indexOf(meaning)
    },
    read(bytes, from, to, last, rows) {
      at = from
      rows.bytes = bytes
      usual.begin(bytes, rows)
      const { lines, capacity } = rows
      while (rows.count < capacity) {
        if (afterCr && at < to) {
          if (bytes[at] === LF) at += 1
          afterCr = false
        }
        if (skipping) {
          at = lineEnd(bytes, at, to)
          if (at >= to) break
          skipping = false
          endLine(bytes)
          continue
        }
        if (at >= to) break
        if (fields > 1 && (bytes[at] === LF || bytes[at] === CR)) {
          endLine(bytes)
          continue
        }
        if (fields > 1 && kinds[SPACE] === ORDINARY && bytes[at] === SPACE) {
          const end = blanksEnd(bytes, at, to)
          if (end >= to && !last) break
          if (end >= to || kinds[bytes[end] as number] === ENDS) {
            empty += 1
            at = end
            if (at < to) endLine(bytes)
            continue
          }
        }
        if (to - at < wanted && !last) break
        const came = readRecord(bytes, at, to, last, rows)
        if (came === CUT || (came === FAILED && !giveUp(bytes, to, last, rows))) {
          wanted = 2 * (to - at)
          break
        }
        wanted = 0
        if (came === WHOLE) {
          if (isEmpty(rows)) empty += 1
          else {
            if (breaks > 0 && mayBeRecord !== undefined && recordsIn(bytes, at, next).some(mayBeRecord))
              rows.suspects.add(here)
            lines[rows.count] = here
            rows.count += 1
          }
          here += breaks
          at = next
          if (at < to) endLine(bytes)
        }
      }
      usual.learn()
      return at
    },
  }
}

function blanksEnd(bytes: Uint8Array, at: number, to: number): number {
  let end = at
  while (end < to && bytes[end] === SPACE) end += 1
  return end
}

/** Whether all cells of the row after the last one are empty, even inside quotation marks. */
function isEmpty({ bytes, starts, ends, stride, fields, count }: Rows): boolean {
  for (let field = 0, cell = count; field < fields; field += 1, cell += stride)
    for (let at = starts[cell] as number; at < (ends[cell] as number); at += 1)
      if (bytes[at] !== QUOTE && bytes[at] !== SPACE && bytes[at] !== TAB) return false
  return true
}

function kindsOf(delimiter: number): Uint8Array {
  const kinds = new Uint8Array(256)
  kinds.fill(OUTSIDE_ASCII, 0x80)
  kinds[NUL] = IS_NUL
  kinds[LF] = ENDS
  kinds[CR] = ENDS
  kinds[QUOTE] = QUOTES
  kinds[delimiter] = DIVIDES
  return kinds
}

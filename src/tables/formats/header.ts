import { COMMA, CR, LF, lineEnd, nextLine, QUOTE, TAB } from '../bytes.ts'
import { cellText } from '../cell-text.ts'
import { type FirstRecord, firstRecordAfter, isSurveyMonkey, namesNoAnswer } from './headings.ts'
import type { TableFault } from './table.ts'

/** The record of delimited text that names the columns, and the lines around it that are not records. */
export interface Header {
  /** As written. */
  readonly names: readonly string[]
  /** By column: its names in further heading lines. */
  readonly titles: readonly (readonly string[])[]
  readonly delimiter: number
  /** The line with the names of the columns, from 1. */
  readonly line: number
  /** Where the first record begins, and on which line. */
  readonly next: number
  readonly nextLine: number
  /** Heading lines before and after the names. */
  readonly headingLines: readonly number[]
}

export interface HeaderOptions {
  readonly delimiter?: number
  /** The line of the names and that of the first record, if they are given. */
  readonly namesInLine?: number
  readonly dataFromLine?: number
}

const DELIMITERS: readonly number[] = [COMMA, 0x3b, TAB, 0x7c]

/** The names are looked for below at most this many lines. */
const MOST_ABOVE = 30

/**
 * Reads the heading at the start of `bytes`: a byte order mark, blank lines, a line `sep=;`, title lines, the names of
 * the columns, and further heading lines. The delimiter, unless it is given, is the one that occurs most often between
 * the names. Returns a sentence when the heading is damaged.
 */
export function readHeader(bytes: Uint8Array, options: HeaderOptions = {}): Header | TableFault {
  const start = beforeNames(bytes, options)
  if ('fault' in start) return start
  const found = options.namesInLine === undefined ? namesFrom(bytes, start) : recordAt(bytes, start)
  if ('fault' in found) return found
  const { record, delimiter, above } = found
  const after = firstRecordAfter(
    record,
    (previous) => recordIn(bytes, { ...previous, delimiter }),
    options.dataFromLine,
  )
  const [second] = after.headings
  const isMonkey = second !== undefined && isSurveyMonkey(record.cells, second.cells)
  return {
    names: isMonkey ? joined(record.cells, second.cells) : record.cells,
    titles: record.cells.map((_, field) => after.headings.flatMap(({ cells }) => cells[field] ?? [])),
    delimiter,
    line: record.line,
    next: Math.min(after.next, bytes.length),
    nextLine: after.nextLine,
    headingLines: [...above, ...after.headings.map(({ line }) => line)],
  }
}

/** Names that are continued in a second line: `Which of these?` and `Corn` become `Which of these? - Corn`. */
function joined(names: readonly string[], more: readonly string[]): readonly string[] {
  let stem = ''
  return names.map((name, field) => {
    if (name.trim() !== '') stem = name.trim()
    const option = (more[field] ?? '').trim()
    return option === '' || namesNoAnswer(option) ? name : `${stem} - ${option}`
  })
}

interface Place {
  readonly next: number
  readonly nextLine: number
  readonly delimiter: number | undefined
}

/** Skips a byte order mark, blank lines and a line `sep=;`, or goes to the given line. */
function beforeNames(bytes: Uint8Array, { delimiter: given, namesInLine }: HeaderOptions): Place | TableFault {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let line = 1
  let delimiter = given
  for (;;) {
    const end = lineEnd(bytes, at, bytes.length)
    const text = ascii(bytes, at, end)
    const separator = /^sep=(.)$/i.exec(text)?.[1]
    if (separator !== undefined) delimiter ??= separator.charCodeAt(0)
    const isThere = namesInLine === undefined ? text.trim() !== '' && separator === undefined : line >= namesInLine
    if (isThere) return { next: at, nextLine: line, delimiter }
    if (end >= bytes.length)
      return { fault: namesInLine === undefined ? 'the file is empty' : 'the file has no such line', line }
    at = nextLine(bytes, end, bytes.length)
    line += 1
  }
}

interface Names {
  readonly record: FirstRecord
  readonly delimiter: number
  /** Title lines before it. */
  readonly above: readonly number[]
}

function recordAt(bytes: Uint8Array, start: Place): Names | TableFault {
  const delimiter = start.delimiter ?? guessed(bytes, start.next)
  const record = recordIn(bytes, { ...start, delimiter })
  if (record === undefined) return { fault: 'the file is empty', line: start.nextLine }
  return 'fault' in record ? record : { record, delimiter, above: [] }
}

/** The names: the first record, unless it is a title that records of several cells follow. */
function namesFrom(bytes: Uint8Array, start: Place): Names | TableFault {
  const first = recordAt(bytes, start)
  if ('fault' in first || filled(first.record.cells) > 1) return first
  const above = [first.record.line]
  let place: Place = { ...first.record, delimiter: start.delimiter }
  for (let looked = 0; looked < MOST_ABOVE; looked += 1) {
    const found = recordAt(bytes, place)
    if ('fault' in found) return first
    const { cells } = found.record
    if (filled(cells) > 1) {
      const after = recordIn(bytes, { ...found.record, delimiter: found.delimiter })
      const isTable = after === undefined || 'fault' in after || after.cells.length === cells.length
      return cells.length >= 3 && isTable ? { ...found, above } : first
    }
    if (filled(cells) === 1) above.push(found.record.line)
    place = { ...found.record, delimiter: start.delimiter }
  }
  return first
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

/** The delimiter that occurs most often in a line, outside quotation marks. Among equals the first of the list. */
function guessed(bytes: Uint8Array, from: number): number {
  const counts = DELIMITERS.map(() => 0)
  let quoted = false
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === QUOTE) quoted = !quoted
    if (quoted) continue
    if (byte === LF || byte === CR) break
    const which = DELIMITERS.indexOf(byte)
    if (which >= 0) counts[which] = (counts[which] as number) + 1
  }
  return DELIMITERS[counts.indexOf(Math.max(...counts))] as number
}

/** The record that begins at a place, without blank lines before it; undefined at the end of the bytes. */
function recordIn(
  bytes: Uint8Array,
  { next, nextLine: line, delimiter }: { readonly next: number; readonly nextLine: number; readonly delimiter: number },
): FirstRecord | TableFault | undefined {
  let at = next
  let here = line
  while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR)) {
    at = nextLine(bytes, at, bytes.length)
    here += 1
  }
  if (at >= bytes.length) return undefined
  const cells = cellsOf(bytes, at, delimiter)
  if ('fault' in cells) return { fault: cells.fault, line: here }
  if (cells.raw.some((raw) => raw.includes(0))) return { fault: 'there is a NUL byte in the header', line: here }
  try {
    const texts = cells.raw.map((raw) => cellText(raw, 0, raw.length).trim())
    const breaks = cells.raw.reduce((sum, raw) => sum + breaksIn(raw), 0)
    return { cells: texts, line: here, next: nextLine(bytes, cells.end, bytes.length), nextLine: here + breaks + 1 }
  } catch {
    return { fault: 'the header is not UTF-8; save the file as UTF-8, or give --encoding latin1', line: here }
  }
}

interface Cells {
  readonly raw: readonly Uint8Array[]
  readonly end: number
}

function cellsOf(bytes: Uint8Array, from: number, delimiter: number): Cells | { readonly fault: string } {
  const raw: Uint8Array[] = []
  let start = from
  let at = from
  for (;;) {
    if (bytes[at] === QUOTE) {
      at += 1
      while (at < bytes.length && (bytes[at] !== QUOTE || bytes[at + 1] === QUOTE)) at += bytes[at] === QUOTE ? 2 : 1
      if (at >= bytes.length) return { fault: 'a quotation mark in the header is never closed' }
      at += 1
    }
    const closed = at > start
    while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) {
      if (closed || bytes[at] === QUOTE) return { fault: 'there is a quotation mark inside a name of the header' }
      at += 1
    }
    raw.push(bytes.subarray(start, at))
    if (at >= bytes.length || bytes[at] !== delimiter) return { raw, end: at }
    at += 1
    start = at
  }
}

function breaksIn(raw: Uint8Array): number {
  let breaks = 0
  for (let at = 0; at < raw.length; at += 1) if (raw[at] === LF || (raw[at] === CR && raw[at + 1] !== LF)) breaks += 1
  return breaks
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 200)))
}

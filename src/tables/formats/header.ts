import { COMMA, CR, LF, lineEnd, nextLine, QUOTE, TAB } from '../bytes.ts'
import { cellText } from '../cell-text.ts'

/** The first record of delimited text, which names the columns. */
export interface Header {
  readonly names: readonly string[]
  readonly delimiter: number
  /** Its first line, from 1. */
  readonly line: number
  /** Where the first record after it begins, and on which line. */
  readonly next: number
  readonly nextLine: number
}

const DELIMITERS: readonly number[] = [COMMA, 0x3b, TAB, 0x7c]

/**
 * Reads the header at the start of `bytes`; a byte order mark, blank lines and a line `sep=;` before it are no part of
 * it. The delimiter, unless it is given, is what stands most often between its names. A sentence when it is damaged.
 */
export function readHeader(
  bytes: Uint8Array,
  given: number | undefined,
): Header | { readonly fault: string; readonly line: number } {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let line = 1
  let delimiter = given
  for (;;) {
    const end = lineEnd(bytes, at, bytes.length)
    const text = ascii(bytes, at, end)
    const separator = /^sep=(.)$/i.exec(text)?.[1]
    if (separator !== undefined) delimiter ??= separator.charCodeAt(0)
    if (text.trim() !== '' && separator === undefined) break
    if (end >= bytes.length) return { fault: 'the file is empty', line }
    at = nextLine(bytes, end, bytes.length)
    line += 1
  }
  const cells = cellsOf(bytes, at, delimiter ?? guessed(bytes, at))
  if ('fault' in cells) return { fault: cells.fault, line }
  const broken = cells.raw.findIndex((raw) => raw.includes(0))
  if (broken >= 0) return { fault: 'a NUL byte stands in the header', line }
  try {
    const names = cells.raw.map((raw) => cellText(raw, 0, raw.length).trim())
    const breaks = cells.raw.reduce((sum, raw) => sum + breaksIn(raw), 0)
    const next = nextLine(bytes, cells.end, bytes.length)
    return { names, delimiter: cells.delimiter, line, next: Math.min(next, bytes.length), nextLine: line + breaks + 1 }
  } catch {
    return { fault: 'the header is not UTF-8; save the file as UTF-8, or give --encoding latin1', line }
  }
}

/** The delimiter that stands most often in a line, outside quotation marks; of equals the first of the list. */
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

interface Cells {
  readonly raw: readonly Uint8Array[]
  readonly delimiter: number
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
      if (closed || bytes[at] === QUOTE) return { fault: 'a quotation mark stands inside a name of the header' }
      at += 1
    }
    raw.push(bytes.subarray(start, at))
    if (at >= bytes.length || bytes[at] !== delimiter) return { raw, delimiter, end: at }
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

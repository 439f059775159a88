import { visible } from '../diagnostics/index.ts'

/** Text that is being written, as bytes in one buffer that is reused. */
export interface ByteWriter {
  bytes: Uint8Array
  /** The same bytes, for writing several at once. */
  view: DataView
  length: number
}

export function byteWriter(capacity: number): ByteWriter {
  const bytes = new Uint8Array(capacity)
  return { bytes, view: new DataView(bytes.buffer), length: 0 }
}

const ENCODER = new TextEncoder()

/** Makes room for this many more bytes. */
export function reserve(out: ByteWriter, more: number): void {
  if (out.length + more <= out.bytes.length) return
  const larger = new Uint8Array(2 * (out.length + more))
  larger.set(out.bytes.subarray(0, out.length))
  out.bytes = larger
  out.view = new DataView(larger.buffer)
}

export function putByte(out: ByteWriter, byte: number): void {
  reserve(out, 1)
  out.bytes[out.length] = byte
  out.length += 1
}

/** From this length on, a call costs less than a loop. */
const MANY_BYTES = 64

/** Adds `bytes[start, end)`. */
export function putBytes(out: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  reserve(out, end - start)
  const { bytes: to, length } = out
  if (end - start > MANY_BYTES) {
    to.set(bytes.subarray(start, end), length)
    out.length = length + end - start
    return
  }
  // Most pieces are a few bytes, for which a loop is faster than a call.
  for (let from = start, at = length; from < end; from += 1, at += 1) to[at] = bytes[from] as number
  out.length = length + end - start
}

export function putText(out: ByteWriter, text: string): void {
  // No UTF-16 unit of a text becomes more than three bytes.
  reserve(out, 3 * text.length)
  out.length += ENCODER.encodeInto(text, out.bytes.subarray(out.length)).written
}

/** A text that is written often. Its bytes are kept in groups of four, so that writing it takes few steps. */
export interface FixedText {
  readonly fours: Int32Array
  /** In bytes. */
  readonly length: number
}

export function fixedText(text: string): FixedText {
  const bytes = ENCODER.encode(text)
  const padded = new Uint8Array(4 * Math.ceil(bytes.length / 4))
  padded.set(bytes)
  const view = new DataView(padded.buffer)
  return {
    fours: Int32Array.from({ length: padded.length / 4 }, (_, four) => view.getInt32(4 * four)),
    length: bytes.length,
  }
}

/**
 * Writes a fixed text at a place with room for three more bytes, which may be overwritten. Returns where the text ends.
 */
export function fixedAt(view: DataView, at: number, { fours, length }: FixedText): number {
  for (let four = 0; four < fours.length; four += 1) view.setInt32(at + 4 * four, fours[four] as number)
  return at + length
}

export function putFixed(out: ByteWriter, text: FixedText): void {
  reserve(out, text.length + 3)
  out.length = fixedAt(out.view, out.length, text)
}

/** A whole number. */
export function putNumber(out: ByteWriter, number: number): void {
  reserve(out, 20)
  let rest = number
  if (rest < 0) {
    putByte(out, 0x2d)
    rest = -rest
  }
  let digits = 1
  for (let size = 10; size <= rest; size *= 10) digits += 1
  for (let at = out.length + digits - 1; at >= out.length; at -= 1) {
    const next = rest < 0x7fffffff ? (rest / 10) | 0 : Math.floor(rest / 10)
    out.bytes[at] = 0x30 + (rest - next * 10)
    rest = next
  }
  out.length += digits
}

/** Characters with which a spreadsheet starts a formula, ASCII and full-width, after leading blanks, visible or not. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05\ufe66\u2212]/u
const PLAIN_NUMBER = /^\s*[+-]?\d+(?:[.,]\d+)?\s*$/
/** Where some spreadsheets begin a new cell, whatever is around it. */
const SEPARATOR = /([;\t\r\n])/

/**
 * A text as a cell that no spreadsheet runs as a formula and no terminal obeys: in quotation marks where needed, with a
 * `'` before it where it, or a part that a spreadsheet may split off, begins like a formula, and with control
 * characters made visible.
 */
export function csvCell(text: string): string {
  const parts = text.split(SEPARATOR).map((part) => (SEPARATOR.test(part) ? part : tamePart(part)))
  const tame = /^[\t\r]/.test(text) ? `'${parts.join('')}` : parts.join('')
  return /[",\t\r\n;']|^\s|\s$/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame
}

function tamePart(part: string): string {
  const seen = visible(part)
  return FORMULA.test(part) && !PLAIN_NUMBER.test(part) ? `'${seen}` : seen
}

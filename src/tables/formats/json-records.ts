import { LF, QUOTE } from '../bytes.ts'
import { blank, objectEnd } from './json-scanner.ts'

const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const COMMA = 0x2c

/** Bytes on either side of a damaged record in which the usual first key is looked for. */
const AROUND = 64 * 1024

/** Finds where records of JSON begin after a damaged one. */
export interface JsonRecords {
  /**
   * Where the next record begins after the one at `damaged`, or -1: at a brace where a record can be, followed by the
   * key that most records of the file begin with.
   */
  next(bytes: Uint8Array, damaged: number, end: number): number
}

export function jsonRecords(): JsonRecords {
  let known: Uint8Array | undefined
  return {
    next(bytes, damaged, end) {
      known ??= usualKey(bytes, Math.max(0, damaged - AROUND), Math.min(end, damaged + AROUND))
      const key = known
      if (key === undefined) return -1
      for (let p = bytes.indexOf(OPEN_BRACE, damaged + 1); p >= 0 && p < end; p = bytes.indexOf(OPEN_BRACE, p + 1))
        if (mayBegin(bytes, damaged, p) && hasKey(bytes, p, { end, key })) return p
      return -1
    },
  }
}

/** The key that most intact records begin with; where none is intact, the one that most possible records begin with. */
function usualKey(bytes: Uint8Array, from: number, to: number): Uint8Array | undefined {
  const counts = new Map<string, { readonly key: Uint8Array; whole: number; all: number }>()
  for (let p = bytes.indexOf(OPEN_BRACE, from); p >= 0 && p < to; p = bytes.indexOf(OPEN_BRACE, p + 1)) {
    const key = mayBegin(bytes, from, p) ? firstKey(bytes, p, to) : undefined
    if (key === undefined) continue
    const text = String.fromCharCode(...key)
    const count = counts.get(text) ?? { key, whole: 0, all: 0 }
    counts.set(text, count)
    count.all += 1
    if (isWhole(bytes, p, to)) count.whole += 1
  }
  return [...counts.values()].sort((a, b) => b.whole - a.whole || b.all - a.all)[0]?.key
}

function isWhole(bytes: Uint8Array, at: number, to: number): boolean {
  const end = objectEnd(bytes, at, to)
  try {
    return end > 0 && JSON.parse(new TextDecoder().decode(bytes.subarray(at, end))) !== null
  } catch {
    return false
  }
}

/** The first key of an object with its quotation marks, as written. */
function firstKey(bytes: Uint8Array, at: number, end: number): Uint8Array | undefined {
  const start = blank(bytes, at + 1, end)
  if (start >= end || bytes[start] !== QUOTE) return undefined
  for (let p = start + 1; p < end && bytes[p] !== LF; p += 1) {
    if (bytes[p] === BACKSLASH) p += 1
    else if (bytes[p] === QUOTE) return bytes.slice(start, p + 1)
  }
  return undefined
}

/** A record can follow a comma, another record, the bracket of the array or a line end, but never a key. */
function mayBegin(bytes: Uint8Array, from: number, at: number): boolean {
  let p = at - 1
  while (p > from && (bytes[p] as number) <= 0x20) {
    if (bytes[p] === LF) return true
    p -= 1
  }
  return p <= from || bytes[p] === COMMA || bytes[p] === CLOSE_BRACE || bytes[p] === OPEN_BRACKET
}

function hasKey(
  bytes: Uint8Array,
  at: number,
  { end, key }: { readonly end: number; readonly key: Uint8Array },
): boolean {
  const start = blank(bytes, at + 1, end)
  if (start + key.length > end) return false
  return key.every((byte, place) => bytes[start + place] === byte)
}

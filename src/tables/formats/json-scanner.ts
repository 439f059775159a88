import { addKey, byteIndex, numberOf } from '../byte-index.ts'
import { CR, LF, QUOTE, SPACE, sequenceLength, TAB } from '../bytes.ts'
import { columnName, numbered } from '../column-names.ts'
import { type BrokenCode, type Rows, tailOf, widen } from '../rows.ts'

const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const COLON = 0x3a
const COMMA = 0x2c
const ZERO = 0x30

const MOST_KEYS = 10_000
const DEEPEST = 64

/** Finds the cells of JSON objects, strictly by RFC 8259, without making any object. */
export interface JsonScanner {
  /** The keys of all objects so far, in the order they came. */
  readonly names: readonly string[]
  /**
   * Reads the object at `bytes[at]` into the next row of `rows`, and returns where it ends; -1 when it is none, with the
   * reason in `fault()`; -2 when it has a key for which there is no room beside the rows: they are to be emptied first.
   */
  object(bytes: Uint8Array, at: number, end: number, rows: Rows): number
  fault(): BrokenCode
}

const TEXT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function jsonScanner(): JsonScanner {
  const names: string[] = []
  const keys = byteIndex(MOST_KEYS)
  const seen = new Float64Array(MOST_KEYS)
  const places = new Map<string, number>()
  const taken = new Set<string>()
  let stamp = 0
  let code: BrokenCode = 'not-json'

  function wrong(why: BrokenCode = 'not-json'): -1 {
    code = why
    return -1
  }

  /** After the string whose opening mark is at `at`, or -1. */
  function string(bytes: Uint8Array, at: number, end: number): number {
    for (let p = at + 1; p < end; ) {
      const byte = bytes[p] as number
      if (byte === QUOTE) return p + 1
      if (byte < SPACE) return wrong()
      if (byte === BACKSLASH) {
        const length = escapeLength(bytes, p, end)
        if (length === 0) return wrong()
        p += length
      } else if (byte < 0x80) p += 1
      else {
        const length = sequenceLength(bytes, p, end)
        if (length <= 0) return wrong('invalid-utf8')
        p += length
      }
    }
    return wrong()
  }

  /** After the value at `at`, or -1. */
  function value(bytes: Uint8Array, at: number, end: number, depth: number): number {
    const byte = at < end ? (bytes[at] as number) : 0
    if (byte === QUOTE) return string(bytes, at, end)
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return nested(bytes, at, end, depth)
    const after = literalEnd(bytes, at, end)
    return after < 0 ? wrong() : after
  }

  function nested(bytes: Uint8Array, at: number, end: number, depth: number): number {
    if (depth >= DEEPEST) return wrong()
    const isObject = bytes[at] === OPEN_BRACE
    const close = isObject ? CLOSE_BRACE : CLOSE_BRACKET
    let p = blank(bytes, at + 1, end)
    if (bytes[p] === close && p < end) return p + 1
    for (;;) {
      if (isObject) {
        if (p >= end || bytes[p] !== QUOTE) return wrong()
        p = string(bytes, p, end)
        if (p < 0) return -1
        p = blank(bytes, p, end)
        if (p >= end || bytes[p] !== COLON) return wrong()
        p = blank(bytes, p + 1, end)
      }
      p = value(bytes, p, end, depth + 1)
      if (p < 0) return -1
      p = blank(bytes, p, end)
      if (p >= end) return wrong()
      if (bytes[p] === close) return p + 1
      if (bytes[p] !== COMMA) return wrong()
      p = blank(bytes, p + 1, end)
    }
  }

  /** The field of a key between its quotation marks; a new one where it is new. */
  function fieldOf(bytes: Uint8Array, start: number, end: number): number {
    const known = numberOf(keys, bytes, start, end)
    if (known >= 0) return known
    const name = JSON.parse(TEXT.decode(bytes.subarray(start - 1, end + 1))) as string
    const plain = new TextEncoder().encode(name)
    const same = numberOf(keys, plain, 0, plain.length)
    if (same >= 0) return same
    const field = addKey(keys, plain, 0, plain.length)
    if (field >= 0) names.push(nameOf(name))
    return field
  }

  /** As columns are named; keys that differ in what nobody sees are told apart. */
  function nameOf(key: string): string {
    const plain = columnName(key)
    const place = (places.get(plain) ?? 0) + 1
    places.set(plain, place)
    if (plain === '' || place > 1 || taken.has(plain)) return numbered(plain, place, taken)
    taken.add(plain)
    return plain
  }

  function object(bytes: Uint8Array, at: number, end: number, rows: Rows): number {
    if (rows.fields < names.length && !widen(rows, names.length)) return -2
    const { starts, ends, stride, fields, count } = rows
    for (let field = 0, place = count; field < fields; field += 1, place += stride) {
      starts[place] = 0
      ends[place] = 0
    }
    stamp += 1
    let narrow = false
    let isWhole = false
    let p = blank(bytes, at + 1, end)
    if (p < end && bytes[p] === CLOSE_BRACE) return p + 1
    for (;;) {
      if (p >= end || bytes[p] !== QUOTE) return wrong()
      const key = p + 1
      p = string(bytes, p, end)
      if (p < 0) return -1
      if (!isWhole && numberOf(keys, bytes, key, p - 1) < 0) {
        // A key of a record that is no JSON is no column: it would stand beside the true ones for good.
        if (nested(bytes, at, end, 0) < 0) return -1
        isWhole = true
      }
      const field = fieldOf(bytes, key, p - 1)
      if (field < 0) return wrong('too-many-keys')
      if (seen[field] === stamp) return wrong('duplicate-key')
      seen[field] = stamp
      p = blank(bytes, p, end)
      if (p >= end || bytes[p] !== COLON) return wrong()
      const start = blank(bytes, p + 1, end)
      p = value(bytes, start, end, 1)
      if (p < 0) return -1
      if (field >= fields) narrow = true
      else if (!isNull(bytes, start, p)) {
        starts[field * stride + count] = start
        ends[field * stride + count] = p
        rows.tails[field * stride + count] = tailOf(bytes, start, p)
      }
      p = blank(bytes, p, end)
      if (p >= end) return wrong()
      if (bytes[p] === CLOSE_BRACE) break
      if (bytes[p] !== COMMA) return wrong()
      p = blank(bytes, p + 1, end)
    }
    if (!narrow) return p + 1
    return object(bytes, at, end, rows)
  }

  return { names, object, fault: () => code }
}

/** Past spaces, tabs and line ends. */
export function blank(bytes: Uint8Array, at: number, end: number): number {
  let p = at
  while (p < end && (bytes[p] === SPACE || bytes[p] === LF || bytes[p] === CR || bytes[p] === TAB)) p += 1
  return p
}

function escapeLength(bytes: Uint8Array, at: number, end: number): number {
  const text = String.fromCharCode(...bytes.subarray(at + 1, Math.min(end, at + 6)))
  if (/^u[0-9a-fA-F]{4}/.test(text)) return 6
  return /^["\\/bfnrt]/.test(text) ? 2 : 0
}

/** After `true`, `false`, `null` or a number, or -1. */
function literalEnd(bytes: Uint8Array, at: number, end: number): number {
  let p = at
  while (p < end && isLiteral(bytes[p] as number)) p += 1
  if (p - at <= 9 && p > at && (bytes[at] !== ZERO || p === at + 1)) {
    let digits = at
    while (digits < p && (bytes[digits] as number) >= ZERO && (bytes[digits] as number) <= 0x39) digits += 1
    if (digits === p) return p
  }
  const text = String.fromCharCode(...bytes.subarray(at, Math.min(p, at + 400)))
  return p - at < 400 && /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(text) ? p : -1
}

function isLiteral(byte: number): boolean {
  return (
    (byte >= ZERO && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e ||
    byte === 0x45
  )
}

function isNull(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 4 && bytes[start] === 0x6e
}

/**
 * After the object at `at`, by its braces alone: where to go on after one that is no good. -1 when it has no end before
 * `end`.
 */
export function objectEnd(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0
  let inString = false
  for (let p = at; p < end; p += 1) {
    const byte = bytes[p]
    if (inString) {
      if (byte === BACKSLASH) p += 1
      else if (byte === QUOTE) inString = false
    } else if (byte === QUOTE) inString = true
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1
      if (depth === 0) return p + 1
    }
  }
  return -1
}

/** What a raw JSON value says: a text, the texts of a list, or undefined for an object or a list of such. */
export function jsonWritten(bytes: Uint8Array, start: number, end: number): string | readonly string[] | undefined {
  const raw = TEXT.decode(bytes.subarray(start, end))
  if (raw.startsWith('"')) return JSON.parse(raw) as string
  if (raw.startsWith('{')) return undefined
  if (!raw.startsWith('[')) return raw
  const items = JSON.parse(raw) as readonly unknown[]
  if (items.some((item) => typeof item === 'object' && item !== null)) return undefined
  return items.map((item) => (item === null ? '' : String(item)))
}

import { addKey, byteIndex, numberOf } from '../byte-index.ts'
import { CR, LF, QUOTE, SPACE, sequenceLength, TAB } from '../bytes.ts'
import { columnName, numbered } from '../column-names.ts'
import { type BrokenCode, LONGER, type Rows, TAIL, tailOf, widen } from '../rows.ts'
import { expectedLength, keyOrder, NO_FIELD, noteNext } from './json-key-order.ts'

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

/** Finds the cells of JSON objects, strictly by RFC 8259, without creating any object. */
export interface JsonScanner {
  /** The keys of all objects so far, in the order in which they came. */
  readonly names: readonly string[]
  /**
   * Reads the object at `bytes[at]` into the next row of `rows` and returns where it ends; -1 when it is not valid,
   * with the reason in `fault()`; -2 when it has a key for which there is no room in `rows`, which must be emptied
   * first. A text without escapes is put into the row without its quotation marks.
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
  const order = keyOrder(MOST_KEYS)
  let stamp = 0
  /** Where the object that is being read began, once all of it was found to be valid JSON. */
  let isWhole = false
  /** Where the value of the most recently read key begins. */
  let valueAt = 0
  /** Whether the most recently read string contains an escape. */
  let hasEscape = false
  let code: BrokenCode = 'not-json'

  function wrong(why: BrokenCode = 'not-json'): -1 {
    code = why
    return -1
  }

  /** The end of the string whose opening mark is at `at`, or -1. */
  function string(at: number): number {
    const { bytes, end } = order
    hasEscape = false
    for (let p = at + 1; p < end; ) {
      const byte = bytes[p] as number
      if (byte === QUOTE) return p + 1
      if (byte < SPACE) return wrong()
      if (byte === BACKSLASH) {
        const length = escapeLength(bytes, p, end)
        if (length === 0) return wrong()
        hasEscape = true
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

  /** The end of the value at `at`, or -1. */
  function value(at: number, depth: number): number {
    const { bytes, end } = order
    const byte = at < end ? (bytes[at] as number) : 0
    if (byte === QUOTE) return string(at)
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return nested(at, depth)
    const after = literalEnd(bytes, at, end)
    return after < 0 ? wrong() : after
  }

  function nested(at: number, depth: number): number {
    const { bytes, end } = order
    if (depth >= DEEPEST) return wrong()
    const isObject = bytes[at] === OPEN_BRACE
    const close = isObject ? CLOSE_BRACE : CLOSE_BRACKET
    let p = blank(bytes, at + 1, end)
    if (bytes[p] === close && p < end) return p + 1
    for (;;) {
      if (isObject) {
        if (p >= end || bytes[p] !== QUOTE) return wrong()
        p = string(p)
        if (p < 0) return -1
        p = blank(bytes, p, end)
        if (p >= end || bytes[p] !== COLON) return wrong()
        p = blank(bytes, p + 1, end)
      }
      p = value(p, depth + 1)
      if (p < 0) return -1
      p = blank(bytes, p, end)
      if (p >= end) return wrong()
      if (bytes[p] === close) return p + 1
      if (bytes[p] !== COMMA) return wrong()
      p = blank(bytes, p + 1, end)
    }
  }

  /** The field of a key between its quotation marks. A new key gets a new field. */
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

  /** The key as a column name. Keys that only differ in invisible characters are kept apart. */
  function nameOf(key: string): string {
    const plain = columnName(key)
    const place = (places.get(plain) ?? 0) + 1
    places.set(plain, place)
    if (plain === '' || place > 1 || taken.has(plain)) return numbered(plain, place, taken)
    taken.add(plain)
    return plain
  }

  /** The field of the key after the brace or comma at `at`, or -1. Sets `valueAt`. */
  function keyAfter(at: number, begin: number): number {
    const { bytes, end } = order
    const mark = blank(bytes, at + 1, end)
    if (mark >= end || bytes[mark] !== QUOTE) return wrong()
    const after = string(mark)
    if (after < 0) return -1
    if (!isWhole && numberOf(keys, bytes, mark + 1, after - 1) < 0) {
      // A key in a record that is not valid JSON must not become a column, which would stay for good.
      if (nested(begin, 0) < 0) return -1
      isWhole = true
    }
    const field = fieldOf(bytes, mark + 1, after - 1)
    if (field < 0) return wrong('too-many-keys')
    const colon = blank(bytes, after, end)
    if (colon >= end || bytes[colon] !== COLON) return wrong()
    valueAt = blank(bytes, colon + 1, end)
    return field
  }

  /** Puts the value at `at` into a cell and returns where it ends, or -1. */
  function cellOf(at: number, { starts, ends, tails }: Rows, cell: number): number {
    const { bytes, end } = order
    let start = at
    if (at < end && bytes[at] === QUOTE) {
      let tail = 0
      let stop = at + 1
      for (; stop < end; stop += 1) {
        const byte = bytes[stop] as number
        if (PLAIN[byte] === 0) break
        tail = (tail << 8) | byte
      }
      if (stop < end && bytes[stop] === QUOTE && mayStandBare(bytes[at + 1] as number)) {
        starts[cell] = at + 1
        ends[cell] = stop
        tails[cell] = stop - at > TAIL + 1 ? tail | LONGER : tail
        return stop + 1
      }
    }
    const after = value(at, 1)
    if (after < 0) return -1
    let stop = after
    if (isNull(bytes, start, after)) stop = start
    else if (bytes[start] === QUOTE && !hasEscape && mayStandBare(bytes[start + 1] as number)) {
      start += 1
      stop -= 1
    }
    starts[cell] = start
    ends[cell] = stop
    tails[cell] = tailOf(bytes, start, stop)
    return after
  }

  function object(bytes: Uint8Array, at: number, end: number, rows: Rows): number {
    if (rows.fields < names.length && !widen(rows, names.length)) return -2
    const { stride, fields, count } = rows
    order.bytes = bytes
    order.end = end
    stamp += 1
    isWhole = false
    let found = 0
    let narrow = false
    const inner = blank(bytes, at + 1, end)
    let p = inner < end && bytes[inner] === CLOSE_BRACE ? inner : at
    for (let before = NO_FIELD; bytes[p] !== CLOSE_BRACE; ) {
      const expected = expectedLength(order, before, p)
      let field = order.next[before + 1] as number
      if (expected > 0) {
        p += expected
        if ((bytes[p] as number) <= SPACE) p = blank(bytes, p, end)
      } else {
        const mark = before === NO_FIELD ? p : blank(bytes, p, end)
        if (mark >= end) return wrong()
        if (bytes[mark] === CLOSE_BRACE) {
          p = mark
          break
        }
        if (before !== NO_FIELD && bytes[mark] !== COMMA) return wrong()
        field = keyAfter(mark, at)
        if (field < 0) return -1
        noteNext(order, { before, field }, { at: p, valueAt })
        p = valueAt
      }
      // Other faults of the object must not depend on which keys are known already.
      if (seen[field] === stamp) return nested(at, 0) < 0 ? -1 : wrong('duplicate-key')
      seen[field] = stamp
      before = field
      if (field < fields) {
        p = cellOf(p, rows, field * stride + count)
        found += 1
      } else {
        p = value(p, 1)
        narrow = true
      }
      if (p < 0) return -1
      if (p >= end) return wrong()
    }
    if (narrow) return object(bytes, at, end, rows)
    if (found < fields) leaveOut(rows)
    return p + 1
  }

  /** Marks the cells of the row after the last one that the object does not have. */
  function leaveOut({ starts, ends, tails, stride, fields, count }: Rows): void {
    for (let field = 0; field < fields; field += 1) {
      if (seen[field] === stamp) continue
      starts[field * stride + count] = 0
      ends[field * stride + count] = 0
      tails[field * stride + count] = 0
    }
  }

  return { names, object, fault: () => code }
}

/** By byte: 1 for a byte that is one whole character and needs no escape in a string. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= SPACE && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
)

/**
 * Whether a text with this first byte can still be distinguished from a list, an object and an empty text when its
 * quotation marks are left out.
 */
function mayStandBare(first: number): boolean {
  return first !== QUOTE && first !== OPEN_BRACE && first !== OPEN_BRACKET
}

/** Skips spaces, tabs and line ends. */
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

/** The end of `true`, `false`, `null` or a number, or -1. */
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
 * The end of the object at `at`, judged by its braces alone: where to continue after an invalid one. -1 when it does
 * not end before `end`.
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

/**
 * What a cell says, raw or without its quotation marks: a text, the texts of a list, or undefined for an object or a
 * list of objects.
 */
export function jsonWritten(bytes: Uint8Array, start: number, end: number): string | readonly string[] | undefined {
  const raw = TEXT.decode(bytes.subarray(start, end))
  if (raw.startsWith('"')) return JSON.parse(raw) as string
  if (raw.startsWith('{')) return undefined
  if (!raw.startsWith('[')) return raw
  const items = JSON.parse(raw) as readonly unknown[]
  if (items.some((item) => typeof item === 'object' && item !== null)) return undefined
  return items.map((item) => (item === null ? '' : String(item)))
}

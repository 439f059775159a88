import { describe, expect, test } from 'vitest'
import { type JsonScanner, jsonScanner, jsonWritten } from '../../src/tables/formats/json-scanner.ts'
import { FORMATS, rowsFor } from '../../src/tables/index.ts'
import { SEED, seeded, tellSeed } from '../support/seed.ts'

type Random = () => number

const LINES = 60
const FILES = Number(process.env.PRESCREEN_LINES ?? 60)

const one = <T>(random: Random, among: readonly T[]): T => among[Math.floor(random() * among.length)] as T

const KEYS = ['id', 'pain', 'age', 'signs', 'größe', 'with a blank', 'q', `long_${'x'.repeat(140)}`, 'pain2', 'i']
const VALUES = [
  ...['"no"', '"yes"', '"no"', '""', '"a;b"', '"99"', '7', '120', '36.6', '-1', '0', 'null', 'true', 'false'],
  ...['"say \\"x\\""', '"\\u006eo"', '"[1]"', '"{}"', '"[no"', '"{"', '" no"', '"größer"', '"\u{1f600}"', '"null"'],
  ...[
    '[]',
    '["a","b"]',
    '[1,null,"x"]',
    '{}',
    '{"a":1}',
    '[{"a":[]}]',
    '1e3',
    '0.50',
    '123456789012',
    '"\\\\"',
    '"\u007f"',
  ],
]

/** One value as it may stand: texts mostly, of all lengths. */
function drawnValue(random: Random): string {
  const luck = random()
  if (luck < 0.5) return one(random, VALUES)
  if (luck < 0.8) return `"${'abcdefghij'.slice(0, Math.floor(random() * 10))}"`
  return String(Math.floor(random() * 300))
}

/** How one file sets its records: its keys in order, and what stands around them. */
function styleOf(random: Random) {
  const keys = KEYS.filter(() => random() < 0.7)
  const blank = () => (random() < 0.7 ? '' : one(random, [' ', '  ', '\t']))
  return {
    keys,
    colon: `${blank()}:${blank()}`,
    comma: `${blank()},${blank()}`,
    open: `{${blank()}`,
    close: `${blank()}}`,
  }
}

/** A record in its file's style, or in one that differs a little. */
function recordOf({ keys, colon, comma, open, close }: ReturnType<typeof styleOf>, random: Random): string {
  let order = [...keys]
  const luck = random()
  if (luck < 0.25) order = order.filter(() => random() < 0.8)
  else if (luck < 0.3) order.reverse()
  else if (luck < 0.33) order.push(one(random, KEYS))
  else if (luck < 0.36) order.splice(1, 0, `new${Math.floor(random() * 9)}`)
  const pairs = order.map((key) => {
    const isEscaped = random() < 0.02 && key.includes('a')
    return `"${isEscaped ? key.replace('a', '\\u0061') : key}"${random() < 0.01 ? ' : ' : colon}${drawnValue(random)}`
  })
  return `${open}${pairs.join(comma)}${close}`
}

/** The same with a slip somewhere behind its brace. */
function spoilt(record: string, random: Random): string {
  const at = 1 + Math.floor(random() * (record.length - 1))
  return `${record.slice(0, at)}${one(random, ['', '"', ',', '}', '\\', '\u0001', ':', '[', 'e', '.'])}${record.slice(at + (random() < 0.6 ? 1 : 0))}`
}

interface Read {
  readonly end: number
  readonly cells: Readonly<Record<string, { readonly raw: readonly number[]; readonly written: unknown }>>
}

/** What came of one object: its cells by key, raw and read, or why it is none. */
function readBy(scanner: JsonScanner, line: string): Read | string {
  const rows = rowsFor(4, Math.max(1, scanner.names.length))
  const before = '"no"}\n'
  // What stands around the line is none of its business.
  const bytes = new TextEncoder().encode(`${before}${line},"pain":"yes"}\n{"id":"x"}`)
  const length = new TextEncoder().encode(line).length
  rows.bytes = bytes
  for (const array of [rows.starts, rows.ends, rows.tails]) array.fill(3)
  let end = scanner.object(bytes, before.length, before.length + length, rows)
  if (end === -2) throw new Error('there is room for all keys')
  if (end < 0) return scanner.fault()
  end -= before.length
  const cells = scanner.names.flatMap((name, field): [string, Read['cells'][string]][] => {
    const cell = field * rows.stride
    const [start, stop] = [rows.starts[cell] as number, rows.ends[cell] as number]
    if (field >= rows.fields || start === stop) return []
    const packed = [...bytes.subarray(Math.max(start, stop - 4), stop)].reduce((tail, byte) => (tail << 8) | byte, 0)
    expect(rows.tails[cell]).toBe(stop - start > 4 ? packed | -0x80000000 : packed)
    return [[name, { raw: [...bytes.subarray(start, stop)], written: jsonWritten(bytes, start, stop) }]]
  })
  return { end, cells: Object.fromEntries(cells) }
}

/** What JSON.parse says that the cells of a record hold; undefined where it is none, or holds a key twice. */
function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const entries = Object.entries(JSON.parse(line) as object)
    const text = (value: unknown) => (value === null ? '' : String(value))
    const isObject = (value: unknown) => typeof value === 'object' && value !== null
    return Object.fromEntries(
      entries.flatMap(([key, value]): [string, unknown][] => {
        if (value === null) return []
        if (Array.isArray(value)) return [[key, value.some(isObject) ? undefined : value.map(text)]]
        return [[key, isObject(value) ? undefined : text(value)]]
      }),
    )
  } catch {
    return undefined
  }
}

describe('a record of JSON is read the same', () => {
  test(`whatever records came before it: ${FILES} files of ${LINES} lines`, () => {
    tellSeed('lines of JSON')
    let [whole, broken, twice] = [0, 0, 0]
    for (let file = 0; file < FILES; file += 1) {
      const random = seeded(SEED + file)
      const style = styleOf(random)
      const afterMany = jsonScanner()
      for (let number = 0; number < LINES; number += 1) {
        const good = recordOf(style, random)
        const line = random() < 0.15 ? spoilt(good, random) : good
        const alone = readBy(jsonScanner(), line)
        expect(readBy(afterMany, line), line).toEqual(alone)
        const { end, cells } = typeof alone === 'string' ? { end: line.length, cells: {} } : alone
        const expected = parsed(Buffer.from(line).subarray(0, end).toString())
        if (alone === 'duplicate-key') twice += 1
        else if (expected === undefined) {
          expect(alone, line).toBeTypeOf('string')
          broken += 1
        } else {
          whole += 1
          // Names of columns are trimmed; their order is that of the line.
          const written = Object.values(cells).map((cell) => cell.written)
          expect(written.map(plainNumber), line).toEqual(Object.values(expected).map(plainNumber))
        }
      }
    }
    expect(Math.min(whole / 100, broken, twice)).toBeGreaterThan(FILES / 10)
  })

  /** A number is kept as it is written, and JSON.parse keeps its value. */
  function plainNumber(written: unknown): unknown {
    return typeof written === 'string' && /^-?[0-9]/.test(written) ? String(Number(written)) : written
  }
})

test.each([
  ['line ends of Unix', '', '\n'],
  ['line ends of Windows, and a byte order mark', '\ufeff', '\r\n'],
])('lines come out as they are, however the bytes come: %s', (_, mark, lineEnd) => {
  const random = seeded(SEED)
  const style = styleOf(random)
  const lines = Array.from({ length: 200 }, () => recordOf(style, random))
  const bytes = new TextEncoder().encode(mark + lines.join(lineEnd))
  const wanted = lines.map(parsed)
  for (const size of [1, 7, 100, 1000, bytes.length])
    expect(readIn(bytes, size), `${size} at once`).toEqual(expectedOf(lines, wanted))
})

/** Numbers of lines that are records, each with how many cells say something. */
function expectedOf(lines: readonly string[], wanted: readonly (object | undefined)[]): readonly unknown[] {
  return lines.flatMap((line, index) => {
    const cells = wanted[index]
    return cells === undefined || typeof readBy(jsonScanner(), line) === 'string'
      ? []
      : [[index + 1, Object.keys(cells).length]]
  })
}

function readIn(bytes: Uint8Array, size: number): readonly unknown[] {
  const opened = FORMATS.jsonl(bytes, {})
  if ('fault' in opened) throw new Error(opened.fault)
  const { table } = opened
  const rows = rowsFor(16, 0)
  const found: unknown[] = []
  let from = opened.next
  for (let to = from; ; ) {
    to = Math.min(bytes.length, to + size)
    for (;;) {
      rows.count = 0
      rows.broken.length = 0
      from = table.read(bytes.slice(0, to), from, to, to === bytes.length, rows)
      if (rows.count === 0 && rows.broken.length === 0) break
      for (let row = 0; row < rows.count; row += 1) {
        const cells = Array.from({ length: rows.fields }, (_, field) => field * rows.stride + row)
        found.push([rows.lines[row], cells.filter((cell) => rows.starts[cell] !== rows.ends[cell]).length])
      }
    }
    if (to === bytes.length) return found
  }
}

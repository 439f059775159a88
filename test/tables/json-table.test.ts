import { describe, expect, test } from 'vitest'
import { FORMATS, rowsFor } from '../../src/tables/index.ts'

interface Way {
  readonly chunk: number
  readonly capacity: number
}

/**
 * What a JSON table comes to: each record with its line and what its keys say, each line that is no record, and at the end
 * why nothing more can be read. Behind the bytes that are there stand others, which nobody may look at.
 */
function readTable(format: 'json' | 'jsonl', text: string | Uint8Array, { chunk, capacity }: Way): readonly string[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const opened = FORMATS[format](bytes, {})
  if ('fault' in opened) return [`${opened.line} ${opened.fault}`]
  const { table } = opened
  const rows = rowsFor(capacity, 0)
  const found: string[] = []
  const collect = () => {
    for (let row = 0; row <= rows.count; row += 1) {
      for (const { before, line, lastLine, code } of rows.broken)
        if (before === row) found.push(`${line}${lastLine === line ? '' : `-${lastLine}`} ${code}`)
      if (row === rows.count) continue
      const cells = Array.from({ length: rows.fields }, (_, field) => {
        const cell = field * rows.stride + row
        const [start, end] = [rows.starts[cell] as number, rows.ends[cell] as number]
        return start === end ? [] : [`${table.names[field]}=${JSON.stringify(table.written(rows.bytes, start, end))}`]
      })
      found.push(`${rows.lines[row]} ${cells.flat().join(' ')}`)
    }
  }
  let from = opened.next
  for (let to = from; ; ) {
    to = Math.min(bytes.length, to + chunk)
    for (;;) {
      rows.count = 0
      rows.broken.length = 0
      const others = new TextEncoder().encode('\n\n \n{"a":"of nobody"}]')
      const there = new Uint8Array([...bytes.subarray(0, to), ...others])
      from = table.read(there, from, to, to === bytes.length, rows)
      collect()
      if (rows.count === 0 && rows.broken.length === 0) break
    }
    if (to === bytes.length) break
  }
  const fault = table.fault()
  return fault === undefined ? found : [...found, `${fault.line} ${fault.fault}`]
}

/** Read in every stretch of bytes, with room for one row and for several. */
function inEveryWay(format: 'json' | 'jsonl', text: string | Uint8Array): readonly string[] {
  const whole = readTable(format, text, { chunk: 1 << 20, capacity: 8 })
  for (const capacity of [1, 2, 8])
    for (let chunk = 1; chunk <= 40; chunk += 1)
      expect(readTable(format, text, { chunk, capacity }), `${chunk} at once, room for ${capacity}`).toEqual(whole)
  return whole
}

const bytesOf = (...parts: readonly (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part)])))

type Row = readonly [what: string, text: string | Uint8Array, found: readonly string[]]

const LINES: readonly Row[] = [
  ['records', '{"a":1}\n{"a":"x","b":true}\n', ['1 a="1"', '2 a="x" b="true"']],
  ['Windows line ends', '{"a":1}\r\n{"a":2}\r\n', ['1 a="1"', '2 a="2"']],
  ['a byte order mark', bytesOf(0xef, 0xbb, 0xbf, '{"a":1}'), ['1 a="1"']],
  ['blank lines', '{"a":1}\n\n  \n{"a":2}', ['1 a="1"', '4 a="2"']],
  ['an object without keys', '{"a":1}\n{}\n{ }\n{"a":2}', ['1 a="1"', '2 ', '3 ', '4 a="2"']],
  ['a key that comes later', '{"a":1}\n{"b":2}\n{"b":3,"a":4}', ['1 a="1"', '2 b="2"', '3 a="4" b="3"']],
  ['a line that is no JSON', '{"a":1}\nabc\n{"a":2}', ['1 a="1"', '2 not-json', '3 a="2"']],
  ['a key twice', '{"a":1}\n{"a":1,"a":2}\n{"a":3}', ['1 a="1"', '2 duplicate-key', '3 a="3"']],
  ['a key twice, then no object', '{"a":1,"a":2}\n[1]\nx\n', ['1 duplicate-key', '2 not-json', '3 not-json']],
  ['bytes that are no UTF-8', bytesOf('{"a":"', 0xff, '"}\n{"a":1}\nx'), ['1 invalid-utf8', '2 a="1"', '3 not-json']],
  ['two records on a line', '{"a":1}{"a":2}\n{"a":3}', ['1 a="1"', '1 a="2"', '2 a="3"']],
  ['a slip that swallows a line end', '{"a":1\n{"a":2}\n', ['1 not-json', '2 a="2"']],
  ['a record damaged before others on its line', '{"a":1,}{"a":2}\n{"a":3}', ['1 not-json', '1 a="2"', '2 a="3"']],
  ['something behind a record', '{"a":1} x\n{"a":2}', ['1 not-json', '2 a="2"']],
  ['a line without its end', '{"a":1}\n{"a":', ['1 a="1"', '2 not-json']],
]

const ARRAYS: readonly Row[] = [
  ['records', '[{"a":1},{"a":"x","b":true}]', ['1 a="1"', '1 a="x" b="true"']],
  ['a record on each line', '[\n  {"a":1},\n  {"a":2}\n]\n', ['2 a="1"', '3 a="2"']],
  ['line ends of old Macs and of Windows', '[\r{"a":1},\r\n{"a":2}]', ['2 a="1"', '3 a="2"']],
  ['a single record', '\n{"a":1}\n', ['2 a="1"']],
  ['no record', '[ ]', []],
  ['a byte order mark', bytesOf(0xef, 0xbb, 0xbf, '[{"a":1}]'), ['1 a="1"']],
  ['braces and brackets in texts', '[{"a":"}],{"},{"a":"\\"{"}]', ['1 a="}],{"', '1 a="\\"{"']],
  ['a list and an object in a record', '[{"a":["x","y"],"b":{"c":1}}]', ['1 a=["x","y"] b=undefined']],
  ['a record that is no JSON', '[{"a":1},\n{"a":2,},\n{"a":3}]', ['1 a="1"', '2 not-json', '3 a="3"']],
  ['a key twice', '[{"a":1},\n{"a":2,"a":2},\n{"a":3}]', ['1 a="1"', '2 duplicate-key', '3 a="3"']],
  ['a key twice, then no JSON', '[{"a":2,"a":2},\n{"a" 1},\n{"a":3}]', ['1 duplicate-key', '2 not-json', '3 a="3"']],
  ['a comma that is missing', '[{"a":1}\n{"a":2}]', ['1 a="1"', '2 a="2"']],
  ['no record before the end', '[{"a":1},\n]', ['1 a="1"', '2 not-json']],
  ['something between records', '[{"a":1}, 7, {"a":2}]', ['1 a="1"', '1 not-json', '1 a="2"']],
  ['something instead of the last record', '[{"a":1}, 7]', ['1 a="1"', '1 not-json']],
  ['a quotation mark that is missing', '[{"a":"x},\n{"a":"y"},\n{"a":"z"}]', ['1 not-json', '2 a="y"', '3 a="z"']],
  ['no end', '[{"a":1},\n{"a":2}', ['1 a="1"', '2 a="2"', '2 the file ends inside the array']],
  ['a record without end', '[{"a":1},\n{"a":2', ['1 a="1"', '2 a record that begins here does not end']],
  ['more after the end', '[{"a":1}]\n{"a":2}', ['1 a="1"', '2 something follows the end of the records']],
  ['more after a single record', '{"a":1}\n\n{"a":2}', ['1 a="1"', '3 something follows the end of the records']],
]

describe('JSON Lines, however the bytes come', () => {
  test.each(LINES)('%s', (_, text, found) => {
    expect(inEveryWay('jsonl', text)).toEqual(found)
  })
})

describe('a JSON array, however the bytes come', () => {
  test.each(ARRAYS)('%s', (_, text, found) => {
    expect(inEveryWay('json', text)).toEqual(found)
  })
})

describe('after damage the key counts with which most records begin', () => {
  const whole = (key: string) => `{"${key}":1,"x":{"y":1}}`

  test('that of records that are whole, not of pieces', () => {
    const text = `[${whole('id')},{"y" 1},{"y" 2},{"y" 3},{"id" 2},{"y" 4},${whole('id')}]`
    expect(inEveryWay('json', text).at(-1)).toBe('1 id="1" x=undefined')
    expect(inEveryWay('json', text)).not.toContain(expect.stringContaining('y='))
  })

  test('never one behind a key', () => {
    const text = `[${whole('id')},{"id" 1,"x":{"id":2}},${whole('id')}]`
    expect(inEveryWay('json', text)).toEqual(['1 id="1" x=undefined', '1 not-json', '1 id="1" x=undefined'])
  })
})

import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Found, readAll, told } from './read-all.ts'

const cases: readonly (readonly [name: string, text: string, found: readonly string[]])[] = [
  ['line ends of three kinds', 'a,b\r\n1,2\n3,4\r5,6', ['2 1|2', '3 3|4', '4 5|6']],
  ['a byte order mark and blank lines', '\ufeff\n\na,b\n\n1,2\n\n', ['5 1|2']],
  ['quoted cells', 'a,b\n"x, y","he said ""no"""\n"",""\n', ['2 x, y|he said "no"']],
  ['a line break in a cell', 'a,b\n"x\r\ny",2\n3,4\n', ['2 x\r\ny|2', '4 3|4']],
  ['too few and too many cells', 'a,b\n1\n1,2,3\n4,5\n', ['2 field-count', '3 field-count', '4 4|5']],
  ['a stray quotation mark', 'a,b\n1,x"y\n3,4\n', ['2 stray-quote', '3 3|4']],
  ['text after a quotation mark', 'a,b\n"1"x,2\n3,4\n', ['2 text-after-quote', '3 3|4']],
  ['a quotation mark left open to the end', 'a,b\n1,"2\n3,4\n5,6\n', ['2 unclosed-quote', '3 3|4', '4 5|6']],
  ['one left open before a quoted cell', 'a,b\n1,"2\n3,4\n5,"six, 6"\n', ['2 text-after-quote', '3 3|4', '4 5|six, 6']],
  ['a NUL byte', 'a,b\n1,\0\n3,4\n', ['2 nul-byte', '3 3|4']],
  ['a record of several lines damaged as one', 'a,b,c\n1,"x\ny"z,3\n4,5,6\n', ['2-3 text-after-quote', '4 4|5|6']],
  [
    'a fault after a line that has every cell already',
    'a,b\n1,"x\ny"z\n3,4\n',
    ['2 text-after-quote', '3 stray-quote', '4 3|4'],
  ],
  [
    'a fault after a line that is a record by itself',
    'a,b\n1,"x\n2,y\nz"z\n3,4\n',
    ['2 text-after-quote', '3 2|y', '4 stray-quote', '5 3|4'],
  ],
  ['semicolons', 'a;b\n1;"2;3"\n', ['2 1|2;3']],
  ['a named separator', 'sep=|\na|b\n1|2\n', ['3 1|2']],
  ['rows with nothing in them, which are no records', 'a,b\n,\n1,2\n \n""," "\n3,\n', ['3 1|2', '6 3|']],
  ['one column, where an empty line is such a row', 'a\n1\n\n2\n', ['2 1', '4 2']],
]

describe('delimited text is read to the end, whatever is wrong in it', () => {
  test.each(cases)('%s, cut at every length', (_, text, found) => {
    for (let chunk = 1; chunk <= text.length + 1; chunk += 1)
      for (const capacity of [1, 2, 50]) expect(told(readAll(text, { chunk, capacity })), `${chunk}`).toEqual(found)
  })

  test('bytes that are not UTF-8 lose their line only', () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n1,'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('\n3,é\n5,\ud83d\ude00\n6,'),
      Buffer.from([0xe2, 0x82]),
    ])
    for (let chunk = 1; chunk <= bytes.length; chunk += 1)
      expect(told(readAll(bytes, { chunk }))).toEqual(['2 invalid-utf8', '3 3|é', '4 5|😀', '5 invalid-utf8'])
  })

  test('two slips that close each other hide no record where a cell has one line', () => {
    const text = 'a,b\n1,"x\n2,y\n3,z"\n4,w\n'
    expect(told(readAll(text))).toEqual(['2 1|x\n2,y\n3,z', '5 4|w'])
    expect(told(readAll(text, { lineBreaks: 'no-record' }))).toEqual([
      '2 unclosed-quote',
      '3 2|y',
      '4 stray-quote',
      '5 4|w',
    ])
  })

  test('nor do two malformed lines make one record there', () => {
    const text = 'a,b,c\n1,"x,y\n2,",z\n3,4,5\n'
    expect(told(readAll(text))).toEqual(['2 1|x,y\n2,|z', '4 3|4|5'])
    expect(told(readAll(text, { lineBreaks: 'no-delimiter' }))).toEqual([
      '2 unclosed-quote',
      '3 unclosed-quote',
      '4 3|4|5',
    ])
    expect(told(readAll('a,b,c\n1,"x\ny",z\n', { lineBreaks: 'no-delimiter' }))).toEqual(['2 1|x\ny|z'])
  })

  test('a record without end is given up after a mebibyte', () => {
    const text = `a,b\n1,"${'x'.repeat(1_200_000)}\n2,3\n4,${'y'.repeat(1_200_000)}\n5,6\n`
    for (const chunk of [100_000, 1 << 20, 1 << 23])
      expect(told(readAll(text, { chunk }))).toEqual(['2 unclosed-quote', '3 2|3', '4 too-long', '5 5|6'])
  })
})

const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '1', ';'), maxLength: 6 })
const written = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** What a long cell is compared by depends on which ones came before it. */
function withoutTails(found: readonly Found[]): readonly Found[] {
  return found.map(({ tails: _, ...one }) => one)
}

/** Short cells are their tails; of one column the same number, unless it is below 0, is the same cell. */
function expectTails(raw: readonly string[], tails: readonly number[]): void {
  const texts = new Map<number, string>()
  for (const [record, text] of raw.entries()) {
    const tail = tails[record] as number
    const bytes = [...new TextEncoder().encode(text)]
    if (bytes.length <= 4) expect(tail, text).toBe(bytes.reduce((packed, byte) => (packed << 8) | byte, 0))
    else if (tail < 0)
      expect(tail, text).toBe(bytes.slice(-4).reduce((packed, byte) => (packed << 8) | byte, 0) | (1 << 31))
    else expect(texts.get(tail) ?? text).toBe(text)
    if (tail >= 0) texts.set(tail, text)
  }
}

describe('an independent reader agrees', () => {
  test('on whatever follows the standard', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (records, chunk, end) => {
          const text = records.map((record) => record.map(written).join(',')).join(end)
          const oracle = parse(text, { record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: true }) as string[][]
          const filled = oracle.filter((cells) => cells.some((one) => /[^ \t"]/.test(one)))
          expect(readAll(text, { chunk, fields: 3 }).map((one) => one.cells)).toEqual(filled)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('on records that mostly say the same, where cells are compared before they are read', () => {
    const usual = ['no', 'none', 'never', 'yes_now', '2025-11', 'often_so', 'x\ny', 'é', '']
    const end = fc.constantFrom('', 'x', 'é', ' ')
    const other = fc
      .tuple(fc.constantFrom(...usual, 'nonex', 'nevex', 'xever', 'yes_nov'), end)
      .map((both) => both.join(''))
    const record = fc.array(fc.option(fc.oneof(other, cell), { freq: 4, nil: undefined }), {
      minLength: 9,
      maxLength: 9,
    })
    const shift = fc.integer({ min: 0, max: 8 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(shift, record, fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 9 }),
        (stretches, chunk, capacity) => {
          // Each stretch has other usual cells, and in its middle one record that differs here and there.
          const records = stretches.flatMap(([by, different, times]) => {
            const common = usual.map((_, field) => usual[(field + by) % usual.length] ?? '')
            const one = common.map((text, field) => different[field] ?? text)
            return [...Array.from({ length: times }, () => common), one, common]
          })
          const text = records.map((cells) => cells.map(written).join(',')).join('\n')
          const found = readAll(text, { chunk, capacity, fields: 9 })
          expect(found.map((one) => one.cells)).toEqual(records)
          const breaks = records.map((cells) => cells.flatMap((one) => one.match(/\r\n|\n|\r/g) ?? []).length)
          const before = breaks.map((_, record) => breaks.slice(0, record).reduce((sum, one) => sum + one, record + 1))
          expect(found.map((one) => one.line)).toEqual(before)
          for (let field = 0; field < 9; field += 1) {
            const raw = records.map((cells) => written(cells[field] ?? ''))
            const tails = found.map((one) => one.tails?.[field] ?? Number.NaN)
            expectTails(raw, tails)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('on cells of each length that differ from the usual one of their column in one character', () => {
    for (let length = 1; length <= 10; length += 1) {
      const usual = 'abcdefghij'.slice(0, length)
      const others = Array.from(usual, (_, at) => `${usual.slice(0, at)}x${usual.slice(at + 1)}`)
      const cells = [...others, usual.slice(0, -1), `${usual}x`].flatMap((other) => [usual, other, usual])
      const records = cells.map((one, at) => [one, String(at), 'the last of the record'])
      const found = readAll(records.map((record) => record.join(',')).join('\n'), { fields: 3, capacity: 3 })
      expect(found.map((one) => one.cells)).toEqual(records)
      expectTails(
        cells,
        found.map((one) => one.tails?.[0] ?? Number.NaN),
      )
    }
  })

  test('and what was found does not depend on how any bytes are cut', () => {
    const soup = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '"', ',', '\0', 'é'), maxLength: 60 })
    fc.assert(
      fc.property(
        soup,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('any' as const, 'no-record' as const, 'no-delimiter' as const),
        (text, chunk, fields, lineBreaks) => {
          const way = { fields, lineBreaks }
          expect(withoutTails(readAll(text, { chunk, ...way }))).toEqual(withoutTails(readAll(text, way)))
        },
      ),
      { numRuns: 5000 },
    )
  })
})

import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { readXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { resultFormatOf } from '../../src/batch/index.ts'
import { openSheet, sheetArchive, sheetRow } from '../../src/tables/index.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { mapText, randomTable } from '../support/random-tables.ts'
import { scoring } from '../support/scoring.ts'

const ON = '2026-11-22'

const form = questionnaire(`${headOf('small')}sections:
  - id: s
    title: S
    questions:
      - { id: pain, text: Pain?, type: yes_no }
      - { id: age, text: Age?, type: integer, hard: { min: 18, max: 110 } }
sources:
  policy: { title: A policy }
rules:
  - { id: PAIN, when: pain = yes, level: refer-before, basis: own, because: Has pain., sources: [policy] }
`)

/** Rows of cells as text, without empty ends. */
type Grid = readonly (readonly string[])[]

function trimmed(rows: readonly (readonly unknown[])[]): Grid {
  return rows.map((row) => {
    const texts = Array.from(row, (cell) => (cell === null || cell === undefined ? '' : String(cell)))
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1)
  })
}

/** What this program, exceljs and hucre find in a workbook. */
async function readings(bytes: Uint8Array): Promise<Readonly<Record<string, Grid>>> {
  const delimited = Buffer.concat([...openSheet(bytes, undefined).rows]).toString('utf8')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer as ArrayBuffer)
  const found: unknown[][] = []
  book.worksheets[0]?.eachRow({ includeEmpty: true }, (row) => void found.push((row.values as unknown[]).slice(1)))
  const { sheets } = await readXlsx(bytes)
  return {
    ours: trimmed(parse(delimited, { relax_column_count: true }) as string[][]),
    exceljs: trimmed(found),
    hucre: trimmed(sheets[0]?.rows ?? []),
  }
}

describe('results as a workbook', () => {
  test('have the rows and columns of results in CSV, whatever form, map and cells: three readers find the same', async () => {
    await fc.assert(
      fc.asyncProperty(randomTable, async (table) => {
        const names = ['nr', ...table.columns.map(({ name }) => name)]
        const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
        const records = [names, ...table.rows.map((row, at) => [`p${at}`, ...row])]
        const given = records.map((row) => row.map(quoted).join(',')).join('\n')
        const options = { columns: mapText(table), on: ON }
        const results = await scoring(table.form, given, options)
        const book = await scoring(table.form, given, { ...options, to: 'xlsx' })
        expect([book.err, book.isClean]).toEqual([results.err, results.isClean])
        const wanted = trimmed(parse(Buffer.from(results.bytes)) as string[][])
        expect(await readings(book.bytes)).toEqual({ ours: wanted, exceljs: wanted, hucre: wanted })
      }),
      { numRuns: 40, seed: 71 },
    )
  })

  const IDS = [
    '00123',
    '1e5',
    '1/2',
    '2026-11-28',
    '=1+1',
    '@SUM(1)',
    '-5a',
    'TRUE',
    '<b>&amp;"\'',
    'Müller 日 \u{1f600}',
    '_x0041_',
    '__x000D_',
    'ends with _x00',
    ' ',
  ]

  test('an id stays the text that it was: no number, no day, no formula, and no sign of XML in it', async () => {
    const rows = IDS.map((id) => `"${id.replaceAll('"', '""')}",yes,40`)
    const { bytes } = await scoring(form, `nr,pain,age\n${rows.join('\n')}\n`, { to: 'xlsx', id: 'nr' })
    const found = await readings(bytes)
    const wanted = IDS.map((id) => id.trim())
    // exceljs leaves the escapes of the format as they are.
    const unescaped = (text = '') => text.replaceAll('_x005F_', '_')
    for (const [reader, grid] of Object.entries(found)) {
      const ids = grid.slice(1).map((row) => (reader === 'exceljs' ? unescaped(row[1]) : row[1]))
      expect([reader, ...ids]).toEqual([reader, ...wanted])
    }
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.buffer as ArrayBuffer)
    const types = book.worksheets[0]?.getColumn(2).values.map((value) => typeof value)
    expect(new Set(types)).toEqual(new Set([undefined, 'string']))
    expect(typeof book.worksheets[0]?.getCell('A2').value).toBe('number')
  })

  test('what a terminal would obey is made visible in an id, and a line break stays', async () => {
    const { bytes } = await scoring(form, 'nr,pain,age\n"a\u001b[2Jb",yes,40\n"c\nd",yes,40\n', {
      to: 'xlsx',
      id: 'nr',
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.buffer as ArrayBuffer)
    expect(book.worksheets[0]?.getCell('B2').value).toBe('a\\u{1b}[2Jb')
    expect(book.worksheets[0]?.getCell('B3').value).toBe('c\nd')
  })

  test('lines that are no record have their row', async () => {
    const given = 'nr,pain,age\n1,yes,40\n2,yes\n3,no,50\n'
    const wanted = trimmed(parse(Buffer.from((await scoring(form, given, { id: 'nr' })).bytes)) as string[][])
    const { bytes, isClean } = await scoring(form, given, { to: 'xlsx', id: 'nr' })
    expect([isClean, (await readings(bytes)).ours]).toEqual([false, wanted])
    expect(wanted[2]?.[2]).toBe('not-scored')
  })

  test('the same results are the same bytes', async () => {
    const once = async () => (await scoring(form, 'nr,pain,age\n1,yes,40\n', { to: 'xlsx' })).bytes
    expect(await once()).toEqual(await once())
  })

  test('an id that no cell of a workbook holds is refused, with the way on, and nothing is left', async () => {
    const { refused, left } = await scoring(form, `nr,pain,age\n${'x'.repeat(32_768)},yes,40\n`, {
      to: 'xlsx',
      id: 'nr',
    })
    expect([refused?.message, refused?.help]).toEqual([
      'the id of record 1 is longer than a cell of a workbook',
      'CSV has room for it: name the results .csv',
    ])
    expect(left).toEqual([])
  })

  test.each([
    ['results.xlsx', 'xlsx'],
    ['RESULTS.XLSX', 'xlsx'],
    ['results.csv', 'csv'],
    ['results', 'csv'],
    ['results.ndjson', 'jsonl'],
  ])('%s asks for %s', (name, format) => {
    expect(resultFormatOf(name)).toBe(format)
  })
})

test('a sheet of many columns names them as spreadsheets do, and is packed as it comes', () => {
  const archive = sheetArchive({ name: 'A & B', widths: [9] })
  const wide = Array.from({ length: 730 }, (_, column) => column)
  const row = sheetRow(1, wide)
  expect(
    [...row.matchAll(/r="([A-Z]+)1"/g)].map((match) => match[1]).filter((_, at) => [0, 25, 26, 701, 702].includes(at)),
  ).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  const pieces = [...archive.add(new TextEncoder().encode(row)), ...archive.end()]
  expect(openSheet(new Uint8Array(Buffer.concat(pieces)), undefined).note).toBe('sheet `A & B` is read')
})

import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { openSheet } from '../../src/tables/index.ts'

type Value = string | number | boolean | Date | null

const text = fc
  .array(fc.constantFrom(...'abz019 ,;"\'&<>=-+/äß€日\u00a0\u{1f600}'), { minLength: 1, maxLength: 12 })
  .map((signs) => signs.join(''))
const day = fc.integer({ min: 100, max: 60_000 }).map((days) => new Date(Date.UTC(1899, 11, 30 + days)))
const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.integer({ min: -999_999, max: 999_999 }).map((thousandths) => thousandths / 1000),
)
const cell: fc.Arbitrary<Value> = fc.oneof(text, number, fc.boolean(), day, fc.constant(null))
const sheet = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 12 })

/** How a cell stands in a table. */
function written(value: unknown): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
}

async function workbook(rows: readonly (readonly Value[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Answers').addRows(rows.map((row) => [...row]))
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function ours(bytes: Uint8Array): readonly (readonly string[])[] {
  const delimited = Buffer.concat([...openSheet(bytes, undefined).rows]).toString('utf8')
  return parse(delimited, { relax_column_count: true }) as string[][]
}

/** Without the empty ends of rows, and the empty rows at the end, of which each reader gives as many as it likes. */
function trimmed(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const whole = rows.map((row) => row.slice(0, row.findLastIndex((one) => one !== '') + 1))
  return whole.slice(0, whole.findLastIndex((row) => row.length > 0) + 1)
}

test('two other readers find in a workbook what this one does: texts, numbers, truth values, days and nothing', async () => {
  await fc.assert(
    fc.asyncProperty(sheet, async (rows) => {
      const names = ['id', 'one', 'two', 'three']
      const bytes = await workbook([names, ...rows])
      const read = trimmed(ours(bytes))
      expect(read).toEqual(trimmed([names, ...rows.map((row) => row.map(written))]))
      const { sheets } = await readXlsx(bytes)
      expect(read).toEqual(trimmed((sheets[0]?.rows ?? []).map((row) => row.map(written))))
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(bytes.buffer as ArrayBuffer)
      const found: string[][] = []
      book.worksheets[0]?.eachRow({ includeEmpty: true }, (row) => {
        found.push((row.values as unknown[]).slice(1).map(written))
      })
      expect(read).toEqual(trimmed(found.map((row) => Array.from(row, (one) => one ?? ''))))
    }),
    { numRuns: 40, seed: 53 },
  )
})

import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { headOf, questionnaire } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

const form = questionnaire(`${headOf('clinic')}
sources: { s: { title: A source } }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: weight, text: "Weight?", type: decimal, unit: kg }
      - { id: seen, text: "Seen on?", type: date }
      - { id: notes, text: "Notes?", type: text }
rules:
  - { id: PAIN, when: pain = yes, level: act-now, action: emergency, because: Pain., sources: [s] }
  - { id: HEAVY, when: weight > 100, level: refer-before, because: Heavy., sources: [s] }
  - { id: LONG, when: days_since(seen) > 30, level: refer-discuss, because: Long., sources: [s] }
  - { id: NONE, when: weight < 1, level: refer-discuss, because: Light., sources: [s] }
`)

const HEADER = ['id', 'pain', 'weight', 'seen', 'notes']

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** id, raised and undetermined, unanswered and unreadable of each row. */
async function said(bytes: Uint8Array, options: Parameters<typeof scoring>[2] = {}) {
  const { rows, err } = await scoring(form, { 'clinic.xlsx': bytes }, { on: '2026-11-22', ...options })
  return { err, rows: rows.map((row) => row.split(',')).map((cells) => [1, 4, 8, 11].map((at) => cells[at]).join('|')) }
}

describe('a workbook', () => {
  test('is read as its cells mean: texts, numbers, truth values, days, results of formulas', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Answers')
      sheet.addRow(HEADER)
      sheet.addRow(['a', 'yes', 120.5, new Date(Date.UTC(2026, 9, 1)), 'two, "lines"\nhere'])
      sheet.addRow(['b', false, { formula: '60*2', result: 120 }, new Date(Date.UTC(2026, 10, 21, 13, 5)), ''])
      sheet.addRow(['c', { richText: [{ text: 'N' }, { text: 'o' }] }, 0.1 + 0.2, '2026-11-20', 'x'])
    })
    const { rows, err } = await said(bytes)
    expect(rows).toEqual(['a|PAIN;HEAVY;LONG||', 'b|HEAVY|notes|', 'c|NONE||'])
    expect(err).toContain('clinic.xlsx: sheet `Answers` is read')
  })

  test('an error and a formula that was never worked out are unreadable, never empty and never a text', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Answers')
      sheet.addRow(HEADER)
      sheet.addRow(['a', { error: '#N/A' }, { formula: 'A1*2' }, { error: '#VALUE!' }, { error: '#REF!' }])
    })
    expect((await said(bytes)).rows).toEqual(['a|||pain;weight;seen;notes'])
  })

  test('rows that are empty or missing are no records, and lines are rows of the sheet', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Answers')
      sheet.getRow(2).values = ['Our clinic, November']
      sheet.getRow(4).values = HEADER
      sheet.getRow(6).values = ['a', 'yes', 'much', null, 'x']
      sheet.getRow(9).values = ['b', 'no', 70]
    })
    const { rows, err } = await said(bytes)
    expect(rows.map((row) => row.split('|')[0])).toEqual(['a', 'b'])
    expect(err).toContain('column `weight`: 1 of 2 cells, such as record 1 in line 6')
    expect(err).toContain('the columns are named in line 4; line 2 is heading')
  })

  test('the first sheet that is shown is read, or the one that is named', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('Old', { state: 'hidden' }).addRows([HEADER, ['old', 'no']])
      book.addWorksheet('New').addRows([HEADER, ['new', 'no']])
    })
    expect((await said(bytes)).rows[0]).toMatch(/^new\|/)
    expect((await said(bytes)).err).toContain('sheet `New` is read; 1 more (1 hidden) with --sheet')
    expect((await said(bytes, { sheet: 'Old' })).rows[0]).toMatch(/^old\|/)
    expect((await said(bytes, { sheet: 'Nwe' })).err).toContain('has no sheet `Nwe`\nits sheets: `Old` (hidden), `New`')
  })

  test('days count from 1904 where the workbook says so', async () => {
    const book = new ExcelJS.Workbook()
    book.properties.date1904 = true
    book.addWorksheet('A').addRows([HEADER, ['a', 'no', 70, new Date(Date.UTC(2026, 9, 1))]])
    expect((await said(new Uint8Array(await book.xlsx.writeBuffer()))).rows).toEqual(['a|LONG|notes|'])
  })
})

describe('what is no workbook, or one that must not be read, is named', () => {
  const zip = (names: readonly string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])))
  const locked = new Uint8Array([
    ...[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ...new Uint8Array(500),
    ...Buffer.from('EncryptedPackage', 'utf16le'),
  ])
  test.each<readonly [string, Uint8Array, string]>([
    ['a locked workbook', locked, 'this is a workbook behind a password\nopen it, take the password away'],
    ['an old workbook', locked.slice(0, 400), 'this is an old Excel workbook (.xls)\nsave it as CSV'],
    ['OpenDocument', zip(['mimetype', 'content.xml']), 'this is an OpenDocument file (.ods)\nsave it as .xlsx'],
    ['a zip', zip(['answers.csv']), 'this is a zip archive\nunpack it'],
    ['a binary workbook', zip(['xl/workbook.bin']), 'this is a binary workbook (.xlsb)'],
    ['Parquet', new TextEncoder().encode('PAR1xxxx'), 'this is a Parquet file'],
    ['zstd', new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]), 'this is packed with zstd\nunpack it first'],
    ['FHIR', new TextEncoder().encode('{"resourceType":"Bundle"}'), 'this is a FHIR resource'],
    [
      'a web page',
      new TextEncoder().encode('<html><table></table></html>'),
      'this is a web page, whatever its name says',
    ],
    [
      'a REDCap dictionary',
      new TextEncoder().encode('"Variable / Field Name","Form Name"\na,b\n'),
      'this is a REDCap data dictionary',
    ],
  ])('%s', async (_, bytes, expected) => {
    expect((await said(bytes)).err).toContain(`clinic.xlsx: ${expected}`)
  })

  test('text that is called a workbook, by its name or by `--from`, is not read as something else', async () => {
    const text = new TextEncoder().encode('id,pain\na,no\n')
    expect((await said(text)).err).toContain(
      'clinic.xlsx: this is not an Excel workbook, whatever its name says\nsay what',
    )
    const { refused } = await scoring(form, { 'a.csv': text }, { from: 'xlsx', on: '2026-11-22' })
    expect(refused?.message).toMatch(/a\.csv: this is not an Excel workbook, as `--from xlsx` says$/)
    expect((await said(text, { from: 'csv' })).rows).toEqual(['a||weight;seen;notes|'])
  })

  test('a workbook that is cut short is refused', async () => {
    const bytes = await workbook((book) => book.addWorksheet('A').addRows([HEADER, ['a', 'no']]))
    for (const length of [7, 60, 900, Math.trunc(bytes.length / 2), bytes.length - 1500])
      expect((await said(bytes.subarray(0, length))).err).toContain(
        'the workbook is damaged or cut short\nsave it again',
      )
  })

  test('a workbook with a text longer than any cell, or nothing but spaces, is refused before it is held', async () => {
    const whole = await workbook((book) => book.addWorksheet('A').addRows([HEADER, ['a', 'no']]))
    const { unzipSync } = await import('fflate')
    const sheet = `<worksheet xmlns="x"><sheetData>${' '.repeat(9_000_000)}</sheetData></worksheet>`
    const bomb = zipSync({ ...unzipSync(whole), 'xl/worksheets/sheet1.xml': strToU8(sheet) }, { level: 9 })
    expect((await said(bomb)).err).toContain('the workbook holds a text that is longer than any cell')
  })

  test('a workbook that unpacks to much more than itself is refused', async () => {
    const whole = await workbook((book) => book.addWorksheet('A').addRows([HEADER, ['a', 'no']]))
    const { unzipSync } = await import('fflate')
    const row = (...texts: readonly string[]) =>
      `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
    const rows = row('id', 'pain') + row('a', 'no').repeat(210_000)
    const sheet = `<worksheet xmlns="x"><sheetData>${rows}</sheetData></worksheet>`
    const bomb = zipSync({ ...unzipSync(whole), 'xl/worksheets/sheet1.xml': strToU8(sheet) }, { level: 9 })
    expect((await said(bomb)).err).toContain('the workbook unpacks to much more than any table holds')
  })
})

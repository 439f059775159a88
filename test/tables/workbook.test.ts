import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isDateFormat, readWorkbook } from '../../src/tables/workbook/parts.ts'
import { sheetRows, UNREADABLE } from '../../src/tables/workbook/sheet-rows.ts'

interface Book {
  readonly sheets?: string
  readonly rels?: string
  readonly properties?: string
  readonly rows?: string
  readonly texts?: string
  readonly styles?: string
}

const SHEETS = '<sheet name="One" sheetId="1" r:id="rId1"/>'
const RELS = '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'

/** A workbook whose first sheet has these rows, as a spreadsheet packs it. */
function packed({
  sheets = SHEETS,
  rels = RELS,
  properties = '',
  rows = '',
  texts = '',
  styles = '',
}: Book): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    'xl/workbook.xml': `<workbook xmlns:r="r">${properties}<sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${rels}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet>${rows}</worksheet>`,
    'xl/sharedStrings.xml': `<sst>${texts}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

function linesOf(book: Book): readonly string[] {
  const zip = packed(book)
  const workbook = readWorkbook(zip)
  const [sheet] = workbook.sheets
  if (sheet === undefined) throw new Error('no sheet')
  const text = [...sheetRows(zip, sheet, workbook)].map((bytes) => Buffer.from(bytes).toString()).join('')
  return text.split('\n').slice(0, -1)
}

/** The line of one row that holds these cells. */
const lineOf = (cells: string, book: Book = {}) =>
  linesOf({ ...book, rows: `<sheetData><row>${cells}</row></sheetData>` })

describe('the sheets of a workbook', () => {
  test('are those of the list, in its order, each with its part by its relation', () => {
    const sheets = [
      '<sheet name="Answers" sheetId="3" r:id="rId7"/>',
      '<sheet name="Old" sheetId="1" state="hidden" r:id="rId2"/>',
      '<sheet name="Older" sheetId="2" state="veryHidden" r:id="rId3"/>',
      '<sheet name="Shown" sheetId="4" state="visible" r:id="rId4"/>',
    ].join('')
    const rels = ['rId2|worksheets/a.xml', 'rId3|/xl/worksheets/b.xml', 'rId7|worksheets/c.xml']
      .map((one) => one.split('|'))
      .map(([id, target]) => `<Relationship Id="${id}" Target="${target}"/>`)
      .join('')
    expect(readWorkbook(packed({ sheets, rels })).sheets).toEqual([
      { name: 'Answers', isHidden: false, part: 'xl/worksheets/c.xml' },
      { name: 'Old', isHidden: true, part: 'xl/worksheets/a.xml' },
      { name: 'Older', isHidden: true, part: 'xl/worksheets/b.xml' },
      { name: 'Shown', isHidden: false, part: '' },
    ])
  })

  test.each([
    ['', 1900],
    ['<workbookPr/>', 1900],
    ['<workbookPr date1904="0"/>', 1900],
    ['<workbookPr date1904="1"/>', 1904],
    ['<workbookPr date1904="true"/>', 1904],
    ['<other date1904="1"/>', 1900],
  ])('%s counts days from %i', (properties, epoch) => {
    expect(readWorkbook(packed({ properties })).epoch).toBe(epoch)
  })
})

describe('a cell stands in the column that it names', () => {
  const at = (reference: string) => lineOf(`<c r="${reference}1"><v>7</v></c>`)[0]

  test.each([
    ['A', 0],
    ['B', 1],
    ['Z', 25],
    ['AA', 26],
    ['AZ', 51],
    ['BA', 52],
    ['BC', 54],
    ['ZZ', 701],
    ['AAA', 702],
    ['XFD', 16_383],
  ])('%s', (reference, column) => {
    expect(at(reference)).toBe(`${','.repeat(column)}7`)
  })

  test('or in the next one, where it names none, and outside of the sheet in none', () => {
    const cells = '<c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c><c r="XFE1"><v>4</v></c>'
    expect(lineOf(cells)[0]).toBe('1,,,2,3')
  })
})

describe('lines are rows of the sheet', () => {
  test('also rows that are left out, and rows without a number', () => {
    const rows =
      '<sheetData><row r="2"><c><v>1</v></c></row><row><c><v>2</v></c></row><row r="6"><c><v>3</v></c></row></sheetData>'
    expect(linesOf({ rows })).toEqual(['', '1', '2', '', '', '3'])
  })

  test('each as wide as the sheet is said to be, or as what came before it', () => {
    const rows = '<sheetData><row><c r="C1"><v>1</v></c></row><row><c r="A2"><v>2</v></c></row></sheetData>'
    expect(linesOf({ rows })).toEqual([',,1', '2,,'])
    expect(linesOf({ rows: `<dimension ref="A1:D2"/>${rows}` })).toEqual([',,1,', '2,,,'])
    expect(linesOf({ rows: `<dimension ref="A1"/>${rows}` })).toEqual([',,1', '2,,'])
  })
})

const TEXTS =
  '<si><t>yes</t></si><si><r><t>rich </t></r><r><t>text</t></r></si><si><t>漢字</t><rPh><t>かんじ</t></rPh><t>!</t></si>'
const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/><numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'

describe('a cell says what the spreadsheet shows', () => {
  test.each([
    ['<c t="s"><v>0</v></c>', 'yes'],
    ['<c t="s"><v>1</v></c>', 'rich text'],
    ['<c t="s"><v>2</v></c>', '漢字!'],
    ['<c t="s"><v>3</v></c>', `${UNREADABLE}text`],
    ['<c t="inlineStr"><is><t>here</t></is></c>', 'here'],
    ['<c t="b"><v>1</v></c>', 'true'],
    ['<c t="b"><v>0</v></c>', 'false'],
    ['<c t="e"><v>#N/A</v></c>', `${UNREADABLE}#N/A`],
    ['<c t="str"><f>A1</f><v>worked out</v></c>', 'worked out'],
    ['<c t="d"><v>2026-11-28</v></c>', '2026-11-28'],
    ['<c><f>1+1</f><v>2</v></c>', '2'],
    ['<c><f>1+1</f></c>', `${UNREADABLE}formula`],
    ['<c></c>', ''],
    ['<c><v>0.30000000000000004</v></c>', '0.3'],
    ['<c><v>1E2</v></c>', '100'],
    ['<c><v>-0.5</v></c>', '-0.5'],
    ['<c><v>much</v></c>', `${UNREADABLE}much`],
    ['<c><v> </v></c>', `${UNREADABLE} `],
    ['<c t="inlineStr"><is><t>a, "b"</t></is></c>', '"a, ""b"""'],
    ['<c t="inlineStr"><is><t>a\r\nb\nc</t></is></c>', 'a\u2028b\u2028c'],
    // 46000 is 2025-12-09 from 1900, and four years and a day later from 1904.
    ['<c s="0"><v>46000</v></c>', '46000'],
    ['<c s="1"><v>46000</v></c>', '2025-12-09'],
    ['<c s="2"><v>46000.75</v></c>', '2025-12-09'],
    ['<c s="3"><v>46000</v></c>', '46000'],
    ['<c s="9"><v>46000</v></c>', '46000'],
  ])('%s', (cell, says) => {
    const [line] = lineOf(`<c><v>1</v></c>${cell}`, { texts: TEXTS, styles: STYLES })
    expect(line).toBe(says === '' ? '1' : `1,${says}`)
  })

  test('a day that is counted from 1904', () => {
    const book = { styles: STYLES, properties: '<workbookPr date1904="1"/>' }
    expect(lineOf('<c s="1"><v>44538</v></c>', book)).toEqual(['2025-12-09'])
  })

  test.each([
    ['dd/mm/yyyy', true],
    ['yyyy', true],
    ['[$-409]d-mmm', true],
    ['General', false],
    ['0.00', false],
    ['hh:mm', false],
    ['0 "days"', false],
    ['[Red]0', false],
    ['\\d0', false],
    ['0_d', false],
  ])('the format %s shows days: %s', (format, is) => {
    expect(isDateFormat(format)).toBe(is)
  })
})

import { Zip, ZipDeflate } from 'fflate'

/*
 * A workbook with one sheet, written stretch by stretch. Every cell names its place, because not every program counts
 * cells, and a text is always a text: no program turns it into a number, a day or a formula.
 */

/** The most rows, and the most characters of a cell, that the format allows. */
export const MOST_ROWS = 1_048_576
export const LONGEST_CELL = 32_767

export interface SheetArchive {
  /** Adds rows as `sheetRow` makes them, in order. Returns what of the archive is ready, which can be nothing. */
  add(rows: Uint8Array): readonly Uint8Array[]
  /** The rest of the archive. */
  end(): readonly Uint8Array[]
}

export interface SheetLook {
  readonly name: string
  /** Width of each column in characters. */
  readonly widths: readonly number[]
}

/** The first row stays in sight when the sheet is scrolled. */
export function sheetArchive({ name, widths }: SheetLook): SheetArchive {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error
    ready.push(bytes)
  })
  const file = (path: string) => {
    const one = new ZipDeflate(path, { level: 6 })
    // The same results give the same bytes, whenever they are written.
    one.mtime = '1980-01-01T00:00:00'
    zip.add(one)
    return one
  }
  const whole = (path: string, xml: string) => file(path).push(bytesOf(`${DECLARED}${xml}`), true)
  whole('[Content_Types].xml', TYPES)
  whole('_rels/.rels', relationship('officeDocument', 'xl/workbook.xml'))
  whole('xl/workbook.xml', workbookXml(name))
  whole('xl/_rels/workbook.xml.rels', relationship('worksheet', 'worksheets/sheet1.xml'))
  const sheet = file('xl/worksheets/sheet1.xml')
  sheet.push(bytesOf(`${DECLARED}${sheetBegin(widths)}`))
  const taken = () => {
    const bytes = ready
    ready = []
    return bytes
  }
  return {
    add(rows) {
      // The packer keeps the bytes that it gets, but the caller uses the array again.
      sheet.push(rows.slice())
      return taken()
    },
    end() {
      sheet.push(bytesOf(`</sheetData>${TEXT_IS_MEANT(widths.length)}</worksheet>`), true)
      zip.end()
      return taken()
    },
  }
}

/** A row of a sheet as one line with a line end. `row` counts from 1. An empty text is an empty cell. */
export function sheetRow(row: number, cells: readonly (string | number | boolean | undefined)[]): string {
  const written = cells.map((cell, column) => cellXml(`${columnName(column)}${row}`, cell))
  return `<row r="${row}">${written.join('')}</row>\n`
}

function cellXml(place: string, cell: string | number | boolean | undefined): string {
  if (cell === undefined || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`
}

/** `A` to `Z`, `AA` and so on. */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : `${columnName(Math.trunc(column / 26) - 1)}${last}`
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/**
 * Characters that XML cannot contain are escaped the way spreadsheets do it, and so is text that looks like such an
 * escape.
 */
function xmlText(text: string): string {
  return text
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\t\n\r]/g, (sign) => ESCAPED[sign] as string)
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, escapedSign)
}

function escapedSign(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const KIND = 'application/vnd.openxmlformats'
const TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${KIND}-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}-officedocument.spreadsheetml.worksheet+xml"/></Types>`

function relationship(kind: string, target: string): string {
  return `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${kind}" Target="${target}"/></Relationships>`
}

function workbookXml(name: string): string {
  return `<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

function sheetBegin(widths: readonly number[]): string {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  return `<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
}

/** Without this, a spreadsheet marks every text that looks like a number and offers to convert it. */
const TEXT_IS_MEANT = (columns: number): string =>
  `<ignoredErrors><ignoredError sqref="A1:${columnName(columns - 1)}${MOST_ROWS}" numberStoredAsText="1"/></ignoredErrors>`

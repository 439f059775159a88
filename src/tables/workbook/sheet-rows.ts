import { type ByteWriter, byteWriter, putByte, putText } from '../byte-writer.ts'
import { COMMA, LF } from '../bytes.ts'
import { isoOfSerial } from '../date-forms.ts'
import { readDateStyles, readSharedTexts, type Workbook, type WorkbookSheet } from './parts.ts'
import { unzipped } from './unzip.ts'
import { MOST_ROWS } from './write-sheet.ts'
import { xmlReader } from './xml.ts'

/**
 * The first character of a cell that is not an answer: an error, or a formula that was never worked out. No text
 * contains this character.
 */
export const UNREADABLE = '\ufdd0'

/** At most this many columns, as the format has it. */
const MOST_COLUMNS = 16_384

/**
 * The rows of a sheet as delimited text, one line for each row, so that lines are rows. Days are year-month-day, and a
 * line break in a cell is U+2028.
 */
export function* sheetRows(zip: Uint8Array, { part }: WorkbookSheet, { epoch }: Workbook): Generator<Uint8Array> {
  const out = byteWriter(1 << 16)
  const cells = cellsOf({ texts: readSharedTexts(zip), dateStyles: readDateStyles(zip), epoch }, out)
  const reader = xmlReader(cells)
  for (const bytes of unzipped(zip, part)) {
    reader.write(bytes)
    if (out.length > 0) yield out.bytes.slice(0, out.length)
    out.length = 0
  }
  reader.end()
  if (out.length > 0) yield out.bytes.slice(0, out.length)
}

interface Meanings {
  readonly texts: readonly string[]
  readonly dateStyles: readonly boolean[]
  readonly epoch: 1900 | 1904
}

/** Writes a row when it ends. */
function cellsOf(meanings: Meanings, out: ByteWriter) {
  let row = 0
  let width = 0
  let cells: string[] = []
  let column = 0
  let cell: Cell | undefined
  let into: 'value' | 'inline' | undefined

  function putRow(): void {
    let last = cells.length
    while (last > width && (cells[last - 1] ?? '') === '') last -= 1
    width = Math.max(width, last)
    for (let at = 0; at < Math.max(last, width); at += 1) {
      if (at > 0) putByte(out, COMMA)
      const text = cells[at] ?? ''
      if (text !== '') putText(out, quoted(text))
    }
    putByte(out, LF)
  }

  return {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'dimension') width = Math.min(MOST_COLUMNS, columnIn(attributes.ref?.split(':')[1] ?? '') + 1)
      else if (name === 'row') {
        const number = Number(attributes.r ?? row + 1)
        // Rows that are not written are empty, but count as lines all the same.
        while (row + 1 < Math.min(number, MOST_ROWS)) {
          putByte(out, LF)
          row += 1
        }
        row += 1
        cells = []
        column = 0
      } else if (name === 'c') {
        const place = columnIn(attributes.r ?? '')
        if (place >= 0) column = place
        cell = {
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          value: undefined,
          inline: '',
          hasFormula: false,
        }
      } else if (name === 'f' && cell !== undefined) cell.hasFormula = true
      else if (name === 'v' && cell !== undefined) {
        into = 'value'
        cell.value = ''
      } else if (name === 't' && cell !== undefined) into = 'inline'
    },
    text(text: string) {
      if (cell === undefined || into === undefined) return
      if (into === 'value') cell.value += text
      else cell.inline += text
    },
    close(name: string) {
      if (name === 'v' || name === 't') into = undefined
      else if (name === 'c' && cell !== undefined) {
        if (column < MOST_COLUMNS) cells[column] = textOf(cell, meanings)
        column += 1
        cell = undefined
      } else if (name === 'row') putRow()
    },
  }
}

interface Cell {
  readonly type: string
  readonly style: number
  value: string | undefined
  inline: string
  hasFormula: boolean
}

/** What a cell says. An error is never empty, nor is a formula whose result was not stored. */
function textOf({ type, style, value, inline, hasFormula }: Cell, { texts, dateStyles, epoch }: Meanings): string {
  if (type === 'inlineStr') return unescaped(inline)
  if (value === undefined) return hasFormula ? `${UNREADABLE}formula` : ''
  switch (type) {
    case 's':
      return unescaped(texts[Number(value)] ?? `${UNREADABLE}text`)
    case 'b':
      return value === '1' ? 'true' : 'false'
    case 'e':
      return `${UNREADABLE}${value}`
    case 'str':
    case 'd':
      return value
    default:
      return numberText(value, dateStyles[style] === true ? epoch : undefined)
  }
}

/** Spreadsheets write a character that XML cannot contain by its number: `_x000D_`. */
function unescaped(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

/** Spreadsheets show 15 digits: 0.1 + 0.2 is 0.3 there. A day with a time keeps only its day. */
function numberText(value: string, epoch: 1900 | 1904 | undefined): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return `${UNREADABLE}${value}`
  const day = epoch === undefined ? undefined : isoOfSerial(number, epoch)
  return day ?? String(Number(number.toPrecision(15)))
}

/** `BC7` is column 54; -1 where no column is named. */
function columnIn(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function quoted(text: string): string {
  const line = text.replace(/\r\n?|\n/g, '\u2028')
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line
}

import { COMMA, TAB } from '../bytes.ts'
import { cellText } from '../cell-text.ts'
import { columnNames } from '../column-names.ts'
import { delimitedReader } from './delimited.ts'
import { type Header, readHeader } from './header.ts'
import type { Open, Opened, OpeningOptions, TableFault } from './table.ts'

/** Values separated by commas, or by whatever else separates them. */
export const openCsv: Open = (bytes, options) => opened(bytes, options)

export const openTsv: Open = (bytes, options) => opened(bytes, { delimiter: TAB, ...options })

function opened(bytes: Uint8Array, options: OpeningOptions): Opened | TableFault {
  const header = readHeader(bytes, options)
  if ('fault' in header) return header
  const { names, titles, delimiter, next, nextLine, headingLines } = header
  const reader = delimitedReader(delimiter, names.length, nextLine)
  return {
    table: {
      names: columnNames(names),
      expectLines: reader.expectLines,
      read: reader.read,
      emptyRows: reader.emptyRows,
      written: cellText,
      fault: () => undefined,
    },
    next,
    titles,
    headingLines: headingLines.length,
    notes: notesOf(header, options),
  }
}

function notesOf(
  { delimiter, line, headingLines }: Header,
  { delimiter: given, namesInLine }: OpeningOptions,
): string[] {
  const isGuessed = given === undefined && delimiter !== COMMA
  const isFar = headingLines.length > 0 || namesInLine !== undefined
  return [
    ...(isGuessed ? [`line ${line}: the cells are divided by ${NAMES[delimiter] ?? 'another character'}`] : []),
    ...(isFar ? [`the columns are named in line ${line}${headingsText(headingLines)}`] : []),
  ]
}

function headingsText(lines: readonly number[]): string {
  if (lines.length === 0) return ''
  const which = lines.length === 1 ? `line ${lines[0]} is` : `lines ${lines.join(', ')} are`
  return `; ${which} heading, and no record`
}

const NAMES: Readonly<Record<number, string>> = { [TAB]: 'tabs', 59: 'semicolons', 124: 'vertical bars' }

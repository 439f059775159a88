import { COMMA, TAB } from '../bytes.ts'
import { cellText } from '../cell-text.ts'
import { delimitedReader } from './delimited.ts'
import { readHeader } from './header.ts'
import type { Fault, Open, Opened } from './table.ts'

/** Comma-separated values, or whatever else separates them. */
export const openCsv: Open = (bytes, { delimiter }) => opened(bytes, delimiter)

export const openTsv: Open = (bytes, { delimiter }) => opened(bytes, delimiter ?? TAB)

function opened(bytes: Uint8Array, given: number | undefined): Opened | Fault {
  const header = readHeader(bytes, given)
  if ('fault' in header) return header
  const { names, delimiter, next, nextLine, line } = header
  const reader = delimitedReader(delimiter, names.length, nextLine)
  const guessed = given === undefined && delimiter !== COMMA
  return {
    table: { names, expectLines: reader.expectLines, read: reader.read, written: cellText, fault: () => undefined },
    next,
    ...(guessed ? { note: `line ${line}: the cells are divided by ${NAMES[delimiter] ?? 'another sign'}` } : {}),
  }
}

const NAMES: Readonly<Record<number, string>> = { [TAB]: 'tabs', 59: 'semicolons', 124: 'vertical bars' }

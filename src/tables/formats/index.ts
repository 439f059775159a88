import { cellText } from '../cell-text.ts'
import { openCsv, openTsv } from './csv.ts'
import { openJson } from './json-array.ts'
import { openJsonLines } from './json-lines.ts'
import { jsonWritten } from './json-scanner.ts'
import type { Open, Table } from './table.ts'
import { openXlsx, xlsxWritten } from './xlsx.ts'

export type FormatName = 'csv' | 'tsv' | 'jsonl' | 'json' | 'xlsx'

/** The kinds of files that can be scored. A new kind is one file that opens it, plus its name and suffixes here. */
export const FORMATS: Readonly<Record<FormatName, Open>> = {
  csv: openCsv,
  tsv: openTsv,
  jsonl: openJsonLines,
  json: openJson,
  xlsx: openXlsx,
}

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[]

/** What a raw cell says, by the kind of its file. */
export const CELLS: Readonly<Record<FormatName, Table['written']>> = {
  csv: cellText,
  tsv: cellText,
  jsonl: jsonWritten,
  json: jsonWritten,
  xlsx: xlsxWritten,
}

const SUFFIXES: Readonly<Record<string, FormatName>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  xlsx: 'xlsx',
}

/** The format of a file: by its suffix, or else by its first bytes. */
export function formatOf(name: string, first: Uint8Array): FormatName {
  const suffix = /\.([a-z]+)$/.exec(name.toLowerCase().replace(/\.gz$/, ''))?.[1] ?? ''
  const known = SUFFIXES[suffix]
  if (known !== undefined) return known
  const start = first.find((byte) => byte > 0x20 && byte < 0x80)
  if (start === 0x7b) return 'jsonl'
  return start === 0x5b ? 'json' : 'csv'
}

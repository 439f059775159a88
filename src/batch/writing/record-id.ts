import { cellAt } from '../../tables/index.ts'
import type { ScoredRows } from './scored-rows.ts'

/**
 * Letters, digits and `_`, and `-` or `.` inside: such an id needs no quotation marks, and no spreadsheet takes it for
 * a formula.
 */
export function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number
    const isLetter = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39)
    if (!isLetter && !(at > start && (byte === 0x2d || byte === 0x2e)) && byte !== 0x5f) return false
  }
  return true
}

/** The id of a record as written; undefined when there is none. */
export function idText(
  { rows, table, bound }: Pick<ScoredRows, 'rows' | 'table' | 'bound'>,
  person: number,
): string | undefined {
  const cell = cellAt(rows, bound.idField, person)
  if (cell < 0) return undefined
  const written = table.written(rows.bytes, rows.starts[cell] as number, rows.ends[cell] as number)
  const text = typeof written === 'string' ? written.trim() : (written ?? []).join(';')
  return text === '' ? undefined : text
}

import { COMMA } from '../bytes.ts'
import { cellText } from '../cell-text.ts'
import { UNREADABLE } from '../workbook/sheet-rows.ts'
import { openCsv } from './csv.ts'
import type { Open } from './table.ts'

/**
 * A sheet of a workbook, which arrives as delimited text. A cell without a result, such as an error, never becomes a
 * text.
 */
export const openXlsx: Open = (bytes, options) => {
  const opened = openCsv(bytes, { ...options, delimiter: COMMA })
  if ('fault' in opened) return opened
  return { ...opened, table: { ...opened.table, written: xlsxWritten } }
}

export function xlsxWritten(bytes: Uint8Array, start: number, end: number): string | undefined {
  const text = cellText(bytes, start, end)
  return text.startsWith(UNREADABLE) ? undefined : text
}

import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { scoring } from '../support/scoring.ts'
import type { Cell, HostileTable } from './rows.ts'

/** A result row without its record number, as texts in the order of the columns. */
export type Result = readonly string[]

/** What `score` says of a table: as JSON Lines where a cell is a list or has lines, else as CSV. */
export async function scoredRows(
  form: Questionnaire,
  table: HostileTable,
  columns?: string,
): Promise<readonly Result[]> {
  const { names, rows, several } = table
  const files: Record<string, string> =
    several === 'array' || rows.some((row) => row.some((cell) => cell?.includes('\n')))
      ? { 'answers.jsonl': rows.map((row) => JSON.stringify(record(names, row))).join('\n') }
      : { 'answers.csv': [names, ...rows].map((row) => row.map(csvCell).join(',')).join('\n') }
  const { rows: scored, refused } = await scoring(form, files, {
    id: 'record',
    dateColumn: 'day',
    ...(columns === undefined ? {} : { columns }),
  })
  if (refused !== undefined) throw refused
  return scored.map((row) => row.split(',').slice(1))
}

export function record(names: readonly string[], row: readonly Cell[]): Readonly<Record<string, Cell>> {
  return Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]))
}

function csvCell(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

import { LEVELS, type Questionnaire } from '../../questionnaire/index.ts'
import {
  type Broken,
  type ByteWriter,
  csvCell,
  putByte,
  putBytes,
  putNumber,
  putText,
  type Rows,
  type Table,
} from '../../tables/index.ts'
import type { Columns } from '../columns/columns.ts'
import { type NamedBits, putNames } from '../columns/named-bits.ts'
import type { Outcomes } from '../columns/outcomes.ts'
import { idsOf, type Sets } from '../columns/sets.ts'

/** The columns of a result in CSV; lists are joined by `;`. */
export const RESULT_COLUMNS: readonly string[] = [
  'record',
  'id',
  'level',
  'complete',
  'raised',
  'undetermined',
  'unsure',
  'declined',
  'unanswered',
  'conflicts',
  'out_of_range',
  'unreadable',
  'check_failed',
  'age_days',
]

/** Everything that is known about the people of one stretch when their rows are written. */
export interface Stretch {
  readonly rows: Rows
  readonly table: Table
  readonly columns: Columns
  readonly outcomes: Outcomes
  readonly sets: Sets
  /** The column with record ids, or -1. */
  readonly idField: number
  /** By person: the number of the record in the whole input, from 1. */
  readonly numbers: Float64Array
  /** The day of scoring in days since 1970-01-01. */
  readonly scoredOn: number
  /** Whether `columns.today` was told, and not merely taken to be the day of scoring. */
  readonly isDated: boolean
}

const COMMA = 0x2c
const NEWLINE = 0x0a

/** Writes the result rows of the people in a stretch as CSV. */
export function csvRowWriter(
  { questions }: Questionnaire,
  out: ByteWriter,
): (stretch: Stretch, person: number) => void {
  const levels = LEVELS.map((level) => bytesOf(`${level},`))
  const complete = [bytesOf('false,'), bytesOf('true,')]
  const none = bytesOf(',,,,')

  function list(set: NamedBits, person: number): void {
    putNames(out, set, person)
    putByte(out, COMMA)
  }

  return (stretch, person) => {
    const { columns, outcomes, sets, numbers } = stretch
    putNumber(out, numbers[person] as number)
    putByte(out, COMMA)
    putId(out, stretch, person)
    putByte(out, COMMA)
    putBytes(out, levels[outcomes.levels[person] as number] as Uint8Array)
    putBytes(out, complete[outcomes.complete[person] as number] as Uint8Array)
    list(sets.raised, person)
    list(sets.undetermined, person)
    list(sets.unsure, person)
    list(sets.declined, person)
    list(sets.unanswered, person)
    const rejected = columns.rejected.get(person)
    const conflicts = outcomes.conflicts.get(person)
    const failed = outcomes.failedChecks.get(person)
    if (rejected === undefined && conflicts === undefined && failed === undefined) putBytes(out, none)
    else {
      const why = (reason: string) =>
        [...(rejected ?? [])].flatMap(([index, one]) => (one.why === reason ? [index] : [])).sort((a, b) => a - b)
      const cells = [conflicts, why('out-of-range'), why('unreadable'), failed].map((one) => idsOf(one, questions))
      putText(out, `${cells.join(',')},`)
    }
    const age = stretch.scoredOn - (columns.today[person] as number)
    if (stretch.isDated && !Number.isNaN(age)) putNumber(out, age)
    putByte(out, NEWLINE)
  }
}

/** The row of lines that are no record: `not-scored`, with their numbers where unreadable cells are named. */
export function putBrokenCsv(out: ByteWriter, record: number, broken: Broken): void {
  putText(out, `${record},,not-scored,false,,,,,,,,${linesText(broken)},,\n`)
}

/** `line 17` or `lines 17-18`. */
export function linesText({ line, lastLine }: Broken): string {
  return lastLine === line ? `line ${line}` : `lines ${line}-${lastLine}`
}

/** Nearly all ids are letters and digits, and are copied; the others are made tame for spreadsheets. */
function putId(out: ByteWriter, { rows, table, idField }: Stretch, person: number): void {
  if (idField < 0) return
  const cell = idField * rows.stride + person
  const start = rows.starts[cell] as number
  const end = rows.ends[cell] as number
  if (isWord(rows.bytes, start, end)) putBytes(out, rows.bytes, start, end)
  else putText(out, csvCell(idText(rows, table, idField, person) ?? ''))
}

/** Letters, digits, `_`, and `-` or `.` inside: what needs no quotation marks and no spreadsheet runs. */
export function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number
    const isLetter = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39)
    if (!isLetter && !(at > start && (byte === 0x2d || byte === 0x2e)) && byte !== 0x5f) return false
  }
  return true
}

/** The id of a record as it was written; undefined when there is none. */
export function idText(rows: Rows, table: Table, idField: number, person: number): string | undefined {
  if (idField < 0) return undefined
  const cell = idField * rows.stride + person
  const written = table.written(rows.bytes, rows.starts[cell] as number, rows.ends[cell] as number)
  const text = typeof written === 'string' ? written.trim() : (written ?? []).join(';')
  return text === '' ? undefined : text
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

import { LEVELS, type Questionnaire } from '../../questionnaire/index.ts'
import {
  type Broken,
  type ByteWriter,
  cellAt,
  csvCell,
  type FixedText,
  fixedText,
  putByte,
  putBytes,
  putFixed,
  putNumber,
  putText,
} from '../../tables/index.ts'
import { putNames } from '../columns/named-bits.ts'
import { idText, isWord } from './record-id.ts'
import type { ResultWriter, ScoredRows } from './scored-rows.ts'

/** The columns of a result. Lists are separated by `;`. */
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
  'covered',
]

const COMMA = 0x2c
const NEWLINE = 0x0a

/** Results as CSV that a spreadsheet can open without running anything. */
export function csvWriter(_: Questionnaire, out: ByteWriter): ResultWriter {
  /** By place of the level, then by whether it is complete. */
  const levels = LEVELS.flatMap((level) => [fixedText(`,${level},false,`), fixedText(`,${level},true,`)])
  let lines = 0

  /** Nearly all ids are letters and digits, and are copied. The others are made safe for spreadsheets. */
  function putId(scored: ScoredRows, person: number): void {
    const { rows, bound } = scored
    const cell = cellAt(rows, bound.idField, person)
    if (cell < 0) return
    const start = rows.starts[cell] as number
    const end = rows.ends[cell] as number
    if (isWord(rows.bytes, start, end)) putBytes(out, rows.bytes, start, end)
    else {
      const id = csvCell(idText(scored, person) ?? '')
      lines += id.split('\n').length - 1
      putText(out, id)
    }
  }

  return {
    heading() {
      putText(out, `${RESULT_COLUMNS.join(',')}\n`)
      lines += 1
    },
    person(scored, person) {
      const { columns, outcomes, sets, numbers, scoredOn, isDated } = scored
      const level = 2 * (outcomes.levels[person] as number) + (outcomes.complete[person] as number)
      putNumber(out, numbers[person] as number)
      putByte(out, COMMA)
      putId(scored, person)
      putFixed(out, levels[level] as FixedText)
      putNames(out, sets.raised, person)
      putNames(out, sets.undetermined, person)
      putNames(out, sets.unsure, person)
      putNames(out, sets.declined, person)
      putNames(out, sets.unanswered, person)
      putNames(out, outcomes.conflicts, person)
      putNames(out, sets.outOfRange, person)
      putNames(out, sets.unreadable, person)
      putNames(out, sets.checkFailed, person)
      const age = scoredOn - (columns.today[person] as number)
      if (isDated && !Number.isNaN(age)) putNumber(out, age)
      putByte(out, COMMA)
      putNames(out, sets.covered, person)
      out.bytes[out.length - 1] = NEWLINE
      lines += 1
    },
    broken(record, broken) {
      putText(out, `${record},,not-scored,false,,,,,,,,${linesText(broken)},,,\n`)
      lines += 1
    },
    lines: () => lines,
  }
}

/** `line 17` or `lines 17-18`, in the column of unreadable cells. */
export function linesText({ line, lastLine }: Broken): string {
  return lastLine === line ? `line ${line}` : `lines ${line}-${lastLine}`
}

import type { TableFault } from './table.ts'

/** One line or more that hold one record, with the cells as texts. */
export interface FirstRecord {
  readonly cells: readonly string[]
  readonly line: number
  /** Where the record after it begins, and on which line. */
  readonly next: number
  readonly nextLine: number
}

/** Where the first person's record begins, and the lines of heading between it and the names. */
export interface AfterNames {
  readonly headings: readonly FirstRecord[]
  readonly next: number
  readonly nextLine: number
}

/** Lines of heading after the names at most. */
const MOST_BELOW = 3

/**
 * What comes after the names: nothing, or the further lines of heading that Qualtrics and SurveyMonkey write, or all that
 * stands before the line that is told.
 */
export function firstRecordAfter(
  names: FirstRecord,
  recordAfter: (record: FirstRecord) => FirstRecord | TableFault | undefined,
  dataFromLine: number | undefined,
): AfterNames {
  const found: FirstRecord[] = []
  const most = dataFromLine === undefined ? MOST_BELOW : Math.max(0, dataFromLine - names.line)
  for (let last = names; found.length < most; ) {
    const record = recordAfter(last)
    if (record === undefined || 'fault' in record) break
    if (dataFromLine !== undefined && record.line >= dataFromLine) break
    found.push(record)
    last = record
  }
  const headings = dataFromLine === undefined ? found.slice(0, headingsIn(names, found)) : found
  const { next, nextLine } = headings.at(-1) ?? names
  return { headings, next, nextLine }
}

/** How many of the records after the names are heading. */
function headingsIn(names: FirstRecord, found: readonly FirstRecord[]): number {
  const importIds = found.findIndex(({ cells }) => cells.some((cell) => /^\{"ImportId":/.test(cell)))
  if (importIds >= 0) return importIds + 1
  const [second] = found
  if (second === undefined) return 0
  const isOldQualtrics = names.cells[0] === 'V1' && /^Response ?ID$/i.test(second.cells[0] ?? '')
  return isOldQualtrics || isSurveyMonkey(names.cells, second.cells) ? 1 : 0
}

/** Its second line names the answers, or says `Response`, and nothing under the columns about the person. */
export function isSurveyMonkey(names: readonly string[], second: readonly string[]): boolean {
  if (!/^Respondent ?ID$/i.test(names[0] ?? '') || (second[0] ?? '') !== '') return false
  return second.some((cell) => namesNoAnswer(cell)) || names.some((name) => name === '')
}

/** What SurveyMonkey writes under a question that has one column: it says what stands there, and no answer. */
export function namesNoAnswer(cell: string): boolean {
  return /^(?:(?:Open-Ended )?Response|Date(?: \/ Time)?)$/i.test(cell.trim())
}

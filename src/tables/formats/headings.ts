import type { TableFault } from './table.ts'

/** One or more lines with one record, whose cells are texts. */
export interface FirstRecord {
  readonly cells: readonly string[]
  readonly line: number
  /** Where the next record begins, and on which line. */
  readonly next: number
  readonly nextLine: number
}

/** Where the first person's record begins, and the heading lines between it and the names. */
export interface AfterNames {
  readonly headings: readonly FirstRecord[]
  readonly next: number
  readonly nextLine: number
}

/** At most this many heading lines after the names. */
const MOST_BELOW = 3

/**
 * What comes after the names: nothing, the further heading lines of Qualtrics and SurveyMonkey, or everything before
 * the given line.
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

/** How many of the records after the names belong to the heading. */
function headingsIn(names: FirstRecord, found: readonly FirstRecord[]): number {
  const importIds = found.findIndex(({ cells }) => cells.some((cell) => /^\{"ImportId":/.test(cell)))
  if (importIds >= 0) return importIds + 1
  const [second] = found
  if (second === undefined) return 0
  const isOldQualtrics = names.cells[0] === 'V1' && /^Response ?ID$/i.test(second.cells[0] ?? '')
  return isOldQualtrics || isSurveyMonkey(names.cells, second.cells) ? 1 : 0
}

/** Whether its second line names the answers, or says `Response`, and is empty under the columns about the person. */
export function isSurveyMonkey(names: readonly string[], second: readonly string[]): boolean {
  if (!/^Respondent ?ID$/i.test(names[0] ?? '') || (second[0] ?? '') !== '') return false
  return second.some((cell) => namesNoAnswer(cell)) || names.some((name) => name === '')
}

/** What SurveyMonkey writes under a question with one column. It describes the column and is not an answer. */
export function namesNoAnswer(cell: string): boolean {
  return /^(?:(?:Open-Ended )?Response|Date(?: \/ Time)?)$/i.test(cell.trim())
}

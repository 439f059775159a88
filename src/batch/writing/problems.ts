import { visible, withThousands } from '../../diagnostics/index.ts'
import { complaint, type Question, type Rejected } from '../../questionnaire/index.ts'
import { BROKEN, type Broken, csvCell, putText, type Role } from '../../tables/index.ts'
import { CannotScore } from '../cannot-score.ts'
import type { Gathered } from './gathered.ts'

/** Something wrong with one record, as the errors file has it. */
export interface Problem {
  readonly record: number
  readonly line: number
  readonly column: string
  readonly code: string
  readonly message: string
  readonly file: string
}

export const PROBLEM_COLUMNS = 'row,line,column,code,message,file\n'

/** Problems that are told on standard error one by one; all of them are in the errors file. */
const MOST_TOLD = 10

export interface ProblemLog {
  /** `isBad`: a record or a cell that could not be read, as against something worth a look. */
  add(problem: Problem, isBad: boolean): void
  isClean(): boolean
  /** How many were not told one by one, and where they are. */
  rest(): string | undefined
}

export function problemLog(
  errors: Gathered | undefined,
  { failFast, stderr }: { readonly failFast: boolean; readonly stderr: (text: string) => void },
): ProblemLog {
  let told = 0
  let bad = 0
  return {
    add(problem, isBad) {
      if (isBad) bad += 1
      if (failFast && isBad)
        throw new CannotScore('bad-data', problemText(problem), 'stopped here, as was asked; nothing is kept')
      told += 1
      if (told <= MOST_TOLD) stderr(`${problemText(problem)}\n`)
      const { record, line, column, code, message, file } = problem
      if (errors !== undefined)
        putText(errors.out, `${record},${line},${csvCell(column)},${code},${csvCell(message)},${csvCell(file)}\n`)
    },
    isClean: () => bad === 0,
    rest: () => {
      if (told <= MOST_TOLD) return undefined
      const where = errors === undefined ? '; --errors FILE.csv has them all' : ''
      return `… and ${withThousands(told - MOST_TOLD)} more like these${where}`
    },
  }
}

/** `answers.csv:17: record 16, column bp_systolic: …  (out-of-range)` */
export function problemText({ record, line, column, code, message, file }: Problem): string {
  const where = column === '' ? '' : `, column \`${visible(column)}\``
  return `${visible(file)}:${line}: record ${record}${where}: ${message}  (${code})`
}

export function brokenMessage({ line, lastLine, code }: Broken): string {
  return lastLine === line ? BROKEN[code] : `${BROKEN[code]}; lines ${line} to ${lastLine} are one record`
}

interface Shown {
  /** What stands in cells may be told. */
  readonly showValues: boolean
}

/** What is wrong with a cell; what stands in it is told only when it may be. `rejected` undefined: it is not a date. */
export function unreadMessage(role: Role | undefined, rejected: Rejected | undefined, { showValues }: Shown): string {
  if (rejected === undefined || role === undefined || !('question' in role))
    return 'the date of the answers is not a day of the calendar, year-month-day'
  const { question } = role
  const raw = showValues ? `\`${rejected.raw}\`` : 'the value'
  if (role.kind === 'answer' && role.isGuess)
    return `the column map says only \`?${question.id}\`; take the \`?\` away if the column answers that`
  if (role.kind === 'tick' && rejected.raw === '')
    return 'the cell is empty beside a tick; if that means not ticked, the column map says `unticked: blank`'
  if (role.kind === 'tick')
    return visible(`${raw} is neither a tick nor none: 1 or 0, yes or no, checked, x, the answer`)
  return visible(rejectedMessage(question, rejected, { showValues }))
}

function rejectedMessage(question: Question, rejected: Rejected, { showValues }: Shown): string {
  if (showValues) return complaint(question, rejected)
  const hidden = complaint(question, { ...rejected, raw: HIDDEN })
    .split(`\`${HIDDEN}\``)
    .join('the value')
  const isComma = (question.type === 'integer' || question.type === 'decimal') && /^-?\d+,\d+$/.test(rejected.raw)
  return isComma ? `${hidden} (a decimal comma is read with --decimal-comma)` : hidden
}

const HIDDEN = '…'

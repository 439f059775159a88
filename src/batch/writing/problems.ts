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

/**
 * Lines that are not records, and what is worth a look, are reported one by one up to this many. The errors file has
 * all of them.
 */
const MOST_TOLD = 10

/** At most this many cells of a column are shown. */
const MOST_CELLS = 5

export interface ProblemLog {
  /** `isBad`: a record or a cell that could not be read, as opposed to something worth a look. */
  add(one: { readonly problem: Problem; readonly isBad: boolean }): void
  isClean(): boolean
  /**
   * What could not be read, column by column, and how much was not reported. `filled`: how many cells of a column were
   * not empty, where that is known.
   */
  rest(filled: (column: string) => number | undefined): readonly string[]
}

/** What is wrong with the cells of one column of one file, for one reason. */
interface WrongCells {
  readonly first: Problem
  readonly places: string[]
  count: number
}

export function problemLog(
  errors: Gathered | undefined,
  { failFast, stderr }: { readonly failFast: boolean; readonly stderr: (text: string) => void },
): ProblemLog {
  let told = 0
  let bad = 0
  const columns = new Map<string, WrongCells>()

  function addCell(problem: Problem): void {
    const key = [problem.file, problem.column, problem.code, problem.message].join('\n')
    const known = columns.get(key) ?? { first: problem, places: [], count: 0 }
    columns.set(key, known)
    known.count += 1
    if (known.places.length < MOST_CELLS) known.places.push(`line ${problem.line}`)
  }

  return {
    add({ problem, isBad }) {
      if (isBad) bad += 1
      if (failFast && isBad)
        throw new CannotScore('bad-data', problemText(problem), 'stopped here, as was asked; nothing is kept')
      if (problem.column === '') {
        told += 1
        if (told <= MOST_TOLD) stderr(`${problemText(problem)}\n`)
      } else addCell(problem)
      const { record, line, column, code, message, file } = problem
      if (errors !== undefined)
        putText(errors.out, `${record},${line},${csvCell(column)},${code},${csvCell(message)},${csvCell(file)}\n`)
    },
    isClean: () => bad === 0,
    rest(filled) {
      const cells = [...columns.values()].map((one) => cellsText(one, filled(one.first.column)))
      const hidden = [...columns.values()].some(({ count }) => count > MOST_CELLS) || told > MOST_TOLD
      return [
        ...(told > MOST_TOLD ? [`… and ${withThousands(told - MOST_TOLD)} more lines like these`] : []),
        ...cells,
        ...(hidden && errors === undefined ? ['--errors FILE.csv has them all'] : []),
      ]
    },
  }
}

/** `answers.csv: column `Visit date`: 7 of 7 cells, such as record 1 in line 2: …  (unreadable-date; line 2, line 3)` */
function cellsText({ first, places, count }: WrongCells, filled: number | undefined): string {
  const { file, column, record, line, message, code } = first
  const of = filled === undefined || filled < count ? '' : ` of ${withThousands(filled)}`
  const many =
    count === 1 && of === ''
      ? ''
      : `${withThousands(count)}${of} ${count === 1 && of === '' ? 'cell' : 'cells'}, such as `
  const more = count > 1 ? `; ${places.join(', ')}${count > places.length ? ' …' : ''}` : ''
  return `${visible(file)}: column \`${visible(column)}\`: ${many}record ${record} in line ${line}: ${message}  (${code}${more})`
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
  /** The contents of cells may be shown. */
  readonly showValues: boolean
}

/**
 * What is wrong with a cell. Its contents are only shown when that is allowed. `rejected` is undefined for what is not
 * a date.
 */
export function unreadMessage(role: Role | undefined, rejected: Rejected | undefined, { showValues }: Shown): string {
  if (rejected === undefined || role === undefined || !('question' in role))
    return 'a day looks like 2026-11-04; days in another form are read with `dates:` in a column map, such as `dates: day/month/year`'
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
  if (isComma) return `${hidden} (a decimal comma is read with --decimal-comma)`
  const isOtherDay = question.type === 'date' && /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/.test(rejected.raw)
  return isOtherDay ? `${hidden}; or say \`dates: day/month/year\` in a column map` : hidden
}

const HIDDEN = '…'

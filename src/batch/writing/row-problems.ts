import { withThousands } from '../../diagnostics/index.ts'
import { cellAt, type Rows } from '../../tables/index.ts'
import type { PartScored, RowProblem, TablePart } from '../parts/part.ts'
import type { BoundTable } from '../reading/bound-table.ts'
import type { CellTable } from '../reading/cell-table.ts'
import type { NumberedBroken } from '../reading/numbering.ts'
import { MOST_IDS, seenIds } from '../reading/seen-ids.ts'
import { brokenMessage, type Problem, type ProblemLog } from './problems.ts'
import { idText, isWord } from './record-id.ts'
import { count, type Tally } from './summary.ts'

/** What is known about a part when its records are read, before they are scored. */
export interface PartRead {
  /** Of the file. */
  readonly name: string
  readonly records: number
  /** By row. */
  readonly numbers: Float64Array
  readonly lines: Float64Array
  readonly broken: readonly NumberedBroken[]
  /** What is unusual about the records themselves. */
  readonly found: readonly RowProblem[]
}

export interface RowProblems {
  /** What is unusual about some records themselves. Called once for each part, in the order of the file. */
  ofRecords(part: Pick<TablePart, 'rows' | 'table' | 'bound'>): readonly RowProblem[]
  /** Reports everything in the rows that could not be read or is worth a look, in the order of the records. */
  log(read: PartRead, scored: PartScored): void
  duplicatesText(): string | undefined
}

/** A path out of a folder or from the root, or characters that no id has. */
const PATH = /(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|[\u0000-\u001f\u007f]/

export function rowProblems(log: ProblemLog, tally: Tally): RowProblems {
  const ids = seenIds()

  /** What is unusual about record ids. All of these records are scored. */
  function aboutIds(rows: Rows, table: CellTable, bound: BoundTable): readonly RowProblem[] {
    const found: RowProblem[] = []
    const about = (person: number, code: string, message: string): void => {
      found.push({ person, column: bound.names[bound.idField] ?? '', code, message, isBad: false })
    }
    for (let person = 0; person < rows.count; person += 1) {
      const cell = cellAt(rows, bound.idField, person)
      if (cell < 0) continue
      const start = rows.starts[cell] as number
      const end = rows.ends[cell] as number
      if (ids.sawBefore(rows.bytes, start, end)) {
        tally.duplicates += 1
        about(person, 'duplicate-id', 'an earlier record has the same id')
      }
      if (!isWord(rows.bytes, start, end) && PATH.test(idText({ rows, table, bound }, person) ?? ''))
        about(person, 'unusual-id', 'the record id is written like a path; it is only copied')
    }
    return found
  }

  return {
    ofRecords: ({ rows, table, bound }) => [...suspects(rows), ...aboutIds(rows, table, bound)],
    log({ name: file, numbers, lines, broken, found }, { unread, failedChecks }) {
      for (const { column, code } of unread) count(tally.unreadable, `${column}\n${code}`)
      const problems: { readonly problem: Problem; readonly isBad: boolean }[] = [
        ...broken.map(({ record, broken: one }) => ({
          problem: { record, line: one.line, column: '', code: one.code, message: brokenMessage(one), file },
          isBad: true,
        })),
        ...[...unread, ...failedChecks, ...found].map(({ person, isBad, ...about }) => ({
          problem: { record: numbers[person] as number, line: lines[person] as number, ...about, file },
          isBad,
        })),
      ]
      problems.sort((a, b) => a.problem.record - b.problem.record)
      for (const one of problems) log.add(one)
    },
    duplicatesText() {
      const limit = ids.isFull() ? ` among the first ${withThousands(MOST_IDS)}` : ''
      if (tally.duplicates === 0) return ids.isFull() ? `no record id came twice${limit}` : undefined
      const many = tally.duplicates === 1 ? '1 record has' : `${withThousands(tally.duplicates)} records have`
      return `${many} the id of an earlier one${limit}; all are scored`
    },
  }
}

/** Records that may have swallowed others. They are scored, but a person should look at them. */
function suspects(rows: Rows): readonly RowProblem[] {
  if (rows.suspects.size === 0) return []
  return Array.from({ length: rows.count }, (_, person) => person)
    .filter((person) => rows.suspects.has(rows.lines[person] as number))
    .map((person) => ({
      person,
      column: '',
      code: 'swallowed-lines',
      message: 'a line inside one of its cells is itself a whole record: two quotation marks may be slips',
      isBad: true,
    }))
}

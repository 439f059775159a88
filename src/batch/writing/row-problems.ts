import { withThousands } from '../../diagnostics/index.ts'
import type { Questionnaire, Rejected } from '../../questionnaire/index.ts'
import { cellAt } from '../../tables/index.ts'
import type { ScoreOptions } from '../options.ts'
import type { NumberedBroken } from '../reading/numbering.ts'
import { MOST_IDS, seenIds } from '../reading/seen-ids.ts'
import { brokenMessage, type Problem, type ProblemLog, unreadMessage } from './problems.ts'
import { idText, isWord } from './record-id.ts'
import type { ScoredRows } from './scored-rows.ts'
import { count, type Tally } from './summary.ts'

/** A cell that is not a valid answer, where it lies. */
export interface BadCell {
  readonly person: number
  readonly field: number
  /** Undefined: it should be the date of the answers, and is not a date. */
  readonly rejected: Rejected | undefined
}

/** What could not be read in some rows of a file. */
interface Unread {
  readonly bad: readonly BadCell[]
  readonly broken: readonly NumberedBroken[]
  /** Of the file. */
  readonly name: string
}

export interface RowProblems {
  /** Logs everything in the rows that could not be read or is worth a look, in the order of the records. */
  log(scored: ScoredRows, unread: Unread): void
  duplicatesText(): string | undefined
}

/** A problem before it is known in which record of which file it is. */
type About = Pick<Problem, 'column' | 'code' | 'message'>

interface Found extends About {
  readonly person: number
  readonly isBad: boolean
}

/** Out of a folder, from the root, or with characters that no id has. */
const PATH = /(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|[\u0000-\u001f\u007f]/

export function rowProblems(
  questionnaire: Questionnaire,
  { options, log }: { readonly options: ScoreOptions; readonly log: ProblemLog },
  tally: Tally,
): RowProblems {
  const ids = seenIds()

  function unreadCell({ bound }: ScoredRows, { person, field, rejected }: BadCell): Found {
    const column = bound.names[field] ?? ''
    const code = rejected?.why ?? 'unreadable-date'
    count(tally.unreadable, `${column}\n${code}`)
    return {
      person,
      column,
      code,
      message: unreadMessage(bound.roles[field], rejected, options),
      isBad: true,
    }
  }

  function failedChecks({ outcomes }: ScoredRows): readonly Found[] {
    return outcomes.failedChecks.map(({ person, index }) => {
      const question = questionnaire.questions[index]
      const message = question?.check?.message ?? 'Two answers do not fit together.'
      return { person, column: question?.id ?? '', code: 'check-failed', message, isBad: false }
    })
  }

  /** Records that perhaps swallowed others; they are scored, and nobody should take them as they are. */
  function suspects({ rows, columns }: ScoredRows): readonly Found[] {
    if (rows.suspects.size === 0) return []
    return Array.from({ length: columns.size }, (_, person) => person)
      .filter((person) => rows.suspects.has(rows.lines[person] as number))
      .map((person) => ({
        person,
        column: '',
        code: 'swallowed-lines',
        message: 'a line inside one of its cells is itself a whole record: two quotation marks may be slips',
        isBad: true,
      }))
  }

  /** What is unusual about record ids; they are all scored. */
  function aboutIds(scored: ScoredRows): readonly Found[] {
    const { rows, bound, columns } = scored
    const found: Found[] = []
    const about = (person: number, code: string, message: string): void => {
      found.push({ person, column: bound.names[bound.idField] ?? '', code, message, isBad: false })
    }
    for (let person = 0; person < columns.size; person += 1) {
      const cell = cellAt(rows, bound.idField, person)
      if (cell < 0) continue
      const start = rows.starts[cell] as number
      const end = rows.ends[cell] as number
      if (ids.sawBefore(rows.bytes, start, end)) {
        tally.duplicates += 1
        about(person, 'duplicate-id', 'an earlier record has the same id')
      }
      if (!isWord(rows.bytes, start, end) && PATH.test(idText(scored, person) ?? ''))
        about(person, 'unusual-id', 'the record id is written like a path; it is only copied')
    }
    return found
  }

  return {
    log(scored, { bad, broken, name: file }) {
      const { numbers, rows } = scored
      const found = [
        ...bad.map((cell) => unreadCell(scored, cell)),
        ...failedChecks(scored),
        ...suspects(scored),
        ...aboutIds(scored),
      ]
      const problems: { readonly problem: Problem; readonly isBad: boolean }[] = [
        ...broken.map(({ record, broken: one }) => ({
          problem: { record, line: one.line, column: '', code: one.code, message: brokenMessage(one), file },
          isBad: true,
        })),
        ...found.map(({ person, isBad, ...about }) => ({
          problem: { record: numbers[person] as number, line: rows.lines[person] as number, ...about, file },
          isBad,
        })),
      ]
      problems.sort((a, b) => a.problem.record - b.problem.record)
      for (const { problem, isBad } of problems) log.add(problem, isBad)
    },
    duplicatesText() {
      const limit = ids.isFull() ? ` among the first ${withThousands(MOST_IDS)}` : ''
      if (tally.duplicates === 0) return ids.isFull() ? `no record id came twice${limit}` : undefined
      const many = tally.duplicates === 1 ? '1 record has' : `${withThousands(tally.duplicates)} records have`
      return `${many} the id of an earlier one${limit}; all are scored`
    },
  }
}

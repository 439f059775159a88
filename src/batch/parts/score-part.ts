import { dayOf } from '../../expression/index.ts'
import { LEVELS, type Questionnaire, type Rejected } from '../../questionnaire/index.ts'
import { CAPACITY, clear, columnsFor } from '../columns/columns.ts'
import { type Outcomes, scorer } from '../columns/outcomes.ts'
import { type Counts, countsFor, gather, groupsOf, setsFor } from '../columns/sets.ts'
import type { ScoreOptions } from '../options.ts'
import { unreadMessage } from '../writing/problems.ts'
import type { ResultWriter, ScoredRows } from '../writing/scored-rows.ts'
import type { BadCell, PartScored, RowProblem, TablePart } from './part.ts'

export interface PartScoring {
  /** How often each rule and each state of a question has occurred so far. */
  readonly counts: Counts
  /** Scores the records of a part. Their result rows go to the writer, in order. */
  score(part: TablePart): PartScored
}

export interface PartScoringOptions {
  readonly options: Pick<ScoreOptions, 'on' | 'showValues'>
  /** ISO day of the scoring. */
  readonly today: string
  readonly writer: ResultWriter
  /** Where the readers of cells put columns with an offset. Emptied here. */
  readonly offsets: string[]
}

/**
 * Scores parts of tables, one at a time. All memory is allocated once. The result of a part depends on that part alone.
 */
export function partScoring(questionnaire: Questionnaire, scoring: PartScoringOptions): PartScoring {
  const { options, today, writer, offsets } = scoring
  const columns = columnsFor(questionnaire)
  const outcomesOf = scorer(questionnaire)
  const sets = setsFor(questionnaire)
  const counts = countsFor(questionnaire)
  const groups = groupsOf(questionnaire)
  const scoredOn = dayOf(today) ?? Number.NaN
  /** Cells that say the same have one answer, for which the complaint is worded once. */
  const complaints = new WeakMap<Rejected, string>()
  const on = options.on === undefined ? undefined : dayOf(options.on)

  function score(part: TablePart): PartScored {
    const { rows, table, bound, numbers } = part
    const bad = fill(part)
    const outcomes = outcomesOf(columns)
    gather({ sets, counts, groups }, columns, outcomes)
    const isDated = on !== undefined || bound.dates !== undefined
    const linesBefore = writer.lines()
    write({ rows, table, bound, columns, outcomes, sets, numbers, scoredOn, isDated }, part)
    return {
      ...levelsOf(outcomes, columns.size),
      scored: columns.size,
      lines: writer.lines() - linesBefore,
      unread: bad.map((cell) => unreadCell(part, cell)),
      failedChecks: failedChecksOf(questionnaire, outcomes),
      offsets: offsets.splice(0),
    }
  }

  /** Reads the cells into the columns, and returns those that cannot be read. */
  function fill({ rows, bound }: TablePart): readonly BadCell[] {
    const bad: BadCell[] = []
    if (rows.count > CAPACITY) throw new Error(`${rows.count} records at once`)
    clear(columns)
    columns.size = rows.count
    columns.today.fill(on ?? scoredOn, 0, rows.count)
    bound.dates?.(rows, columns, (person) => bad.push({ person, field: bound.dateField, rejected: undefined }))
    for (const filler of bound.fillers)
      filler(rows, columns, (person, field, rejected) => bad.push({ person, field, rejected }))
    return bad
  }

  function write(scored: ScoredRows, { broken }: TablePart): void {
    let next = 0
    for (let person = 0; person <= columns.size; person += 1) {
      for (let one = broken[next]; one !== undefined && one.before === person; one = broken[next]) {
        writer.broken(one.record, one.broken)
        next += 1
      }
      if (person < columns.size) writer.person(scored, person)
    }
  }

  function unreadCell({ bound }: TablePart, { person, field, rejected }: BadCell): RowProblem {
    const column = bound.names[field] ?? ''
    const code = rejected?.why ?? 'unreadable-date'
    const known = rejected && complaints.get(rejected)
    const message = known ?? unreadMessage(bound.roles[field], rejected, options)
    if (rejected !== undefined && known === undefined) complaints.set(rejected, message)
    return { person, column, code, message, isBad: true }
  }

  return { counts, score }
}

function levelsOf(outcomes: Outcomes, size: number): Pick<PartScored, 'levels' | 'incomplete'> {
  const levels = LEVELS.map(() => 0)
  let incomplete = 0
  for (let person = 0; person < size; person += 1) {
    const level = outcomes.levels[person] as number
    levels[level] = (levels[level] as number) + 1
    if (outcomes.complete[person] === 0) incomplete += 1
  }
  return { levels, incomplete }
}

function failedChecksOf({ questions }: Questionnaire, { failedChecks }: Outcomes): readonly RowProblem[] {
  return failedChecks.map(({ person, index }) => {
    const question = questions[index]
    const message = question?.check?.message ?? 'Two answers do not fit together.'
    return { person, column: question?.id ?? '', code: 'check-failed', message, isBad: false }
  })
}

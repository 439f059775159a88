import { dayOf } from '../expression/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'
import type { Rows, Table } from '../tables/index.ts'
import { CAPACITY, clear, columnsFor } from './columns/columns.ts'
import { scorer } from './columns/outcomes.ts'
import { countsFor, gather, groupsOf, setsFor } from './columns/sets.ts'
import type { ScoreOptions, Surroundings } from './options.ts'
import type { BoundTable } from './reading/bound-table.ts'
import { type NumberedBroken, numberRecords } from './reading/numbering.ts'
import type { ProblemLog } from './writing/problems.ts'
import { type BadCell, rowProblems } from './writing/row-problems.ts'
import type { ResultWriter, ScoredRows } from './writing/scored-rows.ts'
import { count, type Tally, tallyFor } from './writing/summary.ts'

/** What all parts of one run share. */
export interface ScoringRun {
  readonly options: ScoreOptions
  readonly world: Surroundings
  readonly writer: ResultWriter
  readonly log: ProblemLog
  readonly say: (text: string) => void
  /** Writes what is gathered when it is much. */
  drain(): Promise<void>
}

/** Some records of one table, just read. */
export interface ReadRows {
  readonly rows: Rows
  readonly table: Table
  readonly bound: BoundTable
  /** Of the file, for messages. */
  readonly name: string
}

export interface RowScoring {
  readonly tally: Tally
  /** Records that went by, those of other shards included. */
  seen(): number
  /** Scores records; their results are written in order. */
  score(read: ReadRows): void
  /** What is to be said of record ids that came twice. */
  duplicatesText(): string | undefined
}

/** Scores rows, some at a time; all room is made once. */
export function rowScoring(questionnaire: Questionnaire, run: ScoringRun): RowScoring {
  const { options, writer } = run
  const columns = columnsFor(questionnaire)
  const outcomesOf = scorer(questionnaire)
  const sets = setsFor(questionnaire)
  const counts = countsFor(questionnaire)
  const groups = groupsOf(questionnaire)
  const tally = tallyFor(counts)
  const problems = rowProblems(questionnaire, run, tally)
  const numbers = new Float64Array(CAPACITY)
  const scoredOn = dayOf(run.world.today) ?? Number.NaN
  const on = options.on === undefined ? undefined : dayOf(options.on)
  let seen = 0

  function score(read: ReadRows): void {
    const { rows, table, bound } = read
    const numbered = numberRecords(rows, numbers, seen, options.shard)
    seen = numbered.seen
    const bad = fill(read)
    const outcomes = outcomesOf(columns)
    gather({ sets, counts, groups }, columns, outcomes)
    const isDated = on !== undefined || bound.dates !== undefined
    const scored: ScoredRows = { rows, table, bound, columns, outcomes, sets, numbers, scoredOn, isDated }
    write(scored, numbered.broken)
    tallyUp(scored, numbered.broken)
    problems.log(scored, { bad, broken: numbered.broken, name: read.name })
  }

  /** Reads the cells into the columns, and returns those that cannot be read. */
  function fill({ rows, bound }: ReadRows): readonly BadCell[] {
    const bad: BadCell[] = []
    clear(columns)
    columns.size = rows.count
    columns.today.fill(on ?? scoredOn, 0, rows.count)
    bound.dates?.(rows, columns, (person) => bad.push({ person, field: bound.dateField, rejected: undefined }))
    for (const filler of bound.fillers)
      filler(rows, columns, (person, field, rejected) => bad.push({ person, field, rejected }))
    return bad
  }

  function write(scored: ScoredRows, broken: readonly NumberedBroken[]): void {
    let next = 0
    for (let person = 0; person <= columns.size; person += 1) {
      for (let one = broken[next]; one !== undefined && one.before === person; one = broken[next]) {
        writer.broken(one.record, one.broken)
        next += 1
      }
      if (person < columns.size) writer.person(scored, person)
    }
  }

  function tallyUp({ outcomes }: ScoredRows, broken: readonly NumberedBroken[]): void {
    tally.records += columns.size + broken.length
    tally.scored += columns.size
    const { levels } = tally
    for (let person = 0; person < columns.size; person += 1) {
      const level = outcomes.levels[person] as number
      levels[level] = (levels[level] as number) + 1
      if (outcomes.complete[person] === 0) tally.incomplete += 1
    }
    for (const { broken: one } of broken) count(tally.broken, one.code)
  }

  return { tally, seen: () => seen, score, duplicatesText: problems.duplicatesText }
}

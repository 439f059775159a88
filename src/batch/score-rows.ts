import type { Questionnaire } from '../questionnaire/index.ts'
import { type ByteWriter, byteWriter, type FormatName, type Rows, type Table } from '../tables/index.ts'
import { CAPACITY } from './columns/columns.ts'
import { addCounts } from './columns/sets.ts'
import type { ScoreOptions } from './options.ts'
import type { PartScored } from './parts/part.ts'
import { partQueue } from './parts/part-queue.ts'
import { type PartThreads, partThreads } from './parts/part-threads.ts'
import { partScoring } from './parts/score-part.ts'
import type { BoundTable } from './reading/bound-table.ts'
import { numberRecords } from './reading/numbering.ts'
import type { Surroundings } from './surroundings.ts'
import type { ProblemLog } from './writing/problems.ts'
import { type PartRead, rowProblems } from './writing/row-problems.ts'
import type { ResultWriter } from './writing/scored-rows.ts'
import { count, type Tally, tallyFor } from './writing/summary.ts'

/** What all parts of one run share. */
export interface ScoringRun {
  readonly options: ScoreOptions
  readonly world: Surroundings
  readonly writer: ResultWriter
  /** Where the writer puts its rows. Undefined when there are no rows to write. */
  readonly out?: ByteWriter
  readonly log: ProblemLog
  readonly say: (text: string) => void
  /** Writes what is gathered once there is enough of it. */
  drain(): Promise<void>
}

/** Some records of one table that were just read. */
export interface ReadRows {
  readonly rows: Rows
  readonly table: Table
  readonly format: FormatName
  readonly bound: BoundTable
  /** The name of the file, for messages. */
  readonly name: string
  /** How many threads may share the file. */
  readonly threads: number
}

export interface RowScoring {
  readonly tally: Tally
  /** Number of records so far, including those of other shards. */
  seen(): number
  /** Line ends in the result rows so far. */
  lines(): number
  /** Columns of days in which some time has an offset, found since this was last called. */
  offsets(): readonly string[]
  /** Scores records. Their results are written in order. */
  score(read: ReadRows): Promise<void>
  /** Resolves when everything that was read is scored and reported. */
  settled(): Promise<void>
  /** The same at the end of the run, including what other threads counted. */
  finished(): Promise<void>
  /** Ends what still runs. */
  end(): void
  /** What is said about record ids that came twice. */
  duplicatesText(): string | undefined
}

/** Scores rows, some at a time. All memory is allocated once. `fresh` is where the readers of cells report offsets. */
export function rowScoring(questionnaire: Questionnaire, run: ScoringRun, fresh: string[]): RowScoring {
  const { options, world, writer, log, out } = run
  const scoring = partScoring(questionnaire, { options, today: world.today, writer, offsets: fresh })
  const tally = tallyFor(scoring.counts)
  const problems = rowProblems(log, tally)
  const queue = partQueue({ scoring, out: out ?? byteWriter(0), take })
  const numbers = new Float64Array(CAPACITY)
  const offsets = new Set<string>()
  let threads: PartThreads | undefined
  let told: BoundTable | undefined
  let seen = 0
  let lines = 0

  async function score(read: ReadRows): Promise<void> {
    const { rows, table, bound, name } = read
    const numbered = numberRecords(rows, numbers, seen, options.shard)
    seen = numbered.seen
    const { broken } = numbered
    const part = { rows, table, bound, numbers, broken }
    const found = problems.ofRecords(part)
    await queue.score(part, { name, records: rows.count, numbers, lines: rows.lines, broken, found }, threadsFor(read))
  }

  function threadsFor({ threads: wanted, bound, table, name, format }: ReadRows): PartThreads | undefined {
    if (wanted < 2) return undefined
    threads ??= partThreads(wanted - 1, { options, world })
    if (told !== bound) threads.table({ name, names: [...table.names], format })
    told = bound
    return threads
  }

  function take(read: PartRead, scored: PartScored): void {
    tally.records += scored.scored + read.broken.length
    tally.scored += scored.scored
    tally.incomplete += scored.incomplete
    for (const [level, people] of scored.levels.entries()) tally.levels[level] = (tally.levels[level] ?? 0) + people
    for (const { broken: one } of read.broken) count(tally.broken, one.code)
    for (const column of scored.offsets) offsets.add(column)
    lines += scored.lines
    problems.log(read, scored)
  }

  return {
    tally,
    seen: () => seen,
    lines: () => lines,
    offsets() {
      const found = [...offsets]
      offsets.clear()
      return found
    },
    score,
    settled: queue.settled,
    async finished() {
      await queue.settled()
      for (const counts of (await threads?.counts()) ?? []) addCounts(tally.counts, counts)
    },
    end: () => threads?.end(),
    duplicatesText: problems.duplicatesText,
  }
}

import { visible } from '../diagnostics/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'
import { type FormatName, type Table, usualDate } from '../tables/index.ts'
import { CannotScore } from './cannot-score.ts'
import { countedToADay } from './counts-to-a-day.ts'
import { bindOptionsFor, tableOpening } from './options.ts'
import { type HowMany, howManyThreads } from './parts/how-many.ts'
import { bindTable, columnNotes, lineBreaks, looksLikeRecord, nothingFound } from './reading/bind-table.ts'
import type { BoundTable } from './reading/bound-table.ts'
import type { Input } from './reading/inputs.ts'
import { readTable } from './reading/read-table.ts'
import { type RowScoring, rowScoring, type ScoringRun } from './score-rows.ts'
import { type Summary, type Tally, writtenAnswers } from './writing/summary.ts'

export interface TableScoring extends Pick<RowScoring, 'tally' | 'lines' | 'finished' | 'end' | 'duplicatesText'> {
  /** Scores one input to its end. Its rows go to the results as they are scored. */
  input(input: Input, moved: (tally: Tally) => void): Promise<Summary['inputs'][number]>
  /** How many cells of a column were not empty, where one column answers a question. */
  filled(column: string): number | undefined
}

/** After this many records, compiling the code that runs for each of them soon pays off. */
const MANY = 2000

const NO_RECORD = { record: 0, line: 1, column: '', code: 'no-record', message: 'there is no record in it' } as const

const ONE: HowMany = { threads: 1 }

export function tableScoring(questionnaire: Questionnaire, run: ScoringRun): TableScoring {
  const { options, world, log, say } = run
  /** Columns of days in which some time has an offset. */
  const offsets: string[] = []
  const scorer = rowScoring(questionnaire, run, offsets)
  const counted = countedToADay(questionnaire)
  const answeredBy = new Map<string, number>()
  let isLong = false
  const howMany = new Map<Input, HowMany>()
  const bindOptions = bindOptionsFor(options, (column) => offsets.push(column))

  /**
   * Finds the use of the columns, reports it, and refuses a table in which no column has a use. `among`: how many
   * records were looked at.
   */
  function bind(table: Table, name: string, among: number | undefined): BoundTable {
    const bound = bindTable(questionnaire, { table, name }, bindOptions)
    if (bound.fillers.length === 0 && among === undefined) throw nothing(table, name)
    if (options.on === undefined && bound.dates === undefined && counted.length > 0) throw noDay(name, bound)
    for (const [field, role] of bound.roles.entries())
      if (role.kind === 'answer') answeredBy.set(bound.names[field] ?? '', role.question.subject.index)
    table.expectLines(lineBreaks(bound), (cells) => looksLikeRecord(bound, cells))
    for (const note of columnNotes(questionnaire, name, { ...bound, among, map: options.map })) say(`${note}\n`)
    return bound
  }

  /** A missing day is not taken for today: the older an export is, the more that would change results. */
  function noDay(name: string, { names }: BoundTable): CannotScore {
    const column = usualDate(names, () => true)
    const such = column < 0 ? 'COLUMN' : visible(names[column] ?? '')
    return new CannotScore(
      'usage',
      `${visible(name)}: \`${questionnaire.id}\` counts from ${counted.map((id) => `\`${id}\``).join(', ')} to the day of the answers, and nothing says which day that was`,
      `name its column with --date-column ${such} or \`date:\` in a column map, or say --on 2026-11-04, or --on today`,
    )
  }

  const nothing = (table: Table, name: string) =>
    nothingFound(questionnaire, { name, named: options.named, names: table.names })

  /** Keys of JSON come with its records, and there can be more of them later. */
  function bindMore(table: Table, name: string, earlier: BoundTable): BoundTable {
    const bound = bindTable(questionnaire, { table, name }, bindOptions)
    const added = earlier.missing.filter((question) => !bound.missing.includes(question)).map(({ id }) => `\`${id}\``)
    if (added.length > 0)
      say(`${visible(name)}: after record ${scorer.seen()} there are answers to ${added.join(', ')} too\n`)
    return bound
  }

  async function input(from: Input, moved: (tally: Tally) => void): Promise<Summary['inputs'][number]> {
    let table: Table | undefined
    let bound: BoundTable | undefined
    let headingLines = 0
    let format: FormatName = 'csv'
    const before = scorer.seen()
    const reading = readTable(from, {
      ...(options.from === undefined ? {} : { format: options.from }),
      opening: tableOpening(options),
      ...(options.together === undefined ? {} : { together: options.together }),
      opened({ table: opened, notes, headingLines: lines, format: found }) {
        table = opened
        format = found
        headingLines = lines
        for (const note of notes) say(`${visible(from.name)}: ${note}\n`)
        if (opened.names.length > 0) bound = bind(opened, from.name, undefined)
      },
      async found(rows) {
        const known = table as Table
        if (bound === undefined) bound = bind(known, from.name, rows.count + rows.broken.length)
        else if (bound.roles.length < known.names.length) {
          await scorer.settled()
          bound = bindMore(known, from.name, bound)
        }
        const { threads } = isLong ? manyFor(from) : ONE
        await scorer.score({ rows, table: known, bound, name: from.name, format, threads })
        if (!isLong && (scorer.seen() >= MANY || (options.threads ?? 1) > 1)) {
          isLong = true
          world.runsLong()
        }
        moved(scorer.tally)
        await run.drain()
        return true
      },
    })
    // What came before a fault is reported before it.
    await reading.finally(scorer.settled)
    const isFilter = options.to === 'lines'
    const named = table !== undefined && table.names.length > 0 ? table : undefined
    if (!isFilter && named !== undefined && bound !== undefined && bound.fillers.length === 0)
      throw nothing(named, from.name)
    const offsetIn = new Set(scorer.offsets())
    for (const column of (bound?.names ?? []).filter((name) => offsetIn.has(name)))
      say(
        `${visible(from.name)}: column \`${visible(column)}\`: some times have an offset, such as Z or +02:00; the day is the one that is written\n`,
      )
    const taken = from.taken()
    const records = scorer.seen() - before
    // An engine may be given a part without records.
    if (records === 0 && !isFilter) log.add({ problem: { ...NO_RECORD, file: from.name }, isBad: true })
    if (from.size !== undefined && taken.bytes !== from.size)
      say(`${visible(from.name)}: it changed while it was read: ${taken.bytes} bytes came instead of ${from.size}\n`)
    return {
      name: from.name,
      ...taken,
      records,
      heading_lines: headingLines,
      empty_rows: table?.emptyRows() ?? 0,
      without_column: bound?.missing.map(({ id }) => id) ?? [],
      unused_columns: bound?.unknown.map(({ name }) => name) ?? [],
    }
  }

  /** Number of records in which the column's question has a state that only a non-empty cell gives it. */
  function filled(column: string): number | undefined {
    const question = answeredBy.get(column)
    return question === undefined ? undefined : writtenAnswers(scorer.tally.counts, question)
  }

  /** Said once for each file, where progress is shown. */
  function manyFor(from: Input): HowMany {
    const known = howMany.get(from)
    if (known !== undefined) return known
    const found = howManyThreads(from, options, world)
    howMany.set(from, found)
    const by = found.why === undefined ? `${found.threads} threads` : `one thread: ${found.why}`
    if (options.progress) say(`${visible(from.name)}: scored by ${by}\n`)
    return found
  }

  const { tally, lines, finished, end, duplicatesText } = scorer
  return { tally, filled, input, lines, finished, end, duplicatesText }
}

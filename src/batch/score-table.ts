import { visible } from '../diagnostics/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'
import { type Table, usualDate } from '../tables/index.ts'
import { CannotScore } from './cannot-score.ts'
import { countedToADay } from './counts-to-a-day.ts'
import { tableOpening } from './options.ts'
import { bindTable, columnNotes, lineBreaks, looksLikeRecord, nothingFound } from './reading/bind-table.ts'
import type { BoundTable } from './reading/bound-table.ts'
import type { Input } from './reading/inputs.ts'
import { readTable } from './reading/read-table.ts'
import { rowScoring, type ScoringRun } from './score-rows.ts'
import { type Summary, type Tally, writtenAnswers } from './writing/summary.ts'

export interface TableScoring {
  readonly tally: Tally
  /** Scores one input to its end; the rows go to the results as they come. */
  input(input: Input, moved: (tally: Tally) => void): Promise<Summary['inputs'][number]>
  /** How many cells of a column had something in them, where one column answers a question. */
  filled(column: string): number | undefined
  /** What is to be said of record ids that came twice. */
  duplicatesText(): string | undefined
}

/** Records after which the time to compile what is done to each is soon won back. */
const MANY = 2000

export function tableScoring(questionnaire: Questionnaire, run: ScoringRun): TableScoring {
  const { options, world, log, say } = run
  const scorer = rowScoring(questionnaire, run)
  const counted = countedToADay(questionnaire)
  const answeredBy = new Map<string, number>()
  let isLong = false
  /** Columns of days in which some time has an offset. */
  const offsets = new Set<string>()
  const bindOptions = {
    decimalComma: options.decimalComma,
    ...(options.map === undefined ? {} : { map: options.map }),
    ...(options.id === undefined ? {} : { id: options.id }),
    ...(options.on !== undefined || options.dateColumn === undefined ? {} : { date: options.dateColumn }),
    isDated: options.on !== undefined,
    onOffset: (column: string) => offsets.add(column),
  }

  /** What the columns are used for: told, and refused when it is nothing. `among`: records that were looked at. */
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

  /** A missing day is not today: the older an export, the more would be counted wrong. */
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

  /** The keys of JSON come with its records, and may become more. */
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
    const before = scorer.seen()
    offsets.clear()
    await readTable(from, {
      ...(options.from === undefined ? {} : { format: options.from }),
      opening: tableOpening(options),
      opened({ table: opened, notes, headingLines: lines }) {
        table = opened
        headingLines = lines
        for (const note of notes) say(`${visible(from.name)}: ${note}\n`)
        if (opened.names.length > 0) bound = bind(opened, from.name, undefined)
      },
      async found(rows) {
        const known = table as Table
        if (bound === undefined) bound = bind(known, from.name, rows.count + rows.broken.length)
        else if (bound.roles.length < known.names.length) bound = bindMore(known, from.name, bound)
        scorer.score({ rows, table: known, bound, name: from.name })
        if (!isLong && scorer.seen() >= MANY) {
          isLong = true
          world.runsLong()
        }
        moved(scorer.tally)
        await run.drain()
        return true
      },
    })
    const isFilter = options.to === 'lines'
    const named = table !== undefined && table.names.length > 0 ? table : undefined
    if (!isFilter && named !== undefined && bound !== undefined && bound.fillers.length === 0)
      throw nothing(named, from.name)
    for (const column of offsets)
      say(
        `${visible(from.name)}: column \`${visible(column)}\`: some times have an offset, such as Z or +02:00; the day is the one that is written\n`,
      )
    const taken = from.taken()
    const records = scorer.seen() - before
    // An engine may have a part without records.
    if (records === 0 && !isFilter)
      log.add(
        { record: 0, line: 1, column: '', code: 'no-record', message: 'there is no record in it', file: from.name },
        true,
      )
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

  /** Records in which the question of a column has a state that only something written gives it. */
  function filled(column: string): number | undefined {
    const question = answeredBy.get(column)
    return question === undefined ? undefined : writtenAnswers(scorer.tally.counts, question)
  }

  return { tally: scorer.tally, filled, input, duplicatesText: scorer.duplicatesText }
}

import { grouped } from '../documents/index.ts'
import { dayOf } from '../expression/index.ts'
import type { Questionnaire, Rejected } from '../questionnaire/index.ts'
import { putText, type Rows, type Table } from '../tables/index.ts'
import { CAPACITY, clear, columnsFor } from './columns/columns.ts'
import type { Gathered } from './columns/gathered.ts'
import { scorer } from './columns/outcomes.ts'
import { countsFor, gather, setsFor } from './columns/sets.ts'
import { type NumberedBroken, numberRecords } from './reading/numbering.ts'
import { MOST_IDS, seenIds } from './reading/seen-ids.ts'
import type { Use } from './reading/use-columns.ts'
import type { ScoreOptions, Surroundings } from './score.ts'
import { brokenLine, guidanceLine } from './writing/guidance-rows.ts'
import { brokenMessage, type Problem, type ProblemLog, rejectedMessage } from './writing/problems.ts'
import { csvRowWriter, idText, isWord, putBrokenCsv, type Stretch } from './writing/result-rows.ts'
import { count, type Tally, tallyFor } from './writing/summary.ts'

export interface Desk {
  readonly options: ScoreOptions
  readonly world: Surroundings
  readonly results: Gathered
  readonly log: ProblemLog
  readonly say: (text: string) => void
  /** Writes what is gathered when it is much. */
  drain(): Promise<void>
}

/** Some records of one table, just read. */
export interface Part {
  readonly rows: Rows
  readonly table: Table
  readonly use: Use
  /** Of the file, for messages. */
  readonly name: string
}

export interface StretchScorer {
  readonly tally: Tally
  /** Records that went by, those of other shards included. */
  seen(): number
  /** Scores records; their rows go to the results in order. */
  score(part: Part): void
  /** What is to be said of record ids that came twice. */
  duplicatesText(): string | undefined
}

/** A cell that is no valid answer, where it lies. */
interface BadCell {
  readonly person: number
  readonly field: number
  /** Undefined: it is no date. */
  readonly rejected: Rejected | undefined
}

interface AboutId extends Pick<Problem, 'column' | 'code' | 'message'> {
  readonly person: number
}

/** Out of a folder, from the root, or with signs that no id has. */
const PATH = /(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|[\u0000-\u001f\u007f]/

/** Scores stretches of records one after the other; all room is made once. */
export function stretchScorer(questionnaire: Questionnaire, { options, world, results, log }: Desk): StretchScorer {
  const columns = columnsFor(questionnaire)
  const outcomesOf = scorer(questionnaire)
  const sets = setsFor(questionnaire)
  const counts = countsFor(questionnaire)
  const tally = tallyFor(counts)
  const numbers = new Float64Array(CAPACITY)
  const ids = seenIds()
  const { out } = results
  const putRow = csvRowWriter(questionnaire, out)
  const scoredOn = dayOf(world.today) ?? Number.NaN
  const on = options.on === undefined ? undefined : dayOf(options.on)
  let seen = 0

  function score(part: Part): void {
    const { rows, table, use } = part
    const numbered = numberRecords(rows, numbers, seen, options.shard)
    seen = numbered.seen
    const bad: BadCell[] = []
    fill(part, bad)
    const outcomes = outcomesOf(columns)
    gather(sets, counts, columns, outcomes)
    const isDated = on !== undefined || use.dates !== undefined
    const stretch = { rows, table, columns, outcomes, sets, idField: use.idField, numbers, scoredOn, isDated }
    putAll(stretch, part, numbered.broken)
    tallyUp(stretch, numbered.broken)
    tellProblems(stretch, part, { bad, broken: numbered.broken })
  }

  function fill({ rows, use }: Part, bad: BadCell[]): void {
    clear(columns)
    columns.size = rows.count
    columns.today.fill(on ?? scoredOn, 0, rows.count)
    use.dates?.(rows, columns, (person) => bad.push({ person, field: use.dateField, rejected: undefined }))
    for (const filler of use.fillers)
      filler(rows, columns, (person, field, rejected) => bad.push({ person, field, rejected }))
  }

  function putAll(stretch: Stretch, { use }: Part, broken: readonly NumberedBroken[]): void {
    const isCsv = options.to === 'csv'
    let next = 0
    for (let person = 0; person <= columns.size; person += 1) {
      for (let one = broken[next]; one !== undefined && one.before === person; one = broken[next]) {
        if (isCsv) putBrokenCsv(out, one.record, one.broken)
        else putText(out, brokenLine(one.record, one.broken))
        next += 1
      }
      if (person === columns.size) return
      if (isCsv) putRow(stretch, person)
      else putText(out, guidanceLine(questionnaire, stretch, person, use))
    }
  }

  function tallyUp({ outcomes }: Stretch, broken: readonly NumberedBroken[]): void {
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

  function tellProblems(
    stretch: Stretch,
    { rows, use, name }: Part,
    { bad, broken }: { readonly bad: readonly BadCell[]; readonly broken: readonly NumberedBroken[] },
  ): void {
    const problems: { readonly problem: Problem; readonly isBad: boolean }[] = []
    const at = (person: number) => ({
      record: numbers[person] as number,
      line: rows.lines[person] as number,
      file: name,
    })
    for (const { record, broken: one } of broken)
      problems.push({
        problem: { record, line: one.line, column: '', code: one.code, message: brokenMessage(one), file: name },
        isBad: true,
      })
    for (const { person, field, rejected } of bad) {
      const column = use.bound.names[field] ?? ''
      const role = use.bound.roles[field]
      const question = role !== undefined && 'question' in role ? role.question : undefined
      const code = rejected?.why ?? 'unreadable-date'
      const message =
        rejected === undefined || question === undefined
          ? 'the date of the answers is no day of the calendar, year-month-day'
          : rejectedMessage(question, rejected, options.showValues)
      count(tally.unreadable, `${column}\n${code}`)
      problems.push({ problem: { ...at(person), column, code, message }, isBad: true })
    }
    for (const [person, failed] of stretch.outcomes.failedChecks)
      for (const index of failed) {
        const question = questionnaire.questions[index]
        const message = question?.check?.message ?? 'Two answers do not fit together.'
        problems.push({
          problem: { ...at(person), column: question?.id ?? '', code: 'check-failed', message },
          isBad: false,
        })
      }
    for (const { person, ...said } of use.idField < 0 ? [] : aboutIds(stretch, use))
      problems.push({ problem: { ...at(person), ...said }, isBad: false })
    problems.sort((a, b) => a.problem.record - b.problem.record)
    for (const { problem, isBad } of problems) log.add(problem, isBad)
  }

  /** What is odd about record ids; they are all scored. */
  function aboutIds({ rows, table, idField }: Stretch, { bound }: Use): readonly AboutId[] {
    const found: AboutId[] = []
    const column = bound.names[idField] ?? ''
    for (let person = 0; person < columns.size; person += 1) {
      const cell = idField * rows.stride + person
      const start = rows.starts[cell] as number
      const end = rows.ends[cell] as number
      if (start === end) continue
      if (ids.sawBefore(rows.bytes, start, end)) {
        tally.duplicates += 1
        found.push({ person, column, code: 'duplicate-id', message: 'an earlier record has the same id' })
      }
      if (!isWord(rows.bytes, start, end) && PATH.test(idText(rows, table, idField, person) ?? ''))
        found.push({
          person,
          column,
          code: 'unusual-id',
          message: 'the record id is written like a path; it is only copied',
        })
    }
    return found
  }

  return {
    tally,
    seen: () => seen,
    score,
    duplicatesText() {
      const limit = ids.isFull() ? ` among the first ${grouped(MOST_IDS)}` : ''
      if (tally.duplicates === 0) return ids.isFull() ? `no record id came twice${limit}` : undefined
      const many = tally.duplicates === 1 ? '1 record has' : `${grouped(tally.duplicates)} records have`
      return `${many} the id of an earlier one${limit}; all are scored`
    },
  }
}

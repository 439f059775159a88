import { isoOf, ONE, State } from '../../expression/index.ts'
import { LONGEST_TEXT, type Question } from '../../questionnaire/index.ts'
import { looseDay, strictDay } from './days.ts'
import type { Dialect } from './dialect.ts'
import { readSeveral } from './several-cells.ts'
import type { ColumnSource, FileWords } from './sources.ts'
import { allOf, cases, raw, type Sql, sql } from './sql.ts'
import {
  type CellReading,
  codeBranches,
  isBlankCell,
  noneOf,
  OUT_OF_RANGE,
  type ReadCell,
  saidStates,
  sqlCellText,
  stateOf,
} from './words.ts'

/** SQL that reads the cells of a question: first the words of the file become ours, then `parseAnswer` in SQL. */
export function readCells(question: Question, source: ColumnSource, reading: CellReading): ReadCell {
  if (question.type === 'choices') return readSeveral(question, source, reading)
  const { dialect } = reading
  const { text, written } =
    source.kind === 'cell'
      ? sqlCellText(question, source, reading)
      : { text: noText(dialect), written: noText(dialect) }
  const words = source.kind === 'cell' ? source.words : undefined
  const about: About = { question, text, written, ...(words === undefined ? {} : { words }) }
  switch (question.type) {
    case 'yes_no':
    case 'choice':
      return readChoice(about, reading)
    case 'integer':
    case 'decimal':
      return readNumber(about, reading)
    case 'date':
      return readDay(about, reading)
    case 'text':
      return readText(about, reading)
  }
}

interface About {
  readonly question: Question
  /**
   * In our own words and cleaned as by `plainText`; the answer to a text question only loses the blanks at its ends.
   */
  readonly text: Sql
  /** As written in the file, without the blanks at its ends. */
  readonly written: Sql
  readonly words?: FileWords
}

/** Stands for a question that no column answers. */
function noText({ textType }: Dialect): Sql {
  return raw(`CAST('' AS ${textType})`)
}

function readChoice({ question, text, written, words }: About, reading: CellReading): ReadCell {
  const { plan, dialect } = reading
  const { id } = question
  const value = plan.define(`${id}_c`, cases(codeBranches(question, text, reading)))
  // Where the codes of the file are listed, another number must not be taken for one of ours by accident.
  const foreign: (readonly [Sql, number])[] =
    words?.hasCodes === true ? [[allOf([dialect.isDecimal(text), sql`${text} = ${written}`]), State.rejected]] : []
  const state = stateOf(
    [
      [isBlankCell(text, reading), State.unanswered],
      ...foreign,
      [sql`${value} IS NOT NULL`, State.given],
      ...saidStates(text, reading),
    ],
    State.rejected,
  )
  const own = plan.define(`${id}_a`, state)
  const given =
    foreign.length === 0 ? value : plan.define(`${id}_v`, sql`CASE WHEN ${own} = ${State.given} THEN ${value} END`)
  return { ...noneOf(dialect), state: own, value: given }
}

function readNumber({ question, text, written, words }: About, reading: CellReading): ReadCell {
  const { plan, dialect } = reading
  const { id, hard, type } = question
  const number = sql`CASE WHEN ${dialect.isDecimal(text)} THEN ${dialect.millionths(text)} END`
  const factor = words?.factor
  const step = type === 'integer' ? ONE : 1
  const converted =
    factor === undefined
      ? number
      : sql`(${dialect.quotient({
          times: [plan.define(`${id}_f`, number), raw(String(factor.times))],
          by: raw(String(factor.by * BigInt(step))),
        })} * ${step})`
  const all = plan.define(`${id}_m`, converted)
  const measured =
    factor === undefined ? all : plan.define(`${id}_u`, sql`CASE WHEN abs(${all}) < ${1e9 * ONE} THEN ${all} END`)
  const limits = [
    ...(type === 'integer' ? [sql`${measured} % ${ONE} = 0`] : []),
    ...(hard?.min === undefined ? [] : [sql`${measured} >= ${signed(hard.min)}`]),
    ...(hard?.max === undefined ? [] : [sql`${measured} <= ${signed(hard.max)}`]),
  ]
  void written
  return measuredCell({ id, text, measured, limits }, reading)
}

function signed(number: number): Sql {
  return raw(number < 0 ? `(${number})` : String(number))
}

function readDay({ question, text, words }: About, reading: CellReading): ReadCell {
  const { plan, dialect } = reading
  const { id, hard } = question
  const measured = plan.define(
    `${id}_m`,
    words?.days === undefined ? strictDay(text, dialect) : looseDay(text, words.days, reading),
  )
  const limits = [
    ...(hard?.min === undefined ? [] : [sql`${measured} >= ${dialect.dayLiteral(isoOf(hard.min))}`]),
    ...(hard?.max === undefined ? [] : [sql`${measured} <= ${dialect.dayLiteral(isoOf(hard.max))}`]),
  ]
  return measuredCell({ id, text, measured, limits }, reading)
}

interface MeasuredCell {
  readonly id: string
  readonly text: Sql
  readonly measured: Sql
  readonly limits: readonly Sql[]
}

function measuredCell({ id, text, measured, limits }: MeasuredCell, reading: CellReading): ReadCell {
  const { plan, dialect } = reading
  const isRead = sql`${measured} IS NOT NULL`
  const outside: (readonly [Sql, number])[] =
    limits.length === 0 ? [] : [[allOf([isRead, sql`NOT ${allOf([...limits, raw('TRUE')])}`]), OUT_OF_RANGE]]
  const state = plan.define(
    `${id}_a`,
    stateOf(
      [[isBlankCell(text, reading), State.unanswered], ...outside, [isRead, State.given], ...saidStates(text, reading)],
      State.rejected,
    ),
  )
  const value =
    limits.length === 0
      ? measured
      : plan.define(`${id}_v`, sql`CASE WHEN ${state} = ${State.given} THEN ${measured} END`)
  return { ...noneOf(dialect), state, value, measured }
}

function readText({ question, text }: About, reading: CellReading): ReadCell {
  const { plan, dialect } = reading
  const state = stateOf(
    [
      [isBlankCell(text, reading), State.unanswered],
      [sql`${text} = ${dialect.text('unsure')}`, State.unsure],
      [sql`${text} = ${dialect.text('declined')}`, State.declined],
      [sql`length(${text}) > ${LONGEST_TEXT}`, State.rejected],
    ],
    State.given,
  )
  return { ...noneOf(dialect), state: plan.define(`${question.id}_a`, state) }
}

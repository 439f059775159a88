import { State } from '../../expression/index.ts'
import { plainText, type Question } from '../../questionnaire/index.ts'
import type { ColumnSource, FileWords, TickColumn } from './sources.ts'
import { allOf, anyOf, cases, isAmong, raw, SQL_FALSE, type Sql, sql } from './sql.ts'
import { plain } from './texts.ts'
import {
  type CellReading,
  codeBranches,
  columnText,
  inOurWords,
  noneOf,
  type ReadCell,
  saidStates,
  sqlCellText,
  stateOf,
} from './words.ts'

/** A word that no answer has: it stands for what cannot be read. */
const NOT_READ = '?'

export function readSeveral(question: Question, source: ColumnSource, reading: CellReading): ReadCell {
  const { plan, dialect } = reading
  const { id, options } = question
  const words = plan.define(`${id}_w`, wordsOf(question, source, reading))
  const has = (word: string) => dialect.contains(words, dialect.text(word))
  const state = plan.define(
    `${id}_a`,
    stateOf(
      [
        [dialect.isEmpty(words), State.unanswered],
        [has(NOT_READ), State.rejected],
        [has('unsure'), State.unsure],
        [has('declined'), State.declined],
      ],
      State.given,
    ),
  )
  const something = anyOf(options.map(({ code }) => has(code)))
  return {
    ...noneOf(dialect),
    state,
    codes: words,
    options: options.map(({ code }) => code),
    isContradictory: plan.define(`${id}_k`, allOf([sql`${state} = ${State.given}`, has('none'), something])),
  }
}

/** The answers of a list as codes, `none`, `unsure`, `declined`, or `NOT_READ`. */
function wordsOf(question: Question, source: ColumnSource, reading: CellReading): Sql {
  const { plan, dialect } = reading
  switch (source.kind) {
    case 'none':
      return dialect.compact([raw(`CAST(NULL AS ${dialect.textType})`)])
    case 'list': {
      const list = plan.define(`${question.id}_t`, dialect.list(dialect.identifier(source.column)))
      return membersOf(question, list, source.words, reading)
    }
    case 'cell': {
      const { text } = sqlCellText(question, { kind: 'cell', column: source.column }, reading)
      const several = membersOf(question, dialect.parts(text, ';'), source.words, reading)
      const whole = wholeWords(question, reading)
      const branches = [...whole].map(([key, code]): [Sql, Sql] => [
        sql`${dialect.lowered(text, key)} = ${dialect.text(key)}`,
        dialect.compact([dialect.text(code)]),
      ])
      return branches.length === 0 ? several : cases(branches, several)
    }
    case 'ticks':
      return tickedWords(question, source, reading)
  }
}

function membersOf(question: Question, list: Sql, words: FileWords | undefined, reading: CellReading): Sql {
  const { plan, dialect, signs } = reading
  const ours =
    words === undefined
      ? list
      : dialect.each(list, (member) => inOurWords(plain(member, dialect, signs), words, reading))
  const members = plan.define(
    `${question.id}_p`,
    dialect.each(ours, (member) => plain(member, dialect, signs)),
  )
  return dialect.mapped(members, (member) => wordFor(question, member, reading))
}

/** What a word of a list stands for; NULL for nothing. */
function wordFor(question: Question, text: Sql, reading: CellReading): Sql {
  const { dialect } = reading
  const states = saidStates(text, reading).map(([test, state]): [Sql, Sql] => [
    test,
    dialect.text(state === State.unsure ? 'unsure' : 'declined'),
  ])
  return cases(
    [
      [sql`COALESCE(${text}, ${dialect.text('')}) = ${dialect.text('')}`, raw(`CAST(NULL AS ${dialect.textType})`)],
      ...codeBranches(question, text, reading),
      ...states,
    ],
    dialect.text(NOT_READ),
  )
}

/** Labels that hold the divider: only a whole cell can be one. */
function wholeWords({ options, none = '' }: Question, { labels }: CellReading): ReadonlyMap<string, string> {
  if (!labels) return new Map()
  const all = [...options, { label: none, code: 'none' }].filter(({ label }) => label.includes(';'))
  return new Map(all.map(({ label, code }) => [plainText(label).toLowerCase(), code]))
}

/**
 * Boxes as words. 0 in every box means none only where the map says so: exports write 0 for boxes that nobody saw. What
 * an empty cell beside a tick means is not known, and neither is an option that has no column.
 */
function tickedWords(
  { id, options }: Question,
  { columns, allZeroIsNone, blankIsUnticked }: Extract<ColumnSource, { kind: 'ticks' }>,
  reading: CellReading,
): Sql {
  const { dialect } = reading
  const nothing = raw(`CAST(NULL AS ${dialect.textType})`)
  const boxes = columns.map((column) => boxOf(id, column, reading))
  const words = boxes.map(({ code, isTicked, isUnticked, isBlank: isEmpty }) =>
    cases(
      [
        [isEmpty, nothing],
        [isTicked, dialect.text(code)],
        [isUnticked, nothing],
      ],
      dialect.text(NOT_READ),
    ),
  )
  const tickedOf = (wanted: (code: string) => boolean) =>
    anyOf([...boxes.filter(({ code }) => wanted(code)).map(({ isTicked }) => isTicked), SQL_FALSE])
  if (!blankIsUnticked) {
    const isOpen = allOf([tickedOf(() => true), anyOf(boxes.map((box) => box.isBlank))])
    words.push(cases([[isOpen, dialect.text(NOT_READ)]], nothing))
  }
  const without = options.filter(({ code }) => !columns.some((one) => one.code === code))
  if (without.length > 0 && without.length < options.length) {
    const isWhole = (code: string) => ['none', 'unsure', 'declined'].includes(code)
    const isPart = allOf([tickedOf((code) => !isWhole(code)), sql`NOT ${tickedOf(isWhole)}`])
    words.push(cases([[isPart, dialect.text('unsure')]], nothing))
  }
  const said = dialect.compact(words)
  if (!allZeroIsNone) return said
  return cases([[allOf(boxes.map(({ isUnticked }) => isUnticked)), dialect.compact([dialect.text('none')])]], said)
}

interface Box {
  readonly code: string
  readonly isTicked: Sql
  readonly isUnticked: Sql
  readonly isBlank: Sql
}

function boxOf(id: string, { column, code, ticked, notTicked, codes }: TickColumn, reading: CellReading): Box {
  const { plan, dialect, signs } = reading
  const cell = plan.define(`${id}_${code}_r`, columnText(column, reading))
  const text = plan.define(`${id}_${code}_t`, dialect.withoutZeros(plain(cell, dialect, signs)))
  const small = plan.define(`${id}_${code}_b`, dialect.lowered(text, ticked.join('')))
  const mapped = (meaning: string) =>
    [...(codes ?? [])].filter(([, one]) => one === meaning).map(([key]) => dialect.text(key))
  const named = isAmong(text, [...(codes?.keys() ?? [])].map(dialect.text))
  /** What the map names has that meaning and no other. */
  const either = (meaning: string, words: readonly string[]): Sql => {
    const own = isAmong(small, words.map(dialect.text))
    if (codes === undefined || codes.size === 0) return own
    return anyOf([isAmong(text, mapped(meaning)), allOf([sql`NOT ${named}`, own])])
  }
  return {
    code,
    isTicked: either('ticked', [...new Set(ticked)]),
    isUnticked: either('unticked', notTicked),
    isBlank: either('unanswered', ['']),
  }
}

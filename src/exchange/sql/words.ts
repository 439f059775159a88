import { State } from '../../expression/index.ts'
import { DECLINED, plainText, type Question, UNSURE, YES_OR_NO } from '../../questionnaire/index.ts'
import type { Dialect } from './dialect.ts'
import type { SqlPlan } from './plan.ts'
import type { ColumnSource, FileWords } from './sources.ts'
import { cases, isAmong, raw, type Sql, sql } from './sql.ts'
import { plain, type SqlSigns, trimmed } from './texts.ts'

/**
 * A state besides those of `State`: a number or day that was read and is outside its limits. Other rejected values are
 * unreadable.
 */
export const OUT_OF_RANGE = 7

/** What a cell says, before it is known whether its question is due. */
export interface ReadCell {
  /** A code of `State` (given, unsure, declined, unanswered for an absent one, or rejected), or `OUT_OF_RANGE`. */
  readonly state: Sql
  /** For a given answer: millionths, a day, or an option's code. NULL otherwise. */
  readonly value: Sql
  /** For numbers and days: the value as read, within its limits or not. */
  readonly measured: Sql
  /**
   * For several answers: what was read, as a list of words in a text. The words are codes, `none`, and what is not a
   * code.
   */
  readonly codes: Sql
  readonly options: readonly string[]
  /** `none` together with something else. */
  readonly isContradictory?: Sql
}

export interface CellReading {
  readonly dialect: Dialect
  readonly plan: SqlPlan
  /** Whether labels are read as well as codes. */
  readonly labels: boolean
  readonly signs: SqlSigns
}

/** The name of the table within the statement. */
export const TABLE = 'answers'

/**
 * A column of the table. It needs the table's name: where the table lacks the column, an engine would otherwise take
 * something else of that name, such as a column that the statement creates, or the table as one value.
 */
export function tableColumn(column: string, dialect: Dialect): Sql {
  return sql`${raw(TABLE)}.${dialect.identifier(column)}`
}

/** A column of the table as text, empty instead of NULL. */
export function columnText(column: string, { dialect }: CellReading): Sql {
  return sql`COALESCE(CAST(${tableColumn(column, dialect)} AS ${raw(dialect.textType)}), ${dialect.text('')})`
}

export function sqlCellText(
  question: Question,
  { column, words }: Extract<ColumnSource, { kind: 'cell' }>,
  reading: CellReading,
): { readonly text: Sql; readonly written: Sql } {
  const { dialect, plan, signs } = reading
  const { id, type } = question
  const cell = plan.define(`${id}_r`, columnText(column, reading))
  if (words === undefined) {
    const text = plan.define(
      `${id}_t`,
      type === 'text' ? trimmed(cell, dialect, signs) : plain(cell, reading, codesOf(question)),
    )
    return { text, written: text }
  }
  const written = plan.define(`${id}_t`, plain(cell, reading, codesOf(question)))
  if (type === 'text') {
    // What the map does not name stays as it is written.
    const named = wordBranches(written, words, reading).map(([test, word]): [Sql, Sql] => [test, dialect.text(word)])
    return { text: plan.define(`${id}_o`, cases(named, trimmed(cell, dialect, signs))), written }
  }
  const ours = plan.define(`${id}_o`, inOurWords(written, words, reading))
  return { text: plan.define(`${id}_p`, plain(ours, reading)), written }
}

/** The words of the file translated to ours. What it does not list stays as it is. */
export function inOurWords(text: Sql, words: FileWords, reading: CellReading): Sql {
  const { dialect } = reading
  // With a decimal comma, a point most likely separates thousands.
  const rest = words.decimalComma
    ? cases([[dialect.holdsPoint(text), dialect.text(NO_NUMBER)]], dialect.withDecimalPoint(text))
    : text
  const branches = wordBranches(text, words, reading).map(([test, word]): [Sql, Sql] => [test, dialect.text(word)])
  return cases(branches, rest)
}

/** Which of our words each word of the file means; the empty text for a missing answer. */
export function wordBranches(
  text: Sql,
  { maps }: FileWords,
  { dialect }: CellReading,
): readonly (readonly [Sql, string])[] {
  const branches: (readonly [Sql, string])[] = []
  for (const map of maps) {
    const branch = (key: Sql, wanted: ReadonlyMap<string, string>) => {
      for (const [ours, keys] of byMeaning(wanted))
        branches.push([isAmong(key, keys.map(dialect.text)), ours === 'unanswered' ? '' : ours])
    }
    branch(text, map)
    branch(dialect.withoutZeros(text), new Map([...map].filter(([key]) => /^-?\d+$/.test(key))))
  }
  return branches
}

/** Marks something unreadable among listed words. No answer has this code. */
export const NOT_READ = '?'

/** Neither a number nor a word. */
const NO_NUMBER = '!'

function byMeaning(map: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>()
  for (const [key, ours] of map) keys.set(ours, [...(keys.get(ours) ?? []), key])
  return keys
}

/** "Not sure" and "prefer not to say", in the words that every question knows. */
export function saidStates(text: Sql, { dialect }: CellReading): readonly (readonly [Sql, number])[] {
  const small = dialect.lowered(text, '')
  return [
    [isAmong(small, UNSURE.map(dialect.text)), State.unsure],
    [isAmong(small, DECLINED.map(dialect.text)), State.declined],
  ]
}

export function stateOf(branches: readonly (readonly [Sql, number])[], otherwise: number): Sql {
  return cases(
    branches.map(([test, state]) => [test, raw(String(state))]),
    raw(String(otherwise)),
  )
}

export function isBlankCell(text: Sql, { dialect }: CellReading): Sql {
  return sql`${text} = ${dialect.text('')}`
}

/** Our own words for the possible answers to a question with options. */
export function codesOf({ options, type }: Question): readonly string[] {
  return [...options.map(({ code }) => code), ...(type === 'choices' ? ['none'] : [])]
}

/** The code that a word means: codes match exactly, labels in any case. */
export function codeBranches(question: Question, text: Sql, reading: CellReading): [Sql, Sql][] {
  const { dialect } = reading
  return [
    [isAmong(text, codesOf(question).map(dialect.text)), text],
    ...labelBranches(question, text, reading).map(([test, code]): [Sql, Sql] => [test, dialect.text(code)]),
  ]
}

/** The code that a label means, or a word for yes and no, in any case. */
export function labelBranches(
  { options, type, none }: Question,
  text: Sql,
  { dialect, labels }: CellReading,
): readonly (readonly [Sql, string])[] {
  const words = new Map<string, string>()
  const learn = (word: string, code: string) => {
    if (!words.has(word)) words.set(word, code)
  }
  if (labels || type === 'yes_no') for (const { label, code } of options) learn(plainText(label).toLowerCase(), code)
  if (type === 'yes_no') for (const [word, code] of YES_OR_NO) learn(word, code)
  if (labels && none !== undefined) learn(plainText(none).toLowerCase(), 'none')
  const small = dialect.lowered(text, [...words.keys()].join(''))
  return [...byMeaning(words)].map(([code, keys]) => [isAmong(small, keys.map(dialect.text)), code] as const)
}

export function noneOf({ textType, text }: Dialect): Pick<ReadCell, 'value' | 'measured' | 'codes' | 'options'> {
  const nothing = raw(`CAST(NULL AS ${textType})`)
  return { value: nothing, measured: nothing, codes: text(''), options: [] }
}

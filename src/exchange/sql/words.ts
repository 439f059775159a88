import { State } from '../../expression/index.ts'
import { DECLINED, plainText, type Question, UNSURE, YES_OR_NO } from '../../questionnaire/index.ts'
import type { Dialect } from './dialect.ts'
import type { SqlPlan } from './plan.ts'
import type { ColumnSource, FileWords } from './sources.ts'
import { cases, isAmong, raw, type Sql, sql } from './sql.ts'
import { plain, type SqlSigns, trimmed } from './texts.ts'

/** A state beside those of `State`: a number or day that was read and is outside its limits. Others are unreadable. */
export const OUT_OF_RANGE = 7

/** What a cell says, before it is known whether its question is due. */
export interface ReadCell {
  /** Of `State`: given, unsure, declined, unanswered (absent) or rejected, or `OUT_OF_RANGE`. */
  readonly state: Sql
  /** Of a given answer: millionths, a day, an option's code. NULL otherwise. */
  readonly value: Sql
  /** Numbers and days: as read, within their limits or not. */
  readonly measured: Sql
  /** Of several answers: what was read, as a list of words in a text; the codes, `none` and what is no code. */
  readonly codes: Sql
  readonly options: readonly string[]
  /** `none` together with something else. */
  readonly isContradictory?: Sql
}

export interface CellReading {
  readonly dialect: Dialect
  readonly plan: SqlPlan
  /** Whether labels are read too, not codes alone. */
  readonly labels: boolean
  readonly signs: SqlSigns
}

/** What the table is called in the statement. */
export const TABLE = 'answers'

/**
 * A column of the table and of nothing else. Without the table's name an engine would take what else is called so, where
 * the table has no such column: a column that the statement itself makes, or the table as one value.
 */
export function tableColumn(column: string, dialect: Dialect): Sql {
  return sql`${raw(TABLE)}.${dialect.identifier(column)}`
}

/** A column of the table as text, NULL as the empty one. */
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

/** The words of the file as ours; what it does not list stays as it is. */
export function inOurWords(text: Sql, words: FileWords, reading: CellReading): Sql {
  const { dialect } = reading
  // With a decimal comma a point most likely stands between thousands.
  const rest = words.decimalComma
    ? cases([[dialect.holdsPoint(text), dialect.text(NO_NUMBER)]], dialect.withDecimalPoint(text))
    : text
  const branches = wordBranches(text, words, reading).map(([test, word]): [Sql, Sql] => [test, dialect.text(word)])
  return cases(branches, rest)
}

/** Which word of ours each word of the file means; the empty one for an answer that is missing. */
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

/** Among listed words: something that cannot be read. No answer has this code. */
export const NOT_READ = '?'

/** No number and no word. */
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

/** What an answer to a question with options can be in our own words. */
export function codesOf({ options, type }: Question): readonly string[] {
  return [...options.map(({ code }) => code), ...(type === 'choices' ? ['none'] : [])]
}

/** The code that a word stands for: codes are exact, labels in any case. */
export function codeBranches(question: Question, text: Sql, reading: CellReading): [Sql, Sql][] {
  const { dialect } = reading
  return [
    [isAmong(text, codesOf(question).map(dialect.text)), text],
    ...labelBranches(question, text, reading).map(([test, code]): [Sql, Sql] => [test, dialect.text(code)]),
  ]
}

/** The code that a label stands for, or a word for yes and no, in any case. */
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

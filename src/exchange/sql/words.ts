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
  /** Of several answers: the codes that were read, `none` among them. */
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

/** A column of the table as text, NULL as the empty one. */
export function columnText(column: string, { dialect }: CellReading): Sql {
  return sql`COALESCE(CAST(${dialect.identifier(column)} AS ${raw(dialect.textType)}), ${dialect.text('')})`
}

export function sqlCellText(
  { id, type }: Question,
  { column, words }: Extract<ColumnSource, { kind: 'cell' }>,
  reading: CellReading,
): { readonly text: Sql; readonly written: Sql } {
  const { dialect, plan, signs } = reading
  const cell = plan.define(`${id}_r`, columnText(column, reading))
  if (words === undefined) {
    const text = plan.define(`${id}_t`, (type === 'text' ? trimmed : plain)(cell, dialect, signs))
    return { text, written: text }
  }
  const written = plan.define(`${id}_t`, plain(cell, dialect, signs))
  const ours = plan.define(`${id}_o`, inOurWords(written, words, reading))
  return { text: type === 'text' ? ours : plan.define(`${id}_p`, plain(ours, dialect, signs)), written }
}

/** The words of the file as ours; what it does not list stays as it is. */
export function inOurWords(text: Sql, words: FileWords, { dialect }: CellReading): Sql {
  const branches: [Sql, Sql][] = []
  for (const map of words.maps) {
    const branch = (key: Sql, wanted: ReadonlyMap<string, string>) => {
      for (const [ours, keys] of byMeaning(wanted))
        branches.push([isAmong(key, keys.map(dialect.text)), dialect.text(ours === 'unanswered' ? '' : ours)])
    }
    branch(text, map)
    const whole = new Map([...map].filter(([key]) => /^-?\d+$/.test(key)))
    branch(dialect.withoutZeros(text), whole)
  }
  // With a decimal comma a point most likely stands between thousands.
  const rest = words.decimalComma
    ? cases([[dialect.holdsPoint(text), dialect.text(NO_NUMBER)]], dialect.withDecimalPoint(text))
    : text
  return branches.length === 0 ? rest : cases(branches, rest)
}

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

/** The code that a word stands for: codes are exact, labels in any case. */
export function codeBranches(question: Question, text: Sql, { dialect, labels }: CellReading): [Sql, Sql][] {
  const { options, type } = question
  const codes = [...options.map(({ code }) => code), ...(type === 'choices' ? ['none'] : [])]
  const words = new Map<string, string>()
  const learn = (word: string, code: string) => {
    if (!words.has(word)) words.set(word, code)
  }
  if (labels || type === 'yes_no') for (const { label, code } of options) learn(plainText(label).toLowerCase(), code)
  if (type === 'yes_no') for (const [word, code] of YES_OR_NO) learn(word, code)
  if (labels && question.none !== undefined) learn(plainText(question.none).toLowerCase(), 'none')
  const small = dialect.lowered(text, [...words.keys()].join(''))
  return [
    ...(codes.length === 0 ? [] : [[isAmong(text, codes.map(dialect.text)), text] as [Sql, Sql]]),
    ...[...byMeaning(words)].map(([code, keys]): [Sql, Sql] => [
      isAmong(small, keys.map(dialect.text)),
      dialect.text(code),
    ]),
  ]
}

export function noneOf({ textType, compact }: Dialect): Pick<ReadCell, 'value' | 'measured' | 'codes' | 'options'> {
  const nothing = raw(`CAST(NULL AS ${textType})`)
  return { value: nothing, measured: nothing, codes: compact([nothing]), options: [] }
}

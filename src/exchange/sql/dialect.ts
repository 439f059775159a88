import type { Sql } from './sql.ts'

export type DialectName = 'duckdb' | 'postgres' | 'spark'

export interface Quotient {
  /** Both are multiplied first, with room for all digits. */
  readonly times: readonly [Sql, Sql]
  readonly by: Sql
}

/**
 * What the engines say differently. Each function gives SQL that means the same in all of them; where one cannot say
 * it, `limits` refuses the questionnaire by name.
 */
export interface Dialect {
  readonly name: DialectName
  /** As people call the engine. */
  readonly title: string
  readonly textType: string
  /** In one stage, with room to spare. */
  readonly mostColumns: number
  /** Of a name, in bytes; what is longer would be cut silently. */
  readonly longestName: number
  /** What the engine replaces in the text of a statement, quoted or not. */
  readonly replacedInNames?: RegExp
  /** Whether texts with letters beyond A to Z can be compared in any case and form. */
  readonly comparesLetters: boolean
  /** At the end of each stage: keeps an engine from putting stages into one another. */
  readonly fence: string
  /** A name as the user gave it, quoted so that nothing in it is read as SQL. */
  identifier(name: string): Sql
  /** A text, quoted so that nothing in it ends the literal, whatever the settings of the engine are. */
  text(value: string): Sql
  /** Whether all of a text is as a pattern says; the pattern has no backslash. */
  matches(text: Sql, pattern: string): Sql
  /** Visible characters of ASCII with single spaces inside, as nearly every text is. */
  isPlain(text: Sql): Sql
  /** In the composed form of Unicode (NFC). */
  composed(text: Sql): Sql
  /** Several spaces as one. */
  singleSpaced(text: Sql): Sql
  /** Without these characters on either side. */
  trimmed(text: Sql, signs: Sql): Sql
  /** Small letters as the program has them: A to Z, the Kelvin sign, and whatever else stands in `letters`. */
  lowered(text: Sql, letters: string): Sql
  /** Whether all of a text is `[-]digits[.digits]` or `[-].digits`, with as many as an answer may have. */
  isDecimal(text: Sql): Sql
  /** Of a text for which `isDecimal` holds. */
  millionths(text: Sql): Sql
  /** `70.0` as `70`, as statistical packages write whole numbers. */
  withoutZeros(text: Sql): Sql
  holdsPoint(text: Sql): Sql
  withDecimalPoint(text: Sql): Sql
  /** The day of a text `2026-02-28`; NULL for what is no day of the calendar. */
  day(text: Sql): Sql
  /** A text without what a pattern matches at its end; the pattern has no backslash. */
  withoutEnd(text: Sql, pattern: string): Sql
  dayLiteral(iso: string): Sql
  /** So many days after a day; the text has one to five digits. */
  dayAfter(iso: string, days: Sql): Sql
  /** Whole days from one day to another. */
  daysBetween(from: Sql, to: Sql): Sql
  part(of: 'YEAR' | 'MONTH' | 'DAY', day: Sql): Sql
  /** Whole numbers, towards zero. */
  dividedBy(number: Sql, by: number): Sql
  /** Halves away from zero; NULL by zero and beyond the numbers that the program has. */
  quotient(quotient: Quotient): Sql
  /** The parts of a text between dividers, as a list. */
  parts(text: Sql, divider: string): Sql
  /** A column of texts as a list; NULL becomes empty. */
  list(column: Sql): Sql
  /** What each member becomes. */
  each(list: Sql, member: (text: Sql) => Sql): Sql
  /** The members as one text, with nothing between them. */
  joined(list: Sql): Sql
  /** Whether a text holds another. */
  holds(text: Sql, part: Sql): Sql
  /** All that a pattern matches, from left to right: of each the part in brackets, as a list. */
  found(text: Sql, pattern: string): Sql
  today: Sql
}

/** What `trim` takes away in the program: the blanks of Unicode, line ends and the byte-order mark. */
export const BLANKS: string =
  '\t\n\u000b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'

/** The largest number that the program has, in millionths. */
export const MOST: number = Number.MAX_SAFE_INTEGER

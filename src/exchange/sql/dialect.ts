import type { Sql } from './sql.ts'

export type DialectName = 'duckdb' | 'postgres' | 'spark'

export interface Quotient {
  /** Two factors that are multiplied before the division, with room for all digits. */
  readonly times: readonly [Sql, Sql]
  readonly by: Sql
}

/**
 * What the engines express differently. Each function gives SQL that means the same in all engines. Where one of them
 * cannot express it, `limits` refuses the questionnaire and names the reason.
 */
export interface Dialect {
  readonly name: DialectName
  /** The engine's usual name. */
  readonly title: string
  readonly textType: string
  /** Columns in one stage, well below what the engine allows. */
  readonly mostColumns: number
  /** Bytes of a name. An engine cuts longer ones without saying so. */
  readonly longestName: number
  /** What the engine replaces in the text of a statement, even inside quotation marks. */
  readonly replacedInNames?: RegExp
  /** Whether texts with letters beyond A to Z can be compared whatever their case and form. */
  readonly comparesLetters: boolean
  /** Text at the end of each stage that keeps the engine from merging stages. */
  readonly fence: string
  /** A name as the user gave it, quoted so that nothing in it is read as SQL. */
  identifier(name: string): Sql
  /** A text, quoted so that nothing in it ends the literal, whatever the engine's settings are. */
  text(value: string): Sql
  /** Whether the whole text matches a pattern. The pattern has no backslash. */
  matches(text: Sql, pattern: string): Sql
  /** Whether the text has only visible ASCII characters with single spaces inside, as nearly every text does. */
  isPlain(text: Sql): Sql
  /** The text in the composed form of Unicode (NFC). */
  composed(text: Sql): Sql
  /** The text with several spaces replaced by one. */
  singleSpaced(text: Sql): Sql
  /** The text without these characters at its ends. */
  trimmed(text: Sql, signs: Sql): Sql
  /** The text in small letters as the program makes them: A to Z, the Kelvin sign, and the capitals of `letters`. */
  lowered(text: Sql, letters: string): Sql
  /** Whether the whole text is `[-]digits[.digits]` or `[-].digits`, with no more digits than an answer may have. */
  isDecimal(text: Sql): Sql
  /** The number in a text for which `isDecimal` is true, in millionths. */
  millionths(text: Sql): Sql
  /** `70.0` as `70`, because statistical packages write whole numbers that way. */
  withoutZeros(text: Sql): Sql
  holdsPoint(text: Sql): Sql
  withDecimalPoint(text: Sql): Sql
  /** The day of a text such as `2026-02-28`; NULL for a day that is not in the calendar. */
  day(text: Sql): Sql
  /** The text without what a pattern matches at its end. The pattern has no backslash. */
  withoutEnd(text: Sql, pattern: string): Sql
  dayLiteral(iso: string): Sql
  /** A number of days after a day. The text has one to five digits. */
  dayAfter(iso: string, days: Sql): Sql
  /** Whole days from one day to another. */
  daysBetween(from: Sql, to: Sql): Sql
  part(of: 'YEAR' | 'MONTH' | 'DAY', day: Sql): Sql
  /** A whole number, rounded towards zero. */
  dividedBy(number: Sql, by: number): Sql
  /**
   * Rounded to the nearest whole number, halves away from zero. NULL on division by zero, and beyond the program's
   * numbers.
   */
  quotient(quotient: Quotient): Sql
  /** The parts of a text between dividers, as a list. */
  parts(text: Sql, divider: string): Sql
  /** A column of texts as a list, which is empty for NULL. */
  list(column: Sql): Sql
  /** The list with each member replaced. */
  each(list: Sql, member: (text: Sql) => Sql): Sql
  /** The members as one text, with nothing in between. */
  joined(list: Sql): Sql
  /** Whether a text contains another. */
  holds(text: Sql, part: Sql): Sql
  /** Everything that a pattern matches, from left to right: the part in brackets of each match, as a list. */
  found(text: Sql, pattern: string): Sql
  today: Sql
}

/** What `trim` removes in the program: Unicode's blanks, line ends and the byte order mark. */
export const BLANKS: string =
  '\t\n\u000b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'

/** The largest number of the program, in millionths. */
export const MOST: number = Number.MAX_SAFE_INTEGER

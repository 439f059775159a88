import type { Code, ProblemText } from '../diagnostics/index.ts'
import { dayOf, isoOf } from './dates.ts'
import { DECIMAL, decimalText, millionths, ONE } from './decimal.ts'

/** What has an order and a distance. An answer of such a type is one number in a sheet. */
export type Measure = 'number' | 'date'

/** One measure: how it is written, and which number it is. Another measure is one more entry of `MEASURES`. */
export interface MeasureRules {
  /** The number for a text as written in answers and limits; undefined for any other text. */
  readonly read: (text: string) => number | undefined
  /** The text that reads back as the same number. */
  readonly print: (number: number) => string
  /** The value of an answer that has this number. */
  readonly value: (number: number) => number | string
  /** Whether sentences say "above" or "later" for more of it. */
  readonly order: 'size' | 'time'
  /** What is reported about a limit that cannot be read. */
  readonly wrong: { readonly code: Code; readonly is: string; readonly help: string }
  /** Its form in conditions: how the lexer finds it, and what is wrong with something that only looks like it. */
  readonly literal: { readonly pattern: string; readonly fault: (text: string) => ProblemText | undefined }
  /** An example of what to compare it with. Gets the printed form of what is compared. */
  readonly compare: (printed: string) => string
  /** Why one cannot calculate with it; undefined where one can. */
  readonly notCalculated?: ProblemText
}

const DAY_HELP = 'year-month-day, such as `2026-02-28`'

/** In the order in which the lexer tries them, because a date begins like a number. */
export const MEASURES: Readonly<Record<Measure, MeasureRules>> = {
  date: {
    read: dayOf,
    print: isoOf,
    value: isoOf,
    order: 'time',
    wrong: { code: 'wrong-date', is: 'is not a day of the calendar', help: 'year-month-day, such as `2027-11-30`' },
    literal: {
      pattern: String.raw`\d{4}-\d{2}-\d{2}(?!\w)`,
      fault: (text) =>
        dayOf(text) === undefined ? { message: `\`${text}\` is not a day of the calendar`, help: DAY_HELP } : undefined,
    },
    compare: () => 'compare a date with a date such as `2026-02-28`; `days_since(…)` counts the days since then',
    notCalculated: {
      message: 'a date cannot be calculated with',
      help: 'use `days_since(…)`, `months_since(…)` or `years_since(…)`',
    },
  },
  number: {
    read: (text) => (DECIMAL.test(text) ? millionths(text) : undefined),
    print: decimalText,
    value: (number) => number / ONE,
    order: 'size',
    wrong: {
      code: 'wrong-number',
      is: 'is not a number',
      help: 'digits with at most one decimal point, such as `70.5`',
    },
    literal: { pattern: String.raw`\d[\w.]*`, fault: wrongNumber },
    compare: (printed) => `\`${printed}\` is a number: compare it with a number`,
  },
}

export function isMeasure(type: string): type is Measure {
  return Object.hasOwn(MEASURES, type)
}

/**
 * The number of an answer's value in a sheet: in millionths, or in days. NaN for a value that no answer of this measure
 * can have.
 */
export function measured(measure: Measure, value: number | string): number {
  return typeof value === 'number' ? Math.round(value * ONE) : (MEASURES[measure].read(value) ?? Number.NaN)
}

const NUMBER = /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/

function wrongNumber(text: string): ProblemText | undefined {
  if (NUMBER.test(text)) return undefined
  const message = `\`${text}\` is not a number as conditions write it`
  const glued = /^(\d+(?:\.\d+)?)(?!e\d)[A-Za-z]/i.exec(text)
  const date = text.startsWith('0') ? '; a date is written `2026-02-28`' : ''
  const help =
    glued === null
      ? `digits, at most nine before a decimal point and six after it, no leading zero${date}`
      : `write the number alone: \`${glued[1]}\`; the unit is given with the question, and a code begins with a letter`
  return { message, help }
}

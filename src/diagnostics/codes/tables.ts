import type { CodePage } from './page.ts'

export type TableCode = 'wrong-format' | 'two-columns' | 'wrong-unit' | 'wrong-file-shape' | 'unknown-country'

/** Codes about column maps and settings, which no line of a questionnaire can show. */
export const TABLE_CODES: Readonly<Record<TableCode, CodePage>> = {
  'wrong-format': {
    severity: 'error',
    what: 'the first line of a column map does not name its format',
    why: 'A file that was made for something else must not decide what a column means.',
    todo: 'begin it with `format: prescreen-columns/1`',
  },
  'two-columns': {
    severity: 'error',
    what: 'two columns answer one question',
    why: 'One of the two answers would be lost in silence.',
    todo: 'keep one of them',
  },
  'wrong-unit': {
    severity: 'error',
    what: 'a column is in a unit that cannot be turned into that of its question',
    why: 'A number in another unit is another number.',
    todo: 'look for a slip in `unit`, or ask the question in a unit of the same kind',
  },
  'wrong-file-shape': {
    severity: 'error',
    what: 'a column map says of the file what no file can be, such as an unknown encoding or form of dates',
    why: 'A file that is read in another way than it was written says something else.',
    todo: 'write one of the words that the message names, or take the key out',
  },
  'unknown-country': {
    severity: 'error',
    what: 'the settings name a country whose emergency numbers are not known',
    why: 'A wrong emergency number is worse than none.',
    todo: 'take the code that the message suggests, or leave `country` out and write `emergency`',
    names: 'closed',
  },
}

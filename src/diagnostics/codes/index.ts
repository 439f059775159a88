import { ANSWER_CODES, type AnswerCode } from './answers.ts'
import { CONDITION_CODES, type ConditionCode } from './conditions.ts'
import { FILE_CODES, type FileCode } from './file.ts'
import { KEY_CODES, type KeyCode } from './keys.ts'
import type { CodePage } from './page.ts'
import { TABLE_CODES, type TableCode } from './tables.ts'

/** Every code that a reader can report. A code that is missing here, or has no page, does not compile. */
export type Code = FileCode | KeyCode | ConditionCode | AnswerCode | TableCode

/** The codes by subject, in the order of the manual. */
export const CODE_GROUPS: readonly { readonly about: string; readonly codes: Readonly<Record<string, CodePage>> }[] = [
  { about: 'the file', codes: FILE_CODES },
  { about: 'keys and values', codes: KEY_CODES },
  { about: 'conditions', codes: CONDITION_CODES },
  { about: 'answers and cases', codes: ANSWER_CODES },
  { about: 'column maps and settings', codes: TABLE_CODES },
]

export const CODES: Readonly<Record<Code, CodePage>> = {
  ...FILE_CODES,
  ...KEY_CODES,
  ...CONDITION_CODES,
  ...ANSWER_CODES,
  ...TABLE_CODES,
}

export function isCode(word: string): word is Code {
  return Object.hasOwn(CODES, word)
}

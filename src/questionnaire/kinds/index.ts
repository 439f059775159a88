import type { Question, QuestionType } from '../model.ts'
import { date } from './date.ts'
import type { QuestionKind } from './kind.ts'
import { decimal, integer } from './numbers.ts'
import { choice, choices, yesNo } from './options.ts'
import { text } from './text.ts'

/** Every type of question, in the order of the manual. */
export const QUESTION_KINDS: Readonly<Record<QuestionType, QuestionKind>> = {
  yes_no: yesNo,
  choice,
  choices,
  integer,
  decimal,
  date,
  text,
}

export function kindOf({ type }: Pick<Question, 'type'>): QuestionKind {
  return QUESTION_KINDS[type]
}

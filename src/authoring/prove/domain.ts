import { FIRST_DAY, kindOf, LAST_DAY, type Question } from '../../questionnaire/index.ts'

/** All possible values of a number or date question: `min`, `min + step`, …, in millionths or days. */
export interface Domain {
  readonly min: number
  readonly step: number
  readonly count: number
}

/** What the kind of question and `hard` allow; undefined for questions whose answers are not on a line. */
export function domainOf(question: Question): Domain | undefined {
  const { quantity } = kindOf(question)
  if (quantity === undefined) return undefined
  const { first, last, step } = quantity
  const { hard } = question
  const min = Math.ceil(Math.max(hard?.min ?? first, first) / step) * step
  const max = Math.floor(Math.min(hard?.max ?? last, last) / step) * step
  return { min, step, count: Math.max(0, (max - min) / step + 1) }
}

/**
 * Days between the first and the last day that can be written, which is as far as a date can be from the day of its
 * answers.
 */
export const MOST_DAYS: number = LAST_DAY - FIRST_DAY

import { ONE } from '../../expression/index.ts'
import type { Question } from '../../questionnaire/index.ts'

/** All values that a number or date question can have: `min`, `min + step`, … , in millionths or days. */
export interface Domain {
  readonly min: number
  readonly step: number
  readonly count: number
}

const LARGEST_WHOLE = 999_999_999 * ONE
const LARGEST_DECIMAL = LARGEST_WHOLE + ONE - 1
/** Days from 1970-01-01 to 1000-01-01 and 9999-12-31, the first and the last that can be written. */
export const FIRST_DAY = -354_285
export const LAST_DAY = 2_932_896

/** What the format and `hard` allow; undefined for questions without numbers. */
export function domainOf({ type, hard }: Question): Domain | undefined {
  if (type !== 'integer' && type !== 'decimal' && type !== 'date') return undefined
  const step = type === 'integer' ? ONE : 1
  const largest = type === 'integer' ? LARGEST_WHOLE : LARGEST_DECIMAL
  const [first, last] = type === 'date' ? [FIRST_DAY, LAST_DAY] : [-largest, largest]
  const min = Math.ceil(Math.max(hard?.min ?? first, first) / step) * step
  const max = Math.floor(Math.min(hard?.max ?? last, last) / step) * step
  return { min, step, count: Math.max(0, (max - min) / step + 1) }
}

/** Days between the first and the last day that can be written: how far a date can be from the day of its answers. */
export const MOST_DAYS: number = LAST_DAY - FIRST_DAY

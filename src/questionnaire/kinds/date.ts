import { dayOf } from '../../expression/index.ts'
import { outside } from '../limits.ts'
import { plainText } from '../plain-text.ts'
import type { QuestionKind } from './kind.ts'
import { ofOne, unreadable } from './written.ts'

/** A time of day after a date, with or without an offset. The day is the one that is written. */
export const TIME: RegExp = /[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?$/

/** Days from 1970-01-01 to 1000-01-01 and 9999-12-31, the first and the last day that can be written. */
export const FIRST_DAY = -354_285
export const LAST_DAY = 2_932_896

export const date: QuestionKind = {
  answerType: 'date',
  keys: ['hard', 'soft', 'worse'],
  worse: ['higher', 'lower'],
  wants: 'a day',
  quantity: { measure: 'date', first: FIRST_DAY, last: LAST_DAY, step: 1 },
  howToType: () => 'Year-month-day, such as 2026-02-28',
  parse: ofOne((question, raw) => {
    const iso = plainText(raw).replace(TIME, '')
    const day = dayOf(iso)
    if (day === undefined) return unreadable(raw)
    return outside(day, question.hard)
      ? { kind: 'rejected', why: 'out-of-range', raw, number: day }
      : { kind: 'given', value: iso }
  }),
  complaint: (_, { raw }) => `\`${raw}\` is not a day of the calendar; write year-month-day, such as \`2026-02-28\``,
}

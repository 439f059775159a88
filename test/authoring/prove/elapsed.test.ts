import { expect, test } from 'vitest'
import { elapsedOnAnyDay, monthsFrom } from '../../../src/authoring/prove/elapsed.ts'

const DAY = 86_400_000

/** The first days of months, as the calendar of JavaScript has them. */
function firstDays(year: number, month: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => Date.UTC(year, month - 1 + at, 1) / DAY)
}

test.each([
  ['1970-01-01', 1970, 1],
  ['1999-12-31', 2000, 1],
  ['2000-02-02', 2000, 3],
  ['1899-12-15', 1900, 1],
  ['1600-01-01', 1600, 1],
  ['2400-02-29', 2400, 3],
])('from %s on the months begin as in the calendar', (from, year, month) => {
  expect(monthsFrom(Date.parse(from) / DAY, 30)).toEqual(firstDays(year, month, 30))
})

test.each([
  ['months', 27, 0, 0],
  ['months', 28, 0, 1],
  ['months', 30, 0, 1],
  ['months', 31, 1, 1],
  ['months', 58, 1, 1],
  ['months', 59, 1, 2],
  ['months', 62, 2, 2],
  ['months', -31, -1, -1],
  ['years', 364, 0, 0],
  ['years', 365, 0, 1],
  ['years', 366, 1, 1],
  ['years', 36_524, 99, 100],
  ['years', 36_525, 100, 100],
  ['days', 5, 5, 5],
] as const)('whole %s in %i days: %i to %i, whatever the day', (unit, days, low, high) => {
  expect(elapsedOnAnyDay(unit, days)).toEqual({ low, high })
})

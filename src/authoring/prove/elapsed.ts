import type { TimeUnit } from '../../expression/index.ts'

/** Months and days after which the calendar repeats. */
const MONTHS_OF_ERA = 4800
const DAYS_OF_ERA = 146_097

/** First day of each month of an era, counted from the first day of the era. */
const STARTS: readonly number[] = monthStarts()

function monthStarts(): readonly number[] {
  const starts: number[] = []
  let day = 0
  for (let month = 0; month < MONTHS_OF_ERA; month += 1) {
    starts.push(day)
    day += lengthOf(Math.floor(month / 12), (month % 12) + 1)
  }
  return starts
}

function lengthOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

function startOf(month: number): number {
  const era = Math.floor(month / MONTHS_OF_ERA)
  return era * DAYS_OF_ERA + (STARTS[month - era * MONTHS_OF_ERA] as number)
}

/** 2000-01-01, the start of an era, in days since 1970-01-01. */
const FIRST_OF_ERA = 10_957

/** The first days of that many months, starting from a day, in days since 1970-01-01. */
export function monthsFrom(day: number, count: number): readonly number[] {
  let month = Math.floor(((day - FIRST_OF_ERA) / DAYS_OF_ERA) * MONTHS_OF_ERA) - 2
  while (startOf(month) + FIRST_OF_ERA < day) month += 1
  return Array.from({ length: count }, (_, at) => startOf(month + at) + FIRST_OF_ERA)
}

interface Span {
  readonly least: number
  readonly most: number
}

const SPANS = new Map<number, Span>()

/** The fewest and the most days that a number of whole months can take, whatever day they start on. */
function daysOfMonths(months: number): Span {
  const known = SPANS.get(months)
  if (known !== undefined) return known
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  const note = (days: number) => {
    least = Math.min(least, days)
    most = Math.max(most, days)
  }
  for (let month = 0; month < MONTHS_OF_ERA; month += 1) {
    const [start, end] = [startOf(month), startOf(month + months)]
    const length = startOf(month + 1) - start
    const endLength = startOf(month + months + 1) - end
    note(end - start)
    // From a day that the last month does not have, the months are over on the first of the next month.
    for (let day = endLength; day < length; day += 1) note(end + endLength - (start + day))
  }
  const span = { least, most }
  SPANS.set(months, span)
  return span
}

/** The most and the fewest whole months that can have passed in a number of days. */
function monthsIn(days: number): { readonly low: number; readonly high: number } {
  let high = Math.floor(days / 28)
  while (high > 0 && daysOfMonths(high).least > days) high = Math.min(high - 1, Math.floor((days + 6) / 30.436875) + 1)
  let low = high
  while (low > 0 && daysOfMonths(low).most > days) low -= 1
  return { low, high }
}

/**
 * Whole units, rounded towards zero, that can have passed in a number of days, whatever the day is. Negative days are
 * in the future.
 */
export function elapsedOnAnyDay(unit: TimeUnit, days: number): { readonly low: number; readonly high: number } {
  if (unit === 'days') return { low: days, high: days }
  const { low, high } = monthsIn(Math.abs(days))
  const inUnits = (months: number) => (unit === 'months' ? months : Math.trunc(months / 12))
  return days >= 0 ? { low: inUnits(low), high: inUnits(high) } : { low: 0 - inUnits(high), high: 0 - inUnits(low) }
}

/**
 * Days since 1970-01-01 of a real ISO day (`2026-02-28`); undefined otherwise, as for `2026-02-30`. Years 1000 to 9999.
 */
export function dayOf(text: string): number | undefined {
  const match = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return daysFromCivil(year, month, day)
}

export function isoOf(day: number): string {
  const civil = civilFromDays(day)
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return `${pad(Math.trunc(civil / 372), 4)}-${pad(Math.trunc((civil % 372) / 31) + 1, 2)}-${pad((civil % 31) + 1, 2)}`
}

/**
 * Whole calendar months from one day to another, rounded towards zero, like CQL's `months between`: Jan 31 to Feb 28 is
 * 0.
 */
export function monthsBetween(from: number, to: number): number {
  const start = civilFromDays(from)
  const end = civilFromDays(to)
  const months = Math.trunc(end / 31) - Math.trunc(start / 31)
  if (months > 0 && end % 31 < start % 31) return months - 1
  if (months < 0 && end % 31 > start % 31) return months + 1
  return months
}

export function yearsBetween(from: number, to: number): number {
  return Math.trunc(monthsBetween(from, to) / 12) + 0
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** Proleptic Gregorian day count by 400-year eras with years that begin in March (Hinnant, "chrono-compatible dates"). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.trunc((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.trunc(yearOfEra / 4) - Math.trunc(yearOfEra / 100) + dayOfYear - 719468
}

/** The inverse, packed into one number so that nothing is allocated: (year × 12 + month − 1) × 31 + day − 1. */
function civilFromDays(days: number): number {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.trunc(
    (dayOfEra - Math.trunc(dayOfEra / 1460) + Math.trunc(dayOfEra / 36524) - Math.trunc(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.trunc(yearOfEra / 4) - Math.trunc(yearOfEra / 100))
  const monthFromMarch = Math.trunc((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.trunc((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year * 12 + month - 1) * 31 + day - 1
}

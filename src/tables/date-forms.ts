import { isoOf } from '../expression/index.ts'

/** How a file writes days: the order of day, month and year, or the serial numbers of a spreadsheet. */
export type DateForm = (typeof DATE_FORMS)[number]

export const DATE_FORMS = [
  'year-month-day',
  'day/month/year',
  'month/day/year',
  'day/month/yy',
  'month/day/yy',
  'excel',
] as const

export function isDateForm(text: string): text is DateForm {
  return (DATE_FORMS as readonly string[]).includes(text)
}

/** Three numbers with one character in between, possibly followed by a time of day, in 12 or 24 hours. */
const NUMBERS =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:,?[T ] ?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?$/

/** A time of day after a day, with its offset from UTC. */
const OFFSET = /\d{1,2}[./-]\d{1,4},?[T ].*\d{2}[:.]\d{2}.* ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/

/** Whether a text names the offset of its time. Elsewhere it may be another day, but the written one counts. */
export function hasOffset(text: string): boolean {
  return OFFSET.test(text.trim())
}

/**
 * The ISO day in a text of this form; undefined where it is written otherwise. A day that begins with its year is read
 * in every form, because it can mean nothing else. A time of day is ignored, and so is its offset.
 */
export function isoIn(text: string, form: DateForm | undefined): string | undefined {
  if (form === 'excel' && /^\d{1,5}(?:\.\d+)?$/.test(text)) return isoOfSerial(Number(text))
  const [, one = '', , two = '', three = ''] = NUMBERS.exec(text) ?? []
  if (one.length === 4) return isoOfParts(one, two, three)
  if (form === undefined || form === 'year-month-day' || form === 'excel') return undefined
  const year = form.endsWith('yy') && three.length === 2 ? `20${three}` : three
  return form.startsWith('day') ? isoOfParts(year, two, one) : isoOfParts(year, one, two)
}

function isoOfParts(year: string, month: string, day: string): string | undefined {
  return year.length === 4 && day.length <= 2 ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}

/** Days from 1899-12-30 to 1970-01-01. The two epochs of a workbook are 1462 days apart. */
const EPOCH = 25_569
const FROM_1904 = 1462

/**
 * The day of a spreadsheet's serial number. Before March 1900 spreadsheets count a day that never was, so no day is
 * known there.
 */
export function isoOfSerial(serial: number, epoch: 1900 | 1904 = 1900): string | undefined {
  const days = Math.floor(serial) + (epoch === 1904 ? FROM_1904 : 0)
  return days < 61 || days > 2_958_465 ? undefined : isoOf(days - EPOCH)
}

/**
 * A column contains days when at least this share of its cells does. The others may be mistakes, or a line with a
 * total.
 */
const MOSTLY = 0.75

/**
 * The form in which texts are written, if they are days at all. `either`: nothing distinguishes day from month, or some
 * texts have one order and some the other.
 */
export function dateFormOf(values: readonly string[]): DateForm | 'either' | undefined {
  if (values.length === 0) return undefined
  if (values.every((value) => /^\d{5}(?:\.\d+)?$/.test(value) && Number(value) > 18_000 && Number(value) < 60_000))
    return 'excel'
  const parts = values.map((value) => NUMBERS.exec(value)).filter((one) => one !== null)
  if (parts.length === 0 || parts.length < MOSTLY * values.length) return undefined
  const others = parts.filter((one) => one[1]?.length !== 4)
  if (others.length === 0) return 'year-month-day'
  if (others.some((one) => (one[1]?.length ?? 0) > 2)) return undefined
  const years = others.some((one) => one[4]?.length === 2) ? 'yy' : 'year'
  const dayFirst = others.some((one) => Number(one[1]) > 12)
  const monthFirst = others.some((one) => Number(one[3]) > 12)
  if (dayFirst === monthFirst) return 'either'
  return `${dayFirst ? 'day/month' : 'month/day'}/${years}`
}

import type { Dialect } from './dialect.ts'
import type { SqlPlan } from './plan.ts'
import { anyOf, cases, joined, raw, type Sql, sql } from './sql.ts'

/**
 * How a table writes days: in the named order with `/`, `-` or `.` in between, or as the serial numbers of a
 * spreadsheet. The order with the year first is always understood as well.
 */
export type DayForm = 'year-month-day' | 'day/month/year' | 'month/day/year' | 'day/month/yy' | 'month/day/yy' | 'excel'

/** The program's `TIME`, in a syntax that all engines know. */
const TIME_OF_DAY = '[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?(Z|[+-][0-9]{2}:?[0-9]{2}))?'
/** The time of day as files write it after a day. */
const LOOSE_TIME =
  ',?[T ] ?[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}([.,][0-9]+)?)?( ?[AaPp][.]?[Mm][.]?)?( ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?'

/** The day at the beginning of a text, which may have a time after it. */
export function strictDay(text: Sql, dialect: Dialect): Sql {
  return dialect.day(dialect.withoutEnd(text, TIME_OF_DAY))
}

/** The day of a text as files write days, in the given form. */
export function looseDay(text: Sql, form: DayForm | undefined, reading: { dialect: Dialect; plan: SqlPlan }): Sql {
  const { dialect, plan } = reading
  const numbers = plan.define('days', dialect.withoutEnd(text, LOOSE_TIME))
  const dashed = plan.define('days', sql`translate(${numbers}, './', '--')`)
  const part = (place: number) => sql`split_part(${dashed}, '-', ${place})`
  const iso = (year: Sql, month: Sql, day: Sql) =>
    joined([year, raw("'-'"), twoDigits(month), raw("'-'"), twoDigits(day)], ' || ')
  const isShaped = (one: string, two: string, three: string) =>
    anyOf(['[.]', '/', '-'].map((sign) => dialect.matches(numbers, `${one}${sign}${two}${sign}${three}`)))
  const few = '[0-9]{1,2}'
  const branches: [Sql, Sql][] = [[isShaped('[0-9]{4}', few, few), iso(part(1), part(2), part(3))]]
  if (form !== undefined && form !== 'year-month-day' && form !== 'excel') {
    const [month, day] = form.startsWith('day') ? [part(2), part(1)] : [part(1), part(2)]
    branches.push([isShaped(few, few, '[0-9]{4}'), iso(part(3), month, day)])
    if (form.endsWith('yy')) branches.push([isShaped(few, few, '[0-9]{2}'), iso(sql`'20' || ${part(3)}`, month, day)])
  }
  const day = dialect.day(plan.define('iso', cases(branches, dialect.withoutEnd(text, TIME_OF_DAY))))
  return form === 'excel'
    ? cases([[dialect.matches(text, '[0-9]{1,5}([.][0-9]+)?'), serialDay(text, reading)]], day)
    : day
}

/** Before March 1900 spreadsheets count a day that never was, so no day is known there. */
function serialDay(text: Sql, { dialect }: { dialect: Dialect }): Sql {
  const day = dialect.dayAfter('1899-12-30', sql`split_part(${text}, '.', 1)`)
  return sql`CASE WHEN ${day} >= ${dialect.dayLiteral('1900-03-01')} THEN ${day} END`
}

function twoDigits(number: Sql): Sql {
  return sql`lpad(${number}, 2, '0')`
}

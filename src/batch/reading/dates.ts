import { dayOf } from '../../expression/index.ts'
import { plainText, TIME } from '../../questionnaire/index.ts'
import {
  addKey,
  byteIndex,
  columnAt,
  type DateForm,
  hasOffset,
  isoIn,
  numberOf,
  type Rows,
} from '../../tables/index.ts'
import type { Columns } from '../columns/columns.ts'
import type { CellTable } from './cell-table.ts'

const REMEMBERED = 16_384

/**
 * Fills the date of each person's answers from a column: days as the file writes them, with or without a time after them. An empty cell is
 * not known; `unreadable` is told every other one, and `onOffset` that some time has an offset.
 */
export function dateFiller(
  table: CellTable,
  {
    field,
    form,
    onOffset,
  }: { readonly field: number; readonly form: DateForm | undefined; readonly onOffset: () => void },
): (rows: Rows, columns: Columns, unreadable: (person: number) => void) => void {
  const cells = byteIndex(REMEMBERED)
  const days = new Float64Array(REMEMBERED + 1)
  return (rows, columns, unreadable) => {
    const { bytes, starts, ends, count } = rows
    const first = columnAt(rows, field)
    if (first < 0) {
      columns.today.fill(Number.NaN, 0, count)
      return
    }
    for (let person = 0, cell = first; person < count; person += 1, cell += 1) {
      const start = starts[cell] as number
      const end = ends[cell] as number
      let day = Number.NaN
      if (start !== end) {
        let entry = numberOf(cells, bytes, start, end)
        if (entry < 0) {
          const added = addKey(cells, bytes, start, end)
          entry = added < 0 ? REMEMBERED : added
          const written = table.written(bytes, start, end)
          if (typeof written === 'string' && hasOffset(written)) onOffset()
          days[entry] = dayIn(written, form)
        }
        day = days[entry] as number
        if (day === Number.POSITIVE_INFINITY) {
          unreadable(person)
          day = Number.NaN
        }
      }
      columns.today[person] = day
    }
  }
}

/** Infinite: something is written that is not a day. */
function dayIn(written: string | readonly string[] | undefined, form: DateForm | undefined): number {
  if (typeof written !== 'string') return Number.POSITIVE_INFINITY
  const text = plainText(written)
  if (text === '') return Number.NaN
  return dayOf(isoIn(text, form) ?? text.replace(TIME, '')) ?? Number.POSITIVE_INFINITY
}

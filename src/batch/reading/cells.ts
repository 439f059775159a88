import { ONE, State } from '../../expression/index.ts'
import { LONGEST_TEXT } from '../../questionnaire/index.ts'
import { columnAt, TAIL } from '../../tables/index.ts'
import type { CellTable } from './cell-table.ts'
import { codedFiller } from './coded-cells.ts'
import {
  type AnswerRole,
  copyTo,
  type DecodedCells,
  decodedCells,
  entryOf,
  type Filler,
  noteIrregular,
} from './decoded-cells.ts'

/**
 * Fills the answers of one question from the column at `field`. Cells are decoded once for each text that occurs; plain
 * numbers and texts are read from their bytes. What is anything else goes through the reader of the column, so that
 * there is one meaning.
 */
export function fillerFor(role: AnswerRole, field: number, table: CellTable): Filler {
  const cache = decodedCells(role, table)
  const { type } = role.question
  const { isPlain } = role
  if (isPlain && type === 'text') return textFiller(cache, field)
  if (isPlain && (type === 'integer' || type === 'decimal')) return numberFiller(cache, field)
  return codedFiller(cache, field)
}

function numberFiller(cache: DecodedCells, field: number): Filler {
  const { question, irregular } = cache
  const { index } = question.subject
  const least = question.hard?.min ?? Number.NEGATIVE_INFINITY
  const most = question.hard?.max ?? Number.POSITIVE_INFINITY
  const whole = question.type === 'integer'
  return (rows, columns, rejected) => {
    const { bytes, starts, ends, tails, count } = rows
    const first = columnAt(rows, field)
    if (first < 0) return
    const states = columns.states[index] as Uint8Array
    const numbers = columns.numbers[index] as Float64Array
    for (let person = 0, cell = first; person < count; person += 1, cell += 1) {
      const start = starts[cell] as number
      const end = ends[cell] as number
      if (start === end) continue
      let number = end - start <= TAIL ? shortNumber(tails[cell] as number, end - start) : Number.NaN
      if (Number.isNaN(number)) number = plainNumber(bytes, start, end)
      if (number >= least && number <= most && !(whole && number % ONE !== 0)) {
        states[person] = State.given
        numbers[person] = number
        continue
      }
      const entry = entryOf(cache, bytes, start, end)
      copyTo(cache, entry, person, columns)
      const answer = irregular[entry]
      if (answer !== undefined) {
        noteIrregular(answer, { index, person, columns })
        if (answer.kind === 'rejected') rejected(person, field, answer)
      }
    }
  }
}

/** Millionths of up to four digits, or NaN for whatever else they are: then it is looked at with all its bytes. */
function shortNumber(tail: number, size: number): number {
  let number = 0
  for (let shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    const digit = ((tail >>> shift) & 0xff) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number * ONE
}

/** Millionths of `digits` or `digits.digits` as `DECIMAL` has them, or NaN for whatever is written otherwise. */
function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  let number = 0
  let at = start
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - 0x30
    if (digit < 0 || digit > 9) break
    number = number * 10 + digit
  }
  if (at === start || at - start > 9) return Number.NaN
  number *= ONE
  if (at === end) return number
  const places = end - at - 1
  if (bytes[at] !== 0x2e || places < 1 || places > 6) return Number.NaN
  let unit = ONE
  for (at += 1; at < end; at += 1) {
    const digit = (bytes[at] as number) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    unit /= 10
    number += digit * unit
  }
  return number
}

/**
 * Texts are given or not; only what begins like `unsure`, `declined`, a quotation mark or blank space is looked at, and
 * what is long or may hold a joiner with nothing to join.
 */
function textFiller(cache: DecodedCells, field: number): Filler {
  const { question, irregular } = cache
  const { index } = question.subject
  return (rows, columns, rejected) => {
    const { bytes, starts, ends, count } = rows
    const first = columnAt(rows, field)
    if (first < 0) return
    const states = columns.states[index] as Uint8Array
    const numbers = columns.numbers[index] as Float64Array
    for (let person = 0, cell = first; person < count; person += 1, cell += 1) {
      const start = starts[cell] as number
      const end = ends[cell] as number
      if (start === end) continue
      if (beginsPlainly(bytes[start] as number) && end - start <= LONGEST_TEXT && !mayHoldJoiner(bytes, start, end)) {
        states[person] = State.given
        numbers[person] = -1
        continue
      }
      const entry = entryOf(cache, bytes, start, end)
      copyTo(cache, entry, person, columns)
      const answer = irregular[entry]
      if (answer !== undefined) {
        noteIrregular(answer, { index, person, columns })
        if (answer.kind === 'rejected') rejected(person, field, answer)
      }
    }
  }
}

function beginsPlainly(first: number): boolean {
  return (first >= 0x41 && first <= 0x5a) || (first >= 0x65 && first <= 0x74) || (first >= 0x30 && first <= 0x39)
}

/** Whether the bytes of a joiner or of a character like it are there: U+2000 to U+203F begin E2 80. */
function mayHoldJoiner(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === 0xe2 && bytes[at + 1] === 0x80) return true
  return false
}

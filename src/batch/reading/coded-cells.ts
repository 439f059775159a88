import { State } from '../../expression/index.ts'
import { columnAt, type Rows } from '../../tables/index.ts'
import type { Columns } from '../columns/columns.ts'
import { copyTo, type DecodedCells, entryOf, type Filler, noteIrregular, shortEntryOf } from './decoded-cells.ts'

/**
 * What most cells of a column say. It is entered for everybody at once, and then only people who say something else are
 * looked at. Irregular cells are never treated this way.
 */
interface Usual {
  /** Its tail; 0 where most cells are empty, or where nothing is known yet. */
  readonly tail: number
  /** The whole cell, where the tail may only be its end. */
  readonly text: Uint8Array
  /** Or -1. */
  readonly entry: number
}

const NOTHING: Usual = { tail: 0, text: new Uint8Array(0), entry: -1 }

/** Fills a column of answers that are recognised by their text, such as the codes of options. */
export function codedFiller(cache: DecodedCells, field: number): Filler {
  const { question, irregular, words } = cache
  const { index } = question.subject
  let usual = NOTHING
  return (rows, columns, rejected) => {
    const { tails, count } = rows
    const first = columnAt(rows, field)
    if (first < 0) return
    const states = columns.states[index] as Uint8Array
    const numbers = columns.numbers[index] as Float64Array
    fillUsual(cache, usual, columns)
    const { tail: usualTail, text } = usual
    let others = 0
    let other = first
    for (let person = 0, cell = first; person < count; person += 1, cell += 1) {
      const tail = tails[cell] as number
      if (tail === usualTail && (tail >= 0 || isText(text, rows, cell))) continue
      others += 1
      other = cell
      if (tail === 0) {
        takeOut(cache, columns, person)
        continue
      }
      const entry = entryIn(cache, rows, cell)
      if (words > 0) copyTo(cache, entry, person, columns)
      else {
        states[person] = cache.states[entry] as number
        numbers[person] = cache.numbers[entry] as number
      }
      const answer = irregular[entry]
      if (answer !== undefined) {
        noteIrregular(answer, { index, person, columns })
        if (answer.kind === 'rejected') rejected(person, field, answer)
      }
    }
    // For the next rows, something else is then usual: whatever came last.
    if (2 * others > count) usual = usualIn(cache, rows, other)
  }
}

/** By its tail where that is the whole cell. */
function entryIn(cache: DecodedCells, { bytes, starts, ends, tails }: Rows, cell: number): number {
  const tail = tails[cell] as number
  const start = starts[cell] as number
  const end = ends[cell] as number
  return tail < 0 ? entryOf(cache, bytes, start, end) : shortEntryOf(cache, tail, { bytes, start, size: end - start })
}

function usualIn(cache: DecodedCells, rows: Rows, cell: number): Usual {
  const { bytes, starts, ends, tails } = rows
  const tail = tails[cell] as number
  if (tail === 0) return NOTHING
  const entry = entryIn(cache, rows, cell)
  // A cell for which there is no room counts as a different one each time.
  if (entry === cache.cells.capacity || cache.irregular[entry] !== undefined) return NOTHING
  return { tail, text: bytes.slice(starts[cell], ends[cell]), entry }
}

function fillUsual(cache: DecodedCells, { entry }: Usual, { states, numbers, bits, size }: Columns): void {
  if (entry < 0) return
  const { words, question } = cache
  const { index, word } = question.subject
  states[index]?.fill(cache.states[entry] as number, 0, size)
  numbers[index]?.fill(cache.numbers[entry] as number, 0, size)
  for (let one = 0; one < words; one += 1) bits[word + one]?.fill(cache.bits[entry * words + one] as number, 0, size)
}

/** Enters that nobody said anything, as in all columns that are not filled. */
function takeOut({ words, question }: DecodedCells, { states, bits }: Columns, person: number): void {
  const { index, word } = question.subject
  ;(states[index] as Uint8Array)[person] = State.unanswered
  for (let one = 0; one < words; one += 1) (bits[word + one] as Int32Array)[person] = 0
}

function isText(text: Uint8Array, { bytes, starts, ends }: Rows, cell: number): boolean {
  const start = starts[cell] as number
  if ((ends[cell] as number) - start !== text.length) return false
  for (let at = 0; at < text.length; at += 1) if (text[at] !== bytes[start + at]) return false
  return true
}

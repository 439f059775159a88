import { BITS_PER_WORD, blankSheet, ONE, State } from '../expression/index.ts'
import { type Answer, contradicts, type Question, type Rejected, writeAnswer } from '../questionnaire/index.ts'
import { add, type ByteIndex, byteIndex, numberOf, type Role, type Rows, type Table } from '../tables/index.ts'
import type { Columns } from './columns.ts'

/** What a column of cells becomes in `Columns`; every cell that is no valid answer is told to `rejected`. */
export type Filler = (rows: Rows, columns: Columns, rejected: OnRejected) => void

export type OnRejected = (person: number, field: number, answer: Rejected) => void

type AnswerRole = Extract<Role, { kind: 'answer' }>

/**
 * Fills the answers of one question from the column at `field`. Cells are decoded once for each text that occurs; plain
 * numbers and texts are read from their bytes. What is anything else goes through the reader of the column, so that
 * there is one meaning.
 */
export function fillerFor(role: AnswerRole, field: number, table: Table): Filler {
  const known = decodedCells(role, table)
  const { type } = role.question
  if (type === 'text') return textFiller(known, field)
  if (role.mapped === undefined && (type === 'integer' || type === 'decimal')) return numberFiller(known, field)
  return codedFiller(known, field)
}

/** Cells that occurred, by their bytes, with what they become. The last place is for one that nothing has room for. */
interface DecodedCells {
  readonly question: Question
  readonly decode: (bytes: Uint8Array, start: number, end: number) => Answer | undefined
  readonly cells: ByteIndex
  readonly states: Uint8Array
  readonly numbers: Float64Array
  /** By entry, then by word of the question. */
  readonly bits: Int32Array
  readonly words: number
  /** What does not fit into numbers. */
  readonly odd: (Answer | undefined)[]
}

function decodedCells({ question, read }: AnswerRole, table: Table): DecodedCells {
  const capacity = question.type === 'date' ? 16_384 : 512
  const words = question.type === 'choices' ? Math.ceil(question.subject.codes.length / BITS_PER_WORD) : 0
  return {
    question,
    decode: (bytes, start, end) => {
      const written = table.written(bytes, start, end)
      return written === undefined ? { kind: 'rejected', why: 'unreadable', raw: '{…}' } : read(written)
    },
    cells: byteIndex(capacity),
    states: new Uint8Array(capacity + 1),
    numbers: new Float64Array(capacity + 1),
    bits: new Int32Array((capacity + 1) * words),
    words,
    odd: [],
  }
}

/** The entry of a cell, decoded now if it is new. */
function entryOf(known: DecodedCells, bytes: Uint8Array, start: number, end: number): number {
  const entry = numberOf(known.cells, bytes, start, end)
  if (entry >= 0) return entry
  const added = add(known.cells, bytes, start, end)
  const place = added < 0 ? known.cells.capacity : added
  learn(known, place, known.decode(bytes, start, end))
  return place
}

function learn(known: DecodedCells, entry: number, answer: Answer | undefined): void {
  const { subject } = known.question
  const { words } = known
  // The same code that fills the sheet of one person says what the numbers are.
  const sheet = blankSheet(subject.index + 1, subject.word + words)
  if (answer !== undefined) writeAnswer(sheet, subject, answer)
  known.states[entry] = sheet.states[subject.index] as number
  known.numbers[entry] = sheet.numbers[subject.index] as number
  for (let word = 0; word < words; word += 1)
    known.bits[entry * words + word] = sheet.bits[subject.word + word] as number
  const isOdd = answer?.kind === 'rejected' || (answer?.kind === 'given' && contradicts(answer.value))
  known.odd[entry] = isOdd ? answer : undefined
}

function put(known: DecodedCells, entry: number, person: number, columns: Columns): void {
  const { words, question } = known
  const { index, word } = question.subject
  ;(columns.states[index] as Uint8Array)[person] = known.states[entry] as number
  ;(columns.numbers[index] as Float64Array)[person] = known.numbers[entry] as number
  for (let one = 0; one < words; one += 1)
    (columns.bits[word + one] as Int32Array)[person] = known.bits[entry * words + one] as number
}

function codedFiller(known: DecodedCells, field: number): Filler {
  const { question, words, odd } = known
  const { index } = question.subject
  return (rows, columns, rejected) => {
    const { bytes, starts, ends, stride, count } = rows
    const states = columns.states[index] as Uint8Array
    const numbers = columns.numbers[index] as Float64Array
    let before = 0
    let length = -1
    let entry = 0
    for (let person = 0, cell = field * stride; person < count; person += 1, cell += 1) {
      const start = starts[cell] as number
      const end = ends[cell] as number
      if (start === end) continue
      // Most people say what the one before them said.
      if (end - start !== length || !isSame(bytes, start, before, length)) {
        entry = entryOf(known, bytes, start, end)
        length = entry === known.cells.capacity ? -1 : end - start
      }
      before = start
      if (words > 0) put(known, entry, person, columns)
      else {
        states[person] = known.states[entry] as number
        numbers[person] = known.numbers[entry] as number
      }
      const answer = odd[entry]
      if (answer !== undefined) tellOdd(answer, { index, person, field, columns, rejected })
    }
  }
}

function isSame(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at += 1) if (bytes[one + at] !== bytes[other + at]) return false
  return true
}

function numberFiller(known: DecodedCells, field: number): Filler {
  const { question, odd } = known
  const { index } = question.subject
  const least = question.hard?.min ?? Number.NEGATIVE_INFINITY
  const most = question.hard?.max ?? Number.POSITIVE_INFINITY
  const whole = question.type === 'integer'
  return (rows, columns, rejected) => {
    const { bytes, starts, ends, stride, count } = rows
    const states = columns.states[index] as Uint8Array
    const numbers = columns.numbers[index] as Float64Array
    for (let person = 0, cell = field * stride; person < count; person += 1, cell += 1) {
      const start = starts[cell] as number
      const end = ends[cell] as number
      if (start === end) continue
      const number = plainNumber(bytes, start, end)
      if (number >= least && number <= most && !(whole && number % ONE !== 0)) {
        states[person] = State.given
        numbers[person] = number
        continue
      }
      const entry = entryOf(known, bytes, start, end)
      put(known, entry, person, columns)
      const answer = odd[entry]
      if (answer !== undefined) tellOdd(answer, { index, person, field, columns, rejected })
    }
  }
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

/** Texts are given or not; only what begins like `unsure`, `declined`, a quotation mark or blank space is looked at. */
function textFiller(known: DecodedCells, field: number): Filler {
  const { question, odd } = known
  const { index } = question.subject
  return (rows, columns, rejected) => {
    const { bytes, starts, ends, stride, count } = rows
    const states = columns.states[index] as Uint8Array
    const numbers = columns.numbers[index] as Float64Array
    for (let person = 0, cell = field * stride; person < count; person += 1, cell += 1) {
      const start = starts[cell] as number
      const end = ends[cell] as number
      if (start === end) continue
      const first = bytes[start] as number
      if ((first >= 0x41 && first <= 0x5a) || (first >= 0x65 && first <= 0x74) || (first >= 0x30 && first <= 0x39)) {
        states[person] = State.given
        numbers[person] = -1
        continue
      }
      const entry = entryOf(known, bytes, start, end)
      put(known, entry, person, columns)
      const answer = odd[entry]
      if (answer !== undefined) tellOdd(answer, { index, person, field, columns, rejected })
    }
  }
}

interface Odd {
  readonly index: number
  readonly person: number
  readonly field: number
  readonly columns: Columns
  readonly rejected: OnRejected
}

/** Keeps what is beside the numbers: a value that is no answer, or `none` together with something. */
export function tellOdd(answer: Answer, { index, person, field, columns, rejected }: Odd): void {
  if (answer.kind === 'rejected') {
    const others = columns.rejected.get(person)
    if (others === undefined) columns.rejected.set(person, new Map([[index, answer]]))
    else others.set(index, answer)
    rejected(person, field, answer)
  } else {
    const others = columns.contradictory.get(person)
    if (others === undefined) columns.contradictory.set(person, [index])
    else if (!others.includes(index)) others.push(index)
  }
}

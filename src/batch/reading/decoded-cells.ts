import { BITS_PER_WORD, blankSheet } from '../../expression/index.ts'
import { type Answer, contradicts, type Question, type Rejected, writeAnswer } from '../../questionnaire/index.ts'
import { addKey, type ByteIndex, byteIndex, numberOf, type Role, type Rows } from '../../tables/index.ts'
import type { Columns } from '../columns/columns.ts'
import type { CellTable } from './cell-table.ts'

export type OnRejected = (person: number, field: number, answer: Rejected) => void

/** Enters a column of cells into `Columns`. Every cell that is not a valid answer is reported to `rejected`. */
export type Filler = (rows: Rows, columns: Columns, rejected: OnRejected) => void

export type AnswerRole = Extract<Role, { kind: 'answer' }>

/** Cells that occurred, by their bytes, with their meaning. The last place is for cells for which there is no room. */
export interface DecodedCells {
  readonly question: Question
  readonly decode: (bytes: Uint8Array, start: number, end: number) => Answer | undefined
  readonly cells: ByteIndex
  readonly states: Uint8Array
  readonly numbers: Float64Array
  /** By entry, then by word of the question. */
  readonly bits: Int32Array
  readonly words: number
  /** Short cells that occurred recently, by a hash: tail, length and entry. */
  readonly recent: Int32Array
  /** What cannot be expressed by numbers. */
  readonly irregular: (Answer | undefined)[]
}

/**
 * How many different cells are remembered. In a list, people name any two or three options together, and sometimes
 * more.
 */
const CAPACITIES: Readonly<Partial<Record<Question['type'], number>>> = { date: 16_384, choices: 4096 }

export function rememberedCells({ type }: Question): number {
  return CAPACITIES[type] ?? 512
}

/** What a cell of a column says; undefined where it says nothing. */
export function cellDecoder({ read }: AnswerRole, table: CellTable): DecodedCells['decode'] {
  return (bytes, start, end) => {
    const written = table.written(bytes, start, end)
    return written === undefined ? { kind: 'rejected', why: 'unreadable', raw: '{…}' } : read(written)
  }
}

export function decodedCells(role: AnswerRole, table: CellTable): DecodedCells {
  const { question } = role
  const capacity = rememberedCells(question)
  const words = question.type === 'choices' ? Math.ceil(question.subject.codes.length / BITS_PER_WORD) : 0
  return {
    question,
    decode: cellDecoder(role, table),
    cells: byteIndex(capacity),
    states: new Uint8Array(capacity + 1),
    numbers: new Float64Array(capacity + 1),
    bits: new Int32Array((capacity + 1) * words),
    words,
    recent: new Int32Array(3 * 64),
    irregular: [],
  }
}

/** The entry of a cell, which is decoded now if it is new. */
export function entryOf(cache: DecodedCells, bytes: Uint8Array, start: number, end: number): number {
  const entry = numberOf(cache.cells, bytes, start, end)
  if (entry >= 0) return entry
  const added = addKey(cache.cells, bytes, start, end)
  const place = added < 0 ? cache.cells.capacity : added
  decodeInto(cache, place, cache.decode(bytes, start, end))
  return place
}

/** The entry of a short cell by its tail, without reading its bytes if it occurred recently. */
export function shortEntryOf(
  cache: DecodedCells,
  tail: number,
  { bytes, start, size }: { readonly bytes: Uint8Array; readonly start: number; readonly size: number },
): number {
  const { recent } = cache
  const slot = 3 * (Math.imul(tail ^ size, 0x9e3779b1) >>> 26)
  if (recent[slot] === tail && recent[slot + 1] === size) return recent[slot + 2] as number
  const entry = entryOf(cache, bytes, start, start + size)
  if (entry === cache.cells.capacity) return entry
  recent[slot] = tail
  recent[slot + 1] = size
  recent[slot + 2] = entry
  return entry
}

function decodeInto(cache: DecodedCells, entry: number, answer: Answer | undefined): void {
  const { subject } = cache.question
  const { words } = cache
  // The numbers are made by the same code that fills the sheet of one person.
  const sheet = blankSheet(subject.index + 1, subject.word + words)
  if (answer !== undefined) writeAnswer(sheet, subject, answer)
  cache.states[entry] = sheet.states[subject.index] as number
  cache.numbers[entry] = sheet.numbers[subject.index] as number
  for (let word = 0; word < words; word += 1)
    cache.bits[entry * words + word] = sheet.bits[subject.word + word] as number
  const isIrregular = answer?.kind === 'rejected' || (answer?.kind === 'given' && contradicts(answer.value))
  cache.irregular[entry] = isIrregular ? answer : undefined
}

export function copyTo(cache: DecodedCells, entry: number, person: number, columns: Columns): void {
  const { words, question } = cache
  const { index, word } = question.subject
  ;(columns.states[index] as Uint8Array)[person] = cache.states[entry] as number
  ;(columns.numbers[index] as Float64Array)[person] = cache.numbers[entry] as number
  for (let one = 0; one < words; one += 1)
    (columns.bits[word + one] as Int32Array)[person] = cache.bits[entry * words + one] as number
}

/** Stores what numbers cannot express: a value that is not an answer, or `none` together with something. */
export function noteIrregular(
  answer: Answer,
  { index, person, columns }: { readonly index: number; readonly person: number; readonly columns: Columns },
): void {
  if (answer.kind === 'rejected') columns.rejected.push({ person, index, answer })
  else columns.contradictory.push({ person, index })
}

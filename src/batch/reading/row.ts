import { BITS_PER_WORD, blankSheet, type QuestionSubject, type Sheet } from '../../expression/index.ts'
import type { Questionnaire, Rejected, Standing } from '../../questionnaire/index.ts'
import type { Columns } from '../columns/columns.ts'

/** One person of the columns as the interview sees people. One object serves all; it is good until the next is taken. */
export interface Row extends Standing {
  rejected: ReadonlyMap<number, Rejected>
  contradictory: readonly number[]
}

/** Of a question that can be skipped: by person, values of `Due`. */
export interface DueColumn {
  readonly index: number
  readonly due: Uint8Array
}

const NOBODY: ReadonlyMap<number, Rejected> = new Map()
const NOTHING: readonly number[] = []

export function rowFor({ questions, bitWords }: Questionnaire): Row {
  return {
    sheet: blankSheet(questions.length, bitWords),
    due: new Uint8Array(questions.length),
    rejected: NOBODY,
    contradictory: NOTHING,
  }
}

/** Takes all that is known of one person. */
export function takeRow(row: Row, columns: Columns, dueness: readonly DueColumn[], person: number): void {
  const { sheet, due } = row
  const { states, numbers, bits, today, rejected, contradictory } = columns
  for (let index = 0; index < states.length; index += 1) {
    sheet.states[index] = states[index]?.[person] as number
    sheet.numbers[index] = numbers[index]?.[person] as number
  }
  for (let word = 0; word < bits.length; word += 1) sheet.bits[word] = bits[word]?.[person] as number
  sheet.today = today[person] as number
  for (const { index, due: own } of dueness) due[index] = own[person] as number
  row.rejected = rejected.get(person) ?? NOBODY
  row.contradictory = contradictory.get(person) ?? NOTHING
}

/** Takes what a condition reads, and nothing else. */
export function takeRead(
  sheet: Sheet,
  { states, numbers, bits, today }: Columns,
  reads: readonly QuestionSubject[],
  person: number,
): void {
  for (const { index, word, type, codes } of reads) {
    sheet.states[index] = states[index]?.[person] as number
    sheet.numbers[index] = numbers[index]?.[person] as number
    const end = type === 'choices' ? word + Math.ceil(codes.length / BITS_PER_WORD) : word
    for (let at = word; at < end; at += 1) sheet.bits[at] = bits[at]?.[person] as number
  }
  sheet.today = today[person] as number
}

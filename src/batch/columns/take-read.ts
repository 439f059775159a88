import { BITS_PER_WORD, type QuestionSubject, type Sheet } from '../../expression/index.ts'
import type { Columns } from './columns.ts'

/** Copies what a condition reads, and nothing else. */
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

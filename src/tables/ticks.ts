import { plainText } from '../questionnaire/index.ts'

/** What a cell of a column for one answer of several can say, besides codes for a missing answer. */
export type Tick = 'ticked' | 'unticked' | 'blank' | 'unreadable'

/** Words for a box that is ticked, in any case, besides the label and the code of the answer itself. */
export const TICKED: readonly string[] = ['1', 'yes', 'y', 'true', 'checked', 'selected', 'x']
export const NOT_TICKED: readonly string[] = ['0', 'no', 'n', 'false', 'unchecked', 'not selected']

export interface TickWords {
  /** The answer's label, its code, and the part of the column's name that says which answer it is. */
  readonly names: readonly string[]
  /** What the column map says about words of the file: `ticked`, `unticked` or `unanswered`. */
  readonly codes?: ReadonlyMap<string, string>
}

/** Reads a cell of a column for one answer of several. */
export function readTick(written: string, { names, codes }: TickWords): Tick {
  const plain = plainText(written).replace(/^(-?\d+)\.0+$/, '$1')
  const mapped = codes?.get(plain)
  if (mapped !== undefined) return mapped === 'unanswered' ? 'blank' : (mapped as Tick)
  const word = plain.toLowerCase()
  if (word === '') return 'blank'
  if (TICKED.includes(word) || names.some((name) => name.toLowerCase() === word)) return 'ticked'
  return NOT_TICKED.includes(word) ? 'unticked' : 'unreadable'
}

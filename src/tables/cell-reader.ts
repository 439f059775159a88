import { DECIMAL, decimalText, millionths, ONE } from '../expression/index.ts'
import { type Answer, parseAnswer, type Question } from '../questionnaire/index.ts'
import type { MappedColumn } from './column-map.ts'
import { converted } from './unit-factors.ts'

/** Reads what a cell says; undefined when it says nothing, which is unanswered. */
export type CellReader = (written: string | readonly string[]) => Answer | undefined

export interface CellReaderOptions {
  /** What the column map says of the column. */
  readonly mapped?: MappedColumn
  /** File codes for a missing answer, in every column. */
  readonly missing?: ReadonlyMap<string, string>
  readonly decimalComma?: boolean
}

/** The reader of a question's cells: `parseAnswer`, after the words of the file became ours. */
export function cellReader(question: Question, options: CellReaderOptions = {}): CellReader {
  const { mapped = {}, missing = new Map<string, string>(), decimalComma = false } = options
  const { codes, factor } = mapped
  const isNumber = question.type === 'integer' || question.type === 'decimal'
  const translated = (written: string): string => {
    const word = written.trim()
    const plain = withoutZeros(word)
    const found = (map?: ReadonlyMap<string, string>) => map?.get(word) ?? map?.get(plain)
    const ours = found(codes) ?? found(mapped.missing) ?? found(missing)
    if (ours !== undefined) return ours === 'unanswered' ? '' : ours
    return decimalComma && isNumber ? word.replace(/^(-?\d+),(\d+)$/, '$1.$2') : written
  }
  /** Where the file's own codes are listed, another number is not one of ours by accident. */
  const hasOptions = question.type === 'yes_no' || question.type === 'choice' || question.type === 'choices'
  const isForeign = (word: string) => codes !== undefined && hasOptions && DECIMAL.test(word.trim())
  return (written) => {
    if (typeof written !== 'string') return parseAnswer(question, written.map(translated))
    const ours = translated(written)
    if (question.type === 'choices' && ours === written && ours.includes(';'))
      return parseAnswer(question, ours.split(';').map(translated).join(';'))
    if (ours === written && isForeign(ours)) return { kind: 'rejected', why: 'unreadable', raw: written.trim() }
    if (factor !== undefined && isNumber && DECIMAL.test(ours.trim())) {
      const step = question.type === 'integer' ? ONE : 1
      const answer = parseAnswer(question, decimalText(converted(millionths(ours.trim()), factor, step)))
      return answer?.kind === 'rejected' ? { ...answer, raw: written.trim() } : answer
    }
    return parseAnswer(question, ours)
  }
}

/** Statistical packages write whole numbers as `7.0`. */
function withoutZeros(word: string): string {
  return word.replace(/^(-?\d+)\.0+$/, '$1')
}

/** What a column for one answer of several says: ticked, not ticked, nothing, or something that cannot be read. */
export function readTick(written: string): boolean | undefined | 'unreadable' {
  const word = withoutZeros(written.trim().toLowerCase())
  if (word === '') return undefined
  if (TICKED.includes(word)) return true
  return NOT_TICKED.includes(word) ? false : 'unreadable'
}

const TICKED: readonly string[] = ['1', 'yes', 'true', 'checked', 'x']
const NOT_TICKED: readonly string[] = ['0', 'no', 'false', 'unchecked']

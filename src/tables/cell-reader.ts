import { DECIMAL, decimalText, millionths, ONE } from '../expression/index.ts'
import { type Answer, parseAnswer, plainText, type Question } from '../questionnaire/index.ts'
import { type DateForm, isoIn } from './date-forms.ts'
import { dividedInto } from './divided.ts'
import type { MappedColumn } from './mapped-column.ts'
import { converted } from './unit-factors.ts'

/** Reads what a cell says; undefined when it says nothing, which is unanswered. */
export type CellReader = (written: string | readonly string[]) => Answer | undefined

export interface CellReaderOptions {
  /** What the column map says about the column. */
  readonly mapped?: MappedColumn
  /** Codes of the file for a missing answer, in every column. */
  readonly missing?: ReadonlyMap<string, string>
  readonly decimalComma?: boolean
  /** How the file writes days, and what separates several answers in one cell, unless the column says otherwise. */
  readonly dates?: DateForm
  readonly dividedBy?: string
}

/** Whether a question's cells are read unchanged, by `parseAnswer` alone. */
export function readsAsWritten({ type }: Question, options: CellReaderOptions): boolean {
  const { mapped = {}, missing, decimalComma = false, dates, dividedBy } = options
  const isMapped = [mapped.codes, mapped.missing, mapped.factor].some((one) => one !== undefined)
  if (isMapped || mapped.isGuess === true || (missing?.size ?? 0) > 0) return false
  if (type === 'integer' || type === 'decimal') return !decimalComma
  if (type === 'date') return (mapped.dates ?? dates) === undefined
  return type !== 'choices' || (mapped.dividedBy ?? dividedBy) === undefined
}

/** The reader of a question's cells: first the words of the file become ours, then `parseAnswer`. */
export function cellReader(question: Question, options: CellReaderOptions = {}): CellReader {
  if (options.mapped?.isGuess === true) return unconfirmed
  if (readsAsWritten(question, options)) return (written) => parseAnswer(question, written)
  const ours = wordsOf(options)
  switch (question.type) {
    case 'choices':
      return choicesReader(question, ours, options.mapped?.dividedBy ?? options.dividedBy)
    case 'integer':
    case 'decimal':
      return numberReader(question, ours, options)
    case 'date':
      return dateReader(question, ours, options.mapped?.dates ?? options.dates)
    default:
      return wordReader(question, ours)
  }
}

/** Our word for a word of the file, `''` for unanswered; undefined where the map does not name it. */
interface Words {
  readonly find: (written: string) => string | undefined
  /** Where the codes of the file are listed, another number must not be taken for one of ours by accident. */
  readonly isForeign: (written: string) => boolean
}

function wordsOf({ mapped = {}, missing }: CellReaderOptions): Words {
  const { codes } = mapped
  return {
    find(written) {
      const word = plainText(written)
      const plain = withoutZeros(word)
      const found = (map?: ReadonlyMap<string, string>) => map?.get(word) ?? map?.get(plain)
      const ours = found(codes) ?? found(mapped.missing) ?? found(missing)
      return ours === 'unanswered' ? '' : ours
    },
    isForeign: (written) => codes !== undefined && DECIMAL.test(plainText(written)),
  }
}

function unreadable(written: string | readonly string[]): Answer {
  return { kind: 'rejected', why: 'unreadable', raw: typeof written === 'string' ? written.trim() : written.join('; ') }
}

/** For a column whose meaning nobody has confirmed yet. */
function unconfirmed(written: string | readonly string[]): Answer | undefined {
  return (typeof written === 'string' ? plainText(written) : written.join('')) === '' ? undefined : unreadable(written)
}

/** For a text, and for a question with one answer out of several. */
function wordReader(question: Question, { find, isForeign }: Words): CellReader {
  return (written) => {
    if (typeof written !== 'string') return parseAnswer(question, written)
    const ours = find(written)
    if (ours === undefined && question.type !== 'text' && isForeign(written)) return unreadable(written)
    return parseAnswer(question, ours ?? written)
  }
}

function choicesReader(question: Question, { find, isForeign }: Words, divider: string | undefined): CellReader {
  const isKnown = (part: string): boolean =>
    find(part) !== undefined || parseAnswer(question, [part])?.kind !== 'rejected'
  const one = (part: string): string => find(part) ?? (isForeign(part) ? NOT_OURS : part)
  return (written) => {
    if (typeof written !== 'string') return asWritten(parseAnswer(question, written.map(one)), written.join('; '))
    const whole = find(written)
    if (whole !== undefined) return parseAnswer(question, whole)
    // A label that has a `;` in it, but no number of the file that only looks like a label.
    const label = divider === undefined && !isForeign(written) ? parseAnswer(question, [written]) : undefined
    if (label?.kind === 'given') return label
    const parts = divider === undefined ? written.split(';') : dividedInto(written, divider, isKnown)
    return asWritten(parseAnswer(question, parts.map(one)), parts.map(plainText).filter(Boolean).join('; '))
  }
}

/**
 * A character that no questionnaire may contain, so that no code or label equals it, and that comparing texts does not
 * ignore.
 */
const NOT_OURS = '\ufdd0'

/** A rejected answer shows what the file says, not what it was translated to. */
function asWritten(answer: Answer | undefined, raw: string): Answer | undefined {
  return answer?.kind === 'rejected' ? { ...answer, raw } : answer
}

function numberReader(
  question: Question,
  { find }: Words,
  { mapped, decimalComma = false }: CellReaderOptions,
): CellReader {
  const factor = mapped?.factor
  return (written) => {
    if (typeof written !== 'string') return parseAnswer(question, written)
    const ours = find(written)
    if (ours !== undefined && ours !== '') return parseAnswer(question, ours)
    const word = plainText(ours ?? written)
    // With a decimal comma, a point most likely separates thousands: 1.234 is not read as one and a quarter.
    if (decimalComma && /^-?[\d.,]*\.[\d.,]*$/.test(word)) return unreadable(written)
    const number = (decimalComma ? word.replace(/^(-?\d*),(\d+)$/, '$1.$2') : word).replace(/^(-?)\./, '$10.')
    if (factor === undefined || !DECIMAL.test(number)) return asWritten(parseAnswer(question, number), written.trim())
    const step = question.type === 'integer' ? ONE : 1
    const turned = decimalText(converted(millionths(number), factor, step))
    return asWritten(parseAnswer(question, turned), written.trim())
  }
}

function dateReader(question: Question, { find }: Words, form: DateForm | undefined): CellReader {
  return (written) => {
    if (typeof written !== 'string') return parseAnswer(question, written)
    const ours = find(written)
    if (ours !== undefined) return parseAnswer(question, ours)
    // Without a form, days are read as in an answers file, whatever else the map says.
    const iso = form === undefined ? undefined : isoIn(plainText(written), form)
    return asWritten(parseAnswer(question, iso ?? written), written.trim())
  }
}

/** Statistical packages write whole numbers as `7.0`. */
function withoutZeros(word: string): string {
  return word.replace(/^(-?\d+)\.0+$/, '$1')
}

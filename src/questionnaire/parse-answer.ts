import { strayJoiner, visible } from '../diagnostics/index.ts'
import { DECIMAL, dayOf, millionths, ONE } from '../expression/index.ts'
import { type Answer, notKnown, type Rejected } from './answer.ts'
import { limitsText, outside } from './limits.ts'
import type { Question } from './model.ts'
import { isSameText, plainText } from './plain-text.ts'

/** Beside the codes `unsure` and `declined`: what the screen shows for them, and what other systems write. */
const UNSURE: readonly string[] = ['unsure', 'not sure', 'not known', 'unknown', 'n/a', '?']
const DECLINED: readonly string[] = ['declined', 'prefer not to say']

/**
 * Reads a written answer, the same for a typed line, an answers file and a cell of a table. Codes are exact, labels in
 * any case. Undefined when nothing was written: that is unanswered, not "no".
 */
export function parseAnswer(question: Question, written: string | readonly string[]): Answer | undefined {
  if (question.type === 'choices') return parseChoices(question, written)
  if (typeof written !== 'string') return written.length === 0 ? undefined : unreadable(`[${written.join(', ')}]`)
  const raw = written.trim()
  const plain = question.type === 'text' ? raw : plainText(raw)
  if (plain === '') return undefined
  switch (question.type) {
    case 'yes_no':
    case 'choice': {
      const code = codeFor(question, plain)
      return code === undefined ? (stateFor(plain) ?? unreadable(raw)) : { kind: 'given', value: code }
    }
    case 'integer':
    case 'decimal':
      return stateFor(plain) ?? parseNumber(question, raw)
    case 'date':
      return stateFor(plain) ?? parseDate(question, raw)
    case 'text':
      return parseText(question, raw)
  }
}

function stateFor(raw: string): Answer | undefined {
  const word = raw.toLowerCase()
  if (UNSURE.includes(word)) return { kind: 'unsure' }
  return DECLINED.includes(word) ? { kind: 'declined' } : undefined
}

function codeFor(question: Question, raw: string): string | undefined {
  const byCode = question.options.find((option) => option.code === raw)
  if (byCode !== undefined) return byCode.code
  const byLabel = question.options.find((option) => isSameText(option.label, raw))
  if (byLabel !== undefined || question.type !== 'yes_no') return byLabel?.code
  return YES_OR_NO.get(raw.toLowerCase())
}

const YES_OR_NO: ReadonlyMap<string, string> = new Map([
  ['yes', 'yes'],
  ['true', 'yes'],
  ['y', 'yes'],
  ['1', 'yes'],
  ['no', 'no'],
  ['false', 'no'],
  ['n', 'no'],
  ['0', 'no'],
])

function parseChoices(question: Question, written: string | readonly string[]): Answer | undefined {
  const whole = typeof written === 'string' ? plainText(written) : undefined
  const parts = whole === undefined ? written : partsOf(question, whole)
  const words = [...parts].map(plainText).filter((part) => part !== '')
  if (words.length === 0) return undefined
  const chosen = new Set(words.map((word) => chosenFor(question, word) ?? stateFor(word)?.kind))
  return answerOf(question, chosen, words.join('; '))
}

/**
 * What several words say together: codes, `unsure` or `declined`, and undefined for what cannot be read. A state beside
 * codes says that no more is known than these; of both states "not sure" stands.
 */
export function answerOf(question: Question, said: ReadonlySet<string | undefined>, raw: string): Answer {
  const codes = ['none', ...question.options.map((option) => option.code)].filter((code) => said.has(code))
  if (said.has(undefined))
    return { kind: 'rejected', why: 'unreadable', raw, codes: codes.filter((code) => code !== 'none') }
  if (said.has('unsure')) return notKnown('unsure', codes)
  return said.has('declined') ? notKnown('declined', codes) : { kind: 'given', value: codes }
}

/** `a; b`, unless the whole is a label that has a semicolon of its own. */
function partsOf(question: Question, whole: string): readonly string[] {
  return chosenFor(question, whole) === undefined ? whole.split(';') : [whole]
}

function chosenFor(question: Question, word: string): string | undefined {
  const isNone = word === 'none' || (question.none !== undefined && isSameText(word, question.none))
  return codeFor(question, word) ?? (isNone ? 'none' : undefined)
}

function parseNumber(question: Question, raw: string): Answer {
  // `.34` has one meaning only: many programs leave the 0 out.
  const digits = plainText(raw).replace(/^(-?)\./, '$10.')
  if (!DECIMAL.test(digits)) return unreadable(raw)
  const number = millionths(digits)
  const whole = question.type === 'decimal' || number % ONE === 0
  if (!whole || outside(number, question.hard)) return { kind: 'rejected', why: 'out-of-range', raw, number }
  return { kind: 'given', value: number / ONE }
}

/** A time of day after a date, with or without an offset: the day is the one that is written. */
export const TIME: RegExp = /[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?$/

function parseDate(question: Question, raw: string): Answer {
  const iso = plainText(raw).replace(TIME, '')
  const day = dayOf(iso)
  if (day === undefined) return unreadable(raw)
  return outside(day, question.hard)
    ? { kind: 'rejected', why: 'out-of-range', raw, number: day }
    : { kind: 'given', value: iso }
}

/** Characters of the longest text that any door takes. */
export const LONGEST_TEXT = 10_000

/** `none` and its label are the same answer, where the question has that label; elsewhere `none` is a text. */
function parseText({ none }: Question, raw: string): Answer {
  if (raw === 'unsure' || raw === 'declined') return { kind: raw }
  if (none !== undefined && (raw === 'none' || raw.toLowerCase() === none.toLowerCase()))
    return { kind: 'given', value: 'none' }
  return isTooLong(raw) || strayJoiner(raw) !== undefined ? unreadable(raw) : { kind: 'given', value: raw }
}

/** Of code points, so that an emoji is not two. */
export function isTooLong(text: string): boolean {
  return text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT
}

function unreadable(raw: string): Rejected {
  return { kind: 'rejected', why: 'unreadable', raw }
}

/** One sentence to the person or in a message: what is wrong with a rejected value, and what is wanted instead. */
export function complaint(question: Question, rejected: Rejected): string {
  const raw = `\`${rejected.raw}\``
  if (rejected.why === 'out-of-range') {
    if (question.type === 'integer' && (rejected.number ?? 0) % ONE !== 0) return `${raw} is not a whole number`
    const both = question.hard?.min !== undefined && question.hard.max !== undefined
    return `${raw} is ${both ? 'outside' : 'not'} ${limitsText(question)}`
  }
  switch (question.type) {
    case 'integer':
    case 'decimal':
      if (/^-?\d+,\d+$/.test(rejected.raw))
        return `${raw} has a comma; write a decimal point: \`${rejected.raw.replace(',', '.')}\``
      if (/^-?\d{10,}(?:\.\d+)?$/.test(rejected.raw)) return `${raw} has more than nine digits before the point`
      return `${raw} is not a number; digits only, ${limitsText(question)}`
    case 'date':
      return `${raw} is not a day of the calendar; write year-month-day, such as \`2026-02-28\``
    case 'text':
      if (isTooLong(rejected.raw)) return 'this text has more than 10,000 characters'
      return strayJoiner(rejected.raw) === undefined
        ? `${raw} cannot be read as text`
        : `\`${visible(rejected.raw)}\` has a character that nobody sees and that joins nothing; type it again`
    case 'yes_no':
    case 'choice':
      return `${raw} is not among the answers of \`${question.id}\``
    case 'choices': {
      const wrong = partsOf(question, rejected.raw).filter(
        (part) => (chosenFor(question, part.trim()) ?? stateFor(part.trim())) === undefined,
      )
      const [first = rejected.raw] = wrong.map((part) => part.trim())
      return `\`${first}\` is not among the answers of \`${question.id}\``
    }
  }
}

import { visible } from '../diagnostics/index.ts'
import type { Answer, NotKnown, Rejected } from './answer.ts'
import { limitsText } from './limits.ts'
import type { Question } from './model.ts'

/** An answer in the questionnaire's own words, as shown on screens, cards and handouts. */
export function answerInWords(question: Question, answer: Answer): string {
  switch (answer.kind) {
    case 'unsure':
    case 'declined':
      return notKnownInWords(question, answer)
    case 'rejected':
      return rejectedInWords(question, answer)
    case 'given':
      return valueInWords(question, answer.value)
  }
}

const NOT_KNOWN = { unsure: 'Not sure', declined: 'Prefer not to say' } as const

/** What is added to the options that were named, where nothing is known about the others. */
export const OF_THE_OTHERS = {
  unsure: 'and not sure about the others',
  declined: 'and prefer not to say about the others',
} as const

function notKnownInWords(question: Question, { kind, codes }: NotKnown<'unsure' | 'declined'>): string {
  return codes === undefined ? NOT_KNOWN[kind] : `${valueInWords(question, codes)}, ${OF_THE_OTHERS[kind]}`
}

/** What could be read counts and is shown in words. The rest is shown as written. */
function rejectedInWords(question: Question, { why, raw, codes = [] }: Rejected): string {
  if (why === 'out-of-range') return `${visible(raw)} (out of range: ${limitsText(question)})`
  const read = codes.length === 0 ? '' : `${valueInWords(question, codes)}; `
  return `${read}\`${visible(beginningOf(raw))}\` (cannot be read)`
}

/** Enough characters of a rejected value to find it again. */
const SHOWN = 200

function beginningOf(raw: string): string {
  return raw.length <= SHOWN ? raw : `${raw.slice(0, SHOWN)}…`
}

/** A question with its answer, as lists show them: `Age: 40 years`, `Fever now? Yes`. */
export function labelled(short: string, answer: string): string {
  return /[?:.!]$/.test(short) ? `${short} ${answer}` : `${short}: ${answer}`
}

function valueInWords(question: Question, value: string | number | readonly string[]): string {
  if (typeof value === 'number')
    return question.unit === undefined ? String(value) : `${value} ${unitOf(value, question.unit)}`
  if (typeof value === 'string') return visible(labelOf(question, value) ?? value)
  return value.map((code) => labelOf(question, code) ?? code).join('; ')
}

/** `1 year`, `2 years`. What has no plural stays as it is. */
function unitOf(value: number, { shown }: { readonly shown: string }): string {
  if (value !== 1 || !/^[a-z]{3,}s$/.test(shown)) return shown
  return shown === 'inches' ? 'inch' : shown.slice(0, -1)
}

function labelOf(question: Question, code: string): string | undefined {
  if (code === 'none' && (question.type === 'choices' || question.type === 'text')) return question.none
  return question.options.find((option) => option.code === code)?.label
}

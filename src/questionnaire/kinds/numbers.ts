import { DECIMAL, millionths, ONE } from '../../expression/index.ts'
import type { Answer, Rejected } from '../answer.ts'
import { limitsText, outside } from '../limits.ts'
import type { Question } from '../model.ts'
import { plainText } from '../plain-text.ts'
import type { QuestionKind } from './kind.ts'
import { ofOne, unreadable } from './written.ts'

const LARGEST_WHOLE = 999_999_999 * ONE
const LARGEST_DECIMAL = LARGEST_WHOLE + ONE - 1

function parseNumber(question: Question, raw: string): Answer {
  // `.34` can only mean one thing, and many programs leave out the 0.
  const digits = plainText(raw).replace(/^(-?)\./, '$10.')
  if (!DECIMAL.test(digits)) return unreadable(raw)
  const number = millionths(digits)
  const isWhole = question.type === 'decimal' || number % ONE === 0
  if (!isWhole || outside(number, question.hard)) return { kind: 'rejected', why: 'out-of-range', raw, number }
  return { kind: 'given', value: number / ONE }
}

function complaint(question: Question, { raw }: Rejected): string {
  if (/^-?\d+,\d+$/.test(raw)) return `\`${raw}\` has a comma; write a decimal point: \`${raw.replace(',', '.')}\``
  if (/^-?\d{10,}(?:\.\d+)?$/.test(raw)) return `\`${raw}\` has more than nine digits before the point`
  return `\`${raw}\` is not a number; digits only, ${limitsText(question)}`
}

const number: Omit<QuestionKind, 'quantity'> = {
  answerType: 'number',
  keys: ['unit', 'hard', 'soft', 'worse'],
  worse: ['higher', 'lower'],
  wants: 'a number',
  howToType: limitsText,
  parse: ofOne(parseNumber),
  complaint,
}

export const integer: QuestionKind = {
  ...number,
  quantity: { measure: 'number', first: -LARGEST_WHOLE, last: LARGEST_WHOLE, step: ONE },
}

export const decimal: QuestionKind = {
  ...number,
  quantity: { measure: 'number', first: -LARGEST_DECIMAL, last: LARGEST_DECIMAL, step: 1 },
}

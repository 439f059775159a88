import { ONE } from '../expression/index.ts'
import type { Answer, Rejected } from './answer.ts'
import { kindOf } from './kinds/index.ts'
import { limitsText } from './limits.ts'
import type { Question } from './model.ts'

/**
 * Reads a written answer in the same way for a typed line, an answers file and a cell of a table. Codes match exactly,
 * labels in any case. Undefined when nothing was written, which is unanswered and not "no".
 */
export function parseAnswer(question: Question, written: string | readonly string[]): Answer | undefined {
  return kindOf(question).parse(question, written)
}

/** One sentence, to the person or in a message, on what is wrong with a rejected value and what is wanted instead. */
export function complaint(question: Question, rejected: Rejected): string {
  if (rejected.why === 'unreadable') return kindOf(question).complaint(question, rejected)
  const raw = `\`${rejected.raw}\``
  if (question.type === 'integer' && (rejected.number ?? 0) % ONE !== 0) return `${raw} is not a whole number`
  const both = question.hard?.min !== undefined && question.hard.max !== undefined
  return `${raw} is ${both ? 'outside' : 'not'} ${limitsText(question)}`
}

import { dayOf, ONE } from '../expression/index.ts'
import { type Answer, outside, parseAnswer, type Question } from '../questionnaire/index.ts'

/**
 * The answer in a typed line: the key beside an option, several keys for several answers, `0` for none, `u` and `d`,
 * or the answer written out. Undefined for an empty line, which never answers.
 */
export function answerTyped(question: Question, typed: string): Answer | undefined {
  const word = typed.toLowerCase()
  if (question.type !== 'text') {
    if (word === 'u' && question.offer.includes('unsure')) return { kind: 'unsure' }
    if (word === 'd' && question.offer.includes('declined')) return { kind: 'declined' }
  }
  if (question.type === 'choices') {
    const codes = word === '0' ? ['none'] : codesOf(question, word.split(/[\s,;]+/))
    return codes === undefined ? parseAnswer(question, typed) : parseAnswer(question, codes)
  }
  const option = question.options.find(({ key }) => key === word)
  return parseAnswer(question, option?.code ?? typed)
}

function codesOf(question: Question, keys: readonly string[]): readonly string[] | undefined {
  const codes = keys
    .filter((key) => key !== '')
    .map((key) => question.options.find((option) => option.key === key)?.code)
  return codes.length > 0 && codes.every((code) => code !== undefined) ? codes : undefined
}

/** Outside the soft limits: to be confirmed, then kept as it is. */
export function isUnusual(question: Question, answer: Answer): boolean {
  if (answer.kind !== 'given' || question.soft === undefined) return false
  if (typeof answer.value === 'number') return outside(Math.round(answer.value * ONE), question.soft)
  return (
    typeof answer.value === 'string' &&
    question.type === 'date' &&
    outside(dayOf(answer.value) ?? Number.NaN, question.soft)
  )
}

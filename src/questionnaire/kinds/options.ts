import { type Answer, notKnown } from '../answer.ts'
import type { Question } from '../model.ts'
import { isSameText, plainText } from '../plain-text.ts'
import type { QuestionKind } from './kind.ts'
import { stateFor, unreadable } from './written.ts'

export const YES_OR_NO: ReadonlyMap<string, string> = new Map([
  ['yes', 'yes'],
  ['true', 'yes'],
  ['y', 'yes'],
  ['1', 'yes'],
  ['no', 'no'],
  ['false', 'no'],
  ['n', 'no'],
  ['0', 'no'],
])

/** Codes match exactly, labels in any case. Where a label is also a word for a state, the label takes precedence. */
function codeFor({ options, type }: Question, plain: string): string | undefined {
  const byCode = options.find((option) => option.code === plain)
  if (byCode !== undefined) return byCode.code
  const byLabel = options.find((option) => isSameText(option.label, plain))
  return byLabel === undefined && type === 'yes_no' ? YES_OR_NO.get(plain.toLowerCase()) : byLabel?.code
}

const parseOne: QuestionKind['parse'] = (question, written) => {
  if (typeof written !== 'string') return written.length === 0 ? undefined : unreadable(`[${written.join(', ')}]`)
  const raw = written.trim()
  const plain = plainText(raw)
  if (plain === '') return undefined
  const code = codeFor(question, plain)
  return code === undefined ? (stateFor(plain) ?? unreadable(raw)) : { kind: 'given', value: code }
}

function notAmong(question: Question, word: string): string {
  return `\`${word}\` is not among the answers of \`${question.id}\``
}

export const yesNo: QuestionKind = {
  answerType: 'yes_no',
  keys: ['worse'],
  worse: ['yes', 'no'],
  wants: 'one answer',
  parse: parseOne,
  complaint: (question, { raw }) => notAmong(question, raw),
}

export const choice: QuestionKind = {
  answerType: 'choice',
  keys: ['options', 'option_set', 'worse'],
  worse: 'codes',
  wants: 'one answer',
  parse: parseOne,
  complaint: (question, { raw }) => notAmong(question, raw),
}

export const choices: QuestionKind = {
  answerType: 'choices',
  keys: ['options', 'option_set', 'none', 'worse'],
  worse: ['more'],
  wants: 'several answers',
  parse: (question, written) => {
    const whole = typeof written === 'string' ? plainText(written) : undefined
    const parts = whole === undefined ? written : partsOf(question, whole)
    const words = [...parts].map(plainText).filter((part) => part !== '')
    if (words.length === 0) return undefined
    const chosen = new Set(words.map((word) => chosenFor(question, word) ?? stateFor(word)?.kind))
    return answerOf(question, chosen, words.join('; '))
  },
  complaint: (question, { raw }) => {
    const parts = partsOf(question, raw).map((part) => part.trim())
    const [first = raw] = parts.filter((part) => (chosenFor(question, part) ?? stateFor(part)) === undefined)
    return notAmong(question, first)
  },
}

/**
 * What several words say together: codes, `unsure` or `declined`, and undefined for what cannot be read. A state next
 * to codes says that no more than these is known. Of both states, "not sure" takes precedence.
 */
export function answerOf(question: Question, said: ReadonlySet<string | undefined>, raw: string): Answer {
  const codes = ['none', ...question.options.map((option) => option.code)].filter((code) => said.has(code))
  if (said.has(undefined))
    return { kind: 'rejected', why: 'unreadable', raw, codes: codes.filter((code) => code !== 'none') }
  if (said.has('unsure')) return notKnown('unsure', codes)
  return said.has('declined') ? notKnown('declined', codes) : { kind: 'given', value: codes }
}

/** `a; b`, unless the whole is a label that contains a semicolon. */
function partsOf(question: Question, whole: string): readonly string[] {
  return chosenFor(question, whole) === undefined ? whole.split(';') : [whole]
}

function chosenFor(question: Question, word: string): string | undefined {
  const isNone = word === 'none' || (question.none !== undefined && isSameText(word, question.none))
  return codeFor(question, word) ?? (isNone ? 'none' : undefined)
}

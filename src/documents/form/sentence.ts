import { visible } from '../../diagnostics/index.ts'
import {
  type Algebra,
  type Compiled,
  decimalText,
  fold,
  isMeasure,
  MEASURES,
  ONE,
  type QuestionSubject,
} from '../../expression/index.ts'
import { type Question, type Questionnaire, UNITS } from '../../questionnaire/index.ts'

/** What a document calls a question inside a sentence: “Age”, or `question 2` on paper. */
export type SubjectNames = (question: Question) => string

/**
 * Conditions in the questionnaire's own words. Labels are in curly quotes and parts of another kind in brackets, so
 * that neither a label nor nesting can be misread: different conditions never read the same. `scoreSays` follows the
 * name of a score.
 */
export function sentences(
  questionnaire: Questionnaire,
  naming: SubjectNames = shortNames(questionnaire),
  scoreSays: (id: string) => string = () => '',
): (condition: Pick<Compiled, 'condition'>) => string {
  const words = inWords(questionnaire, naming, scoreSays)
  return ({ condition }) => fold(condition, words).says
}

/** Each question by its short name in quotes, followed by its id where two questions have the same name. */
export function shortNames({ questions }: Questionnaire): SubjectNames {
  const names = told(questions.map(({ id, short }) => [id, short] as const))
  return ({ id }) => names.get(id) ?? id
}

/** A text in curly quotes, without any inside it. */
export function quoted(text: string): string {
  return `“${visible(text).replaceAll('“', '‘').replaceAll('”', '’').trim()}”`
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function told(texts: readonly (readonly [id: string, text: string])[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>()
  for (const [, text] of texts) count.set(quoted(text), (count.get(quoted(text)) ?? 0) + 1)
  return new Map(
    texts.map(([id, text]) => [id, (count.get(quoted(text)) ?? 0) > 1 ? `${quoted(text)} (${id})` : quoted(text)]),
  )
}

/** A test in words, and its opposite. */
interface Phrase {
  readonly says: string
  readonly denies: string
  /** For joined tests: how they are joined, and the parts with the brackets that they need. */
  readonly joint?: 'and' | 'or'
  readonly parts?: readonly string[]
  /** For an opposite: the phrase that it is the opposite of. */
  readonly opposite?: Phrase
  /** For a comparison with a fixed number: its sides, so that two comparisons can be said as one. */
  readonly sides?: { readonly what: string; readonly op: Order; readonly number: string; readonly unit?: string }
}

type Order = '=' | keyof typeof UNDER

/** A number or a date in words. */
interface Amount {
  readonly text: string
  readonly isInTime?: boolean
  readonly unit?: string | undefined
  readonly literal?: number
  /** For a number of answers: the question. */
  readonly counted?: Question
  /** Reads as more than one thing, so that it needs brackets inside a calculation. */
  readonly compound?: boolean
}

function inWords(
  { questionById, scores }: Questionnaire,
  naming: SubjectNames,
  scoreSays: (id: string) => string,
): Algebra<Phrase, Amount> {
  const asked = ({ id }: QuestionSubject): Question => {
    const question = questionById.get(id)
    if (question === undefined) throw new Error(`no question ${id}`)
    return question
  }
  const scoreNames = told(scores.map(({ id, title }) => [id, title] as const))
  const labels = new Map<Question, ReadonlyMap<string, string>>()
  const labelsOf = (question: Question) => {
    const known = labels.get(question) ?? told(labelled(question))
    labels.set(question, known)
    return known
  }
  const answers = (question: Question, codes: readonly string[]) =>
    codes.map((code) => labelsOf(question).get(code) ?? code)
  return {
    and: (operands) => between(operands) ?? joined('and', operands),
    or: (operands) => among(operands) ?? joined('or', operands),
    not: (operand) => operand.opposite ?? { says: operand.denies, denies: operand.says, opposite: operand },
    oneOf: (subject, codes) => {
      const question = asked(subject)
      const which = answers(question, codes)
      return { says: `${naming(question)} is ${either(which)}`, denies: `${naming(question)} is ${neither(which)}` }
    },
    hasAny: (subject, codes) => {
      const question = asked(subject)
      const which = answers(question, codes)
      const [first = ''] = which
      const place = `among the answers to ${naming(question)}`
      if (which.length === 1) return being(first, place)
      return { says: `at least one of ${either(which)} is ${place}`, denies: `${neither(which)} is ${place}` }
    },
    answered: (subject) => being(naming(asked(subject)), 'answered'),
    compare: (op, left, right) => countInWords(naming, { op, left, right }) ?? comparisonInWords({ op, left, right }),
    literal: (value, type) => ({
      text: MEASURES[type].print(value),
      isInTime: MEASURES[type].order === 'time',
      literal: value,
    }),
    answer: (subject) => ({
      text: naming(asked(subject)),
      isInTime: isMeasure(subject.type) && MEASURES[subject.type].order === 'time',
      unit: UNITS.get(subject.unit ?? '')?.shown,
    }),
    score: ({ id }) => ({ text: `the score ${scoreNames.get(id) ?? id}${scoreSays(id)}` }),
    count: (subject) => ({ text: `the number of answers to ${naming(asked(subject))}`, counted: asked(subject) }),
    since: (unit, subject) => ({ text: `the number of whole ${unit} since ${naming(asked(subject))}` }),
    arithmetic: (op, left, right) => ({
      text: `${inBrackets(left)} ${CALCULATING[op]} ${inBrackets(right)}`,
      compound: true,
      unit: op === '+' || op === '-' ? (left.unit ?? right.unit) : undefined,
    }),
    negate: (operand) =>
      operand.literal === undefined
        ? { text: `minus ${inBrackets(operand)}`, compound: true, unit: operand.unit }
        : { text: decimalText(-operand.literal), literal: -operand.literal },
  }
}

interface Compared {
  readonly op: Order
  readonly left: Amount
  readonly right: Amount
}

/** A number of answers compared with a fixed number; undefined for any other comparison, and where no words fit. */
function countInWords(naming: SubjectNames, { op, left: { counted }, right }: Compared): Phrase | undefined {
  if (counted === undefined || right.literal === undefined) return undefined
  const none = quoted(counted.none ?? 'none')
  const number = choosing(op, right.literal / ONE)
  if (number === undefined) return undefined
  if (number === 'none') return being(none, `the answer to ${naming(counted)}`)
  return statement(`${number[0]} to ${naming(counted)} ${number[1]} chosen, apart from ${none}`)
}

function comparisonInWords({ op, left, right }: Compared): Phrase {
  const same = left.literal === undefined && right.literal === undefined ? 'the same as ' : ''
  const relation = op === '=' ? same : `${(left.isInTime ? BEFORE : UNDER)[op]} `
  const phrase = being(withUnit(left, right.unit), `${relation}${withUnit(right, left.unit)}`)
  if (left.literal !== undefined || right.literal === undefined) return phrase
  const unit = left.unit === undefined ? {} : { unit: left.unit }
  return { ...phrase, sides: { what: left.text, op, number: right.text, ...unit } }
}

function labelled({ options, none }: Question): readonly (readonly [code: string, label: string])[] {
  const empty = none === undefined ? [] : [['none', none] as const]
  return [...options.map(({ code, label }) => [code, label] as const), ...empty]
}

const UNDER = { '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least' } as const
const BEFORE = { '<': 'before', '<=': 'on or before', '>': 'after', '>=': 'on or after' } as const
const CALCULATING = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'divided by' } as const

function being(what: string, how: string): Phrase {
  return { says: `${what} is ${how}`, denies: `${what} is not ${how}` }
}

function statement(says: string): Phrase {
  return { says, denies: `it is not so that (${says})` }
}

/** `x >= 90 and x <= 94` is one range. */
function between(operands: readonly Phrase[]): Phrase | undefined {
  const [low, high] = operands.map(({ sides }) => sides)
  if (operands.length !== 2 || low === undefined || high === undefined || low.what !== high.what) return undefined
  if (low.op !== '>=' || high.op !== '<=') return undefined
  return being(low.what, `from ${low.number} to ${high.number}${low.unit === undefined ? '' : ` ${low.unit}`}`)
}

/** `x = 2 or x = 3` is one list. */
function among(operands: readonly Phrase[]): Phrase | undefined {
  const all = operands.flatMap(({ sides }) => (sides?.op === '=' ? [sides] : []))
  const [first] = all
  if (first === undefined || all.length !== operands.length) return undefined
  if (all.some(({ what }) => what !== first.what)) return undefined
  const numbers = all.map(({ number, unit }) => (unit === undefined ? number : `${number} ${unit}`))
  return { says: `${first.what} is ${either(numbers)}`, denies: `${first.what} is ${neither(numbers)}` }
}

function joined(joint: 'and' | 'or', operands: readonly Phrase[]): Phrase {
  const parts = operands.flatMap((operand) =>
    operand.joint === joint
      ? (operand.parts ?? [])
      : [operand.joint === undefined ? operand.says : `(${operand.says})`],
  )
  return { ...statement(parts.join(`, ${joint} `)), joint, parts }
}

function either(texts: readonly string[]): string {
  const last = texts.at(-1) ?? ''
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`
}

/** `not A`, `neither A nor B`, `none of A, B or C`. "Not A or B" could be read in two ways. */
function neither(texts: readonly string[]): string {
  if (texts.length < 2) return `not ${either(texts)}`
  return texts.length === 2 ? `neither ${texts.join(' nor ')}` : `none of ${either(texts)}`
}

function withUnit({ text, literal }: Amount, unit: string | undefined): string {
  return literal === undefined || unit === undefined ? text : `${text} ${unit}`
}

function inBrackets({ text, compound }: Amount): string {
  return compound ? `(${text})` : text
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** How many answers are chosen, with the verb. `none` when it is the empty answer; undefined when no count fits. */
function choosing(op: '=' | keyof typeof UNDER, count: number): readonly [string, 'is' | 'are'] | 'none' | undefined {
  if (!Number.isInteger(count) || count < 0) return undefined
  if (count === 0) return op === '=' ? 'none' : undefined
  const number = NUMBERS[count] ?? String(count)
  if (op === '>=') return [`${number} or more answers`, 'are']
  const before = { '=': 'exactly', '<': 'fewer than', '<=': 'at most', '>': 'more than' } as const
  return count === 1 ? [`${before[op]} one answer`, 'is'] : [`${before[op]} ${number} answers`, 'are']
}

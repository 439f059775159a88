import fc from 'fast-check'
import { type Compiled, compile, ONE, type Scope, type Subject, truthOf, unknown } from '../../src/expression/index.ts'
import { type Answer, type Answers, due, type Question, type Questionnaire } from '../../src/questionnaire/index.ts'
import { answersTo, questionnaire } from './load.ts'

/** The day on which every answer here was given. */
export const ON = '2026-03-31'

const FORM = `format: prescreen/1
id: small
version: 1.0.0
title: Small
language: en
status: draft
option_sets:
  how_often:
    never: { label: Never, points: 0 }
    some: { label: Some days, points: 1 }
    daily: { label: Every day, points: 3 }
sections:
  - id: all
    title: All
    questions:
      - { id: smokes, text: Smokes?, type: yes_no }
      - { id: cigarettes, text: How many?, type: integer, ask_if: smokes = yes }
      - { id: pregnant, text: Pregnant?, type: yes_no }
      - { id: attack, text: Heart attack?, type: choice, options: { never: No, recent: Recent, past: Past } }
      - id: symptoms
        text: Any of these?
        type: choices
        none: None
        options: { pain: Pain, blood: Blood, fever: Fever }
      - id: signs
        text: And of these?
        type: choices
        none: None
        ask_if: count(symptoms) >= 1
        options: { rash: { label: Rash, points: 2 }, swelling: { label: Swelling, points: -1 } }
      - { id: age, text: Age?, type: integer }
      - { id: dose, text: Dose?, type: decimal }
      - { id: visit, text: Last visit?, type: date }
      - { id: operation, text: Last operation?, type: date }
      - { id: interest, text: Little interest?, type: choice, option_set: how_often }
      - { id: sleep, text: Poor sleep?, type: choice, option_set: how_often }
      - { id: cough, text: Cough?, type: choice, ask_if: smokes = yes, option_set: how_often }
scores:
  - { id: mood, sum: [interest, sleep, cough] }
  - { id: strain, sum: [cough] }
  - { id: burden, sum: [signs, sleep] }
`

/** One question of each kind, three follow-ups, and scores with and without an item that may be not asked. */
export const form: Questionnaire = questionnaire(FORM)

const WIDE = Array.from({ length: 33 }, (_, index) => `w${index}`)

/** Three more questions, which come last, so that their `ask_if` and `check` may read all others. */
const LATE = `
      - { id: late, text: And this?, type: choice, options: { never: No, now: Now } }
      - { id: much, text: How much?, type: integer, hard: { min: 0, max: 120 } }
      - { id: wide, text: Which?, type: choices, none: None, options: { ${WIDE.map((code) => `${code}: ${code}`).join(', ')} } }
`

interface Ruled {
  readonly when: string
  readonly level: string
  readonly group?: string | undefined
}

/** The same form with rules, and with the level of questions that nobody could answer. */
export function formWith(
  rules: readonly Ruled[],
  ifUnknown: Readonly<Record<string, string>> = {},
  late: Readonly<Record<string, string>> = {},
): Questionnaire {
  const all = Object.keys(late).length === 0 ? FORM : FORM.replace('scores:\n', `${LATE.slice(1)}scores:\n`)
  const asked = all.replaceAll(/- \{ id: (\w+),/g, (line, id: string) => {
    const level = ifUnknown[id] === undefined ? '' : ` if_unknown: ${ifUnknown[id]},`
    return `${line}${level}${late[id] ?? ''}`
  })
  const written = rules.map(({ when, level, group }, index) => {
    const action = level === 'act-now' ? '    action: clinician-now\n' : ''
    const grouped = group === undefined ? '' : `    group: ${group}\n`
    return `  - id: R${index}\n    level: ${level}\n${action}${grouped}    because: B\n    when: ${when}\n`
  })
  return questionnaire(`${asked}rules:\n${written.join('')}`)
}

const subjects = new Map<string, Subject>([
  ...form.questions.map((question) => [question.id, question.subject] as const),
  ...form.scores.map((score) => [score.id, score.subject] as const),
])

const scope: Scope = { find: (name) => subjects.get(name), names: () => subjects.keys(), refuses: () => undefined }

export function compiled(text: string): Compiled {
  const read = compile(text, scope)
  if (!read.ok) throw new Error(`${text}: ${read.problems.map((problem) => problem.message).join('; ')}`)
  return read.value
}

export type Word = 'true' | 'false' | 'unknown'

export function truth(text: string, answers: Answers, on: string = ON): Word {
  const result = truthOf(compiled(text).test(due(form, answers, on).sheet))
  return result === unknown ? 'unknown' : result ? 'true' : 'false'
}

/** Answers as a person would write them in a file. */
export function said(written: Parameters<typeof answersTo>[1]): Answers {
  return answersTo(form, written)
}

const wholes = fc.integer({ min: 0, max: 120 })
const decimals = fc.integer({ min: 0, max: 300_000 }).map((thousandths) => thousandths / 1000)
const anyDay = fc
  .date({ min: new Date('2023-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const monthEnds = fc.constantFrom('2024-02-29', '2025-03-31', '2026-02-28', '2026-03-31', '2026-05-31', '2027-03-30')
const days = fc.oneof({ weight: 3, arbitrary: anyDay }, monthEnds)

/** Any given answer of a question. */
export function given(question: Question): fc.Arbitrary<Answer> {
  const value = (): fc.Arbitrary<number | string | readonly string[]> => {
    switch (question.type) {
      case 'yes_no':
      case 'choice':
        return fc.constantFrom(...question.subject.codes)
      case 'choices':
        return fc
          .subarray([...question.subject.codes])
          .map((codes): readonly string[] => (codes.length === 0 ? ['none'] : codes))
      case 'integer':
      case 'decimal': {
        const { min, max } = question.hard ?? {}
        if (min === undefined || max === undefined) return question.type === 'integer' ? wholes : decimals
        return fc.integer({ min: Math.ceil(min / ONE), max: Math.floor(max / ONE) })
      }
      case 'date':
        return days
      case 'text':
        return fc.constant('words')
    }
  }
  return value().map((one): Answer => ({ kind: 'given', value: one }))
}

function rejected(question: Question): fc.Arbitrary<Answer> {
  if (question.type === 'choices')
    return fc
      .subarray([...question.subject.codes])
      .map((codes): Answer => ({ kind: 'rejected', why: 'unreadable', raw: '?!', codes }))
  const unreadable: Answer = { kind: 'rejected', why: 'unreadable', raw: '?!' }
  const tooMuch: Answer = { kind: 'rejected', why: 'out-of-range', raw: '999', number: 999 * ONE }
  return question.type === 'integer' || question.type === 'decimal'
    ? fc.constantFrom(unreadable, tooMuch)
    : fc.constant(unreadable)
}

/** "Not sure" or "prefer not to say", of several answers often beside some that are known. */
function notKnown(question: Question): fc.Arbitrary<Answer> {
  const kind = fc.constantFrom('unsure', 'declined')
  if (question.type !== 'choices') return kind.map((one): Answer => ({ kind: one }))
  return fc
    .tuple(kind, fc.subarray([...question.subject.codes]))
    .map(([one, codes]): Answer => (codes.length === 0 ? { kind: one } : { kind: one, codes }))
}

/** Given, unsure, declined, rejected or absent; of several answers some may be known and the others not. */
export function anyAnswer(question: Question): fc.Arbitrary<Answer | undefined> {
  return fc.oneof(
    { weight: 6, arbitrary: given(question) },
    { weight: question.type === 'choices' ? 4 : 2, arbitrary: notKnown(question) },
    { weight: 1, arbitrary: rejected(question) },
    { weight: 3, arbitrary: fc.constant(undefined) },
  )
}

/** One person's answers to the small form, or to another. */
export function anyAnswers(questions: readonly Question[] = form.questions): fc.Arbitrary<Answers> {
  return fc.tuple(...questions.map(anyAnswer)).map((answers) => {
    const present = answers.flatMap((answer, index) => {
      const question = questions[index]
      return answer === undefined || question === undefined ? [] : [[question.id, answer] as const]
    })
    return new Map(present)
  })
}

const decimalLiteral = decimals.map((value) => String(Math.round(value * 100) / 100))
const literal = fc.oneof(wholes.map(String), decimalLiteral)
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
const measured = fc.constantFrom('age', 'dose', 'cigarettes')
const plainSum = fc.tuple(measured, fc.constantFrom('+', '-'), literal).map(([a, op, b]) => `(${a} ${op} ${b})`)
const factor = fc.oneof(
  { weight: 4, arbitrary: measured },
  { weight: 4, arbitrary: literal },
  { weight: 2, arbitrary: plainSum },
  // A division by 128 leaves a half in the seventh place.
  { weight: 2, arbitrary: fc.constantFrom('-age', '128', 'mood', 'count(symptoms)') },
)
const small = fc.integer({ min: 0, max: 9 }).map(String)

/** Small factors, so that 64-bit integers hold every product of the engines that these are compared with. */
const product = fc
  .tuple(
    factor,
    fc.constantFrom('*', '/'),
    factor,
    fc.option(fc.tuple(fc.constantFrom('*', '/'), small), { nil: undefined }),
  )
  .map(([a, op, b, more]) => `${a} ${op} ${b}${more === undefined ? '' : ` ${more.join(' ')}`}`)

function numberIn(unit: string): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 3, arbitrary: measured },
    { weight: 2, arbitrary: literal },
    { weight: 2, arbitrary: fc.constantFrom('count(symptoms)', 'count(signs)') },
    { weight: 3, arbitrary: fc.constantFrom('mood', 'strain', 'burden', '-mood', '-count(signs)') },
    { weight: 2, arbitrary: fc.constantFrom('visit', 'operation').map((date) => `${unit}_since(${date})`) },
    { weight: 2, arbitrary: product },
  )
  const sum = fc
    .array(part, { minLength: 2, maxLength: 3 })
    .chain((parts) =>
      fc
        .array(fc.constantFrom('+', '-'), { minLength: 2, maxLength: 2 })
        .map((ops) => parts.map((one, index) => (index === 0 ? one : `${ops[index - 1]} ${one}`)).join(' ')),
    )
  return fc.oneof(
    { weight: 3, arbitrary: part },
    { weight: 1, arbitrary: sum },
    sum.map((inner) => `-(${inner})`),
  )
}

const numberTest = fc.constantFrom('days', 'months', 'years').chain((unit) => {
  const number = numberIn(unit)
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(number, comparison, number).map((parts) => parts.join(' ')) },
    fc.tuple(number, number, number).map(([a, low, high]) => `${a} between ${low} and ${high}`),
    fc.tuple(number, fc.array(small, { minLength: 1, maxLength: 4 })).map(([a, all]) => `${a} in (${all.join(', ')})`),
  )
})

const aDate = fc.constantFrom('visit', 'operation')
const dateTest = fc.oneof(
  fc.tuple(aDate, comparison, fc.oneof(days, aDate)).map((parts) => parts.join(' ')),
  fc.tuple(aDate, days, days).map(([date, low, high]) => `${date} between ${low} and ${high}`),
)

const codeTest = fc
  .constantFrom(...form.questions.filter((question) => question.type === 'yes_no' || question.type === 'choice'))
  .chain(({ id, subject }) => {
    const code = fc.constantFrom(...subject.codes)
    const list = fc.array(code, { minLength: 1, maxLength: 3 }).map((codes) => `(${codes.join(', ')})`)
    return fc.oneof(
      fc.tuple(fc.constantFrom('=', '!='), code).map(([op, one]) => `${id} ${op} ${one}`),
      fc.tuple(fc.constantFrom('in', 'not in'), list).map(([op, codes]) => `${id} ${op} ${codes}`),
    )
  })

const hasTest = fc
  .constantFrom(...form.questions.filter((question) => question.type === 'choices'))
  .chain(({ id, subject }) => {
    const code = fc.constantFrom(...subject.codes, 'none')
    const list = fc.array(code, { minLength: 1, maxLength: 3 })
    return fc.oneof(
      code.map((one) => `${id} has ${one}`),
      list.map((codes) => `${id} has any of (${codes.join(', ')})`),
    )
  })

const answeredTest = fc
  .tuple(fc.constantFrom(...form.questions), fc.constantFrom('', 'not '))
  .map(([{ id }, not]) => `${id} is ${not}answered`)

const oneTest = fc.oneof(
  { weight: 3, arbitrary: codeTest },
  { weight: 2, arbitrary: hasTest },
  { weight: 4, arbitrary: numberTest },
  { weight: 2, arbitrary: dateTest },
  { weight: 1, arbitrary: answeredTest },
)

/** Well-typed conditions over the small form, at most three levels of brackets deep. */
export const anyCondition: fc.Arbitrary<string> = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'medium', withCrossShrink: true },
    oneTest,
    tie('condition').map((one) => `not (${one})`),
    fc
      .tuple(fc.constantFrom(' and ', ' or '), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }))
      .map(([joint, operands]) => operands.map((one) => `(${one})`).join(joint)),
  ),
})).condition

const lateTest = fc.oneof(
  fc.constantFrom('late = now', 'late is answered', 'much > age', 'much + 1 <= cigarettes', 'count(wide) >= 2'),
  fc
    .array(fc.constantFrom(...WIDE, 'none'), { minLength: 1, maxLength: 3 })
    .map((codes) => `wide has any of (${codes.join(', ')})`),
)
const lateCondition = fc.tuple(lateTest, fc.constantFrom(' and ', ' or '), anyCondition).map(([one, joint, other]) => {
  return `(${one})${joint}(${other})`
})

const seriousness = fc.constantFrom('refer-discuss', 'refer-before', 'act-now')

/** Any rules, levels of what is unknown, conditions of what is asked last, and checks. */
export const anyForm: fc.Arbitrary<Questionnaire> = fc
  .record({
    rules: fc.array(
      fc.record({
        when: fc.oneof(anyCondition, lateCondition),
        level: seriousness,
        group: fc.option(fc.constantFrom('one', 'other'), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    ifUnknown: fc.dictionary(
      fc.constantFrom('smokes', 'pregnant', 'age', 'dose', 'visit', 'late', 'much'),
      seriousness,
    ),
    askIfs: fc.tuple(anyCondition, anyCondition, anyCondition),
    check: fc.tuple(
      fc.constantFrom('much < age', 'much + 0 >= mood'),
      fc.constantFrom('and', 'or'),
      anyCondition.map((one) => `(${one})`),
    ),
  })
  .map(({ rules, ifUnknown, askIfs: [late, much, wide], check }) =>
    formWith(rules, ifUnknown, {
      late: ` ask_if: '${late}',`,
      much: ` ask_if: '${much}', check: { that: '${check.join(' ')}', message: M },`,
      wide: ` ask_if: 'late = now or (${wide})',`,
    }),
  )

/** A fixed sample, so that a failure can be run again. */
export function sampleOf<T>(arbitrary: fc.Arbitrary<T>, count: number): readonly T[] {
  return fc.sample(arbitrary, { numRuns: count, seed: 20260331 })
}

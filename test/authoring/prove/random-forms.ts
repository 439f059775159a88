import { headOf } from '../../support/load.ts'

/** Random numbers from a seed (mulberry32), so that a questionnaire can be made again by its number. */
export type Dice = (sides: number) => number

export function diceFrom(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

type Kind = 'yes_no' | 'choice' | 'scored' | 'choices' | 'scored_choices' | 'integer' | 'decimal' | 'date'

interface Made {
  readonly id: string
  readonly kind: Kind
  /** Of `choice` and `choices`. */
  readonly codes: readonly string[]
}

const ORDERS = ['=', '!=', '<', '<=', '>', '>='] as const
const LEVELS = ['act-now', 'refer-before', 'refer-discuss'] as const
const KINDS: readonly Kind[] = [
  ...(['yes_no', 'yes_no', 'choice', 'scored', 'scored', 'choices', 'scored_choices'] as const),
  ...(['integer', 'integer', 'decimal', 'date'] as const),
]

/** The day on which every answer is given. */
export const ON = '2026-03-01'

/** A small questionnaire of every kind of question, condition and key that decides something; the same for a seed. */
export function randomForm(seed: number): { readonly text: string; readonly sheets: number } {
  const dice = diceFrom(seed)
  const one = <T>(list: readonly T[]): T => list[dice(list.length)] as T
  const maybe = (chance: number, text: () => string): string => (dice(100) < chance ? text() : '')
  const questions: Made[] = []
  let hasScore = false
  let sheets = 1
  const asked = Array.from({ length: one([1, 2, 2, 3, 3, 3, 4]) }, (_, index) => question(index))
  const items = questions.filter(({ kind }) => kind === 'scored' || kind === 'scored_choices')
  // Conditions of questions come before the score is there.
  hasScore = items.length > 0 && dice(3) > 0
  const score = hasScore ? `scores:\n  - { id: total, title: T, sum: [${items.map(({ id }) => id).join(', ')}] }\n` : ''
  const rules = Array.from({ length: dice(5) }, (_, index) => {
    const level = one(LEVELS)
    const action = level === 'act-now' ? '    action: clinician-now\n' : ''
    const group = maybe(30, () => `    group: g${dice(2)}\n`)
    return `  - id: R${index}\n    when: ${condition(2, questions)}\n    level: ${level}\n${action}${group}    because: B.\n`
  })
  const promises = Array.from(
    { length: dice(3) },
    (_, index) => `  - id: p${index}\n    when: ${condition(1, questions)}\n    at_least: ${one(LEVELS)}\n`,
  )
  const text = [
    `${headOf('small')}sections:\n  - id: all\n    title: All\n    questions:\n${asked.join('')}`,
    score,
    rules.length === 0 ? '' : `rules:\n${rules.join('')}`,
    promises.length === 0 ? '' : `promises:\n${promises.join('')}`,
  ].join('')
  return { text, sheets }

  /** Not sure, prefer not to say and no answer come to the answers. */
  function held(answers: number): void {
    sheets *= answers + 3
  }

  function question(index: number): string {
    const kind = one(KINDS)
    const id = `q${index}`
    const codes = ['a', 'b', 'c'].slice(0, 2 + dice(2))
    const made: Made = { id, kind, codes }
    const askIf = questions.length > 0 ? maybe(45, () => `        ask_if: ${condition(1, questions)}\n`) : ''
    questions.push(made)
    const numbers = questions.filter((other) => other.kind === kind && other.id !== id)
    const check =
      numbers.length > 0 && (kind === 'integer' || kind === 'date')
        ? maybe(40, () => `        check: { that: '${one(numbers).id} ${one(ORDERS)} ${id}', message: M. }\n`)
        : kind === 'integer'
          ? maybe(10, () => `        check: { that: '${id} != ${dice(4)}', message: M. }\n`)
          : ''
    const own = [
      maybe(35, () => `        if_unknown: ${one(LEVELS)}\n`),
      maybe(25, () => `        if_unanswered: ${one(LEVELS)}\n`),
      maybe(60, () => `        usual: ${usualOf(made)}\n`),
      maybe(60, () => `        worse: ${worseOf(made)}\n`),
    ].join('')
    return `      - id: ${id}\n        text: Q?\n${shapeOf(made)}${askIf}${check}${own}`
  }

  function shapeOf({ kind, codes }: Made): string {
    const options = (scored: boolean) =>
      `        options:\n${codes.map((code) => `          ${code}: ${scored ? `{ label: L${code}, points: ${dice(4) - 1} }` : `L${code}`}\n`).join('')}`
    switch (kind) {
      case 'yes_no':
        held(2)
        return '        type: yes_no\n'
      case 'choice':
        held(codes.length)
        return `        type: choice\n${options(false)}`
      case 'scored':
        held(codes.length)
        return `        type: choice\n${options(true)}`
      case 'choices':
      case 'scored_choices':
        // Each list, and each that is known in part beside "not sure" and beside "prefer not to say".
        held(3 * 2 ** codes.length - 2)
        return `        type: choices\n        none: None\n${options(kind === 'scored_choices')}`
      case 'integer': {
        const [min, max] = [dice(3) - 1, 2 + dice(4)]
        held(max - min + 1)
        return `        type: integer\n        hard: { min: ${min}, max: ${max} }\n`
      }
      case 'decimal':
        held(4)
        return '        type: decimal\n        hard: { min: 0, max: 0.000003 }\n'
      case 'date': {
        const [first, last] = [29 + dice(3), 1 + dice(3)]
        held(31 - first + last + 1)
        return `        type: date\n        hard: { min: 2026-01-${first}, max: 2026-02-0${last} }\n`
      }
    }
  }

  function usualOf({ kind, codes }: Made): string {
    switch (kind) {
      case 'yes_no':
        return one(['yes', 'no'])
      case 'choice':
      case 'scored':
        return one(codes)
      case 'choices':
      case 'scored_choices':
        return one(['none', ...codes])
      case 'integer':
        return String(1 + dice(2))
      case 'decimal':
        return one(['0', '0.000002'])
      case 'date':
        return '2026-01-31'
    }
  }

  function worseOf({ kind, codes }: Made): string {
    switch (kind) {
      case 'yes_no':
        return one(['yes', 'no'])
      case 'choice':
      case 'scored':
        return `[${[...codes].sort(() => dice(3) - 1).join(', ')}]`
      case 'choices':
      case 'scored_choices':
        return 'more'
      case 'integer':
      case 'decimal':
      case 'date':
        return one(['higher', 'lower'])
    }
  }

  function condition(depth: number, among: readonly Made[]): string {
    if (depth > 0 && dice(2) === 0) {
      const word = one(['and', 'or'])
      const parts = Array.from({ length: 2 + dice(2) }, () => condition(depth - 1, among))
      return parts.map((part) => (/ (and|or) /.test(part) ? `(${part})` : part)).join(` ${word} `)
    }
    if (dice(6) === 0) return `not (${condition(depth - 1, among)})`
    return test(one(among), among)
  }

  function test(about: Made, among: readonly Made[]): string {
    const { id, kind, codes } = about
    if (dice(8) === 0) return `${id} is ${one(['', 'not '])}answered`
    if (hasScore && dice(3) === 0) return scoreTest(among)
    switch (kind) {
      case 'yes_no':
        return `${id} ${one(['=', '!='])} ${one(['yes', 'no'])}`
      case 'choice':
      case 'scored':
        return one([
          `${id} ${one(['=', '!='])} ${one(codes)}`,
          `${id} ${one(['in', 'not in'])} (${one(codes)}, ${codes[0]})`,
        ])
      case 'choices':
      case 'scored_choices':
        return severalTest(about)
      case 'integer':
        return `${numberOf(about, among)} ${one(ORDERS)} ${dice(6) - 1}`
      case 'decimal':
        return one([`${id} ${one(ORDERS)} 0.00000${dice(4)}`, `${id} * 2 ${one(ORDERS)} 0.00000${dice(6)}`])
      case 'date': {
        const other = one(among.filter((made) => made.kind === 'date'))
        return one([
          `${id} ${one(ORDERS)} 2026-0${one(['1-30', '1-31', '2-01'])}`,
          `days_since(${id}) ${one(ORDERS)} ${28 + dice(4)}`,
          `months_since(${id}) ${one(ORDERS)} 1`,
          `${id} ${one(ORDERS)} ${other.id}`,
          `days_since(${id}) - days_since(${other.id}) ${one(ORDERS)} ${dice(3)}`,
        ])
      }
    }
  }

  function severalTest({ id, codes }: Made): string {
    return one([
      `${id} has ${one(codes)}`,
      `${id} has any of (${one(codes)}, ${codes[0]})`,
      `count(${id}) ${one(ORDERS)} ${dice(4)}`,
    ])
  }

  function numberOf({ id }: Made, among: readonly Made[]): string {
    const other = one(among.filter((made) => made.kind === 'integer')).id
    const several = among.find(({ kind }) => kind === 'choices')
    return one([
      id,
      id,
      `${id} ${one(['+', '-', '*', '/'])} ${1 + dice(3)}`,
      `${id} ${one(['+', '-', '*', '/'])} ${other}`,
      `-${id}`,
      `6 / (${id} - ${dice(3)})`,
      several === undefined ? id : `${id} + count(${several.id})`,
    ])
  }

  function scoreTest(among: readonly Made[]): string {
    const whole = among.find(({ kind }) => kind === 'integer')
    const number = one([
      'total',
      'total',
      'total * 2',
      '6 / total',
      whole === undefined ? '-total' : `total - ${whole.id}`,
    ])
    return `${number} ${one(ORDERS)} ${dice(6) - 1}`
  }
}

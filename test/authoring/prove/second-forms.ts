import type { Answers } from '../../../src/questionnaire/index.ts'
import { headOf } from '../../support/load.ts'
import { type Dice, diceFrom } from './random-forms.ts'
import {
  type Amount,
  type Asked,
  type Made,
  type Order,
  readsOf,
  type Said,
  type Sheet,
  type Test,
} from './second-reading.ts'

const LEVELS = ['none-raised', 'refer-discuss', 'refer-before', 'act-now'] as const
const ORDERS: readonly Order[] = ['<', '<=', '>', '>=', '=']
const ONE = 1_000_000n

/** A form with wide numbers, decimals, dates, scores, lists, products and quotients; the same for a seed. */
export function wideForm(seed: number): Made {
  const dice = diceFrom(seed)
  return formWith(1 + dice(4), { dice, reach: 4, types: TYPES, isNarrow: false })
}

/** The same with so few values of each number and date that every sheet can be looked at. */
export function narrowForm(seed: number): Made {
  const dice = diceFrom(seed)
  return formWith(1 + dice(4), { dice, reach: 4, types: TYPES, isNarrow: true })
}

/** A form of a dozen questions and more, of which each hangs together with those beside it. */
export function longForm(seed: number): Made {
  const dice = diceFrom(seed)
  return formWith(10 + dice(8), { dice, reach: 2, types: TYPES.slice(0, 5), isNarrow: false })
}

interface Mould {
  readonly dice: Dice
  /** How far the questions of one condition can be apart. */
  readonly reach: number
  readonly types: readonly Asked['type'][]
  readonly isNarrow: boolean
}

function formWith(count: number, { dice, reach, types, isNarrow }: Mould): Made {
  const one = <T>(list: readonly T[]): T => list[dice(list.length)] as T
  const maybe = <T>(chance: number, make: () => T): T | undefined => (dice(100) < chance ? make() : undefined)
  const questions: Asked[] = []
  for (let at = 0; at < count; at += 1) {
    const made = questionOf(at, dice, types)
    const own = isNarrow ? narrowed(made, dice) : made
    const earlier = questions.slice(-reach)
    const askIf = at > 0 ? maybe(35, () => testOf({ dice, among: earlier, score: [], isNarrow }, 1)) : undefined
    const among = [...earlier, own]
    const wanted = maybe(25, () => testOf({ dice, among, score: [], isNarrow }, 0))
    const check =
      wanted !== undefined && readsOf(wanted, { questions: [], score: [], rules: [], promises: [] }).includes(own.id)
        ? wanted
        : undefined
    questions.push({
      ...own,
      ...(askIf === undefined ? {} : { askIf }),
      ...(check === undefined ? {} : { check }),
      ...defined(
        'ifUnknown',
        maybe(30, () => 1 + dice(3)),
      ),
      ...defined(
        'ifUnanswered',
        maybe(20, () => 1 + dice(3)),
      ),
      ...defined(
        'worse',
        maybe(60, () => worseOf(own, dice)),
      ),
    })
  }
  const items = questions.filter(({ points }) => points !== undefined).map(({ id }) => id)
  const isShort = count <= reach
  const score = dice(3) > 0 && isShort ? items : []
  const field = () => {
    const from = isShort ? 0 : dice(count - reach)
    return { dice, among: questions.slice(from, from + reach), score, isNarrow }
  }
  return {
    questions,
    score,
    rules: Array.from({ length: 1 + dice(4) + (isShort ? 0 : count) }, (_, at) => ({
      id: `R${at}`,
      when: testOf(field(), 2),
      level: 1 + dice(3),
    })),
    promises: Array.from({ length: dice(3) }, (_, at) => ({
      id: `p${at}`,
      when: testOf(field(), 1),
      atLeast: 1 + dice(3),
    })),
  }

  function defined<K extends string, V>(key: K, value: V | undefined): { readonly [Key in K]?: V } {
    return value === undefined ? {} : ({ [key]: value } as { readonly [Key in K]?: V })
  }

  function worseOf({ type, codes }: Asked, own: Dice): NonNullable<Asked['worse']> {
    if (type === 'choices') return 'more'
    if (type === 'integer' || type === 'decimal' || type === 'date') return one(['higher', 'lower'] as const)
    return own(2) === 0 ? codes : codes.toReversed()
  }
}

const TYPES: readonly Asked['type'][] = [
  'yes_no',
  'choice',
  'choices',
  'integer',
  'integer',
  'decimal',
  'decimal',
  'date',
  'date',
]

function questionOf(at: number, dice: Dice, types: readonly Asked['type'][]): Asked {
  const id = `q${at}`
  const type = types[dice(types.length)]
  const codes =
    type === 'yes_no'
      ? ['yes', 'no']
      : type === 'choice' || type === 'choices'
        ? ['a', 'b', 'c'].slice(0, 2 + dice(2))
        : []
  const hasPoints = (type === 'choice' || type === 'choices') && dice(2) === 0
  const points = hasPoints ? { points: codes.map(() => BigInt(dice(6) - 1) * ONE) } : {}
  const low = BigInt(dice(40) - 10)
  const widths = [3n, 30n, 300n, 2700n, 1_000_000n]
  const width = widths[dice(5)] as bigint
  if (type === 'integer') return { id, type, codes, ...points, min: low * ONE, max: (low + width) * ONE }
  if (type === 'decimal')
    return { id, type, codes, ...points, min: low * ONE, max: low * ONE + (width * ONE) / (dice(2) === 0 ? 1n : 1000n) }
  if (type === 'date')
    return {
      id,
      type,
      codes,
      ...points,
      min: dayNumber('2000-01-01'),
      max: dayNumber(dice(2) === 0 ? '2026-06-30' : '2040-12-31'),
    }
  return { id, type: type ?? 'yes_no', codes, ...points, min: 0n, max: 0n }
}

/** Four numbers, or five days up to the day of the answers. */
function narrowed(asked: Asked, dice: Dice): Asked {
  const { type, min } = asked
  if (type === 'integer') return { ...asked, max: min + BigInt(2 + dice(3)) * ONE }
  if (type === 'decimal') return { ...asked, max: min + 3n }
  return type === 'date' ? { ...asked, min: dayNumber('2026-02-25'), max: dayNumber('2026-03-01') } : asked
}

export interface Ground {
  readonly isNarrow?: boolean
  readonly dice: Dice
  readonly among: readonly Asked[]
  readonly score: readonly string[]
}

export function testOf(ground: Ground, depth: number): Test {
  const { dice, among } = ground
  const one = <T>(list: readonly T[]): T => list[dice(list.length)] as T
  if (depth > 0 && dice(8) === 0) return bandIn(ground)
  if (depth > 0 && dice(2) === 0)
    return { is: dice(2) === 0 ? 'all' : 'any', of: [testOf(ground, depth - 1), testOf(ground, depth - 1)] }
  if (dice(7) === 0) return { is: 'not', of: testOf(ground, depth - 1) }
  const asked = one(among)
  const { id, type, codes } = asked
  if (dice(10) === 0) return { is: 'answered', id }
  if (ground.score.length > 0 && dice(4) === 0)
    return { is: one(ORDERS), left: { is: 'score', id: 'total' }, right: scored(ground) }
  if (type === 'yes_no' || type === 'choice')
    return { is: 'one of', id, codes: codes.filter((_, at) => at === 0 || dice(2) === 0) }
  if (type === 'choices') {
    if (dice(2) === 0) return { is: 'has', id, code: one(codes) }
    return { is: one(ORDERS), left: { is: 'count', id }, right: literal(BigInt(dice(4)) * ONE) }
  }
  return type === 'date' ? aboutDate(asked, ground) : aboutNumber(asked, ground)
}

/** A number that is no less than one bound and less than another, perhaps one very near. */
function bandIn(ground: Ground): Test {
  const { dice, among } = ground
  const numbers = among.filter(({ type }) => type === 'integer' || type === 'decimal' || type === 'date')
  const asked = numbers[dice(Math.max(1, numbers.length))]
  if (asked === undefined) return testOf(ground, 0)
  const test = asked.type === 'date' ? aboutDate(asked, ground) : aboutNumber(asked, ground)
  if (!('left' in test) || test.right.is !== 'number') return test
  const { value } = test.right
  const isDay = test.left.is === 'answer' && asked.type === 'date'
  const width = isDay ? BigInt(1 + dice(400)) : ([100n, 20_000n, ONE, 30n * ONE][dice(4)] as bigint)
  const above: Amount = isDay
    ? { is: 'number', value: value + width, text: dayText(value + width) }
    : literal(value + width)
  return {
    is: 'all',
    of: [
      { ...test, is: '>=' },
      { is: '<', left: test.left, right: above },
    ],
  }
}

function scored({ dice, among }: Ground): Amount {
  const number = among.find(({ type }) => type === 'integer')
  if (number !== undefined && dice(3) === 0) return { is: 'answer', id: number.id }
  return literal(BigInt(dice(7) - 1) * ONE)
}

function aboutDate({ id, min }: Asked, { dice, among, isNarrow }: Ground): Test {
  const one = <T>(list: readonly T[]): T => list[dice(list.length)] as T
  const op = one(ORDERS.slice(0, 4))
  const other = one(among.filter(({ type }) => type === 'date'))
  const date: Amount = { is: 'answer', id }
  const day = min + BigInt(dice(isNarrow ? 5 : 10_000))
  switch (dice(5)) {
    case 0:
      return { is: op, left: date, right: { is: 'number', value: day, text: dayText(day) } }
    case 1:
      return { is: op, left: date, right: { is: 'answer', id: other.id } }
    case 2:
      return { is: op, left: { is: 'days', id }, right: literal(BigInt(dice(isNarrow ? 6 : 120)) * ONE) }
    case 3:
      return {
        is: op,
        left: { is: dice(2) === 0 ? 'months' : 'years', id },
        right: literal(BigInt(dice(isNarrow ? 2 : 7)) * ONE),
      }
    default:
      return {
        is: op,
        left: { is: '-', left: { is: 'days', id }, right: { is: 'days', id: other.id } },
        right: literal(BigInt(isNarrow ? dice(5) - 2 : dice(60) - 30) * ONE),
      }
  }
}

function aboutNumber({ id, min, max }: Asked, { dice, among }: Ground): Test {
  const one = <T>(list: readonly T[]): T => list[dice(list.length)] as T
  const op = one(ORDERS)
  const number: Amount = { is: 'answer', id }
  const other: Amount = {
    is: 'answer',
    id: one(among.filter(({ type }) => type === 'integer' || type === 'decimal')).id,
  }
  const inside = literal(min + ((max - min) * BigInt(dice(11))) / 10n)
  const small = literal(BigInt(1 + dice(5)) * ONE)
  const lists = among.filter(({ type }) => type === 'choices')
  if (lists.length > 0 && dice(5) === 0) {
    const count: Amount = { is: 'count', id: one(lists).id }
    return { is: op, left: { is: one(['+', '-', '*'] as const), left: number, right: count }, right: inside }
  }
  switch (dice(8)) {
    case 0:
      return { is: op, left: { is: '-', left: number, right: other }, right: literal(BigInt(dice(21) - 10) * ONE) }
    case 1:
      return { is: op, left: number, right: other }
    case 2:
      return { is: op, left: { is: '*', left: number, right: other }, right: literal(BigInt(dice(900)) * ONE) }
    case 3:
      return { is: op, left: { is: '/', left: number, right: other }, right: small }
    case 4:
      return { is: op, left: { is: one(['+', '*', '/'] as const), left: number, right: small }, right: inside }
    case 5:
      return { is: op, left: { is: '+', left: number, right: other }, right: inside }
    default:
      return { is: op, left: number, right: inside }
  }
}

function literal(value: bigint): Amount {
  return { is: 'number', value, text: decimal(value) }
}

export function decimal(value: bigint): string {
  const size = value < 0n ? -value : value
  const rest = (size % ONE).toString().padStart(6, '0').replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${size / ONE}${rest === '' ? '' : `.${rest}`}`
}

export function dayText(day: bigint): string {
  return new Date(Number(day) * 86_400_000).toISOString().slice(0, 10)
}

export function dayNumber(text: string): bigint {
  return BigInt(Date.parse(text) / 86_400_000)
}

/** The form as an author would write it. */
export function yamlOf({ questions, score, rules, promises }: Made): string {
  const asked = questions.map(({ id, type, codes, points, min, max, ...one }) => {
    const limit = (value: bigint) => (type === 'date' ? dayText(value) : decimal(value))
    const options = codes
      .map(
        (code, at) =>
          `          ${code}: ${points === undefined ? `L${code}` : `{ label: L${code}, points: ${decimal(points[at] as bigint)} }`}\n`,
      )
      .join('')
    return [
      `      - id: ${id}\n        text: Q?\n        type: ${type}\n`,
      type === 'choices' ? '        none: None\n' : '',
      type === 'choice' || type === 'choices' ? `        options:\n${options}` : '',
      codes.length === 0 ? `        hard: { min: ${limit(min)}, max: ${limit(max)} }\n` : '',
      one.askIf === undefined ? '' : `        ask_if: ${testText(one.askIf)}\n`,
      one.check === undefined ? '' : `        check: { that: '${testText(one.check)}', message: M. }\n`,
      one.ifUnknown === undefined ? '' : `        if_unknown: ${LEVELS[one.ifUnknown]}\n`,
      one.ifUnanswered === undefined ? '' : `        if_unanswered: ${LEVELS[one.ifUnanswered]}\n`,
      worseText(type, one.worse),
      one.usual === undefined
        ? ''
        : `        usual: ${typeof one.usual === 'bigint' ? limit(one.usual) : String(one.usual)}\n`,
    ].join('')
  })
  const level = (rank: number) => `${LEVELS[rank]}\n${rank === 3 ? '    action: clinician-now\n' : ''}`
  return [
    `${headOf('wide')}sections:\n  - id: all\n    title: All\n    questions:\n${asked.join('')}`,
    score.length === 0 ? '' : `scores:\n  - { id: total, title: T, sum: [${score.join(', ')}] }\n`,
    `rules:\n${rules.map((rule) => `  - id: ${rule.id}\n    when: ${testText(rule.when)}\n    level: ${level(rule.level)}    because: B.\n`).join('')}`,
    promises.length === 0 ? '' : 'promises:\n',
    ...promises.map(
      ({ id, when, atLeast }) => `  - id: ${id}\n    when: ${testText(when)}\n    at_least: ${LEVELS[atLeast]}\n`,
    ),
  ].join('')
}

function worseText(type: Asked['type'], worse: Asked['worse']): string {
  if (worse === undefined) return ''
  if (typeof worse === 'string') return `        worse: ${worse}\n`
  return type === 'yes_no' ? `        worse: ${worse.at(-1)}\n` : `        worse: [${worse.join(', ')}]\n`
}

function testText(test: Test): string {
  switch (test.is) {
    case 'all':
    case 'any':
      return test.of.map((one) => `(${testText(one)})`).join(test.is === 'all' ? ' and ' : ' or ')
    case 'not':
      return `not (${testText(test.of)})`
    case 'answered':
      return `${test.id} is answered`
    case 'has':
      return `${test.id} has ${test.code}`
    case 'one of':
      return test.codes.length === 1 ? `${test.id} = ${test.codes[0]}` : `${test.id} in (${test.codes.join(', ')})`
    default:
      return `${amountText(test.left)} ${test.is} ${amountText(test.right)}`
  }
}

function amountText(one: Amount): string {
  if (one.is === 'number') return one.text
  if ('left' in one) return `${amountText(one.left)} ${one.is} ${amountText(one.right)}`
  if (one.is === 'answer' || one.is === 'score') return one.id
  return one.is === 'count' ? `count(${one.id})` : `${one.is}_since(${one.id})`
}

/** Answers of the program as this reading has them. */
export function sheetFrom(answers: Answers): Sheet {
  return new Map(
    [...answers].flatMap(([id, answer]): readonly (readonly [string, Said])[] => {
      if (answer.kind === 'rejected') return []
      if (answer.kind !== 'given')
        return [[id, { kind: 'unsure', ...(answer.codes === undefined ? {} : { codes: answer.codes }) }]]
      const { value } = answer
      if (typeof value === 'number') return [[id, { kind: 'given', value: BigInt(Math.round(value * 1_000_000)) }]]
      const isDay = typeof value === 'string' && /^\d{4}-/.test(value)
      return [[id, { kind: 'given', value: isDay ? dayNumber(value) : value }]]
    }),
  )
}

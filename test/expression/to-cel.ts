import type { Algebra, QuestionSubject } from '../../src/expression/index.ts'
import type { Person } from './person.ts'

/** A number or date as CEL text, from its least to its most; `asked` must hold or the comparison is false. */
interface Ends {
  readonly low: string
  readonly high: string
  readonly asked: readonly string[]
}

/**
 * Conditions as CEL. What is not known is an absent key: an error, which CEL's `&&` and `||` take in when the other
 * operand decides, as Kleene does. Numbers are whole millionths.
 */
export const toCel: Algebra<string, Ends> = {
  and: (operands) => `(${operands.join(' && ')})`,
  or: (operands) => `(${operands.join(' || ')})`,
  not: (operand) => `!(${operand})`,
  compare: (op, left, right) => guarded([...left.asked, ...right.asked], comparison(op, left, right)),
  oneOf: ({ id }, codes) => guarded([`asked.${id}`], `a.${id} in [${codes.map((code) => `"${code}"`).join(', ')}]`),
  hasAny: ({ id }, codes) =>
    guarded([`asked.${id}`], codes.map((code) => `"${code}" in readable.${id} || "${code}" in a.${id}`).join(' || ')),
  answered: ({ id }) => `has(a.${id})`,
  literal: (value, type) => point(type === 'date' ? day(`"${isoDay(value)}"`) : String(value)),
  answer: ({ id, type }) => point(type === 'date' ? day(`a.${id}`) : `a.${id}`, `asked.${id}`),
  score: ({ items }) => {
    const end = (pick: Pick) =>
      items
        .map(({ question, points }) => {
          const added =
            question.type === 'choices' ? sumText(question, points, pick) : pointsText(question, points, pick)
          return `(asked.${question.id} ? (${added}) : 0)`
        })
        .join(' + ')
    const asked = items.map(({ question }) => `asked.${question.id}`).join(' || ')
    return { low: `(${end(Math.min)})`, high: `(${end(Math.max)})`, asked: [`(${asked})`] }
  },
  count: ({ id }) => ({ low: `least.${id}`, high: `most.${id}`, asked: [`asked.${id}`] }),
  since: (unit, { id }) => {
    const date = day(`a.${id}`)
    if (unit === 'days') return point(`((today - ${date}).getHours() / 24 * 1000000)`, `asked.${id}`)
    return point(`(${monthsSince(date)}${unit === 'years' ? ' / 12' : ''} * 1000000)`, `asked.${id}`)
  },
  arithmetic: (op, left, right) => {
    const asked = [...left.asked, ...right.asked]
    if (op === '+') return { low: `(${left.low} + ${right.low})`, high: `(${left.high} + ${right.high})`, asked }
    if (op === '-') return { low: `(${left.low} - ${right.high})`, high: `(${left.high} - ${right.low})`, asked }
    const calculate = op === '*' ? product : quotient
    if (isPoint(left) && isPoint(right)) return { ...point(calculate(left.low, right.low)), asked }
    const corners = [left.low, left.high].flatMap((a) => [right.low, right.high].map((b) => calculate(a, b)))
    const safe = (end: string) => (op === '*' ? end : `(${right.low} <= 0 && ${right.high} >= 0 ? 1 / 0 : ${end})`)
    return { low: safe(outermost('<', corners)), high: safe(outermost('>', corners)), asked }
  },
  negate: ({ low, high, asked }) => ({ low: `(-${high})`, high: `(-${low})`, asked }),
}

function point(text: string, ...asked: readonly string[]): Ends {
  return { low: text, high: text, asked }
}

function isPoint({ low, high }: Ends): boolean {
  return low === high
}

function guarded(asked: readonly string[], test: string): string {
  return `(${[...asked, `(${test})`].join(' && ')})`
}

function comparison(op: string, left: Ends, right: Ends): string {
  if (isPoint(left) && isPoint(right)) return `${left.low} ${op === '=' ? '==' : op} ${right.low}`
  const decided = (yes: string, no: string) => `${yes} ? true : (${no} ? false : a.unknown)`
  switch (op) {
    case '=':
      return decided(
        `(${left.low} == ${left.high} && ${right.low} == ${right.high} && ${left.low} == ${right.low})`,
        `(${left.high} < ${right.low} || ${left.low} > ${right.high})`,
      )
    case '<':
      return decided(`(${left.high} < ${right.low})`, `(${left.low} >= ${right.high})`)
    case '<=':
      return decided(`(${left.high} <= ${right.low})`, `(${left.low} > ${right.high})`)
    case '>':
      return decided(`(${left.low} > ${right.high})`, `(${left.high} <= ${right.low})`)
    default:
      return decided(`(${left.low} >= ${right.high})`, `(${left.high} < ${right.low})`)
  }
}

type Pick = (...values: number[]) => number

function pointsText({ id, codes }: QuestionSubject, points: readonly number[], pick: Pick): string {
  const given = codes.reduceRight((rest, code, index) => `a.${id} == "${code}" ? ${points[index] ?? 0} : ${rest}`, '0')
  return `has(a.${id}) ? (${given}) : ${pick(...points)}`
}

/** Of several answers each option adds its points when it was named, and what it may add where that is not known. */
function sumText({ id, codes }: QuestionSubject, points: readonly number[], pick: Pick): string {
  return codes
    .map((code, index) => {
      const point = points[index] ?? 0
      return `("${code}" in readable.${id} ? ${point} : (has(a.${id}) ? 0 : ${pick(0, point)}))`
    })
    .join(' + ')
}

function product(a: string, b: string): string {
  return rounded(`${a} * ${b}`, '1000000')
}

function quotient(a: string, b: string): string {
  return rounded(`${a} * 1000000`, b)
}

/** CEL divides towards zero; halves go away from it. */
function rounded(numerator: string, denominator: string): string {
  const size = (text: string) => `(${text} < 0 ? -(${text}) : ${text})`
  const up = `${size('n % d')} * 2 >= ${size('d')} ? ((n < 0) == (d < 0) ? 1 : -1) : 0`
  return `cel.bind(n, ${numerator}, cel.bind(d, ${denominator}, n / d + (${up})))`
}

function outermost(than: string, [first = '0', ...rest]: readonly string[]): string {
  return rest.reduce((best, one) => `cel.bind(x, ${best}, cel.bind(y, ${one}, x ${than} y ? x : y))`, first)
}

function day(text: string): string {
  return `timestamp(${text} + "T00:00:00Z")`
}

function isoDay(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}

/** Whole months from a date until `today`, towards zero. */
function monthsSince(date: string): string {
  const month = (text: string) => `(${text}.getFullYear() * 12 + ${text}.getMonth())`
  const short = `(m > 0 && today.getDate() < ${date}.getDate() ? 1 : (m < 0 && today.getDate() > ${date}.getDate() ? -1 : 0))`
  return `cel.bind(m, ${month('today')} - ${month(date)}, m - ${short})`
}

/** What CEL sees of a person: keys for what is known only. */
export function celContext({ on, facts }: Person): Readonly<Record<string, unknown>> {
  const a: Record<string, unknown> = {}
  const asked: Record<string, boolean> = {}
  const readable: Record<string, readonly string[]> = {}
  const [least, most]: [Record<string, bigint>, Record<string, bigint>] = [{}, {}]
  for (const { id, isAsked, value, codes, options } of facts) {
    asked[id] = isAsked
    readable[id] = codes ?? []
    if (value !== undefined) a[id] = typeof value === 'number' ? BigInt(Math.round(value * 1e6)) : value
    const known = typeof value === 'object'
    if (codes === undefined || (!known && codes.length === 0)) continue
    least[id] = BigInt(codes.length * 1e6)
    most[id] = BigInt((known ? codes.length : options) * 1e6)
  }
  return { a, asked, readable, least, most, today: new Date(`${on}T00:00:00Z`) }
}

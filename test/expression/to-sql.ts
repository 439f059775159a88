import type { Algebra, QuestionSubject } from '../../src/expression/index.ts'
import type { Person } from './person.ts'

/** A number or date as SQL text, from its least to its most; `asked` must hold or the comparison is false. */
interface Ends {
  readonly low: string
  readonly high: string
  readonly asked: readonly string[]
}

/**
 * Conditions as SQL over one row per person. What is not known is NULL, and SQL's own three-valued logic does the rest.
 * Numbers are whole millionths.
 */
export const toSql: Algebra<string, Ends> = {
  and: (operands) => `(${operands.join(' AND ')})`,
  or: (operands) => `(${operands.join(' OR ')})`,
  not: (operand) => `(NOT ${operand})`,
  compare: (op, left, right) => guarded([...left.asked, ...right.asked], comparison(op, left, right)),
  oneOf: ({ id }, codes) => guarded([`${id}_asked`], `${id} IN (${codes.map((code) => `'${code}'`).join(', ')})`),
  hasAny: ({ id }, codes) => guarded([`${id}_asked`], codes.map((code) => `${id}_${code}`).join(' OR ')),
  answered: ({ id }) => `${id}_given`,
  literal: (value, type) => point(type === 'date' ? `date(${value} * 86400, 'unixepoch')` : String(value)),
  answer: ({ id }) => point(id, `${id}_asked`),
  score: ({ items }) => {
    const end = (pick: Pick) =>
      items
        .map(({ question, points }) => {
          const { id, type } = question
          const added = type === 'choices' ? sumText(question, points, pick) : pointsText(question, points, pick)
          return `CASE WHEN NOT ${id}_asked THEN 0 ELSE ${added} END`
        })
        .join(' + ')
    const asked = items.map(({ question }) => `${question.id}_asked`).join(' OR ')
    return { low: `(${end(Math.min)})`, high: `(${end(Math.max)})`, asked: [`(${asked})`] }
  },
  count: ({ id }) => ({ low: `${id}_least`, high: `${id}_most`, asked: [`${id}_asked`] }),
  since: (unit, { id }) => {
    if (unit === 'days') return point(`(CAST(julianday(today) - julianday(${id}) AS INTEGER) * 1000000)`, `${id}_asked`)
    return point(`(${monthsSince(id)}${unit === 'years' ? ' / 12' : ''} * 1000000)`, `${id}_asked`)
  },
  arithmetic: (op, left, right) => {
    const asked = [...left.asked, ...right.asked]
    if (op === '+') return { low: `(${left.low} + ${right.low})`, high: `(${left.high} + ${right.high})`, asked }
    if (op === '-') return { low: `(${left.low} - ${right.high})`, high: `(${left.high} - ${right.low})`, asked }
    const calculate = (a: string, b: string) =>
      op === '*' ? rounded(`(${a} * ${b})`, '1000000') : rounded(`(${a} * 1000000)`, b)
    if (isPoint(left) && isPoint(right)) return { ...point(calculate(left.low, right.low)), asked }
    const corners = [left.low, left.high].flatMap((a) => [right.low, right.high].map((b) => calculate(a, b))).join(', ')
    const end = (extreme: string) =>
      op === '*'
        ? `${extreme}(${corners})`
        : `CASE WHEN ${right.low} <= 0 AND ${right.high} >= 0 THEN NULL ELSE ${extreme}(${corners}) END`
    return { low: `(${end('min')})`, high: `(${end('max')})`, asked }
  },
  negate: ({ low, high, asked }) => ({ low: `(- ${high})`, high: `(- ${low})`, asked }),
}

function point(text: string, ...asked: readonly string[]): Ends {
  return { low: text, high: text, asked }
}

function isPoint({ low, high }: Ends): boolean {
  return low === high
}

function guarded(asked: readonly string[], test: string): string {
  return asked.length === 0 ? `(${test})` : `CASE WHEN NOT (${asked.join(' AND ')}) THEN 0 ELSE (${test}) END`
}

function comparison(op: string, left: Ends, right: Ends): string {
  if (isPoint(left) && isPoint(right)) return `${left.low} ${op} ${right.low}`
  const decided = (yes: string, no: string) => `CASE WHEN ${yes} THEN 1 WHEN ${no} THEN 0 END`
  switch (op) {
    case '=':
      return decided(
        `${left.low} = ${left.high} AND ${right.low} = ${right.high} AND ${left.low} = ${right.low}`,
        `${left.high} < ${right.low} OR ${left.low} > ${right.high}`,
      )
    case '<':
      return decided(`${left.high} < ${right.low}`, `${left.low} >= ${right.high}`)
    case '<=':
      return decided(`${left.high} <= ${right.low}`, `${left.low} > ${right.high}`)
    case '>':
      return decided(`${left.low} > ${right.high}`, `${left.high} <= ${right.low}`)
    default:
      return decided(`${left.low} >= ${right.high}`, `${left.high} < ${right.low}`)
  }
}

type Pick = (...values: number[]) => number

function pointsText({ id, codes }: QuestionSubject, points: readonly number[], pick: Pick): string {
  const cases = codes.map((code, index) => `WHEN '${code}' THEN ${points[index]}`)
  return `CASE ${id} ${cases.join(' ')} ELSE ${pick(...points)} END`
}

/** Of several answers each option adds its points when it was named, and what it may add where it is NULL. */
function sumText({ id, codes }: QuestionSubject, points: readonly number[], pick: Pick): string {
  return codes
    .map((code, index) => `COALESCE(${id}_${code} * ${points[index]}, ${pick(0, points[index] ?? 0)})`)
    .join(' + ')
}

/** SQLite divides towards zero, and by zero to NULL; halves go away from zero. */
function rounded(numerator: string, denominator: string): string {
  const up = `abs(${numerator} % ${denominator}) * 2 >= abs(${denominator})`
  return `(${numerator} / ${denominator} + CASE WHEN ${up} THEN CASE WHEN (${numerator} < 0) = (${denominator} < 0) THEN 1 ELSE -1 END ELSE 0 END)`
}

/** Whole months from a date until `today`, towards zero. */
function monthsSince(id: string): string {
  const part = (format: string, date: string) => `CAST(strftime('${format}', ${date}) AS INTEGER)`
  const month = (date: string) => `(${part('%Y', date)} * 12 + ${part('%m', date)})`
  const [now, then] = [month('today'), month(id)]
  const [nowDay, thenDay] = [part('%d', 'today'), part('%d', id)]
  return `(${now} - ${then} - CASE WHEN ${now} > ${then} AND ${nowDay} < ${thenDay} THEN 1 WHEN ${now} < ${then} AND ${nowDay} > ${thenDay} THEN -1 ELSE 0 END)`
}

/** The row of a person, by column. */
export function sqlRow(
  { on, facts }: Person,
  codesOf: (id: string) => readonly string[],
): Readonly<Record<string, number | string | null>> {
  const row: Record<string, number | string | null> = { today: on }
  for (const { id, isAsked, value, codes, options } of facts) {
    row[`${id}_asked`] = isAsked ? 1 : 0
    row[`${id}_given`] = value === undefined ? 0 : 1
    row[id] = typeof value === 'number' ? Math.round(value * 1e6) : typeof value === 'string' ? value : null
    const known = typeof value === 'object'
    for (const code of codesOf(id)) row[`${id}_${code}`] = codes?.includes(code) ? 1 : known ? 0 : null
    const readable = codes !== undefined && (known || codes.length > 0) ? codes.length * 1e6 : null
    row[`${id}_least`] = readable
    row[`${id}_most`] = readable === null || known ? readable : options * 1e6
  }
  return row
}

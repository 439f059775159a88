import type { Span } from '../diagnostics/index.ts'
import { dayOf } from './dates.ts'
import type { ExpressionProblem } from './syntax.ts'

export interface Token {
  /** `symbol`: an operator, bracket or comma; `word`: a name or keyword; `end`: after the last. */
  readonly kind: 'number' | 'date' | 'word' | 'symbol' | 'end'
  readonly text: string
  readonly span: Span
}

const TOKEN = /(\d{4}-\d{2}-\d{2})(?!\w)|(\d[\w.]*)|([A-Za-z_]\w*)|(<=|>=|!=|[=<>+\-*/(),])/y
const NUMBER = /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/

/** Signs of other languages that authors write, and what they meant. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^#/, 'a condition has no comments: put the comment on a line of its own, before the key'],
  [/^['"“”‘’`]/, 'write codes without quotes'],
  [/^(==|≡)/, 'write `=`'],
  [/^=</, 'write `<=`'],
  [/^=>/, 'write `>=`'],
  [/^(<>|≠|!)/, 'write `!=`, or `not` before a test'],
  [/^≤/, 'write `<=`'],
  [/^≥/, 'write `>=`'],
  [/^(&&?)/, 'write `and`'],
  [/^(\|\|?)/, 'write `or`'],
  [/^[−–—]/, 'write a minus sign: `-`'],
  [/^[×·]/, 'write `*`'],
  [/^÷/, 'write `/`'],
  [/^\[/, 'write round brackets: `in (a, b)`'],
  [/^[%°]/, 'write the number alone; the unit stands with the question'],
  [/^\./, 'write a zero before the decimal point, such as `0.5`'],
  [/^;/, 'join tests with `and` or `or`'],
]

type Lexed =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly problem: ExpressionProblem }

/** The pieces of a condition, or the first sign that cannot be one. */
export function tokens(text: string): Lexed {
  const found: Token[] = []
  let at = 0
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1
    if (at >= text.length) break
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (match === null || /^(=[=<>]|<>)/.test(text.slice(at, at + 2)))
      return { ok: false, problem: foreignSign(text, at) }
    const [whole, date, number, word] = match
    const span = { start: at, end: at + whole.length }
    const kind = date !== undefined ? 'date' : number !== undefined ? 'number' : word !== undefined ? 'word' : 'symbol'
    const problem = kind === 'date' ? wrongDate(whole, span) : kind === 'number' ? wrongNumber(whole, span) : undefined
    if (problem !== undefined) return { ok: false, problem }
    found.push({ kind, text: whole, span })
    at = span.end
  }
  found.push({ kind: 'end', text: '', span: { start: text.length, end: text.length } })
  return { ok: true, tokens: found }
}

function foreignSign(text: string, at: number): ExpressionProblem {
  const rest = text.slice(at)
  const sign = /^(=[=<>]|<>|&&|\|\|)/.exec(rest)?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0)
  const help = FOREIGN.find(([pattern]) => pattern.test(rest))?.[1]
  const span = { start: at, end: at + sign.length }
  const message = `\`${sign}\` is not part of the condition language`
  return { code: 'condition-syntax', span, message, ...(help === undefined ? {} : { help }) }
}

function wrongNumber(text: string, span: Span): ExpressionProblem | undefined {
  if (NUMBER.test(text)) return undefined
  const message = `\`${text}\` is not a number as conditions write it`
  const glued = /^(\d+(?:\.\d+)?)(?!e\d)[A-Za-z]/i.exec(text)
  const date = text.startsWith('0') ? '; a date is written `2026-02-28`' : ''
  const help =
    glued === null
      ? `digits, at most nine before a decimal point and six after it, no leading zero${date}`
      : `write the number alone: \`${glued[1]}\`; the unit stands with the question, and a code begins with a letter`
  return { code: 'condition-syntax', span, message, help }
}

function wrongDate(text: string, span: Span): ExpressionProblem | undefined {
  if (dayOf(text) !== undefined) return undefined
  return {
    code: 'condition-syntax',
    span,
    message: `\`${text}\` is not a day of the calendar`,
    help: 'year-month-day, such as `2026-02-28`',
  }
}

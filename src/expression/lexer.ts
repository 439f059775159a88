import { type Span, withoutUndefined } from '../diagnostics/index.ts'
import { isMeasure, MEASURES, type Measure } from './measures.ts'
import type { ExpressionProblem } from './syntax.ts'

export interface Token {
  /** `symbol`: an operator, bracket or comma. `word`: a name or keyword. `end`: after the last token. */
  readonly kind: Measure | 'word' | 'symbol' | 'end'
  readonly text: string
  readonly span: Span
}

const LITERALS = Object.entries(MEASURES).map(([measure, { literal }]) => `(?<${measure}>${literal.pattern})`)
const TOKEN = new RegExp(`${LITERALS.join('|')}|(?<word>[A-Za-z_]\\w*)|(?<symbol><=|>=|!=|[=<>+\\-*/(),])`, 'y')

/** Operators of other languages that authors write, and what to write instead. */
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
  [/^[%°]/, 'write the number alone; the unit is given with the question'],
  [/^\./, 'write a zero before the decimal point, such as `0.5`'],
  [/^;/, 'join tests with `and` or `or`'],
]

type Lexed =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly problem: ExpressionProblem }

/** The tokens of a condition, or the first character that cannot begin one. */
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
    const [lexeme] = match
    const span = { start: at, end: at + lexeme.length }
    const kind = kindOf(match.groups ?? {})
    const fault = isMeasure(kind) ? MEASURES[kind].literal.fault(lexeme) : undefined
    if (fault !== undefined) return { ok: false, problem: { code: 'condition-syntax', span, ...fault } }
    found.push({ kind, text: lexeme, span })
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
  return { code: 'condition-syntax', span, message, ...withoutUndefined({ help }) }
}

/** The name of the group that matched, which is a `kind` of `Token`. */
function kindOf(groups: Readonly<Record<string, string | undefined>>): Token['kind'] {
  const name = Object.keys(groups).find((group) => groups[group] !== undefined)
  return name !== undefined && isMeasure(name) ? name : name === 'word' ? 'word' : 'symbol'
}

import { nearest } from '../yaml/index.ts'
import type { Token } from './lexer.ts'
import { KEYWORDS } from './syntax.ts'

/** Words of other languages, and how this one says it. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['contains', 'write `has`'],
  ['includes', 'write `has`'],
  ['exists', 'write `… is answered`'],
  ['null', 'write `… is answered` or `… is not answered`'],
  ['empty', 'write `… is answered` or `… is not answered`'],
  ['blank', 'write `… is answered` or `… is not answered`'],
  ['equals', 'write `=`'],
  ['if', 'a condition is a test, not a program: join tests with `and` and `or`'],
  ['then', 'a condition is a test, not a program: join tests with `and` and `or`'],
  ['xor', 'write `(a and not b) or (b and not a)`'],
  ['implies', 'write `not a or b`'],
  ['none', 'write `count(…) = 0`'],
  ['selected', 'write `… has …`'],
])

/** What the author meant by a word that stands where none is expected. */
export function misspelt(text: string, token: Token): string | undefined {
  if (token.kind !== 'word') return undefined
  const lower = token.text.toLowerCase()
  if (KEYWORDS.includes(lower) && lower !== token.text) return `write \`${lower}\` in small letters`
  const elsewhere = ELSEWHERE.get(lower)
  if (elsewhere !== undefined) return elsewhere
  if (KEYWORDS.includes(lower)) return undefined
  if (/\d\s*$/.test(text.slice(0, token.span.start))) return 'write the number alone; the unit stands with the question'
  const near = nearest(lower, ['and', 'or', 'between', 'has', 'answered'])
  return near === undefined ? undefined : `did you mean \`${near}\`?`
}

import { nearest } from '../diagnostics/index.ts'
import type { Token } from './lexer.ts'
import { KEYWORDS } from './syntax.ts'

/** Words of other languages, and what to write here instead. */
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
  ['to', 'write `between … and …`'],
])

/** What to write in place of a keyword in capitals, or of a word from another language. */
export function remedyFor(word: string): string | undefined {
  const lower = word.toLowerCase()
  if (KEYWORDS.includes(lower) && lower !== word) return `write \`${lower}\` in small letters`
  return ELSEWHERE.get(lower)
}

const BEGINS_TEST = /^\s*([=<>!]|(in|has|is|between|not)\b)/

/** What the author meant by a word at a place where no word can be. */
export function misspelt(text: string, token: Token): string | undefined {
  if (token.kind !== 'word') return undefined
  const remedy = remedyFor(token.text)
  if (remedy !== undefined || KEYWORDS.includes(token.text)) return remedy
  if (BEGINS_TEST.test(text.slice(token.span.end))) return 'join tests with `and` or `or`'
  if (/\d\s*$/.test(text.slice(0, token.span.start)))
    return 'write the number alone; the unit is given with the question'
  const near = nearest(token.text.toLowerCase(), ['and', 'or', 'between', 'has', 'answered'])
  return near === undefined ? undefined : `did you mean \`${near}\`?`
}

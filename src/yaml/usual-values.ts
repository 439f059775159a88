import type { Entry, Mapping, Scalar, Sequence, YamlNode } from './node.ts'
import { firstSign, type LineReader, NotUsual } from './usual-lines.ts'

/** A word that is a key, with its colon, followed by a space or the end of the line. */
const KEY = /([A-Za-z0-9_][A-Za-z0-9_.-]{0,99}):(?=[ \n])/y
/** A text without quotation marks begins with none of the characters that would mean something else there. */
const PLAIN = /[^-?:,[\]{}#&*!|>'"%@` \n]|-[0-9]/y
const QUOTED_TWICE = /"([^"\\\n]*)"/y
const QUOTED_ONCE = /'((?:[^'\n]|'')*)'/y
/** A text in brackets ends before one of these. */
const IN_BRACKETS = /[^,[\]{}\n]*/y
const COMMENT_OR_NOTHING = /(?: +#.*| *)(?=\n)/y

/** Matches a pattern that only matches at the given place. */
function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The key that begins at this place; undefined when there is none. */
export function keyAt({ text }: LineReader, at: number): Scalar | undefined {
  const word = match(KEY, text, at)?.[1]
  return word === undefined ? undefined : scalar(word, { start: at, end: at + word.length, plain: true })
}

/** The value from this place to the end of its line. A comment may follow. */
export function valueOnLine(lines: LineReader, at: number): YamlNode {
  const sign = lines.text[at]
  const value = sign === '[' || sign === '{' ? inBrackets(lines, at, 1) : oneText(lines, at)
  if (match(COMMENT_OR_NOTHING, lines.text, value.span.end) === null) throw new NotUsual()
  return value
}

function oneText({ text, end }: LineReader, at: number): Scalar {
  if (text[at] === '"' || text[at] === "'") return quoted(text, at)
  const line = text.slice(at, end)
  const comment = line.indexOf(' #')
  return plain(text, (comment < 0 ? line : line.slice(0, comment)).replace(/ +$/, ''), at)
}

function plain(text: string, words: string, at: number): Scalar {
  if (match(PLAIN, text, at) === null || words.includes(': ') || words.endsWith(':')) throw new NotUsual()
  return scalar(words, { start: at, end: at + words.length, plain: true })
}

function quoted(text: string, at: number): Scalar {
  const found = match(text[at] === '"' ? QUOTED_TWICE : QUOTED_ONCE, text, at)
  if (found === null) throw new NotUsual()
  const [written, inside = ''] = found
  const value = text[at] === '"' ? inside : inside.replaceAll("''", "'")
  return scalar(value, { start: at, end: at + written.length, plain: false })
}

function scalar(
  written: string,
  { start, end, plain }: { readonly start: number; readonly end: number; readonly plain: boolean },
): Scalar {
  const span = { start, end }
  return { kind: 'scalar', value: written.normalize('NFC'), plain, span, body: { start, end } }
}

/** The deepest nesting of brackets. */
const MOST_LEVELS = 8

function inBrackets(lines: LineReader, at: number, level: number): YamlNode {
  const sign = lines.text[at]
  if (level > MOST_LEVELS) throw new NotUsual()
  if (sign === '{') return braces(lines, at, level)
  return sign === '[' ? list(lines, at) : partAt(lines, at)
}

/** `[one, 'two', three]` */
function list(lines: LineReader, start: number): Sequence {
  const items: YamlNode[] = []
  const end = parts(lines, { start, close: ']' }, (at) => {
    const item = partAt(lines, at)
    items.push(item)
    return item.span.end
  })
  return { kind: 'sequence', items, span: { start, end } }
}

/** `{ one: two, three: [four], five: { six: seven } }` */
function braces(lines: LineReader, start: number, level: number): Mapping {
  const entries = new Map<string, Entry>()
  const end = parts(lines, { start, close: '}' }, (at) => {
    const key = keyAt(lines, at)
    if (key === undefined || entries.has(key.value)) throw new NotUsual()
    const value = inBrackets(lines, firstSign(lines.text, key.span.end + 1), level + 1)
    entries.set(key.value, { key, value })
    return value.span.end
  })
  return { kind: 'mapping', entries, braces: true, span: { start, end } }
}

/**
 * Reads parts separated by commas. `part` gets where a part begins and returns where it ends. Returns where all of them
 * end.
 */
function parts(
  lines: LineReader,
  { start, close }: { readonly start: number; readonly close: string },
  part: (at: number) => number,
): number {
  const { text } = lines
  let at = firstSign(text, start + 1)
  if (text[at] === close) return at + 1
  for (;;) {
    lines.countPart()
    at = firstSign(text, part(at))
    if (text[at] === close) return at + 1
    if (text[at] !== ',') throw new NotUsual()
    at = firstSign(text, at + 1)
  }
}

function partAt({ text }: LineReader, at: number): Scalar {
  if (text[at] === '"' || text[at] === "'") return quoted(text, at)
  const words = (match(IN_BRACKETS, text, at)?.[0] ?? '').replace(/ +$/, '')
  if (words.includes(' #')) throw new NotUsual()
  return plain(text, words, at)
}

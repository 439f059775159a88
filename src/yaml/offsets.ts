import type { Source, Span } from '../diagnostics/index.ts'
import type { Scalar } from './node.ts'

/**
 * Where a piece of a scalar's value is in the file, also when the text was folded over several lines or quoted. Folding
 * changes only white space and NFC changes only accents, so the n-th character of the value that is neither is the n-th
 * such character of the source text. In double quotation marks an escape counts as the one character that it stands
 * for.
 */
export function spanInScalar(source: Source, scalar: Scalar, within: Span): Span {
  const { start } = placeOf(source, scalar, within.start)
  if (within.end <= within.start) return { start, end: start }
  return { start, end: Math.max(start, placeOf(source, scalar, within.end - 1).end) }
}

/**
 * The characters of the file for the one at `index` of the value. For white space, those of the next visible character.
 */
function placeOf({ text }: Source, { value, plain, body }: Scalar, index: number): Span {
  const quote = !plain && /['"]/.test(text[body.start] ?? '') ? text[body.start] : undefined
  let before = 0
  for (const character of value.slice(0, index)) if (isCounted(character)) before += 1
  // In the middle of a surrogate pair: the whole pair is what is looked for.
  if (/[\u{d800}-\u{dbff}]$/u.test(value.slice(0, index))) before -= 1
  let at = body.start + (quote === undefined ? 0 : 1)
  const end = body.end - (quote === undefined ? 0 : 1)
  // After the end of the value: just after its last visible character, not on a later line.
  let last = at
  while (at < end) {
    const { character, width } = characterAt(text, at, quote)
    if (isCounted(character)) {
      if (before === 0) return { start: at, end: at + width }
      before -= 1
      last = at + width
    }
    at += width
  }
  return { start: last, end: last }
}

/** The second half of a character that JSON escapes as two halves is not counted again. */
function isCounted(character: string): boolean {
  return !/[\s\p{M}\u{dc00}-\u{dfff}]/u.test(character)
}

function characterAt(text: string, at: number, quote: string | undefined): { character: string; width: number } {
  if (quote === "'" && text.startsWith("''", at)) return { character: "'", width: 2 }
  if (quote === '"' && text[at] === '\\') return escapeAt(text, at)
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return { character, width: character.length }
}

function escapeAt(text: string, at: number): { character: string; width: number } {
  const hex = /^\\(?:x(.{2})|u(.{4})|U(.{8}))/.exec(text.slice(at, at + 10))
  if (hex === null) return { character: /[\s_]|[ntr]/.test(text[at + 1] ?? '') ? ' ' : 'x', width: 2 }
  const code = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16)
  return { character: String.fromCodePoint(code), width: hex[0].length }
}

import type { Scalar } from './node.ts'
import type { Source, Span } from './source.ts'

/**
 * Where a piece of a scalar's value stands in the file, also when the text was folded over several lines or quoted.
 * Folding changes only white space, so the n-th visible character of the value is the n-th of the source text; in a
 * double-quoted text a backslash escape counts as the one character that it makes.
 */
export function spanInScalar(source: Source, scalar: Scalar, within: Span): Span {
  const start = offsetOf(source, scalar, within.start)
  if (within.end <= within.start) return { start, end: start }
  return { start, end: Math.max(start, offsetOf(source, scalar, within.end - 1) + 1) }
}

function offsetOf(source: Source, scalar: Scalar, index: number): number {
  const quote = scalar.plain ? '' : (source.text[scalar.body.start] ?? '')
  const quoted = quote === '"' || quote === "'"
  let visible = 0
  for (const character of scalar.value.slice(0, index)) if (!/\s/.test(character)) visible += 1
  let at = scalar.body.start + (quoted ? 1 : 0)
  while (at < scalar.body.end) {
    const width = quoted ? escapeWidth(source.text, at, quote) : 1
    if (width > 1 || !/\s/.test(source.text[at] ?? '')) {
      if (visible === 0) return at
      visible -= 1
    }
    at += width
  }
  return Math.max(scalar.body.start, scalar.body.end - (quoted ? 1 : 0))
}

function escapeWidth(text: string, at: number, quote: string): number {
  if (quote === "'") return text.startsWith("''", at) ? 2 : 1
  if (text[at] !== '\\') return 1
  const hex = { x: 4, u: 6, U: 10 }[text[at + 1] ?? '']
  return hex ?? 2
}

/**
 * A text of a questionnaire made safe for use after `--`: on one line, and without anything that a client, template
 * language or engine reads even in a comment. Spark, for one, continues a comment after a backslash and replaces
 * `${…}`.
 */
export function commentText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N} .,!?()<>=+*/%&_-]/gu, (sign) => LIKE.get(sign) ?? ' ')
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replace(/ +/g, ' ')
    .trim()
}

const LIKE: ReadonlyMap<string, string> = new Map([
  ["'", '’'],
  ['’', '’'],
  ['"', ' '],
  [';', ','],
  ['{', '('],
  ['}', ')'],
  ['[', '('],
  [']', ')'],
  ['–', '-'],
  ['—', '-'],
  ['°', '°'],
  ['²', '²'],
  ['≥', '>='],
  ['≤', '<='],
])

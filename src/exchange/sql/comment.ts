/**
 * A text of a questionnaire as it may stand after `--`: on one line, and without what some client, template language
 * or engine reads even in a comment (Spark goes on with the next line after a backslash and replaces `${…}`).
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

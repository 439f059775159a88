import type { Slip } from './slip.ts'
import { following, preceding, saysNothing } from './slip-lines.ts'
import { blanks, continued, indents } from './slips-of-indentation.ts'
import { brackets, quotes, unclosedAbove } from './slips-of-quotes.ts'
import { signs } from './slips-of-signs.ts'

/**
 * What a person may have meant near a line that is not YAML, the most likely first. Each is only a guess: it explains
 * the error if the file can be read further with it.
 */
export function slipsNear(lines: readonly string[], error: number): readonly Slip[] {
  const at = saysNothing(lines[error]) ? following(lines, error) : error
  const near = [at, following(lines, at), preceding(lines, error)].filter((line) => line >= 0 && line < lines.length)
  return [
    ...near.flatMap((line) => blanks(lines, line)),
    ...near.flatMap((line) => {
      const said = signs(lines, line)
      const [first, last] = goesOn(lines, line) ? [continued(lines, line), said] : [said, continued(lines, line)]
      return [...first, ...brackets(lines, line), ...quotes(lines, line), ...last]
    }),
    ...near.flatMap((line) => indents(lines, line)),
    ...unclosedAbove(lines, error - 1),
  ]
}

/** A list without its key. Its name is not known, so nothing can be read further. */
export function withoutKey(lines: readonly string[], error: number): Omit<Slip, 'meant'> | undefined {
  const below = following(lines, error)
  const [text = '', list = ''] = [lines[error], lines[below]]
  const start = list.length - list.trimStart().length
  if (!list.trimStart().startsWith('- ') || start <= text.length - text.trimStart().length) return undefined
  const help = 'is a line such as `questions:` missing above it?'
  return { line: below, start, end: start + 1, says: 'a list begins here without a key of its own', help }
}

/**
 * Whether a line without a colon rather continues a text: its first word is not a key elsewhere, and small letters
 * follow.
 */
function goesOn(lines: readonly string[], line: number): boolean {
  const words = /^\s*([A-Za-z_][\w-]*)(?: +(\S))?/.exec(lines[line] ?? '')
  if (words === null) return true
  const [, first = '', next = ''] = words
  const isKey = lines.some((text) =>
    text
      .trimStart()
      .replace(/^(?:- +)*/, '')
      .startsWith(`${first}:`),
  )
  return !isKey && !/[A-Z0-9]/.test(next)
}

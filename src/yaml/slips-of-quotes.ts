import type { Slip } from './slip.ts'
import { endsWith, following, valueIn } from './slip-lines.ts'

/** A text that needs quotation marks, or whose quotation marks are not at its beginning and end. */
export function quotes(lines: readonly string[], line: number): readonly Slip[] {
  const text = lines[line] ?? ''
  const value = valueIn(text)
  if (value === undefined) return []
  const { start, written } = value
  const end = text.length
  const quoted = { line, start, end, meant: `${text.slice(0, start)}'${written.replaceAll("'", "''")}'` }
  const [mark = ''] = written
  if (mark === '"' || mark === "'") {
    const closed = closingQuote(written)
    if (closed === undefined) return unclosed(lines, line)
    const after = written.slice(closed + 1)
    if (/^\s*(?:#.*)?$/.test(after)) return []
    const says = 'the text goes on after its closing quote'
    const other = mark === '"' ? 'single quotes around all of it' : 'double quotes around all of it'
    return [{ ...quoted, says, help: `put ${other}` }]
  }
  const bracket = /^(?:\{[^{}]*\}|\[[^[\]]*\])(?= *[^\s#])/.exec(written)
  if (bracket !== null)
    return [{ ...quoted, says: `a text cannot begin with \`${mark}\``, help: 'put quotes around all of it' }]
  // The parser says what is wrong: a colon in the text, or the character at its beginning.
  return /^[^[{].*: |^[@`%&*!|>,\]}]|^[?-] /.test(written) ? [quoted] : []
}

/** A quotation mark without its partner, in a line that is followed by an entry. */
function unclosed(lines: readonly string[], line: number): readonly Slip[] {
  const text = lines[line] ?? ''
  const value = valueIn(text)
  const mark = value?.written[0]
  if (value === undefined || (mark !== '"' && mark !== "'") || closingQuote(value.written) !== undefined) return []
  if (!endsWith(lines[following(lines, line)])) return []
  const says = 'this quote is never closed'
  return [
    {
      line,
      start: value.start,
      end: value.start + 1,
      says,
      help: `write \`${mark}\` at the end of the text`,
      meant: `${text.trimEnd()}${mark}`,
    },
  ]
}

/** A bracket that is not closed before the next entry, or is closed twice. */
export function brackets(lines: readonly string[], line: number): readonly Slip[] {
  const text = lines[line] ?? ''
  const value = valueIn(text)
  if (value === undefined) return []
  if (!/^[[{]/.test(value.written)) return unopened(text, { ...value, line })
  const open: { readonly sign: string; readonly at: number }[] = []
  const bare = withoutQuotes(value.written.replace(/\s+#.*$/, ''))
  for (let at = 0; at < bare.length; at += 1) {
    const sign = bare[at] ?? ''
    if (sign === '[' || sign === '{') open.push({ sign, at })
    else if (sign === ']' || sign === '}') {
      if (open.pop() === undefined) {
        const start = value.start + at
        const says = `this \`${sign}\` closes nothing`
        const meant = text.slice(0, start) + text.slice(start + 1)
        return [{ line, start, end: start + 1, says, help: 'delete it', meant }]
      }
    }
  }
  if (open.length === 0 || !endsWith(lines[following(lines, line)])) return []
  const closers = open.map(({ sign }) => (sign === '[' ? ']' : '}')).reverse()
  const [first] = closers
  const comment = /\s#.*$/.exec(value.written)
  if (comment?.[0].includes(first ?? '')) {
    const at = value.start + comment.index + 1
    const help = 'take it out, or put quotes around the text'
    const meant = text.slice(0, at) + text.slice(at + 1)
    return [
      {
        line,
        start: at,
        end: at + 1,
        says: `\`#\` begins a comment here, before the closing \`${first}\``,
        help,
        meant,
      },
    ]
  }
  const start = value.start + (open.at(-1)?.at ?? 0)
  const says = `this \`${open.at(-1)?.sign}\` is never closed`
  const content = text.replace(/\s+#.*$/, '').trimEnd()
  return [
    { line, start, end: start + 1, says, help: `close it with \`${first}\``, meant: `${content}${closers.join('')}` },
  ]
}

/** A list or mapping without its opening bracket. */
function unopened(
  text: string,
  { line, start, written }: { readonly line: number; readonly start: number; readonly written: string },
): readonly Slip[] {
  const last = /([\]}])\s*(?:#.*)?$/.exec(written)?.[1]
  const opener = last === ']' ? '[' : '{'
  if (last === undefined || /^['"]/.test(written) || written.includes(opener)) return []
  const first = /^[^\s,:\]}]+/.exec(written)?.[0] ?? ''
  const says = `a \`${opener}\` is missing before \`${first}\``
  const meant = `${text.slice(0, start)}${opener} ${written}`
  return [{ line, start, end: start + first.length, says, help: `write \`${opener} ${first}\``, meant }]
}

/** A quotation mark or bracket far above may have swallowed everything down to the error. */
export function unclosedAbove(lines: readonly string[], from: number): readonly Slip[] {
  for (let line = Math.min(from, lines.length - 1); line >= 0; line -= 1) {
    const found = [...unclosed(lines, line), ...brackets(lines, line)]
    if (found.length > 0) return found
  }
  return []
}

/** Where the quotation mark at the beginning of a text is closed. */
function closingQuote(written: string): number | undefined {
  const quoted = written.startsWith('"') ? /^"(?:[^"\\]|\\.)*"/ : /^'(?:[^']|'')*'/
  const length = quoted.exec(written)?.[0].length
  return length === undefined ? undefined : length - 1
}

/** Of the same length, so that places do not move. */
function withoutQuotes(written: string): string {
  return written.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) => '_'.repeat(quoted.length))
}

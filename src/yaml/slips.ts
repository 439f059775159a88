/** A line as it stands, and as it may have been meant. Lines count from 0, columns from 0. */
export interface Slip {
  readonly line: number
  readonly start: number
  readonly end: number
  /** Undefined where the parser's own words say it. */
  readonly says?: string
  readonly help?: string
  readonly meant: string
}

/** Columns at which a line may begin, given the lines above it: first those of keys, then those of `-`. */
interface Columns {
  readonly keys: readonly number[]
  readonly dashes: readonly number[]
}

const KEY = /^(?:- +)*[A-Za-z_][\w-]*:(?: |$)/
/** Looks like the beginning of an entry, so that a text on several lines is left alone. */
const ENTRY = /^(?:- |-$|[A-Za-z_][\w-]*:(?: |$))/
const BLOCK_TEXT = /(?:: +|- +)[>|][-+0-9]*\s*(?:#.*)?$/

/**
 * What a person may have meant near a line that is not YAML, likeliest first. Each is only a guess: it explains the
 * error if the file can be read further with it.
 */
export function slipsNear(lines: readonly string[], error: number): readonly Slip[] {
  const at = saysNothing(lines[error]) ? following(lines, error) : error
  const near = [at, following(lines, at), preceding(lines, error)].filter((line) => line >= 0 && line < lines.length)
  return [
    ...near.flatMap((line) => blanks(lines, line)),
    ...near.flatMap((line) => [...signs(lines, line), ...brackets(lines, line), ...quotes(lines, line)]),
    ...near.flatMap((line) => indents(lines, line)),
    ...unclosedAbove(lines, error - 1),
  ]
}

function saysNothing(text: string | undefined): boolean {
  return text === undefined || /^\s*(#|$)/.test(text)
}

/** The next line with something on it; past the last line there is none. */
function following(lines: readonly string[], line: number): number {
  let next = line + 1
  while (next < lines.length && saysNothing(lines[next])) next += 1
  return next
}

function preceding(lines: readonly string[], line: number): number {
  let before = line - 1
  while (before >= 0 && saysNothing(lines[before])) before -= 1
  return before
}

/** Whether the line ends what came before it: an entry, or the end of the file. */
function endsWith(next: string | undefined): boolean {
  return next === undefined || ENTRY.test(next.trimStart())
}

/** A tab, or a space that is none, at the start of a line. */
function blanks(lines: readonly string[], line: number): readonly Slip[] {
  const text = lines[line] ?? ''
  const [lead = ''] = /^[^\S\n]*/.exec(text) ?? []
  if (/^ *$/.test(lead)) return []
  const rest = text.slice(lead.length)
  const at = lead.search(/[^ ]/)
  const [says, help] = lead.includes('\t')
    ? ['a tab at the start of a line', 'use spaces for the indentation']
    : ['a space that is not an ordinary one at the start of a line', 'delete it and press the space bar instead']
  const end = Math.max(at + 1, lead.length)
  return columnsFor(rest, lines, line).map((column) => ({
    line,
    start: at,
    end,
    says,
    help,
    meant: indented(rest, column),
  }))
}

/** A space or a colon left out. */
function signs(lines: readonly string[], line: number): readonly Slip[] {
  const text = lines[line] ?? ''
  const slip = (start: number, end: number, says: string, help: string, meant: string): Slip => ({
    line,
    start,
    end,
    says,
    help,
    meant,
  })
  const found: Slip[] = []
  const dash = /^( *)-([A-Za-z_][\w-]*:.*)$/.exec(text)
  if (dash !== null) {
    const [, lead = '', rest = ''] = dash
    const start = lead.length
    found.push(
      slip(start, start + 2, 'a space is missing after `-`', 'write `- ` before the first key', `${lead}- ${rest}`),
    )
  }
  const glued = /^( *(?:- +)?)([A-Za-z_][\w-]*):(?=\S)(.*)$/.exec(text)
  if (glued !== null && !/^\/\//.test(glued[3] ?? '')) {
    const [, lead = '', key = '', rest = ''] = glued
    const end = lead.length + key.length + 1
    found.push(
      slip(lead.length, end, `a space is missing after \`${key}:\``, `write \`${key}: …\``, `${lead}${key}: ${rest}`),
    )
  }
  const bare = /^( *(?:- +)?)([A-Za-z_][\w-]*)(| +[^:]*(?::\S[^:]*)*| +.*)$/.exec(text)
  if (bare !== null && glued === null && !/^[A-Za-z_][\w-]*:/.test(bare[2] ?? '')) {
    const [, lead = '', key = '', rest = ''] = bare
    const end = lead.length + key.length
    const help = `write \`${key}:${rest === '' ? '' : ' …'}\``
    found.push(slip(lead.length, end, `a \`:\` is missing after \`${key}\``, help, `${lead}${key}:${rest}`))
  }
  return found
}

/** A text that needs quotes, or whose quotes are not where it begins and ends. */
function quotes(lines: readonly string[], line: number): readonly Slip[] {
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
  // The parser says what is wrong: a colon in the text, or a sign at its beginning.
  return /^[^[{].*: |^[@`%&*!|>,\]}]|^[?-] /.test(written) ? [quoted] : []
}

/** A quote without its partner in a line that is followed by an entry. */
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

/** A bracket that is not closed before the next entry, or closed twice. */
function brackets(lines: readonly string[], line: number): readonly Slip[] {
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
  const start = value.start + (open.at(-1)?.at ?? 0)
  const says = `this \`${open.at(-1)?.sign}\` is never closed`
  const content = text.replace(/\s+#.*$/, '').trimEnd()
  return [
    { line, start, end: start + 1, says, help: `close it with \`${first}\``, meant: `${content}${closers.join('')}` },
  ]
}

/** A list or braces without their first bracket. */
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

/** An entry that does not line up with what it belongs to. */
function indents(lines: readonly string[], line: number): readonly Slip[] {
  const text = lines[line] ?? ''
  const rest = text.trimStart()
  const column = text.length - rest.length
  if (!ENTRY.test(rest)) return []
  const what = /^(?:- +)*([A-Za-z_][\w-]*)/.exec(rest)?.[1] ?? '-'
  return columnsFor(rest, lines, line)
    .filter((meant) => meant !== column)
    .map((meant) => ({
      line,
      start: column,
      end: column + what.length + (rest.startsWith('-') ? rest.indexOf(what) : 0),
      says: `\`${what}\` stands after ${spaces(column)}; what it belongs with, after ${spaces(meant)}`,
      help: meant > column ? `put ${spaces(meant - column)} more before it` : `take ${spaces(column - meant)} away`,
      meant: indented(rest, meant),
    }))
}

/** A quote or bracket far above may have swallowed everything down to the error. */
function unclosedAbove(lines: readonly string[], from: number): readonly Slip[] {
  for (let line = Math.min(from, lines.length - 1); line >= 0; line -= 1) {
    const found = [...unclosed(lines, line), ...brackets(lines, line)]
    if (found.length > 0) return found
  }
  return []
}

/** Where a line may begin, nearest to where it does; a line of `-` beside others of its kind. */
function columnsFor(rest: string, lines: readonly string[], line: number): readonly number[] {
  const text = lines[line] ?? ''
  const column = text.length - text.trimStart().length
  const { keys, dashes } = openColumns(lines, line)
  const likely = rest.startsWith('- ') && dashes.length > 0 ? dashes : keys
  // What follows an item of a list lines up with the word after its `-`; what follows `key:` stands further in.
  const next = lines[following(lines, line)] ?? ''
  const item = /^(?:- +)*/.exec(rest)?.[0] ?? ''
  const told = item !== '' ? item.length : /:\s*(?:#.*)?$/.test(rest) ? 2 : undefined
  const fits = next.length - next.trimStart().length - (told ?? Number.NaN)
  const off = (meant: number) => (meant === fits ? 0 : 1 + Math.abs(meant - column))
  return [...new Set(likely)].sort((a, b) => off(a) - off(b) || b - a).slice(0, 4)
}

function openColumns(lines: readonly string[], line: number): Columns {
  let keys: number[] = []
  let dashes: number[] = []
  let limit = Number.POSITIVE_INFINITY
  for (let above = line - 1; above >= 0 && limit > 0; above -= 1) {
    const text = lines[above] ?? ''
    const rest = text.trimStart()
    if (rest === '' || rest.startsWith('#') || text.includes('\t')) continue
    const column = text.length - rest.length
    if (BLOCK_TEXT.test(text)) {
      // What stood deeper was the text of this block.
      keys = keys.filter((one) => one <= column)
      dashes = dashes.filter((one) => one <= column)
    }
    if (column >= limit || !ENTRY.test(rest)) continue
    const item = /^(?:- +)+/.exec(rest)?.[0] ?? ''
    const isOpen = limit === Number.POSITIVE_INFINITY && /:\s*(?:#.*)?$/.test(rest)
    if (isOpen) keys.push(column + item.length + 2)
    keys.push(column + item.length)
    if (item !== '') dashes.push(column)
    else if (isOpen) dashes.push(column + 2, column)
    limit = column
  }
  return { keys, dashes }
}

/** The value of `key: value` or `- value`, to the end of the line. */
function valueIn(text: string): { readonly start: number; readonly written: string } | undefined {
  const lead = /^ *(?:- +)*(?:[A-Za-z_][\w-]*: +)?/.exec(text)?.[0] ?? ''
  const written = text.slice(lead.length).trimEnd()
  if (written === '' || (!KEY.test(text.trimStart()) && !/- +$/.test(lead))) return undefined
  return { start: lead.length, written }
}

/** Where the quote that a text begins with is closed. */
function closingQuote(written: string): number | undefined {
  const quoted = written.startsWith('"') ? /^"(?:[^"\\]|\\.)*"/ : /^'(?:[^']|'')*'/
  const length = quoted.exec(written)?.[0].length
  return length === undefined ? undefined : length - 1
}

/** Of the same length, so that places stay. */
function withoutQuotes(written: string): string {
  return written.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) => '_'.repeat(quoted.length))
}

function indented(rest: string, column: number): string {
  return `${' '.repeat(column)}${rest}`
}

function spaces(count: number): string {
  return `${count} ${count === 1 ? 'space' : 'spaces'}`
}

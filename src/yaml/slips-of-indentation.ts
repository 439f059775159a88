import { plural } from '../diagnostics/index.ts'
import type { Slip } from './slip.ts'
import { ENTRY, endsWith, following, indented, KEY, preceding } from './slip-lines.ts'

/** A tab, or a character that only looks like a space, in the indentation. */
export function blanks(lines: readonly string[], line: number): readonly Slip[] {
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

/** An entry that is not in line with what it belongs to. */
export function indents(lines: readonly string[], line: number): readonly Slip[] {
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

/** A text that continues in the wrong column, below the line on which it began. */
export function continued(lines: readonly string[], line: number): readonly Slip[] {
  const text = lines[line] ?? ''
  const rest = text.trimStart()
  const above = lines[preceding(lines, line)] ?? ''
  if (ENTRY.test(rest) || !KEY.test(above.trimStart()) || !endsWith(lines[following(lines, line)])) return []
  const column = above.length - above.trimStart().length + (/^(?:- +)*/.exec(above.trimStart())?.[0].length ?? 0) + 2
  const start = text.length - rest.length
  const says = 'this line is neither an entry nor part of the text above'
  const help = `if it goes on with the text above, put ${spaces(column)} before it`
  return [{ line, start, end: text.length, says, help, meant: indented(rest, column) }]
}

/** Columns at which a line may begin, given the lines above it: first those of keys, then those of `-`. */
interface Columns {
  readonly keys: readonly number[]
  readonly dashes: readonly number[]
}

const BLOCK_TEXT = /(?:: +|- +)[>|][-+0-9]*\s*(?:#.*)?$/

/** Where a line may begin, nearest to its present column. A line with `-` goes next to others of its kind. */
function columnsFor(rest: string, lines: readonly string[], line: number): readonly number[] {
  const text = lines[line] ?? ''
  const column = text.length - text.trimStart().length
  const { keys, dashes } = openColumns(lines, line)
  const likely = rest.startsWith('- ') && dashes.length > 0 ? dashes : keys
  // What follows an item of a list is in line with the word after its `-`. What follows `key:` is indented further.
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
      // Lines that were indented further are the text of this block.
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

function spaces(count: number): string {
  return plural(count, 'space')
}

import type { Entry, Mapping, Scalar, Sequence, YamlNode } from './node.ts'
import { firstSign, type LineReader, lineReader, NotUsual } from './usual-lines.ts'
import { keyAt, valueOnLine } from './usual-values.ts'

/** The innermost line may be indented by at most this many columns. Each level takes two or more. */
const MOST_COLUMNS = 40
const MOST_KEYS = 1000
const MOST_PIECES = 150_000

/**
 * Reads a file that is written as nearly all are: one key or item on each line, and texts on one line or folded below
 * `>-`. Undefined for whatever needs the whole grammar, and for whatever is wrong. The other reader reads the same
 * files with the same result, place by place, in ten times the time.
 */
export function readUsual(text: string): YamlNode | undefined {
  try {
    const lines = lineReader(text, MOST_PIECES)
    if (lines.isOver || lines.column > 0) return undefined
    const { node } = blockAt(lines)
    return lines.isOver ? node : undefined
  } catch (error) {
    if (error instanceof NotUsual) return undefined
    throw error
  }
}

interface Read<Node extends YamlNode = YamlNode> {
  readonly node: Node
  /** After the line feed of its last line, where the structure around it may end as well. */
  readonly end: number
}

function blockAt(lines: LineReader): Read {
  if (lines.column > MOST_COLUMNS) throw new NotUsual()
  return isItem(lines) ? sequence(lines) : mapping(lines)
}

function isItem({ text, at }: LineReader): boolean {
  return text[at] === '-' && text[at + 1] === ' '
}

function mapping(lines: LineReader): Read<Mapping> {
  const { at: start, column } = lines
  const entries = new Map<string, Entry>()
  let end = start
  while (!lines.isOver && lines.column === column) {
    const key = keyAt(lines, lines.at)
    if (key === undefined || entries.has(key.value) || entries.size === MOST_KEYS) throw new NotUsual()
    const value = valueAfter(lines, firstSign(lines.text, key.span.end + 1))
    entries.set(key.value, { key, value: value.node })
    end = value.end
  }
  refuseDeeper(lines, column)
  return { node: { kind: 'mapping', entries, braces: false, span: { start, end } }, end }
}

function sequence(lines: LineReader): Read<Sequence> {
  const { at: start, column, text } = lines
  const items: YamlNode[] = []
  let end = start
  while (!lines.isOver && lines.column === column && isItem(lines)) {
    const at = firstSign(text, lines.at + 1)
    let item: Read
    if (keyAt(lines, at) === undefined) item = lineAt(lines, at)
    else {
      // What follows a hyphen on its line has a column of its own.
      lines.column += at - lines.at
      lines.at = at
      item = mapping(lines)
    }
    items.push(item.node)
    end = item.end
  }
  refuseDeeper(lines, column)
  return { node: { kind: 'sequence', items, span: { start, end } }, end }
}

/** A line that is indented further continues the text above it, or is where nothing may be. */
function refuseDeeper(lines: LineReader, column: number): void {
  if (!lines.isOver && lines.column > column) throw new NotUsual()
}

function valueAfter(lines: LineReader, at: number): Read {
  const { text, column, end } = lines
  const sign = text[at]
  if (sign === '>' || sign === '|') return folded(lines, at)
  if (at < end && sign !== '#') return lineAt(lines, at)
  lines.goTo(end + 1)
  if (lines.isOver || lines.column <= column) throw new NotUsual()
  return blockAt(lines)
}

function lineAt(lines: LineReader, at: number): Read {
  const node = valueOnLine(lines, at)
  const end = lines.end + 1
  lines.goTo(end)
  return { node, end }
}

/** A text on the lines below, all in one column and none of them blank. */
function folded(lines: LineReader, start: number): Read<Scalar> {
  const { text, column } = lines
  const header = text.slice(start, lines.end)
  if (!/^[>|]-?$/.test(header)) throw new NotUsual()
  const body = lines.end + 1
  const width = firstSign(text, body) - body
  const words: string[] = []
  let line = body
  while (line < text.length) {
    const at = firstSign(text, line)
    const end = text.indexOf('\n', at)
    if (at - line < width && at < end) break
    if (at === end && at === line) {
      if (isFurther(text, line, width)) throw new NotUsual()
      break
    }
    if (at - line !== width || at === end || text[end - 1] === ' ') throw new NotUsual()
    words.push(text.slice(at, end))
    line = end + 1
  }
  if (words.length === 0 || width <= column) throw new NotUsual()
  const value = `${words.join(header[0] === '>' ? ' ' : '\n')}${header.endsWith('-') ? '' : '\n'}`
  lines.goTo(line)
  return {
    node: {
      kind: 'scalar',
      value: value.normalize('NFC'),
      plain: false,
      span: { start, end: line },
      body: { start: body, end: line },
    },
    end: line,
  }
}

/** Whether the text continues after blank lines. */
function isFurther(text: string, from: number, width: number): boolean {
  let line = from
  while (text[line] === '\n') line += 1
  return line < text.length && firstSign(text, line) - line >= width
}

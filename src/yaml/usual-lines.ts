/** Thrown where a file contains something that only the whole grammar of YAML can express. Never leaves `readUsual`. */
export class NotUsual extends Error {}

/** What the grammar has besides lines, spaces and visible characters: tabs, other line ends, joiners. */
const UNUSUAL = /[\t\r\u200c\u200d]/
/** The most lexemes that the lexer would make of a line, and of a part in brackets. */
const OF_LINE = 13
const OF_PART = 8

/** The lines of a file, one after the other, without blank lines and comments. */
export interface LineReader {
  readonly text: string
  /** Of the current line: its first character that is not a space, the column of that, and its line feed. */
  at: number
  column: number
  end: number
  isOver: boolean
  /** Moves to the first line with contents that begins at this place or later. */
  goTo(start: number): void
  /** Counts parts in brackets, so that a file that is too large is left to the reader that reports it. */
  countPart(): void
}

/** Throws `NotUsual`, like everything that reads from it. */
export function lineReader(text: string, mostPieces: number): LineReader {
  if (!text.endsWith('\n') || UNUSUAL.test(text)) throw new NotUsual()
  let pieces = 0
  const count = (more: number): void => {
    pieces += more
    if (pieces > mostPieces) throw new NotUsual()
  }
  const lines: LineReader = {
    text,
    at: 0,
    column: 0,
    end: 0,
    isOver: false,
    countPart: () => count(OF_PART),
    goTo(start) {
      let line = start
      // A comment that is indented further than the next line belongs to what is above it.
      let commented: number | undefined
      while (line < text.length) {
        const at = firstSign(text, line)
        const end = text.indexOf('\n', at)
        count(OF_LINE)
        if (text[at] === '#') {
          if (commented !== undefined && commented !== at - line) throw new NotUsual()
          commented = at - line
        } else if (at < end) {
          if (commented !== undefined && commented !== at - line) throw new NotUsual()
          lines.at = at
          lines.column = at - line
          lines.end = end
          return
        } else if (at > line) throw new NotUsual()
        line = end + 1
      }
      if (commented !== undefined && commented > 0) throw new NotUsual()
      lines.isOver = true
    },
  }
  lines.goTo(0)
  return lines
}

const SPACE = 0x20

export function firstSign(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === SPACE) at += 1
  return at
}

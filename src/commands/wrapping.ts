import { paragraph, widthOfText } from '../documents/index.ts'
import type { Io } from './io.ts'

/**
 * The one place where text outside the interview is wrapped to the reader's terminal: messages, and text on standard
 * output. Data is never changed, and neither is anything that goes to a file or another program.
 */
export function wrapping(io: Io): Io {
  const set = (text: string) => wrapped(text, io.columns)
  return {
    ...io,
    err: io.errIsTerminal ? (text) => io.err(set(text)) : io.err,
    say: io.interactive ? (text) => io.out(set(text)) : io.out,
  }
}

/** Breaks lines that are wider than the terminal. A continuation is indented to the text of its line. */
export function wrapped(text: string, columns: number): string {
  const width = Math.max(10, columns - 1)
  const lines = text.split('\n')
  return lines
    .flatMap((line, index) => {
      // A place in a file is marked by signs on the next line. If these two lines were broken, the signs would point
      // elsewhere.
      const isPointing = POINTING.test(line) || POINTING.test(lines[index + 1] ?? '')
      if (widthOfText(line) <= width || isPointing) return [line]
      const hang = hangOf(line, width)
      const lead = line.slice(0, hang)
      return paragraph(line.slice(hang), lead, width, hang)
    })
    .join('\n')
}

const POINTING = /^ *\^+ *$/

/**
 * For a line of a table: where its last column begins, if that is not too far right. Otherwise the line's own
 * indentation.
 */
function hangOf(line: string, width: number): number {
  const columns = [...line.matchAll(/\S {2,}(?=\S)/g)].map((match) => match.index + match[0].length)
  const indent = line.length - line.trimStart().length
  return columns.filter((column) => column <= width * 0.7).at(-1) ?? Math.min(indent, Math.trunc(width / 2))
}

import { paragraph, widthOfText } from '../documents/index.ts'
import type { Io } from './io.ts'

/**
 * The one place where what people read outside the interview is set to their terminal: messages, and what is said on
 * standard output. Data is never touched, and neither is anything that goes to a file or another program.
 */
export function wrapping(io: Io): Io {
  const set = (text: string) => wrapped(text, io.columns)
  return {
    ...io,
    err: io.errIsTerminal ? (text) => io.err(set(text)) : io.err,
    say: io.interactive ? (text) => io.out(set(text)) : io.out,
  }
}

/** Lines are no longer than the terminal is wide; a line that goes on begins below the text of the one before. */
export function wrapped(text: string, columns: number): string {
  const width = Math.max(10, columns - 1)
  const lines = text.split('\n')
  return lines
    .flatMap((line, index) => {
      // A place in a file is shown by marks below its line: broken, they would point elsewhere.
      const isPointing = POINTING.test(line) || POINTING.test(lines[index + 1] ?? '')
      if (widthOfText(line) <= width || isPointing) return [line]
      const hang = hangOf(line, width)
      const lead = line.slice(0, hang)
      return paragraph(line.slice(hang), lead, width, hang)
    })
    .join('\n')
}

const POINTING = /^ *\^+ *$/

/** Of a line of a table, where its last column begins that is not too far right; else its own indentation. */
function hangOf(line: string, width: number): number {
  const columns = [...line.matchAll(/\S {2,}(?=\S)/g)].map((match) => match.index + match[0].length)
  const indent = line.length - line.trimStart().length
  return columns.filter((column) => column <= width * 0.7).at(-1) ?? Math.min(indent, Math.trunc(width / 2))
}

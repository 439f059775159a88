import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'

/** How a document is laid out: its columns, and whether the reader's terminal can show more than ASCII. */
export interface Layout {
  /** Columns available. Documents use 30 to 76 of them. */
  readonly columns: number
  readonly ascii: boolean
}

export interface Signs {
  readonly heavy: string
  readonly light: string
  readonly bullet: string
  readonly dot: string
  readonly bar: string
}

export function signsFor({ ascii }: Layout): Signs {
  return ascii
    ? { heavy: '=', light: '-', bullet: '*', dot: '|', bar: '#' }
    : { heavy: '━', light: '─', bullet: '•', dot: '·', bar: '█' }
}

export function widthOf({ columns }: Layout): number {
  return Math.max(30, Math.min(76, columns))
}

/**
 * Text wrapped to the width. The first line begins with `lead` and the others with as many spaces, or with as many as
 * `hang` says. A word that is longer than a line is broken.
 */
export function paragraph(
  text: string,
  lead: string,
  width: number,
  hang: number = stringWidth(lead),
): readonly string[] {
  const room = Math.max(8, width - Math.max(hang, stringWidth(lead)))
  const lines = wrapAnsi(text, room, { hard: true, trim: true }).split('\n')
  return lines.map((line, index) => `${index === 0 ? lead : ' '.repeat(hang)}${line.replaceAll(HELD, ' ')}`.trimEnd())
}

const HELD = '\u00a0'

/** Words that stay on one line where there is room for them. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', HELD)
}

/**
 * ASCII for a terminal that has nothing else: known characters by a similar one, letters without accents, the rest as
 * `?`.
 */
export function asciiOf(text: string): string {
  const likeness: Readonly<Record<string, string>> = {
    '·': '|',
    '•': '*',
    '–': '-',
    '—': '-',
    '’': "'",
    '‘': "'",
    '“': '"',
    '”': '"',
    '…': '...',
    '«': '"',
    '»': '"',
    '²': '2',
    '°': ' deg',
    '←': '<-',
    '→': '->',
    '≥': '>=',
    '≤': '<=',
    '×': 'x',
  }
  return text
    .replace(/[^\x00-\x7f]/gu, (sign) => likeness[sign] ?? sign)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x00-\x7f]/gu, '?')
}

/** Columns of a text on a terminal. */
export function widthOfText(text: string): number {
  return stringWidth(text)
}

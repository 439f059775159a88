import { asciiOf } from '../documents/index.ts'
import type { Look } from './look.ts'

/** One line of a screen; `spare` lines go first when the screen is too low. */
export interface Line {
  readonly text: string
  readonly tone?: 'strong' | 'quiet' | 'alert' | 'accent'
  readonly spare?: true
}

export interface Parts {
  readonly head: readonly Line[]
  readonly body: readonly Line[]
  readonly foot: readonly Line[]
  /** First line of the body to be shown when it does not fit. */
  readonly scroll: number
}

/** The parts as at most `rows` lines: first without spare lines, then as a window that can be scrolled. */
export function framed({ head, body, foot, scroll }: Parts, look: Look): readonly string[] {
  const room = Math.max(3, look.rows - head.length - foot.length)
  const shown = fitted(body, room, scroll)
  const blank = Array.from({ length: Math.max(0, room - shown.length) }, (): Line => ({ text: '' }))
  return [...head, ...shown, ...blank, ...foot].map((line) => painted(line, look))
}

function fitted(body: readonly Line[], room: number, scroll: number): readonly Line[] {
  if (body.length <= room) return body
  const dense = body.filter((line) => line.spare !== true)
  if (dense.length <= room) return dense
  const last = dense.length - (room - 1)
  const top = Math.min(scroll, last)
  const more = top < last ? `   … ${last - top} more below: PgDn` : '   … the end; PgUp for what is above'
  return [...dense.slice(top, top + room - 1), { text: more, tone: 'accent' }]
}

function painted({ text, tone }: Line, { ascii, paint }: Look): string {
  const shown = ascii ? asciiOf(text) : text
  return tone === undefined || shown.trim() === '' ? shown : paint[tone](shown)
}

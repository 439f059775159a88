import { asciiOf, paragraph, widthOfText } from '../documents/index.ts'
import type { View } from './desk-state.ts'
import type { Look } from './look.ts'

/** What a screen that is too low leaves out, in this order, and no more than necessary. */
const SPARED = ['blank', 'before', 'help'] as const

/** Blank lines, the answer before, and what only helps. */
export type Spare = (typeof SPARED)[number]

/** One line of a screen. */
export interface Line {
  readonly text: string
  readonly tone?: 'strong' | 'quiet' | 'alert' | 'alarm' | 'accent'
  readonly spare?: Spare
  /** The option, or state, whose tick mark is at the start of this line. */
  readonly tick?: string
  /** Marks the last line of the question, or of the options. What follows need not have been seen before an answer. */
  readonly end?: 'question' | 'options'
}

export interface Parts {
  readonly head: readonly Line[]
  readonly body: readonly Line[]
  readonly foot: readonly Line[]
  /** First line of the body that is shown when the body does not fit. */
  readonly scroll: number
}

/** The parts as at most `rows` lines: first without what can be left out, then as a window that can be scrolled. */
export function framed(set: Parts, look: Look): readonly string[] {
  const parts = inAscii(set, look)
  const { head, foot } = parts
  const room = roomFor(parts, look)
  const shown = fitted(parts, room)
  const blank = Array.from({ length: Math.max(0, room - shown.length) }, (): Line => ({ text: '' }))
  // On a window smaller than any layout, the end is cut off, because more lines would make the screen scroll.
  return [...head, ...shown, ...blank, ...foot].slice(0, look.rows).map((line) => painted(line, look))
}

/**
 * Lines of a page, minus the one that stays in sight; how far the body can be scrolled (0 when all of it is shown); and
 * how far until the question, and the last option, has been on the screen.
 */
export function extentOf(set: Parts, look: Look): Omit<View, 'seen'> {
  const parts = inAscii(set, look)
  const room = roomFor(parts, look)
  const dense = denseOf(parts.body, room)
  const last = dense.length <= room ? 0 : dense.length - (room - 1)
  const until = (what: Line['end']) => {
    const end = dense.findLastIndex((line) => line.end === what)
    return Math.min(last, Math.max(0, end - (room - 2)))
  }
  return { page: Math.max(1, room - 2), last, asked: until('question'), needed: until('options') }
}

/** How far to scroll so that a tick is in sight. No further than now where that is enough. */
export function scrolledTo(tick: string, set: Parts, look: Look): number {
  const parts = inAscii(set, look)
  const room = roomFor(parts, look)
  const dense = denseOf(parts.body, room)
  const first = dense.findIndex((line) => line.tick === tick)
  const end = dense.findLastIndex((line) => line.tick === tick)
  if (first < 0) return set.scroll
  if (first < set.scroll) return first
  return Math.max(set.scroll, end - (room - 2))
}

/**
 * Where one character is replaced by three, a line can become too long: its last words then move to a line of their
 * own.
 */
function inAscii(parts: Parts, { ascii, columns }: Look): Parts {
  if (!ascii) return parts
  const set = (lines: readonly Line[]) => lines.flatMap((line) => asciiLines(line, columns - 1))
  return { ...parts, head: set(parts.head), body: set(parts.body), foot: set(parts.foot) }
}

function asciiLines(line: Line, width: number): readonly Line[] {
  const text = asciiOf(line.text)
  if (text.length <= width || !text.includes(' ', 1)) return [{ ...line, text }]
  const lead = /^ *(?:\S {2,})?(?:\[.\] )?/.exec(text)?.[0] ?? ''
  return paragraph(text.slice(lead.length), lead, width).map((one) => ({ ...line, text: one }))
}

/** The body of a screen has at least this many lines. */
export const FEWEST = 3

function roomFor({ head, foot }: Parts, { rows }: Look): number {
  return Math.max(FEWEST, rows - head.length - foot.length)
}

function denseOf(body: readonly Line[], room: number): readonly Line[] {
  let left = body
  for (const spare of SPARED) if (left.length > room) left = left.filter((line) => line.spare !== spare)
  return left
}

function fitted({ body, scroll }: Parts, room: number): readonly Line[] {
  const dense = denseOf(body, room)
  if (dense.length <= room) return dense
  const last = dense.length - (room - 1)
  const top = Math.min(scroll, last)
  // The line that would say that more follows has room for the one line that is left.
  if (last - top === 1) return dense.slice(top)
  const more = top < last ? `   … ${last - top} more below: PgDn` : '   … the end; PgUp for what is above'
  return [...dense.slice(top, top + room - 1), { text: more, tone: 'accent' }]
}

function painted({ text, tone }: Line, { ascii, paint, columns }: Look): string {
  const shown = cut(ascii ? asciiOf(text) : text, columns - 1)
  return tone === undefined || shown.trim() === '' ? shown : paint[tone](shown)
}

function cut(text: string, width: number): string {
  let shown = text
  while (widthOfText(shown) > width) shown = shown.slice(0, -1)
  return shown
}

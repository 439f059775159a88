import { Chalk, type ChalkInstance } from 'chalk'
import type { Layout } from '../documents/index.ts'

/** How a screen is laid out and painted. Colour only repeats what words and signs say. */
export interface Look extends Layout {
  readonly rows: number
  readonly paint: Paint
}

export interface Paint {
  strong(text: string): string
  quiet(text: string): string
  alert(text: string): string
  /** What cannot wait: the most visible thing on the screen. */
  alarm(text: string): string
  accent(text: string): string
}

/** `level` as chalk counts: 0 none, 1 sixteen colours, 2 two hundred and fifty-six, 3 all. */
export function paintFor(level: 0 | 1 | 2 | 3): Paint {
  const chalk: ChalkInstance = new Chalk({ level })
  return {
    strong: (text) => chalk.bold(text),
    quiet: (text) => chalk.dim(text),
    // No green and no tick mark anywhere: nothing here says that all is well.
    alert: (text) => chalk.bold.red(text),
    alarm: (text) => chalk.bold.red.inverse(text),
    accent: (text) => chalk.cyan(text),
  }
}

/**
 * One column stays free, because terminals wrap after a line of the full width. Very long lines are avoided because
 * they are hard to read.
 */
export function screenWidthOf({ columns }: Look): number {
  return Math.max(20, Math.min(80, columns) - 1)
}

/** In lines. With fewer, most screens have to be scrolled. */
const LOW = 20

export function isLow({ rows }: Look): boolean {
  return rows < LOW
}

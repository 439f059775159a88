import { withThousands } from '../../diagnostics/index.ts'
import { LEVELS } from '../../questionnaire/index.ts'
import type { ScoreOptions } from '../options.ts'
import type { Input } from '../reading/inputs.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Tally } from './summary.ts'

export interface Progress {
  /** Called when more records are done. */
  readonly move: (tally: Tally) => void
  /** Prints a line on standard error without disturbing the line of progress. */
  readonly say: (text: string) => void
  /** Removes the line of progress. */
  readonly end: () => void
}

/** How often the line is drawn, in milliseconds: on a terminal, and where lines are kept. */
const ON_TERMINAL_MS = 200
const ELSEWHERE_MS = 5000
/** A run shorter than this, in milliseconds, needs no line. */
const QUIET_MS = 500

/**
 * One line on standard error. On a terminal it is redrawn; elsewhere it is only printed when asked for, every few
 * seconds.
 */
export function progressOf(
  inputs: readonly Input[],
  { progress: isAsked }: Pick<ScoreOptions, 'progress'>,
  world: Surroundings,
): Progress {
  const { stderr, stderrIsTerminal, now } = world
  if (!stderrIsTerminal && !isAsked) return { move: () => undefined, say: stderr, end: () => undefined }
  const size = inputs.reduce<number | undefined>(
    (sum, input) => (sum === undefined || input.size === undefined ? undefined : sum + input.size),
    0,
  )
  const start = now().getTime()
  let drawn = start + QUIET_MS - (stderrIsTerminal ? ON_TERMINAL_MS : ELSEWHERE_MS)
  let isShown = false
  const wipe = () => {
    if (isShown) stderr('\r\u001b[K')
    isShown = false
  }
  return {
    move(tally) {
      const moment = now().getTime()
      if (moment - drawn < (stderrIsTerminal ? ON_TERMINAL_MS : ELSEWHERE_MS)) return
      drawn = moment
      const read = inputs.reduce((sum, input) => sum + input.position(), 0)
      const line = progressLine(tally, {
        seconds: (moment - start) / 1000,
        part: size === undefined ? undefined : read / size,
      })
      if (!stderrIsTerminal) stderr(`${line}\n`)
      else {
        wipe()
        stderr(line)
        isShown = true
      }
    },
    say(text) {
      wipe()
      stderr(text)
    },
    end: wipe,
  }
}

function progressLine(
  { records, levels }: Tally,
  { seconds, part }: { readonly seconds: number; readonly part: number | undefined },
): string {
  const rate = `${withThousands(Math.round(records / Math.max(seconds, 0.001)))}/s`
  const left =
    part === undefined || part <= 0 ? '' : `, ${Math.max(0, Math.ceil((seconds / part) * (1 - part)))} s left`
  const so = LEVELS.map((level, index) => `${level} ${withThousands(levels[index] as number)}`).join(' · ')
  return `${withThousands(records)} records, ${rate}${left} · ${so}`
}

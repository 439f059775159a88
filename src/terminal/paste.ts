import type { Key } from './keys.ts'

/** Asks the terminal to mark where a paste begins and ends, and to stop doing so. */
export const PASTES_MARKED = '\u001b[?2004h'
export const PASTES_UNMARKED = '\u001b[?2004l'

/** Milliseconds after which a paste whose end never arrived is over, so that the next key is a key again. */
const LOST_MS = 1000

/**
 * Makes one key of everything that is pasted: several lines are one text, and none of its letters answers anything.
 * Undefined while a paste goes on.
 */
export function pasteCollector(): (key: Key, ms: number) => Key | undefined {
  let pasted: string | undefined
  let last = 0
  return (key, ms) => {
    if (pasted !== undefined && ms - last > LOST_MS) pasted = undefined
    last = ms
    if (key.name === 'paste-start') pasted = ''
    else if (key.name === 'paste-end') {
      const whole = { name: 'paste', text: pasted ?? '', ctrl: false }
      pasted = undefined
      return whole
    } else if (pasted === undefined) return key
    else pasted += key.text
    return undefined
  }
}

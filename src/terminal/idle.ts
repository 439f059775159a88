import type { Desk, Moment } from './desk-state.ts'
import { footLines } from './foot.ts'
import { framed } from './frame.ts'
import { type Look, screenWidthOf } from './look.ts'
import type { Occasion } from './occasion.ts'

/** Milliseconds without a key until the screen hides, and until the program leaves; infinite for never. */
export interface Patience {
  readonly hideMs: number
  readonly leaveMs: number
}

export function patienceOf(minutes: { readonly idleMinutes: number; readonly leaveMinutes: number }): Patience {
  const ms = (count: number) => (count === 0 ? Number.POSITIVE_INFINITY : count * 60_000)
  return { hideMs: ms(minutes.idleMinutes), leaveMs: ms(minutes.leaveMinutes) }
}

/** Whether somebody is taken to be at the desk. */
export type Presence = 'here' | 'hidden' | 'left'

/**
 * By the clock that only goes forwards and by the one on the wall, whichever shows more, because the first stands still
 * while a machine sleeps. A screen that shows nothing about a person never hides.
 */
export function presence(
  desk: Desk,
  { lastKey, now }: { readonly lastKey: Moment; readonly now: Moment },
  { hideMs, leaveMs }: Patience,
): Presence {
  if (desk.page === 'reference' && desk.typed === '') return 'here'
  const waited = Math.max(now.ms - lastKey.ms, Date.parse(now.iso) - Date.parse(lastKey.iso))
  if (waited >= leaveMs) return 'left'
  return waited >= hideMs ? 'hidden' : 'here'
}

/** How often to check, in milliseconds: often enough that nobody reads a screen that should be hidden. */
export function beatMsOf({ hideMs, leaveMs }: Patience): number {
  return Math.max(20, Math.min(1000, hideMs / 4, leaveMs / 4))
}

/** Shows nothing of the interview: no question, no reference, and not how far it has come. */
export function pausedScreen({ keeps }: Occasion, look: Look): readonly string[] {
  const leave = `^C leave, ${keeps ? 'answers are' : 'nothing is'} kept`
  return framed(
    {
      head: [],
      body: [{ text: '' }, { text: ' Paused. Press any key; it answers nothing.', tone: 'strong' }],
      foot: footLines([leave], screenWidthOf(look), 'quiet'),
      scroll: 0,
    },
    look,
  )
}

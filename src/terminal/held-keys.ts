import type { Question } from '../questionnaire/index.ts'
import { type Act, type Desk, type Moment, moved, screenIdOf } from './desk-state.ts'
import { isEnter, isPaste, isPrintable, type Key } from './keys.ts'

/** Milliseconds between two repeats of a key that is held down. No finger presses the same key again so soon. */
const REPEAT_MS = 90
/** Milliseconds that keyboards wait before a held key repeats, plus one repeat. */
const FIRST_REPEAT_MS = 700

/** Whether this key is being held down, as far as that matters: on the line where it was begun it counts as typing. */
export function isHeld(desk: Desk, key: Key, at: Moment): boolean {
  const { holding } = desk
  if (isPaste(key) || signOf(key) !== holding.key || at.ms - holding.at >= REPEAT_MS) return false
  return !isLine(desk) || holding.acts.some(({ screen }) => screen !== screenIdOf(desk))
}

/**
 * A key that is held down answers only one question. What its first repeat did, just after the guard, is undone: an
 * answer by a move, ticks and typed characters directly. This is reported, and the guard lasts for as long as the key
 * is held.
 */
export function heldDown(desk: Desk, at: Moment): Desk {
  const { holding } = desk
  const [first, second] = holding.acts
  const guard = { ...desk.guard, until: Math.max(desk.guard.until, at.ms + desk.guardMs) }
  if (first === undefined || second === undefined || at.ms - first.at > FIRST_REPEAT_MS) {
    const dropped = holding.dropped + 1
    const message = dropped < 2 ? desk.message : (desk.message ?? 'That key is held down: it answers once.')
    return { ...desk, message, guard, holding: { ...holding, at: at.ms, dropped } }
  }
  const undone = { ...undoing(desk, second, at), holding: { ...holding, at: at.ms, acts: [first], dropped: 1 } }
  return { ...undone, guard: { ...undone.guard, until: Math.max(guard.until, undone.guard.until) } }
}

function undoing(desk: Desk, { screen, started, isMove }: Act, at: Moment): Desk {
  if (isMove) return moved(desk, { kind: 'take-back', at: at.iso }, at)
  return screen === screenIdOf(desk)
    ? { ...desk, ...started, message: 'That key is held down: what it did the second time was undone.' }
    : desk
}

/** Notes what a key did, in case the key turns out to be held down. */
export function noted(
  before: Desk,
  after: Desk,
  { key, at: { ms } }: { readonly key: Key; readonly at: Moment },
): Desk {
  const { holding } = before
  const sign = signOf(key)
  // Pressed again after longer than a keyboard waits, it is a new press.
  const isAgain = sign === holding.key && ms - holding.at <= FIRST_REPEAT_MS
  const again = isAgain ? holding : { acts: [], dropped: 0 }
  const { typed, chosen, touched } = before
  const isMove = before.screening !== after.screening
  const hasActed = isMove || before.page !== after.page || typed !== after.typed || chosen !== after.chosen
  const act: Act = { at: ms, screen: screenIdOf(before), started: { typed, chosen, touched }, isMove }
  const acts = hasActed ? [...again.acts, act].slice(-2) : again.acts
  return { ...after, holding: { key: sign, at: ms, acts, dropped: hasActed ? 0 : again.dropped } }
}

/** After a stop: the keys pressed meanwhile went to the shell, so the key before is not held any more. */
export function letGo(desk: Desk): Desk {
  return { ...desk, holding: { ...desk.holding, key: '' } }
}

function signOf({ name, text, ctrl }: Key): string {
  return `${ctrl ? '^' : ''}${text === '' ? name : text}`
}

function isLine(desk: Desk): boolean {
  const { page, filter, screening } = desk
  if (page === 'reference' || page === 'reason' || filter.typing) return true
  return page === 'form' && screening.step.kind === 'ask' && hasInputLine(screening.step.question)
}

export function hasInputLine(question: Question): boolean {
  return question.options.length === 0
}

export function isGuarded({ guard }: Desk, at: Moment): boolean {
  return at.ms < guard.until
}

/**
 * On an input line, a burst that began too early is dropped as a whole and reported: a quick 165 must not become 65.
 */
export function tooEarly(desk: Desk, key: Key, at: Moment): Desk {
  if (!(isPrintable(key) || isEnter(key) || isPaste(key))) return desk
  if (!isLine(desk)) {
    const ignored = desk.guard.ignored + 1
    const message = ignored < 2 ? desk.message : (desk.message ?? 'Too quick: keys count once this can be read.')
    return { ...desk, message, guard: { ...desk.guard, ignored } }
  }
  const dropped = `${desk.guard.dropped}${isEnter(key) ? '' : key.text}`
  const message =
    dropped === ''
      ? desk.message
      : `\`${dropped}\` was typed before this question was shown, and is not used. Type it again.`
  return { ...desk, message, guard: { ...desk.guard, until: at.ms + desk.guardMs, dropped } }
}

import type { Questionnaire } from '../questionnaire/index.ts'
import { begin, type Screening } from '../screening/index.ts'
import { answering, type Press, unknownKey } from './answer-keys.ts'
import { type Desk, type DeskPage, EVERYTHING, freshFor, type Holding, type Moment, moved } from './desk-state.ts'
import { heldDown, isGuarded, isHeld, letGo, noted, tooEarly } from './held-keys.ts'
import { isEnter, isPaste, type Key, letterOf, type Navigation, navigationOf } from './keys.ts'
import { shownRows } from './review.ts'
import { reviewing } from './review-keys.ts'
import { LONGEST_LINE, lineAfter, lineProblem } from './typed-line.ts'

export interface DeskOptions {
  readonly on: string
  readonly guardMs: number
  /** Given on the command line, so not asked. */
  readonly reference?: string
  readonly at: Moment
  readonly records?: boolean
  readonly takenUp?: TakenUp
  /** A further sentence for the first screen. */
  readonly message?: string
  /** By reference: a sentence saying that it has a draft. */
  readonly openDrafts?: ReadonlyMap<string, string>
  /** A key that was pressed on the card of the person before, and that may still be held down. */
  readonly holding?: Holding
}

/** A draft that is resumed, or a record that is corrected. */
export interface TakenUp {
  readonly screening: Screening
  /**
   * Lines that tell whose it is. With `ask`, nothing else is shown before somebody confirms that it is this person's.
   */
  readonly draft: readonly string[]
  readonly ask: boolean
  readonly message?: string
  /** Why a recorded answer is changed, if that was said already. */
  readonly why?: string
}

export function openDesk(questionnaire: Questionnaire, options: DeskOptions): Desk {
  const { on, guardMs, reference, records = false, takenUp, at, holding, openDrafts = new Map() } = options
  const bare = {
    screening: takenUp?.screening ?? begin(questionnaire, on),
    started: new Map(),
    row: 0,
    filter: EVERYTHING,
    view: { page: 10, last: 0, asked: 0, needed: 0, seen: 0 },
    holding: holding ?? { key: '', at: Number.NEGATIVE_INFINITY, acts: [], dropped: 0 },
    reference,
    guardMs,
    records,
    why: takenUp?.why,
    draft: takenUp?.draft ?? [],
    opening: takenUp === undefined && reference !== undefined,
    openDrafts,
  }
  const message = takenUp === undefined ? (openDrafts.get(reference ?? '') ?? options.message) : takenUp.message
  return { ...bare, page: firstPage(bare.screening, options), ...freshFor(bare, at), message }
}

function firstPage({ step }: Screening, { takenUp, reference }: DeskOptions): DeskPage {
  if (takenUp === undefined) return reference === undefined ? 'reference' : 'form'
  if (takenUp.ask) return 'whose'
  return step.kind === 'done' ? 'card' : 'form'
}

/** The desk as it is shown, this many milliseconds after the key that led to it. */
export function guardedFrom(desk: Desk, later: number): Desk {
  return { ...desk, guard: { ...desk.guard, until: desk.guard.until + later } }
}

/** The desk when somebody comes back: the key that woke it answers nothing, and neither do keys that come with it. */
export function woken(desk: Desk, at: Moment): Desk {
  return { ...desk, guard: { until: at.ms + desk.guardMs, dropped: '', ignored: 0 } }
}

/** The desk after Ctrl-Z: a key that was meant for the shell and arrives late answers nothing. */
export function backFromStop(desk: Desk, how: 'continued' | 'never-stopped', at: Moment): Desk {
  return how === 'continued' ? woken(letGo(desk), at) : { ...letGo(desk), message: NOT_STOPPED }
}

const NOT_STOPPED = 'Ctrl-Z does nothing here: this program was started in a way that nothing could bring it back.'

/** The desk after a key. */
export function press(desk: Desk, key: Key, at: Moment): Desk {
  if (!ANSWERED.includes(desk.page)) return desk
  const navigation = navigationOf(key, { typing: isTyping(desk) })
  if (navigation !== undefined) return letGo(navigated(desk, navigation, at))
  if (isHeld(desk, key, at)) return heldDown(desk, at)
  const next = isGuarded(desk, at) ? tooEarly(desk, key, at) : pressed(desk, { key, at })
  return noted(desk, next, { key, at })
}

/** Pages on which keys do something. The other pages say how the desk was left. */
const ANSWERED: readonly DeskPage[] = ['whose', 'reference', 'form', 'card', 'reason']

/** Where `<` and `?` are ordinary characters. */
function isTyping({ page, filter, screening: { step } }: Desk): boolean {
  if (page === 'reference' || page === 'reason' || filter.typing) return true
  return page === 'form' && step.kind === 'ask' && step.question.type === 'text'
}

function pressed(desk: Desk, pressing: Press): Desk {
  const { key } = pressing
  if (desk.page === 'reference') return onReference(desk, pressing)
  if (desk.page === 'card') return onCard(desk, pressing)
  if (desk.page === 'reason') return onReason(desk, pressing)
  if (desk.page === 'whose') return onWhose(desk, pressing)
  const { step } = desk.screening
  if (isPaste(key) && step.kind !== 'ask' && !desk.filter.typing)
    return { ...desk, message: 'Nothing was pasted: there is nothing to type here.' }
  switch (step.kind) {
    case 'ask':
      return answering(desk, step.question, pressing)
    case 'confirm':
      return oneOf({ y: 'confirm', n: 'back' }, desk, pressing)
    case 'act-now':
      return oneOf({ f: 'finish', g: 'go-on' }, desk, pressing)
    case 'review':
      return reviewing(desk, pressing)
    case 'done':
      return desk
  }
}

/** A page with several ways on, each with a letter. */
function oneOf(ways: Readonly<Record<string, WayOn>>, desk: Desk, { key, at }: Press): Desk {
  const kind = ways[letterOf(key)]
  return kind === undefined ? unknownKey(desk, key) : moved(desk, { kind, at: at.iso }, at)
}

type WayOn = 'confirm' | 'back' | 'finish' | 'go-on'

function navigated(desk: Desk, navigation: Navigation, at: Moment): Desk {
  if (desk.page === 'card') return navigation === 'back' ? changing(desk, at) : scrolled(desk, navigation)
  if (desk.page === 'reason')
    return navigation === 'back' ? { ...desk, page: 'card', typed: '', message: undefined } : desk
  if (desk.page !== 'form') return desk
  const { step } = desk.screening
  switch (navigation) {
    case 'back':
      if (desk.help) return { ...desk, help: false, scroll: 0 }
      if (desk.filter !== EVERYTHING) return { ...desk, filter: EVERYTHING, row: 0, message: undefined }
      return moved(desk, { kind: 'back', at: at.iso }, at)
    case 'forward':
      return step.kind === 'ask' ? moved(desk, { kind: 'go-on', at: at.iso }, at) : desk
    case 'review':
      return moved(desk, { kind: 'review', at: at.iso }, at)
    case 'help':
      return step.kind === 'ask' ? { ...desk, help: !desk.help, scroll: 0, message: undefined } : desk
    default:
      return scrolled(desk, navigation)
  }
}

/** Scrolls by a key. The view knows how long the page is and stops at its end. */
function scrolled(desk: Desk, navigation: Navigation): Desk {
  const { page } = desk.view
  const by = { up: -1, down: 1, 'page-up': -page, 'page-down': page, first: -1e6, last: 1e6 }
  const lines = navigation in by ? by[navigation as keyof typeof by] : 0
  if (desk.screening.step.kind !== 'review' || desk.page !== 'form')
    return { ...desk, message: undefined, scroll: clamped(desk.scroll + lines, 1000) }
  return { ...desk, message: undefined, row: clamped(desk.row + lines, shownRows(desk).length - 1) }
}

function clamped(value: number, most: number): number {
  return Math.max(0, Math.min(most, value))
}

function onReference(desk: Desk, { key, at }: Press): Desk {
  if (!isEnter(key)) return lineAfter(desk, key) ?? desk
  const problem = lineProblem(desk.typed)
  if (problem !== undefined) return { ...desk, message: problem }
  const typed = desk.typed.trim()
  const reference = typed === '' ? undefined : typed
  return { ...desk, page: 'form', reference, ...freshFor(desk, at), message: desk.openDrafts.get(typed) }
}

const CARD_KEYS: Readonly<Record<string, DeskPage>> = { h: 'handout', n: 'next', q: 'left' }

function onCard(desk: Desk, { key, at }: Press): Desk {
  if (letterOf(key) === 'c') return changing(desk, at)
  if (isPaste(key)) return { ...desk, message: 'Nothing was pasted: there is nothing to type here.' }
  const page = CARD_KEYS[letterOf(key)]
  return page === undefined ? unknownKey(desk, key) : { ...desk, page, message: undefined }
}

/** Changing what is recorded needs a reason. */
function changing(desk: Desk, at: Moment): Desk {
  if (desk.records)
    return {
      ...desk,
      page: 'reason',
      typed: '',
      message: undefined,
      guard: { ...desk.guard, until: at.ms + desk.guardMs },
    }
  return moved(desk, { kind: 'back', at: at.iso }, at)
}

function onReason(desk: Desk, { key, at }: Press): Desk {
  if (!isEnter(key)) return lineAfter(desk, key, LONGEST_LINE) ?? desk
  const why = desk.typed.trim()
  if (why === '') return { ...desk, message: 'A few words are needed, such as: typing slip.' }
  const problem = lineProblem(why)
  return problem === undefined
    ? moved({ ...desk, why }, { kind: 'back', at: at.iso }, at)
    : { ...desk, message: problem }
}

function onWhose(desk: Desk, { key, at }: Press): Desk {
  if (key.ctrl) return desk
  const letter = letterOf(key)
  if (letter === 'y') return { ...desk, page: 'form', ...freshFor(desk, at) }
  return letter === 'n' ? { ...desk, page: 'not-theirs' } : unknownKey(desk, key)
}

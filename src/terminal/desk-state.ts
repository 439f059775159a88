import { type Move, type Screening, type Step, take } from '../screening/index.ts'
import { noticeText } from './notice.ts'
import { ticksOf } from './ticks.ts'

/** The screening and what is typed but not yet answered: all that the screen shows. Immutable; `press` makes the next. */
export interface Desk extends Started {
  readonly screening: Screening
  readonly page: DeskPage
  /** Answers that were begun and left: back, review and help do not lose them. By the question's id. */
  readonly started: ReadonlyMap<string, Started>
  /** A text question whose empty line was entered: now `0`, `u` and `d` answer. */
  readonly offering: boolean
  readonly help: boolean
  /** First line shown of what is longer than the screen. */
  readonly scroll: number
  /** What was just ticked, or no longer is, until it was brought into sight. */
  readonly ticking: string | undefined
  /** review: the row that Enter edits, among those that are shown. */
  readonly row: number
  /** review: which rows are shown. */
  readonly filter: Filter
  /** One sentence about the last key: what it changed, or what could not be taken, and why. */
  readonly message: string | undefined
  readonly guard: Guard
  readonly holding: Holding
  readonly view: View
  readonly reference: string | undefined
  /** Milliseconds that answer keys are ignored for after a question appears. */
  readonly guardMs: number
  /** Whether what is finished is recorded, so that changing it later wants a reason. */
  readonly records: boolean
  /** Why a recorded answer is changed. */
  readonly why: string | undefined
  /** Of a draft that is taken up again: what tells whose it is. */
  readonly draft: readonly string[]
  /** The first screen was passed over, so that its words are still to be shown. */
  readonly opening: boolean
  /** By reference: that there is a draft of it, in a sentence. */
  readonly openDrafts: ReadonlyMap<string, string>
}

/** What is typed or ticked at one question and not answered yet. */
export interface Started {
  /** Numbers, dates, texts and the reference: what stands on the input line. */
  readonly typed: string
  /** choices: ticks so far, codes of options and what is said of the others. */
  readonly chosen: readonly string[]
  readonly touched: boolean
}

/**
 * `whose` or `reference` comes first, once; `card` follows the end of the screening, `reason` a change after it; the
 * rest say how the desk was left.
 */
export type DeskPage = 'whose' | 'reference' | 'form' | 'card' | 'reason' | 'handout' | 'next' | 'left' | 'not-theirs'

/** Of the review: only what has a mark, only what holds these words. */
export interface Filter {
  readonly marked: boolean
  readonly words: string
  /** The words are being typed. */
  readonly typing: boolean
}

interface Guard {
  /** Answer keys before this instant (milliseconds) belong to the screen before. */
  readonly until: number
  /** What was typed too early on an input line, to be told. */
  readonly dropped: string
  /** How many keys came too early where no line is. */
  readonly ignored: number
}

/** One key that comes again and again: somebody leans on it. */
export interface Holding {
  /** The character of the last key that could answer. */
  readonly key: string
  /** When it came last, in milliseconds. */
  readonly at: number
  /** What its presses in a row brought about, the last two. */
  readonly acts: readonly Act[]
  /** How many in a row brought about nothing. */
  readonly dropped: number
}

export interface Act {
  /** In milliseconds. */
  readonly at: number
  /** Where the key was pressed: the same for as long as one screen is answered. */
  readonly screen: string
  /** What was begun there before. */
  readonly started: Started
  /** Whether it answered. */
  readonly isMove: boolean
}

/** What only the window knows, told to the desk after each drawing. */
export interface View {
  /** Lines that a page has. */
  readonly page: number
  /** How far it can be scrolled. */
  readonly last: number
  /** How far it is to be scrolled until the whole question was on the screen; -1 once it was. */
  readonly asked: number
  /** How far until all options were; -1 once they were. */
  readonly needed: number
  /** How far this question has been scrolled to; what is below was never on the screen. */
  readonly seen: number
}

/** When a key was pressed: milliseconds that only go forwards, and the instant for the record. */
export interface Moment {
  readonly ms: number
  readonly iso: string
}

type Fresh = Started & Pick<Desk, 'offering' | 'help' | 'scroll' | 'ticking' | 'message' | 'guard' | 'view'>

const NOTHING_STARTED: Started = { typed: '', chosen: [], touched: false }

/** What every new screen begins with: an answer that was begun here, else an earlier one of several ticked already. */
export function freshFor(desk: Pick<Desk, 'screening' | 'started' | 'guardMs' | 'view'>, at: Moment): Fresh {
  const { step } = desk.screening
  const begun = step.kind === 'ask' ? desk.started.get(step.question.id) : undefined
  return {
    ...(begun ?? { ...NOTHING_STARTED, chosen: tickedBefore(step) }),
    offering: false,
    help: false,
    scroll: 0,
    ticking: undefined,
    message: undefined,
    guard: { until: at.ms + desk.guardMs, dropped: '', ignored: 0 },
    view: { ...desk.view, last: 0, asked: 0, needed: 0, seen: 0 },
  }
}

function tickedBefore(step: Step): readonly string[] {
  return step.kind === 'ask' && step.question.type === 'choices' ? ticksOf(step.earlier) : []
}

/** The desk after a move of the screening; as it was when the move does not fit. */
export function moved(desk: Desk, move: Move, at: Moment): Desk {
  const screening = take(desk.screening, move)
  if (screening === desk.screening) return desk
  const page = screening.step.kind === 'done' ? 'card' : 'form'
  const next = { ...desk, screening, page, started: startedAfter(desk, move) } as const
  const row = move.kind === 'review' ? { row: 0, filter: EVERYTHING } : {}
  return { ...next, ...row, ...freshFor(next, at), message: noticeText(screening.notice) }
}

export const EVERYTHING: Filter = { marked: false, words: '', typing: false }

/** What is begun at the question at hand is kept when somebody goes elsewhere, and forgotten when it is answered. */
function startedAfter({ screening: { step }, started, typed, chosen, touched }: Desk, move: Move): Desk['started'] {
  if (step.kind !== 'ask') return started
  const next = new Map(started)
  if (move.kind !== 'answer' && (typed !== '' || touched)) next.set(step.question.id, { typed, chosen, touched })
  else next.delete(step.question.id)
  return next
}

/** The same for as long as one screen is answered. */
export function screenIdOf({ page, screening }: Desk): string {
  return `${page} ${screening.moves.length}`
}

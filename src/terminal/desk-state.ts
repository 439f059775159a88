import { type Move, type Screening, type Step, take } from '../screening/index.ts'
import { noticeText } from './notice.ts'
import { ticksOf } from './ticks.ts'

/**
 * The screening and what is typed but not answered yet: everything that the screen shows. Immutable; `press` makes the
 * next one.
 */
export interface Desk extends Started {
  readonly screening: Screening
  readonly page: DeskPage
  /**
   * Answers that were begun and left, by question id, so that going back, to the review or to help does not lose them.
   */
  readonly started: ReadonlyMap<string, Started>
  /** A text question whose line was entered empty: now `0`, `u` and `d` are answers. */
  readonly offering: boolean
  readonly help: boolean
  /** First line shown of a page that is longer than the screen. */
  readonly scroll: number
  /** The option that was just ticked or unticked, until it has been scrolled into sight. */
  readonly ticking: string | undefined
  /** Review: which of the shown rows Enter edits. */
  readonly row: number
  /** Review: which rows are shown. */
  readonly filter: Filter
  /** One sentence about the last key: what it changed, or what could not be accepted and why. */
  readonly message: string | undefined
  readonly guard: Guard
  readonly holding: Holding
  readonly view: View
  readonly reference: string | undefined
  /** Milliseconds for which answer keys are ignored after a question appears. */
  readonly guardMs: number
  /** Whether the finished screening becomes a record, so that changing it later needs a reason. */
  readonly records: boolean
  /** Why a recorded answer is changed. */
  readonly why: string | undefined
  /** For a resumed draft: lines that tell whose it is. */
  readonly draft: readonly string[]
  /** The first screen was skipped, so its words are still to be shown. */
  readonly opening: boolean
  /** By reference: a sentence saying that it has a draft. */
  readonly openDrafts: ReadonlyMap<string, string>
}

/** What is typed or ticked at one question and not answered yet. */
export interface Started {
  /** For numbers, dates, texts and the reference: the input line. */
  readonly typed: string
  /** For `choices`: the ticks so far, which are codes of options, and `unsure` or `declined` about the others. */
  readonly chosen: readonly string[]
  readonly touched: boolean
}

/**
 * `whose` and `reference` come first, once. `card` follows the end of the screening, `reason` a change after that. The
 * rest say how the desk was left.
 */
export type DeskPage = 'whose' | 'reference' | 'form' | 'card' | 'reason' | 'handout' | 'next' | 'left' | 'not-theirs'

/** Filters of the review: only rows with a mark, and only rows that contain these words. */
export interface Filter {
  readonly marked: boolean
  readonly words: string
  /** The words are still being typed. */
  readonly typing: boolean
}

interface Guard {
  /** Answer keys before this instant (milliseconds) were meant for the screen before. */
  readonly until: number
  /** What was typed too early on an input line, so that it can be reported. */
  readonly dropped: string
  /** How many keys came too early where there is no input line. */
  readonly ignored: number
}

/** One key that comes again and again because somebody leans on it. */
export interface Holding {
  /** The character of the last key that could answer. */
  readonly key: string
  /** When it last came, in milliseconds. */
  readonly at: number
  /** What its repeated presses did: the last two. */
  readonly acts: readonly Act[]
  /** How many of them in a row did nothing. */
  readonly dropped: number
}

export interface Act {
  /** In milliseconds. */
  readonly at: number
  /** Identifies the screen on which the key was pressed, as `screenIdOf` does. */
  readonly screen: string
  /** What was begun on that screen before. */
  readonly started: Started
  /** Whether it answered. */
  readonly isMove: boolean
}

/** What only the window knows. The desk is told after each drawing. */
export interface View {
  /** Lines of a page. */
  readonly page: number
  /** How far it can be scrolled. */
  readonly last: number
  /** How far it has to be scrolled until the whole question has been on the screen; -1 once it has. */
  readonly asked: number
  /** The same for all options. */
  readonly needed: number
  /** How far this question has been scrolled. What is below was never on the screen. */
  readonly seen: number
}

/** When a key was pressed: milliseconds that only go forwards, and the instant for the record. */
export interface Moment {
  readonly ms: number
  readonly iso: string
}

type Fresh = Started & Pick<Desk, 'offering' | 'help' | 'scroll' | 'ticking' | 'message' | 'guard' | 'view'>

const NOTHING_STARTED: Started = { typed: '', chosen: [], touched: false }

/** What a new screen begins with: an answer that was begun here, or else an earlier one, with its ticks. */
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

/** The desk after a move of the screening; unchanged when the move does not fit. */
export function moved(desk: Desk, move: Move, at: Moment): Desk {
  const screening = take(desk.screening, move)
  if (screening === desk.screening) return desk
  const page = screening.step.kind === 'done' ? 'card' : 'form'
  const next = { ...desk, screening, page, started: startedAfter(desk, move) } as const
  const row = move.kind === 'review' ? { row: 0, filter: EVERYTHING } : {}
  return { ...next, ...row, ...freshFor(next, at), message: noticeText(screening.notice) }
}

export const EVERYTHING: Filter = { marked: false, words: '', typing: false }

/** What is begun at a question is kept when the person goes elsewhere, and forgotten once it is answered. */
function startedAfter({ screening: { step }, started, typed, chosen, touched }: Desk, move: Move): Desk['started'] {
  if (step.kind !== 'ask') return started
  const next = new Map(started)
  if (move.kind !== 'answer' && (typed !== '' || touched)) next.set(step.question.id, { typed, chosen, touched })
  else next.delete(step.question.id)
  return next
}

/** An id that stays the same for as long as one screen is being answered. */
export function screenIdOf({ page, screening }: Desk): string {
  return `${page} ${screening.moves.length}`
}

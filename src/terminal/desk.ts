import {
  type Answer,
  complaint,
  limitsText,
  type Offered,
  parseAnswer,
  type Question,
  type Questionnaire,
} from '../questionnaire/index.ts'
import { begin, type Move, type Screening, type Step, take } from '../screening/index.ts'
import { isEnter, isPrintable, type Key, navigationOf } from './keys.ts'
import { noticeText } from './notice.ts'
import { reviewRows } from './review.ts'
import { answerTicked, STATE_KEYS, ticksOf, toggled } from './ticks.ts'

/** The screening and what is typed but not yet answered: all that the screen shows. Immutable; `press` makes the next. */
export interface Desk {
  readonly screening: Screening
  readonly page: Page
  /** Numbers, dates, texts and the reference: what stands on the input line. */
  readonly typed: string
  /** choices: ticks so far, codes of options and what is said of the others. */
  readonly chosen: readonly string[]
  readonly touched: boolean
  /** A text question whose empty line was entered: now `u` and `d` answer. */
  readonly offering: boolean
  readonly help: boolean
  /** First line shown of what is longer than the screen. */
  readonly scroll: number
  /** review: the row that Enter edits. */
  readonly row: number
  /** One sentence about the last key: what could not be taken, and why. */
  readonly message: string | undefined
  readonly guard: Guard
  readonly reference: string | undefined
  /** Milliseconds that answer keys are ignored for after a question appears. */
  readonly guardMs: number
  /** Whether what is finished is recorded, so that changing it later wants a reason. */
  readonly records: boolean
  /** Why a recorded answer is changed. */
  readonly why: string | undefined
  /** Of a draft that is taken up again: what tells whose it is. */
  readonly draft: readonly string[]
}

/**
 * `whose` or `reference` comes first, once; `card` follows the end of the screening, `reason` a change after it; the
 * rest say how the desk was left.
 */
export type Page = 'whose' | 'reference' | 'form' | 'card' | 'reason' | 'handout' | 'next' | 'left' | 'not-theirs'

interface Guard {
  /** Answer keys before this instant (milliseconds) belong to the screen before. */
  readonly until: number
  /** What was typed too early on an input line, to be told. */
  readonly dropped: string
}

/** When a key was pressed: milliseconds that only go forwards, and the instant for the record. */
export interface Moment {
  readonly ms: number
  readonly iso: string
}

export interface DeskOptions {
  readonly on: string
  readonly guardMs: number
  /** Given on the command line, so not asked. */
  readonly reference?: string
  readonly at: Moment
  readonly records?: boolean
  readonly takenUp?: TakenUp
}

/** A draft that is gone on with, or a record that is corrected. */
export interface TakenUp {
  readonly screening: Screening
  /** What tells whose it is; with `ask`, nothing else is shown before somebody says that it is this person's. */
  readonly draft: readonly string[]
  readonly ask: boolean
  readonly message?: string
  /** Why a recorded answer is changed, where that was said already. */
  readonly why?: string
}

export function openDesk(questionnaire: Questionnaire, options: DeskOptions): Desk {
  const { on, guardMs, reference, records = false, takenUp, at } = options
  const screening = takenUp?.screening ?? begin(questionnaire, on)
  const page = firstPage(screening, options)
  const bare = { screening, page, row: 0, reference, guardMs, records, why: takenUp?.why }
  return { ...bare, draft: takenUp?.draft ?? [], ...fresh(screening.step, guardMs, at), message: takenUp?.message }
}

function firstPage({ step }: Screening, { takenUp, reference }: DeskOptions): Page {
  if (takenUp === undefined) return reference === undefined ? 'reference' : 'form'
  if (takenUp.ask) return 'whose'
  return step.kind === 'done' ? 'card' : 'form'
}

/** What every new screen begins with. An earlier answer of several is ticked already. */
function fresh(step: Step, guardMs: number, at: Moment) {
  return {
    typed: '',
    chosen: step.kind === 'ask' && step.question.type === 'choices' ? ticksOf(step.earlier) : [],
    touched: false,
    offering: false,
    help: false,
    scroll: 0,
    message: undefined,
    guard: { until: at.ms + guardMs, dropped: '' },
  } satisfies Partial<Desk>
}

/** The desk as it is shown so many milliseconds after the key that made it. */
export function guardedFrom(desk: Desk, later: number): Desk {
  return { ...desk, guard: { ...desk.guard, until: desk.guard.until + later } }
}

/** The desk after a key. */
export function press(desk: Desk, key: Key, at: Moment): Desk {
  if (desk.page === 'reference') return onReference(desk, key, at)
  if (desk.page === 'card') return onCard(desk, key, at)
  if (desk.page === 'reason') return onReason(desk, key, at)
  if (desk.page === 'whose') return onWhose(desk, key, at)
  if (desk.page !== 'form') return desk
  const navigation = navigationOf(key, isText(desk))
  if (navigation !== undefined) return navigated(desk, navigation, at)
  const { step } = desk.screening
  if (isHeldBack(desk, key, at)) return heldBack(desk, key, at)
  switch (step.kind) {
    case 'ask':
      return answering(desk, step.question, key, at)
    case 'confirm':
      if (key.text === 'y') return moved(desk, { kind: 'confirm', at: at.iso }, at)
      return key.text === 'n' ? moved(desk, { kind: 'back', at: at.iso }, at) : desk
    case 'act-now':
      if (key.text === 'f') return moved(desk, { kind: 'finish', at: at.iso }, at)
      return key.text === 'g' ? moved(desk, { kind: 'go-on', at: at.iso }, at) : desk
    case 'review':
      return reviewing(desk, key, at)
    case 'done':
      return desk
  }
}

/** The desk when somebody comes back: the key that woke it answers nothing, and neither do those that come with it. */
export function woken(desk: Desk, at: Moment): Desk {
  return { ...desk, guard: { until: at.ms + desk.guardMs, dropped: '' } }
}

function isText({ screening: { step } }: Desk): boolean {
  return step.kind === 'ask' && step.question.type === 'text'
}

function hasInputLine(question: Question): boolean {
  return question.options.length === 0
}

function isHeldBack({ guard }: Desk, _key: Key, at: Moment): boolean {
  return at.ms < guard.until
}

/** On an input line a burst that began too early is dropped whole and told: a quick 165 must not become 65. */
function heldBack(desk: Desk, key: Key, at: Moment): Desk {
  const { step } = desk.screening
  if (step.kind !== 'ask' || !hasInputLine(step.question) || !(isPrintable(key) || isEnter(key))) return desk
  const dropped = `${desk.guard.dropped}${isPrintable(key) ? key.text : ''}`
  const message =
    dropped === ''
      ? desk.message
      : `\`${dropped}\` was typed before this question was shown, and is not used. Type it again.`
  return { ...desk, message, guard: { until: at.ms + desk.guardMs, dropped } }
}

function moved(desk: Desk, move: Move, at: Moment): Desk {
  const screening = take(desk.screening, move)
  if (screening === desk.screening) return desk
  const page = screening.step.kind === 'done' ? 'card' : 'form'
  const row = move.kind === 'review' ? 0 : desk.row
  return {
    ...desk,
    screening,
    page,
    row,
    ...fresh(screening.step, desk.guardMs, at),
    message: noticeText(screening.notice),
  }
}

function navigated(desk: Desk, navigation: NonNullable<ReturnType<typeof navigationOf>>, at: Moment): Desk {
  const { step } = desk.screening
  switch (navigation) {
    case 'back':
      return desk.help ? { ...desk, help: false, scroll: 0 } : moved(desk, { kind: 'back', at: at.iso }, at)
    case 'forward':
      return step.kind === 'ask' ? moved(desk, { kind: 'go-on', at: at.iso }, at) : desk
    case 'review':
      return moved(desk, { kind: 'review', at: at.iso }, at)
    case 'help':
      return step.kind === 'ask' ? { ...desk, help: !desk.help, scroll: 0 } : desk
    default:
      return scrolled(desk, navigation)
  }
}

const PAGE = 10

/** How far a key scrolls; the view knows what there is to see and stops at its end. */
function scrolled(desk: Desk, navigation: string): Desk {
  const by = { up: -1, down: 1, 'page-up': -PAGE, 'page-down': PAGE, first: -1e6, last: 1e6 }[navigation] ?? 0
  if (desk.screening.step.kind !== 'review' || desk.page !== 'form')
    return { ...desk, scroll: clamp(desk.scroll + by, 0, 1000) }
  return { ...desk, row: clamp(desk.row + by, 0, reviewRows(desk.screening).length - 1) }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}

function answering(desk: Desk, question: Question, key: Key, at: Moment): Desk {
  const state = desk.typed === '' && (question.type !== 'text' || desk.offering) ? stateFor(question, key) : undefined
  if (state !== undefined) {
    // Beside what is ticked it speaks of the others; what was named is never thrown away by it.
    if (desk.chosen.length > 0) return ticked(desk, state)
    return given(desk, question, { kind: state }, at)
  }
  if (hasInputLine(question)) return typing(desk, question, key, at)
  if (question.type === 'choices') return ticking(desk, question, key, at)
  const option = key.ctrl ? undefined : question.options.find((one) => one.key === key.text.toLowerCase())
  return option === undefined ? unknownKey(desk, key) : given(desk, question, { kind: 'given', value: option.code }, at)
}

function stateFor({ offer }: Question, { text, ctrl }: Key): Offered | undefined {
  return ctrl ? undefined : offer.find((state) => STATE_KEYS[state] === text)
}

function given(desk: Desk, question: Question, answer: Answer, at: Moment): Desk {
  return moved(desk, { kind: 'answer', question: question.id, answer, at: at.iso }, at)
}

function unknownKey(desk: Desk, key: Key): Desk {
  return isPrintable(key) ? { ...desk, message: `\`${key.text}\` is not one of the keys here.` } : desk
}

function ticking(desk: Desk, question: Question, key: Key, at: Moment): Desk {
  if (isEnter(key)) {
    if (!desk.touched)
      return {
        ...desk,
        message:
          desk.chosen.length > 0
            ? 'Nothing changed. The right arrow keeps the earlier answer.'
            : '0 if none of these; Enter after choosing.',
      }
    if (desk.chosen.length === 0) return { ...desk, message: 'Nothing is chosen. 0 if none of these.' }
    return given(desk, question, answerTicked(question, desk.chosen), at)
  }
  if (key.text === '0' && !key.ctrl) {
    if (desk.touched && desk.chosen.length > 0)
      return { ...desk, message: 'Something is chosen: take it back first, then 0.' }
    return given(desk, question, { kind: 'given', value: ['none'] }, at)
  }
  const option = key.ctrl ? undefined : question.options.find((one) => one.key === key.text.toLowerCase())
  return option === undefined ? unknownKey(desk, key) : ticked(desk, option.code)
}

function ticked(desk: Desk, tick: string): Desk {
  return { ...desk, chosen: toggled(desk.chosen, tick), touched: true, message: undefined }
}

function typing(desk: Desk, question: Question, key: Key, at: Moment): Desk {
  const edited = lineEdited(desk, key)
  if (edited !== undefined) return edited
  if (isEnter(key)) return entered(desk, question, at)
  if (!isPrintable(key)) return desk
  if (question.type !== 'text' && !/^[\d.,-]$/.test(key.text)) {
    const wanted =
      question.type === 'date' ? 'Type year-month-day, such as 2026-02-28.' : `Type digits: ${limitsText(question)}.`
    return {
      ...desk,
      message: `\`${key.text}\` is not part of ${question.type === 'date' ? 'a date' : 'a number'}. ${wanted}`,
    }
  }
  return appended(desk, key.text)
}

/** Longest text on an input line; a number or date is far shorter. */
const LINE = 500

function appended(desk: Desk, text: string): Desk {
  if (desk.typed.length + text.length > LINE) return { ...desk, message: `At most ${LINE} characters.` }
  return { ...desk, typed: desk.typed + text, offering: false, message: undefined }
}

function lineEdited(desk: Desk, { name, ctrl }: Key): Desk | undefined {
  if (name === 'backspace') return { ...desk, typed: [...desk.typed].slice(0, -1).join(''), message: undefined }
  return ctrl && name === 'u' ? { ...desk, typed: '', message: undefined } : undefined
}

function entered(desk: Desk, question: Question, at: Moment): Desk {
  const answer = parseAnswer(question, desk.typed)
  if (answer === undefined) {
    const offers = question.type === 'text' && question.offer.length > 0
    return { ...desk, offering: offers, message: offers ? undefined : 'Nothing was typed.' }
  }
  if (answer.kind === 'rejected') return { ...desk, typed: '', message: complaint(question, answer) }
  return given(desk, question, answer, at)
}

function reviewing(desk: Desk, key: Key, at: Moment): Desk {
  if (isEnter(key)) {
    const row = reviewRows(desk.screening)[desk.row]
    return row === undefined ? desk : moved(desk, { kind: 'edit', question: row.id, at: at.iso }, at)
  }
  if (key.text === 'F' || key.text === 'f') return moved(desk, { kind: 'finish', at: at.iso }, at)
  return key.text === 'g' ? moved(desk, { kind: 'go-on', at: at.iso }, at) : unknownKey(desk, key)
}

function onReference(desk: Desk, key: Key, at: Moment): Desk {
  if (isEnter(key)) {
    const reference = desk.typed.trim()
    return {
      ...desk,
      page: 'form',
      reference: reference === '' ? undefined : reference,
      ...fresh(desk.screening.step, desk.guardMs, at),
    }
  }
  return lineEdited(desk, key) ?? (isPrintable(key) ? appended(desk, key.text) : desk)
}

const CARD_KEYS: Readonly<Record<string, Page>> = { h: 'handout', n: 'next', q: 'left' }

function onCard(desk: Desk, key: Key, at: Moment): Desk {
  const navigation = navigationOf(key, false)
  if (navigation === 'back' || (key.text === 'c' && at.ms >= desk.guard.until)) {
    if (desk.records) return { ...desk, page: 'reason', typed: '', message: undefined }
    return moved(desk, { kind: 'back', at: at.iso }, at)
  }
  if (navigation !== undefined) return scrolled(desk, navigation)
  const page = CARD_KEYS[key.text]
  if (page === 'next' && desk.draft.length > 0) return desk
  return page === undefined || key.ctrl || at.ms < desk.guard.until ? desk : { ...desk, page }
}

function onReason(desk: Desk, key: Key, at: Moment): Desk {
  if (isEnter(key)) {
    const why = desk.typed.trim()
    if (why === '') return { ...desk, message: 'A few words are needed, such as: typing slip.' }
    return moved({ ...desk, why }, { kind: 'back', at: at.iso }, at)
  }
  if (navigationOf(key, true) === 'back') return { ...desk, page: 'card', typed: '', message: undefined }
  return lineEdited(desk, key) ?? (isPrintable(key) ? appended(desk, key.text) : desk)
}

function onWhose(desk: Desk, key: Key, at: Moment): Desk {
  if (at.ms < desk.guard.until || key.ctrl) return desk
  if (key.text === 'y') return { ...desk, page: 'form', ...fresh(desk.screening.step, desk.guardMs, at) }
  return key.text === 'n' ? { ...desk, page: 'not-theirs' } : unknownKey(desk, key)
}

import { visible, withoutUndefined } from '../diagnostics/index.ts'
import { openingOf, paragraph } from '../documents/index.ts'
import { answerInWords, kindOf, labelled, type Question } from '../questionnaire/index.ts'
import type { Step } from '../screening/index.ts'
import type { Desk } from './desk-state.ts'
import type { Line, Spare } from './frame.ts'
import type { Look } from './look.ts'
import { notesBefore } from './notes.ts'
import { othersInWords, STATE_KEYS } from './ticks.ts'

const BLANK: Line = { text: '', spare: 'blank' }

type Asking = Step & { readonly kind: 'ask' }

/** One question: the last answer, what to know beforehand, the question, and its answers with their keys. */
export function askBody(
  desk: Desk,
  step: Asking,
  { width, look }: { readonly width: number; readonly look: Look },
): readonly Line[] {
  const { question } = step
  if (desk.help) return helpBody(question, width)
  const { answers, evaluation } = desk.screening
  const asked = evaluation.due
  const place = asked.indexOf(question)
  const before = asked[place - 1]
  const last = before === undefined ? undefined : answers.get(before.id)
  const digits = String(place + 1)
  return [
    ...(before === undefined || last === undefined
      ? []
      : lines(
          labelled(before.short, visible(answerInWords(before, last))),
          ` ${String(place).padEnd(digits.length)}  `,
          { width, tone: 'quiet', spare: 'before' },
        )),
    BLANK,
    ...openingLines(desk, width),
    ...noteLines(desk, step, width),
    ...ended(lines(question.text, ` ${digits}  `, { width, tone: 'strong' }), 'question'),
    ...shortHelp(question, digits.length + 3, width),
    BLANK,
    ...optionLines(desk, question, width),
    ...(question.options.length === 0 ? inputLines(desk, question, width) : []),
    BLANK,
    ...stateLines(desk, question, width),
    ...earlierLines(step, width, look),
  ]
}

/** A person who comes back to a question has read the notes before it, so they may be left out. */
function noteLines({ screening }: Desk, { question, earlier }: Asking, width: number): readonly Line[] {
  const spare = earlier === undefined ? undefined : 'help'
  return notesBefore(screening, question).flatMap(({ text }) => [
    ...lines(text, ' ', { width, tone: 'quiet', spare }),
    BLANK,
  ])
}

/** Help of a line or two is shown with its question, without a key, unless the screen is too low for both. */
function shortHelp({ help = '' }: Question, indent: number, width: number): readonly Line[] {
  if (help === '') return []
  const set = lines(help, ' '.repeat(indent), { width, tone: 'quiet', spare: 'help' })
  return set.length > 2 ? [] : set
}

/** Where the first screen was skipped, its words are shown above the first question. */
function openingLines({ opening, screening }: Desk, width: number): readonly Line[] {
  if (!opening || screening.moves.length > 0) return []
  return [...openingOf(screening.questionnaire).flatMap((text) => lines(text, ' ', { width, tone: 'quiet' })), BLANK]
}

function ended(all: readonly Line[], end: 'question' | 'options'): readonly Line[] {
  return all.map((line, index) => (index === all.length - 1 ? { ...line, end } : line))
}

interface Setting {
  readonly width: number
  readonly tone?: Line['tone']
  readonly spare?: Spare | undefined
}

function lines(text: string, lead: string, { width, tone, spare }: Setting): readonly Line[] {
  return paragraph(text, lead, width).map((one) => ({
    text: one,
    ...withoutUndefined({ tone, spare }),
  }))
}

/** The indent before keys. A narrow screen has none, so that the words are broken into fewer lines. */
function padOf(width: number): string {
  return ' '.repeat(width < NARROW ? 2 : 6)
}

const NARROW = 60

function optionLines(desk: Desk, { type, options, none = 'None of these' }: Question, width: number): readonly Line[] {
  const pad = padOf(width)
  if (type !== 'choices') return options.flatMap(({ label, key }) => lines(label, `${pad}${key}  `, { width }))
  const ticks = options.flatMap(({ label, code, key }) => tickLines(desk, { tick: code, key, label }, width))
  return [...ticks, ...ended(lines(none, `${pad}0      `, { width }), 'options')]
}

interface Tick {
  readonly tick: string
  readonly key: string
  readonly label: string
}

function tickLines({ chosen }: Desk, { tick, key, label }: Tick, width: number): readonly Line[] {
  const lead = `${padOf(width)}${key}  [${chosen.includes(tick) ? 'x' : ' '}] `
  return lines(label, lead, { width }).map((line) => ({ ...line, tick }))
}

function inputLines({ typed }: Desk, question: Question, width: number): readonly Line[] {
  const unit = question.unit === undefined ? '' : ` ${question.unit.shown}`
  const how = kindOf(question).howToType?.(question) ?? ''
  return [
    ...lines(`${visible(typed)}_${unit}`, `${padOf(width)}> `, { width, tone: 'strong' }),
    ...lines(`${how}, then Enter.`, `${padOf(width)}  `, { width, tone: 'quiet' }),
  ]
}

function stateLines(desk: Desk, question: Question, width: number): readonly Line[] {
  const offers = [
    ...(question.type === 'text' && question.none !== undefined ? [`0  ${question.none}`] : []),
    ...(question.offer.includes('unsure') ? ['u  Not sure'] : []),
    ...(question.offer.includes('declined') ? ['d  Prefer not to say'] : []),
  ]
  if (offers.length === 0) return []
  const pad = padOf(width)
  // Once something is ticked, these keys are about the other options.
  if (desk.chosen.length > 0)
    return question.offer.flatMap((state) =>
      tickLines(desk, { tick: state, key: STATE_KEYS[state], label: othersInWords(state) }, width),
    )
  if (question.type === 'text' && !desk.offering)
    return lines('Nothing to write: Enter, then', pad, { width, tone: 'quiet' }).concat(
      lines(offers.join('        '), pad, { width, tone: 'quiet' }),
    )
  const inOneLine = offers.join('        ')
  if (inOneLine.length + pad.length <= width) return lines(inOneLine, pad, { width })
  return offers.flatMap((offer) => lines(offer, pad, { width }))
}

function earlierLines({ earlier, question }: Asking, width: number, { ascii }: Look): readonly Line[] {
  if (earlier === undefined) return []
  return lines(
    `Earlier answer: ${visible(answerInWords(question, earlier))}.   ${ascii ? '->' : '→'} keeps it`,
    padOf(width),
    { width, tone: 'accent' },
  )
}

function helpBody(question: Question, width: number): readonly Line[] {
  const cited = question.sources.map(
    ({ work, section }) => `${work.title}${section === undefined ? '' : `, ${section}`}`,
  )
  return [
    ...lines(question.text, ' ', { width, tone: 'strong' }),
    { text: '' },
    ...lines(question.help ?? 'There is no further help for this question.', ' ', { width }),
    ...(question.why === undefined ? [] : [{ text: '' }, ...lines(question.why, ' For staff: ', { width })]),
    ...(cited.length === 0 ? [] : [{ text: '' }, ...lines(cited.join('; '), ' Sources: ', { width, tone: 'quiet' })]),
  ]
}

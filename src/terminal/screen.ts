import { visible, withoutUndefined } from '../diagnostics/index.ts'
import { card, openingOf, paragraph, type Visit } from '../documents/index.ts'
import { labelled } from '../questionnaire/index.ts'
import { guide } from '../rules/index.ts'
import type { Screening } from '../screening/index.ts'
import { askBody } from './ask-screen.ts'
import { type Desk, EVERYTHING } from './desk-state.ts'
import { CARD_KEYS, footItems, footLines } from './foot.ts'
import { extentOf, FEWEST, framed, type Line, type Parts, scrolledTo } from './frame.ts'
import { type Look, screenWidthOf } from './look.ts'
import { notesBefore } from './notes.ts'
import { noticeInBrief, noticeText } from './notice.ts'
import type { Occasion } from './occasion.ts'
import { actNowBody, actNowHead, confirmBody, reasonBody, whoseBody } from './pause-screens.ts'
import { shownRows } from './review.ts'

/** The whole screen for a desk, as lines that fit it. Pure: the same desk and look give the same lines. */
export function screenOf(desk: Desk, occasion: Occasion, look: Look): readonly string[] {
  return framed(partsOf(desk, occasion, look), look)
}

/** The desk scrolled to what was ticked, but not beyond the page, and informed of what was on the screen. */
export function viewed(desk: Desk, occasion: Occasion, look: Look): Desk {
  const parts = partsOf(desk, occasion, look)
  const { page, ...extent } = extentOf(parts, look)
  const scroll = Math.min(desk.ticking === undefined ? desk.scroll : scrolledTo(desk.ticking, parts, look), extent.last)
  // A person who jumps to the end has not seen what lies in between.
  const seen = scroll <= desk.view.seen + page ? Math.max(desk.view.seen, scroll) : desk.view.seen
  // What was completely on the screen once stays so, even if a message takes a line of its room.
  const left = (what: 'asked' | 'needed') => (desk.view[what] < 0 || seen >= extent[what] ? -1 : extent[what])
  const view = desk.help
    ? { ...desk.view, page }
    : { page, last: extent.last, asked: left('asked'), needed: left('needed'), seen }
  return { ...desk, scroll, view, ticking: undefined }
}

function partsOf(desk: Desk, occasion: Occasion, look: Look): Parts {
  const width = screenWidthOf(look)
  if (desk.page === 'card' || desk.page === 'handout')
    return { ...cardParts(desk, occasion, look), scroll: desk.scroll }
  const { step } = desk.screening
  const head = step.kind === 'act-now' && desk.page === 'form' ? actNowHead(desk, look) : header(desk, width, look)
  const keys = footLines(footItems(desk, occasion, look), width, 'quiet')
  const foot = [...messageLines(desk, width, look.rows - head.length - keys.length - FEWEST), ...keys]
  if (desk.page === 'reference') return { head, body: referenceBody(desk, width), foot, scroll: 0 }
  if (desk.page === 'reason') return { head, body: reasonBody(desk, width), foot, scroll: 0 }
  if (desk.page === 'whose') return { head, body: whoseBody(desk, width), foot, scroll: 0 }
  switch (step.kind) {
    case 'ask':
      return { head, body: askBody(desk, step, { width, look }), foot, scroll: desk.scroll }
    case 'confirm':
      return { head, body: confirmBody(desk, width), foot, scroll: 0 }
    case 'act-now':
      return { head, body: actNowBody(desk, occasion, look), foot, scroll: desk.scroll }
    case 'review':
      return { head, ...reviewBody(desk, width, look), foot }
    case 'done':
      return { head, body: [], foot, scroll: 0 }
  }
}

function header(desk: Desk, width: number, look: Look): readonly Line[] {
  const { screening } = desk
  const { step } = screening
  const asking = desk.page === 'form' && (step.kind === 'ask' || step.kind === 'confirm')
  const section = asking ? `   ${step.question.section.title}` : ''
  const narrow = look.columns < 60
  const where = desk.page === 'form' ? positionText(screening, { narrow }) : ''
  // The section tells where one is. The title, which does not change, gives way.
  const title = shortened(screening.questionnaire.title, width - where.length - section.length - 3, look)
  const left = shortened(
    narrow && asking ? ` ${step.question.section.title}` : ` ${title}${section}`,
    width - where.length - 2,
    look,
  )
  return [
    { text: `${left.padEnd(width - where.length - 1)} ${where}`, tone: 'strong' },
    ...(desk.page === 'reference' ? [] : raisedLines(screening, width, look)),
    { text: (look.ascii ? '-' : '─').repeat(width), tone: 'quiet' },
  ]
}

/** An emergency must not be seen only once: after the first, every screen says that there was one. */
function raisedLines(
  { actNowRaised, evaluation, questionnaire }: Screening,
  width: number,
  look: Look,
): readonly Line[] {
  if (!actNowRaised) return []
  const about = new Set(evaluation.actNow.flatMap(({ answers }) => answers.map(({ question }) => question)))
  const names = questionnaire.questions.filter(({ id }) => about.has(id)).map(({ short }) => short)
  const what = names.length === 0 ? '; the answer was changed since' : `: ${names.join('; ')}`
  return [{ text: shortened(` !! ACT NOW was raised${what}`, width, look), tone: 'alert' }]
}

function shortened(text: string, room: number, { ascii }: Look): string {
  const fits = Math.max(8, room)
  return text.length <= fits ? text : `${text.slice(0, fits - 1).trimEnd()}${ascii ? '.' : '…'}`
}

function positionText(screening: Screening, { narrow }: { readonly narrow: boolean }): string {
  const { step, answers, evaluation } = screening
  if (step.kind === 'review') return 'review'
  if (step.kind !== 'ask' && step.kind !== 'confirm') return ''
  const place = evaluation.due.indexOf(step.question) + 1
  const about = Math.max(place, answers.size + evaluation.possible)
  return narrow ? `${place} of ~${about}` : `question ${place} of about ${about}`
}

/**
 * `room` is the number of lines that there is room for. A longer message is shortened, so that its end is not cut off.
 */
function messageLines({ message, screening }: Desk, width: number, room: number): readonly Line[] {
  if (message === undefined) return []
  const set = (text: string) =>
    paragraph(visible(text), ' ! ', width).map((line): Line => ({ text: line, tone: 'alert' }))
  const whole = set(message)
  const brief = message === noticeText(screening.notice) ? noticeInBrief(screening.notice) : undefined
  return whole.length <= room || brief === undefined ? whole : set(brief)
}

function referenceBody(desk: Desk, width: number): readonly Line[] {
  return [
    ...openingOf(desk.screening.questionnaire).flatMap((said) => [
      ...paragraph(said, ' ', width).map((text) => ({ text }) satisfies Line),
      { text: '' },
    ]),
    ...paragraph('Local reference, never a name. Enter alone leaves it out.', ' ', width).map(
      (text) => ({ text }) satisfies Line,
    ),
    ...paragraph(`${visible(desk.typed)}_`, '   > ', width).map((text) => ({ text, tone: 'strong' }) satisfies Line),
  ]
}

function reviewBody(desk: Desk, width: number, look: Look): Pick<Parts, 'body' | 'scroll'> {
  const rows = shownRows(desk)
  const body: Line[] = [...searchLines(desk, rows.length, width), ...noteLines(desk, width)]
  let section = ''
  let here = 0
  rows.forEach((row, index) => {
    if (row.section !== section) body.push({ text: ` ${row.section}`, tone: 'quiet' })
    section = row.section
    const chosen = index === desk.row
    if (chosen) here = body.length
    const pointer = chosen ? (look.ascii ? '>' : '›') : ' '
    const lines = paragraph(labelled(row.short, visible(row.answer)), ` ${pointer} ${row.mark} `, width)
    body.push(
      ...lines.map((text) => ({
        text,
        ...(chosen ? { tone: 'accent' as const } : row.mark === ' ' ? {} : { tone: 'strong' as const }),
      })),
    )
  })
  return { body, scroll: Math.max(0, here - Math.trunc(look.rows / 2)) }
}

/** What comes after the last due question. */
function noteLines({ screening, filter }: Desk, width: number): readonly Line[] {
  if (filter !== EVERYTHING) return []
  return notesBefore(screening).flatMap(({ text }) =>
    paragraph(visible(text), ' ', width).map((one) => ({ text: one, tone: 'quiet' }) satisfies Line),
  )
}

function searchLines({ filter, typed, screening }: Desk, found: number, width: number): Line[] {
  if (filter === EVERYTHING) return []
  const all = screening.evaluation.due.length
  const what = filter.marked
    ? 'Only what is marked ! or ?'
    : `Search: ${visible(filter.typing ? `${typed}_` : filter.words)}`
  return paragraph(`${what}   (${found} of ${all})`, ' ', width).map((text) => ({ text, tone: 'accent' }))
}

function cardParts(desk: Desk, occasion: Occasion, look: Look): Pick<Parts, 'head' | 'body' | 'foot'> {
  const { screening, reference } = desk
  const { questionnaire, answers, on, step } = screening
  const guidance = guide(questionnaire, answers, on, { finishedEarly: step.kind === 'done' && step.finishedEarly })
  const visit: Visit = { ...occasion, ...withoutUndefined({ ref: reference }) }
  const lines = card({ questionnaire, answers, guidance, visit }, { ...look, columns: screenWidthOf(look) })
    .trimEnd()
    .split('\n')
  const tone =
    guidance.level === 'none-raised' && guidance.complete ? 'strong' : guidance.level === 'act-now' ? 'alarm' : 'alert'
  const body = lines.map(
    (text, index): Line =>
      index > 0 && index < 3 && !text.startsWith('━') && !text.startsWith('=') ? { text, tone } : { text },
  )
  const width = screenWidthOf(look)
  return {
    head: guidance.level === 'act-now' ? [] : raisedLines(screening, width, look),
    body,
    foot: [...messageLines(desk, width, look.rows), ...footLines(CARD_KEYS, width, 'accent')],
  }
}

import { type Desk, EVERYTHING } from './desk-state.ts'
import type { Line } from './frame.ts'
import { isLow, type Look } from './look.ts'
import type { Occasion } from './occasion.ts'

export const CARD_KEYS: readonly string[] = ['h handout', 'n next person', 'c change an answer', 'q leave']

/** On a low screen, whose words are scrolled, the ways on stay visible. */
const ACT_NOW_KEYS: readonly string[] = ['f finish now', 'g go on']

/** The keys that do something on this screen, besides the answers themselves. */
export function footItems(
  { page, chosen, touched, help, filter, screening: { step } }: Desk,
  { keeps }: Occasion,
  look: Look,
): readonly string[] {
  const { ascii, columns } = look
  const [left, right] = ascii ? ['<-', '->'] : ['←', '→']
  const leave = columns < 60 ? '^C leave' : `^C leave, ${keeps ? 'answers are' : 'nothing is'} kept`
  if (page === 'reference') return ['Enter go on', leave]
  if (page === 'reason') return ['Enter go on', 'Esc back to the card', leave]
  if (page === 'whose') return [leave]
  if (help) return [`? or ${left} back to the question`, leave]
  switch (step.kind) {
    case 'ask':
      return [
        ...(touched && chosen.length > 0 ? ['Enter done'] : []),
        `${left} back`,
        ...(step.earlier === undefined ? [] : [`${right} keep`]),
        '? help',
        '^G review',
        leave,
      ]
    case 'confirm':
      return [`${left} back`, '^G review', leave]
    case 'act-now':
      return [...(isLow(look) ? ACT_NOW_KEYS : []), `${left} back to the question`, leave]
    case 'review': {
      const ways = [...(step.mayFinish ? ['F finish'] : []), ...(step.open.length > 0 ? ['g go on'] : [])]
      if (filter.typing) return ['Enter go to them', 'Esc all again', leave]
      const show = [
        ...(filter === EVERYTHING ? [] : ['Esc all again']),
        '/ search',
        ...(filter.marked ? [] : ['m only ! and ?']),
      ]
      return ['Enter change', ...ways, ...show, ...(filter === EVERYTHING ? [`${left} back`] : []), leave]
    }
    case 'done':
      return []
  }
}

/** The items side by side, on as many lines as they need. */
export function footLines(items: readonly string[], width: number, tone: 'quiet' | 'accent'): readonly Line[] {
  const lines: string[] = []
  for (const item of items) {
    const last = lines.at(-1)
    const longer = `${last}   ${item}`
    if (last === undefined || longer.length > width) lines.push(` ${item}`)
    else lines[lines.length - 1] = longer
  }
  return lines.map((text) => ({ text, tone }))
}

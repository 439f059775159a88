import { strayJoiner } from '../diagnostics/index.ts'
import { isTooLong, LONGEST_TEXT } from '../questionnaire/index.ts'
import type { Desk } from './desk-state.ts'
import { isPaste, isPrintable, isUnseen, type Key } from './keys.ts'

/** The longest line, in characters, for what is not a text: a number, a day, a reference. */
const SHORT = 500

/**
 * The line after a key; undefined when the key does not belong to it. What is typed is never changed silently: if
 * something on the line is not allowed, the whole line is refused when it is entered.
 */
export function lineAfter(desk: Desk, key: Key, longest: number = SHORT): Desk | undefined {
  if (key.name === 'backspace') return { ...desk, typed: [...desk.typed].slice(0, -1).join(''), message: undefined }
  if (key.ctrl && key.name === 'u') return { ...desk, typed: '', message: undefined }
  if (isPaste(key)) return pasted(desk, key.text, longest)
  if (isUnseen(key)) return { ...desk, message: unseenText(key.text) }
  return isPrintable(key) ? appended(desk, key.text, longest) : undefined
}

export const LONGEST_LINE: number = LONGEST_TEXT

function appended(desk: Desk, text: string, longest: number): Desk {
  const typed = desk.typed + text
  const isLonger = longest === LONGEST_TEXT ? isTooLong(typed) : typed.length > longest
  if (isLonger)
    return { ...desk, message: `Not taken: at most ${longest === LONGEST_TEXT ? '10,000' : longest} characters.` }
  return { ...desk, typed, offering: false, message: undefined }
}

/** One text, however many lines it had: none of them answers another question. */
function pasted(desk: Desk, text: string, longest: number): Desk {
  const lines = text
    .split(/\r\n|[\r\n\t]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const whole = lines.join('; ')
  const unseen = /[\p{Cc}\p{Cf}\p{Cs}]/u.exec(whole.replaceAll(/[\u200c\u200d]/g, ''))
  if (unseen !== null) return { ...desk, message: `Nothing was pasted: ${unseenText(unseen[0])}` }
  if (whole === '') return { ...desk, message: 'Nothing was pasted: there was no text in it.' }
  const next = appended(desk, whole, longest)
  if (next.typed === desk.typed) return { ...next, message: `Nothing was pasted. ${next.message}` }
  return lines.length === 1
    ? next
    : { ...next, message: `Pasted as one text; ${lines.length} lines, with ";" between.` }
}

function unseenText(sign: string): string {
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `a character that cannot be seen (U+${code}) is not taken.`
}

/** Why a typed line cannot be entered; undefined where it can. */
export function lineProblem(typed: string): string | undefined {
  return strayJoiner(typed) === undefined
    ? undefined
    : 'There is a character that nobody sees and that joins nothing (shown as \\u{…}). Take it out.'
}

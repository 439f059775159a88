import { joinsSomething, type Problems } from '../diagnostics/index.ts'

/** The size is limited before a file is decoded: no questionnaire comes near 4 MiB. */
export const MAX_BYTES: number = 4 * 1024 * 1024

/** Why bytes cannot be read, and where in the text, as far as it could be decoded. */
interface Refusal {
  readonly at: number
  readonly says: string
  readonly help: string
}

const SAVE = 'save the file as UTF-8 text'

/** The bytes as UTF-8 text without its byte order mark. With a refusal, the text only serves to show the place. */
export function decodeUtf8(bytes: Uint8Array): { readonly text: string; readonly refusal?: Refusal } {
  if (bytes.length > MAX_BYTES) {
    const help = 'is it the right file? The largest questionnaires have a hundredth of that'
    return { text: '', refusal: { at: 0, says: 'the file has more than 4 MiB', help } }
  }
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16) return { text: '', refusal: { at: 0, says: 'the file is UTF-16, not UTF-8', help: SAVE } }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const at = decodableLength(bytes)
    return { text: new TextDecoder().decode(bytes), refusal: { at, says: 'this character is not UTF-8', help: SAVE } }
  }
}

/** Decoding stops at the first bad byte. The longest prefix that can be decoded gives its place. */
function decodableLength(bytes: Uint8Array): number {
  const prefix = (length: number): string =>
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    try {
      prefix(middle)
      good = middle
    } catch {
      bad = middle
    }
  }
  return prefix(good).length
}

/**
 * Control, bidirectional, zero-width and other invisible characters. They make one id look like another, or a text on
 * the screen say something else than the file. Tab, line feed and a carriage return before one are allowed, and so are
 * joiners where a script or an emoji needs them.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\r(?!\n)|\p{Surrogate}/gu

export function unseenCharacter(text: string): { readonly at: number; readonly name: string } | undefined {
  for (const { 0: sign, index } of text.matchAll(UNSEEN)) {
    if ((sign === '\u200c' || sign === '\u200d') && joinsSomething(text, index)) continue
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return { at: index, name: `U+${code}` }
  }
  return undefined
}

/**
 * More accents on one letter than any script has. Thirty is the limit of Unicode's stream-safe text; beyond it, the
 * time of normalising to NFC grows with the square of their number.
 */
const PILE = /\p{M}{31}/u

export function refusePile(text: string, start: number, problems: Problems): boolean {
  const at = text.search(PILE)
  if (at < 0) return false
  const span = { start: start + at, end: start + at + 1 }
  problems.report('piled-marks', span, {
    message: 'more than 30 accents on one letter',
    help: 'delete them and type the text again',
  })
  return true
}

/** Characters that come from how a file was saved, not from typing. */
const UNSEEN_HELP: ReadonlyMap<string, string> = new Map([
  ['U+0000', SAVE],
  ['U+000D', 'save the file with ordinary line ends'],
])

export function refuseUnseen(text: string, problems: Problems): boolean {
  const unseen = unseenCharacter(text)
  if (unseen === undefined) return refusePile(text, 0, problems)
  const span = { start: unseen.at, end: unseen.at + 1 }
  problems.report('unseen-character', span, {
    message: `a character that cannot be seen (${unseen.name})`,
    help: UNSEEN_HELP.get(unseen.name) ?? 'delete it and type the text again',
  })
  return true
}

export function refuseFile({ at, says, help }: Refusal, problems: Problems): void {
  problems.report('unreadable-file', { start: at, end: at }, { message: says, help })
}

import type { Problems } from './diagnostic.ts'
import type { Span } from './source.ts'

/** A file is capped before it is decoded: no questionnaire comes near 4 MiB. */
export const MAX_BYTES: number = 4 * 1024 * 1024

const START: Span = { start: 0, end: 0 }

/** What the bytes say as UTF-8 text without its byte order mark, or a sentence on why they do not. */
export function decodeUtf8(bytes: Uint8Array): { readonly text: string } | { readonly refusal: string } {
  if (bytes.length > MAX_BYTES) {
    return { refusal: `the file is ${Math.ceil(bytes.length / 1048576)} MiB; at most 4 MiB are read` }
  }
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16) return { refusal: 'the file is UTF-16, not UTF-8' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { refusal: `line ${lineOfBadByte(bytes)} is not valid UTF-8` }
  }
}

/** Decoding stops at the first bad byte; the longest decodable prefix tells the line. */
function lineOfBadByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  return bytes.subarray(0, good).reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1)
}

/**
 * Control, bidirectional, zero-width and other characters that cannot be seen: they make one id look like another, or
 * a text on the screen say what the file does not. Tab, line feed and a carriage return before one are ordinary.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\r(?!\n)|\p{Surrogate}/u

export function unseenCharacter(text: string): { readonly at: number; readonly name: string } | undefined {
  const match = UNSEEN.exec(text)
  if (match === null) return undefined
  const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return { at: match.index, name: `U+${code}` }
}

export function refuseUnseen(text: string, problems: Problems): boolean {
  const unseen = unseenCharacter(text)
  if (unseen === undefined) return false
  const span = { start: unseen.at, end: unseen.at + 1 }
  problems.error(
    'unseen-character',
    span,
    `a character that cannot be seen (${unseen.name})`,
    'delete it and type the text again',
  )
  return true
}

export function refuseFile(refusal: string, problems: Problems): void {
  problems.error('unreadable-file', START, refusal, 'save it as UTF-8 text')
}

export const NUL = 0
export const TAB = 0x09
export const LF = 0x0a
export const CR = 0x0d
export const SPACE = 0x20
export const QUOTE = 0x22
export const COMMA = 0x2c

/**
 * Length of the UTF-8 sequence of a character outside ASCII that begins at `at`: 2 to 4; 0 when it is not well-formed
 * (table 3-7 of the Unicode Standard); -1 when `end` cuts it off.
 */
export function sequenceLength(bytes: Uint8Array, at: number, end: number): 0 | 2 | 3 | 4 | -1 {
  const first = bytes[at] as number
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  if (length === 0) return 0
  if (at + 1 >= end) return -1
  const second = bytes[at + 1] as number
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < lowest || second > highest) return 0
  for (let next = at + 2; next < at + length; next += 1) {
    if (next >= end) return -1
    if (((bytes[next] as number) & 0xc0) !== 0x80) return 0
  }
  return length
}

/** The end of the line that contains `at`: the place of its CR or LF, or `to` when there is none before that. */
export function lineEnd(bytes: Uint8Array, at: number, to: number): number {
  let end = at
  while (end < to && bytes[end] !== LF && bytes[end] !== CR) end += 1
  return end
}

/** Where the line after the one that ends at `end` begins. */
export function nextLine(bytes: Uint8Array, end: number, to: number): number {
  return end + 1 < to && bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1
}

/** Encodings other than UTF-8 that can be named for a file. */
export const ENCODINGS = ['latin1', 'macroman', 'utf-16le', 'utf-16be'] as const

export type Encoding = (typeof ENCODINGS)[number]

/** Turns stretches of bytes into UTF-8. `last`: nothing comes after this one. */
export type Transcoder = (bytes: Uint8Array, last: boolean) => Uint8Array

export function transcoder(encoding: Encoding): Transcoder {
  switch (encoding) {
    case 'latin1':
      return latin1
    case 'macroman':
      return macroman
    case 'utf-16le':
      return utf16({ low: 0, high: 1 })
    case 'utf-16be':
      return utf16({ low: 1, high: 0 })
  }
}

/** The upper half of the character set of old Macs, character by character. */
const MAC =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ'

function macroman(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length * 3)
  let at = 0
  for (const byte of bytes) at = write(out, at, byte < 0x80 ? byte : MAC.charCodeAt(byte - 0x80))
  return out.subarray(0, at)
}

/**
 * Windows-1252, which programs mean when they say Latin-1: it has printed characters at 0x80 to 0x9f. Five bytes have
 * no meaning.
 */
const PRINTED: readonly number[] = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
]

function latin1(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length * 3)
  let at = 0
  for (const byte of bytes) at = write(out, at, byte >= 0x80 && byte < 0xa0 ? (PRINTED[byte - 0x80] as number) : byte)
  return out.subarray(0, at)
}

/** An unpaired surrogate is passed on as bytes that are not UTF-8, so that the reader gives up its record. */
function utf16({ low, high }: { readonly low: 0 | 1; readonly high: 0 | 1 }): Transcoder {
  const unitAt = (bytes: Uint8Array, at: number): number =>
    (bytes[at + low] as number) | ((bytes[at + high] as number) << 8)
  let rest = new Uint8Array(0)
  return (bytes, last) => {
    const all = new Uint8Array(rest.length + bytes.length)
    all.set(rest)
    all.set(bytes, rest.length)
    const out = new Uint8Array(all.length * 2 + 4)
    let from = 0
    let at = 0
    while (from + 1 < all.length) {
      const unit = unitAt(all, from)
      const isHigh = unit >= 0xd800 && unit < 0xdc00
      if (isHigh && from + 3 >= all.length && !last) break
      const second = isHigh && from + 3 < all.length ? unitAt(all, from + 2) : 0
      const isPair = second >= 0xdc00 && second < 0xe000
      at = write(out, at, isPair ? 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00) : unit)
      from += isPair ? 4 : 2
    }
    rest = all.slice(from)
    // Half a character at the end of the file is not UTF-8 either.
    if (last && rest.length > 0) out[at++] = 0xff
    return out.subarray(0, at)
  }
}

function write(out: Uint8Array, from: number, point: number): number {
  let at = from
  if (point < 0x80) out[at++] = point
  else if (point < 0x800) {
    out[at++] = 0xc0 | (point >> 6)
    out[at++] = 0x80 | (point & 0x3f)
  } else {
    if (point < 0x10000) out[at++] = 0xe0 | (point >> 12)
    else {
      out[at++] = 0xf0 | (point >> 18)
      out[at++] = 0x80 | ((point >> 12) & 0x3f)
    }
    out[at++] = 0x80 | ((point >> 6) & 0x3f)
    out[at++] = 0x80 | (point & 0x3f)
  }
  return at
}

/** The most likely encoding of a file that is not UTF-8, and whether that is certain. */
export interface LikelyEncoding {
  readonly encoding: Encoding
  readonly isCertain: boolean
}

/**
 * The encoding of the beginning of a file; undefined for UTF-8. Inside words, Windows has its letters from 0xC0 on, and
 * old Macs have theirs below 0xA0.
 */
export function likelyEncoding(bytes: Uint8Array): LikelyEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', isCertain: true }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', isCertain: true }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return undefined
  } catch {
    let windows = 0
    let mac = 0
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] as number
      if (byte < 0x80 || !(isLetter(bytes[at - 1]) || isLetter(bytes[at + 1]))) continue
      if (byte >= 0xc0) windows += 1
      else if (byte < 0xa0) mac += 1
    }
    const isMac = mac > windows
    return { encoding: isMac ? 'macroman' : 'latin1', isCertain: (isMac ? windows : mac) === 0 && windows + mac > 0 }
  }
}

function isLetter(byte: number | undefined): boolean {
  const small = (byte ?? 0) | 0x20
  return small >= 0x61 && small <= 0x7a
}

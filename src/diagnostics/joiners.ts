/**
 * The zero-width joiner and non-joiner are the only invisible characters that writing needs: Persian and the scripts of
 * India shape words with them, and they combine several emoji into one picture. Elsewhere nobody sees them, so that two
 * texts look the same but are not. The rule is that of IDNA for joiners (RFC 5892, appendix A), extended by emoji and
 * by the letters of joining scripts on either side.
 */
const JOINERS = /[\u200c\u200d]/gu

/** Scripts whose letters change their shape next to a joiner. */
const SHAPED =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mand}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Phag}\p{scx=Rohg}\p{scx=Adlm}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Java}\p{scx=Bali}\p{scx=Cham}]/u
const LETTER = /[\p{L}\p{M}]/u
/** Signs that silence the vowel of a letter (canonical combining class 9). A joiner after one shapes the letter. */
const VIRAMA =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0f84\u1039\u103a\u17d2\u1a60\u1b44\u1baa\u1bab\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed]/u
/** These are joined by their own shape, so that one of them next to the joiner is enough: `ه‍` stands for a year. */
const CURSIVE = /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Adlm}]/u
const PICTURE_BEFORE = /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?$/u
const PICTURE_AFTER = /^\p{Extended_Pictographic}/u

/** Whether the joiner at this place of a text has something to join. */
export function joinsSomething(text: string, at: number): boolean {
  const before = signBefore(text, at)
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0)
  if (VIRAMA.test(before)) return true
  if (isShaped(before) && isShaped(after)) return true
  if (text[at] === '\u200c') return false
  if ((isShaped(before) && CURSIVE.test(before)) || (isShaped(after) && CURSIVE.test(after))) {
    return !JOINER.test(before) && !JOINER.test(after)
  }
  return PICTURE_BEFORE.test(text.slice(Math.max(0, at - 4), at)) && PICTURE_AFTER.test(text.slice(at + 1, at + 3))
}

const JOINER = /[\u200c\u200d]/u

function isShaped(sign: string): boolean {
  return LETTER.test(sign) && SHAPED.test(sign)
}

function signBefore(text: string, at: number): string {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ''
}

/** Place of the first joiner with nothing to join; undefined where there is none. */
export function strayJoiner(text: string): number | undefined {
  for (const { index } of text.matchAll(JOINERS)) if (!joinsSomething(text, index)) return index
  return undefined
}

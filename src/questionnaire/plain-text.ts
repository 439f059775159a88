import { joinsSomething } from '../diagnostics/index.ts'

/** A text that is plain already and needs no further look: visible ASCII with single spaces inside. */
const PLAIN = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/

/** Invisible characters, besides those that `\s` matches. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u180e\ufffe\uffff\u{e0000}-\u{e007f}]/gu

/** More accents on one letter than any script has. */
const PILED = /(\p{M}{20})\p{M}+/gu

/**
 * The form in which texts of other programs are compared with ours: composed (NFC), one ordinary space for any white
 * space, no invisible characters except the joiners that a script needs, and no spaces at the ends.
 */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .replace(/\s/g, ' ')
    .replace(UNSEEN, (sign, at: number, whole: string) => (isJoiner(sign) && joinsSomething(whole, at) ? sign : ''))
    .normalize('NFD')
    .replace(PILED, '$1')
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim()
}

function isJoiner(sign: string): boolean {
  return sign === '\u200c' || sign === '\u200d'
}

/** Whether two texts are the same except for case, white space and Unicode form. */
export function isSameText(one: string, other: string): boolean {
  return plainText(one).toLowerCase() === plainText(other).toLowerCase()
}

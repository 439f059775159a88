import { randomBytes } from 'node:crypto'

/** Digits and letters that are not confused with one another when read aloud or copied by hand. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'
const SHORTEST = 4

/** Sixty random bits, such as `7f3a-k2mp-9xqd`. A draft and the record that it becomes have the same id. */
export function newRecordId(): string {
  const signs = [...randomBytes(12)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

export function isRecordId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}$/.test(text)
}

/**
 * Whether what somebody typed (four characters or more, with or without dashes, in any case) is the beginning of this
 * id.
 */
export function beginsId(typed: string, id: string): boolean {
  const bare = typed.toLowerCase().replaceAll('-', '')
  return bare.length >= SHORTEST && id.replaceAll('-', '').startsWith(bare)
}

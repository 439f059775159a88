/**
 * Which record ids came before, as 64-bit fingerprints in a table that grows to 16 MiB and no further. After the first
 * one and three quarter million different ids, new ones are not remembered any more, and `isFull` says so.
 */
export interface SeenIds {
  /** Whether the bytes were seen before. Remembers them. */
  sawBefore(bytes: Uint8Array, start: number, end: number): boolean
  isFull(): boolean
}

export const MOST_IDS = 1_750_000

const FIRST_BITS = 10
const LAST_BITS = 21

export function seenIds(): SeenIds {
  let bits = FIRST_BITS
  // Two numbers for each place. The second one is never 0 where there is an id.
  let table = new Int32Array(2 << bits)
  let size = 0

  /** The place of a fingerprint, or the free place where it belongs. */
  function placeOf(one: number, two: number): number {
    const mask = (1 << bits) - 1
    let place = (one >>> 4) & mask
    while (table[2 * place + 1] !== 0 && (table[2 * place + 1] !== two || table[2 * place] !== one))
      place = (place + 1) & mask
    return place
  }

  function keep(one: number, two: number): void {
    const place = placeOf(one, two)
    table[2 * place] = one
    table[2 * place + 1] = two
  }

  function grow(): void {
    const smaller = table
    bits += 1
    table = new Int32Array(2 << bits)
    for (let at = 0; at < smaller.length; at += 2)
      if (smaller[at + 1] !== 0) keep(smaller[at] as number, smaller[at + 1] as number)
  }

  return {
    sawBefore(bytes, start, end) {
      let one = 0x811c9dc5 | 0
      let two = 0x9747b28c | 0
      for (let at = start; at < end; at += 1) {
        const byte = bytes[at] as number
        one = Math.imul(one ^ byte, 0x01000193)
        two = Math.imul(two ^ byte, 0x5bd1e995)
        two ^= two >>> 15
      }
      one = mixed(one ^ (end - start))
      two = mixed(two) || 1
      if (table[2 * placeOf(one, two) + 1] !== 0) return true
      if (size >= MOST_IDS) return false
      if (size >= 0.85 * (1 << bits) && bits < LAST_BITS) grow()
      keep(one, two)
      size += 1
      return false
    },
    isFull: () => size >= MOST_IDS,
  }
}

function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}

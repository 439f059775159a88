/**
 * Which record ids came before, in a table of fixed size: 64-bit fingerprints of the first three million and a half
 * different ones. Beyond that new ids are not remembered any more, and `full` says so.
 */
export interface SeenIds {
  /** Whether the bytes were seen before; remembers them. */
  sawBefore(bytes: Uint8Array, start: number, end: number): boolean
  full(): boolean
}

const BITS = 22
const MOST = 3_500_000

export function seenIds(): SeenIds {
  // Untouched pages cost nothing: a short table takes a small part of it.
  const table = new Int32Array(2 << BITS)
  const mask = (1 << BITS) - 1
  let size = 0
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
      for (let slot = (one >>> 4) & mask; ; slot = (slot + 1) & mask) {
        const kept = table[2 * slot + 1] as number
        if (kept === 0) {
          if (size >= MOST) return false
          size += 1
          table[2 * slot] = one
          table[2 * slot + 1] = two
          return false
        }
        if (kept === two && table[2 * slot] === one) return true
      }
    },
    full: () => size >= MOST,
  }
}

function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}

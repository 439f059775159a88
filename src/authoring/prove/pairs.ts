import { NOT_KNOWN } from '../../expression/index.ts'

/** Pairs of numbers, each with its own place. Equal pairs have the same place. */
export interface Pairs {
  /** The place of a pair. `isNew` is called when the pair had none yet. */
  place(low: number, high: number, isNew: () => void): number
  low(place: number): number
  high(place: number): number
}

/** Kept in flat arrays because there can be millions of them: as objects they would take ten times the memory. */
export function pairs(): Pairs {
  let ends = new Float64Array(64)
  let table = new Int32Array(128).fill(-1)
  let count = 0
  const one = new Float64Array(2)
  const bits = new Int32Array(one.buffer)

  function place(low: number, high: number, isNew: () => void): number {
    // Both zeros count as one value, and so does everything that is not a number.
    one[0] = Number.isNaN(low) ? NOT_KNOWN : low + 0
    one[1] = Number.isNaN(high) ? NOT_KNOWN : high + 0
    const slot = slotOf()
    const known = table[slot] as number
    if (known >= 0) return known
    isNew()
    if (count * 2 === ends.length) {
      const larger = new Float64Array(ends.length * 2)
      larger.set(ends)
      ends = larger
    }
    ends.set(one, count * 2)
    table[slot] = count
    count += 1
    if (count * 2 > table.length) rehash()
    return count - 1
  }

  /** Where the pair in `one` is, or where it would go. */
  function slotOf(): number {
    let hash = 0
    for (const part of bits) {
      hash = Math.imul(hash ^ part, 0x9e3779b1)
      hash ^= hash >>> 15
    }
    let slot = (hash ^ (hash >>> 13)) & (table.length - 1)
    for (let known = table[slot] as number; known >= 0; known = table[slot] as number) {
      if (Object.is(ends[known * 2], one[0]) && Object.is(ends[known * 2 + 1], one[1])) return slot
      slot = (slot + 1) & (table.length - 1)
    }
    return slot
  }

  function rehash(): void {
    table = new Int32Array(table.length * 2).fill(-1)
    for (let at = 0; at < count; at += 1) {
      one.set(ends.subarray(at * 2, at * 2 + 2))
      table[slotOf()] = at
    }
  }

  return { place, low: (at) => ends[at * 2] as number, high: (at) => ends[at * 2 + 1] as number }
}

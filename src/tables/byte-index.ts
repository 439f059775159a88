/**
 * Byte strings, numbered in the order in which they came: a dictionary for cells and keys that creates no text for
 * them. It holds at most as many as it was made for.
 */
export interface ByteIndex {
  readonly capacity: number
  size: number
  /** Entry + 1 by hash, 0 where there is none. */
  readonly slots: Int32Array
  readonly shift: number
  /** For each entry: its first eight bytes as two numbers, or two hashes of the whole where it is longer. */
  readonly low: Int32Array
  readonly high: Int32Array
  readonly lengths: Int32Array
  /** Where the bytes of a long entry begin in `kept`. */
  readonly places: Int32Array
  kept: Uint8Array
  used: number
  /** The key of the byte string that was looked up last. */
  wantedLow: number
  wantedHigh: number
}

export function byteIndex(capacity: number): ByteIndex {
  const bits = 32 - Math.clz32(capacity * 2 - 1)
  return {
    capacity,
    size: 0,
    slots: new Int32Array(1 << bits),
    shift: 32 - bits,
    low: new Int32Array(capacity),
    high: new Int32Array(capacity),
    lengths: new Int32Array(capacity),
    places: new Int32Array(capacity),
    kept: new Uint8Array(0),
    used: 0,
    wantedLow: 0,
    wantedHigh: 0,
  }
}

/** Up to this length, the bytes themselves are the key. */
const SHORT = 8

/**
 * Sets `wantedLow` and `wantedHigh` to the key of a byte string. They are fields of the index, so that a lookup creates
 * no object.
 */
function wantKeyOf(index: ByteIndex, bytes: Uint8Array, start: number, end: number): void {
  let low = 0
  let high = 0
  if (end - start <= SHORT) {
    const middle = start + 4 < end ? start + 4 : end
    for (let at = start; at < middle; at += 1) low = (low << 8) | (bytes[at] as number)
    for (let at = middle; at < end; at += 1) high = (high << 8) | (bytes[at] as number)
  } else {
    low = 0x811c9dc5 | 0
    for (let at = start; at < end; at += 1) {
      low = Math.imul(low ^ (bytes[at] as number), 0x01000193)
      high = (Math.imul(high, 31) + (bytes[at] as number)) | 0
    }
  }
  index.wantedLow = low
  index.wantedHigh = high
}

/** The number of a byte string, or -1. */
export function numberOf(index: ByteIndex, bytes: Uint8Array, start: number, end: number): number {
  wantKeyOf(index, bytes, start, end)
  const { slots, wantedLow: low, wantedHigh: high } = index
  const length = end - start
  for (let slot = firstSlot(index); ; slot = slot + 1 < slots.length ? slot + 1 : 0) {
    const entry = (slots[slot] as number) - 1
    if (entry < 0) return -1
    if (index.low[entry] !== low || index.high[entry] !== high || index.lengths[entry] !== length) continue
    if (length <= SHORT || isKept(index, entry, bytes, start)) return entry
  }
}

/** Adds a byte string that is not there yet and returns its number, or -1 when the index is full. */
export function addKey(index: ByteIndex, bytes: Uint8Array, start: number, end: number): number {
  if (index.size >= index.capacity) return -1
  wantKeyOf(index, bytes, start, end)
  let slot = firstSlot(index)
  while (index.slots[slot] !== 0) slot = slot + 1 < index.slots.length ? slot + 1 : 0
  const entry = index.size
  index.size += 1
  index.slots[slot] = entry + 1
  index.low[entry] = index.wantedLow
  index.high[entry] = index.wantedHigh
  index.lengths[entry] = end - start
  if (end - start > SHORT) keep(index, entry, bytes.subarray(start, end))
  return entry
}

function firstSlot({ wantedLow, wantedHigh, shift }: ByteIndex): number {
  return Math.imul(wantedLow ^ Math.imul(wantedHigh, 0x85ebca6b), 0x9e3779b1) >>> shift
}

function isKept(index: ByteIndex, entry: number, bytes: Uint8Array, start: number): boolean {
  const { kept } = index
  const place = index.places[entry] as number
  const length = index.lengths[entry] as number
  for (let at = 0; at < length; at += 1) if (kept[place + at] !== bytes[start + at]) return false
  return true
}

function keep(index: ByteIndex, entry: number, bytes: Uint8Array): void {
  if (index.used + bytes.length > index.kept.length) {
    const larger = new Uint8Array(2 * (index.used + bytes.length))
    larger.set(index.kept)
    index.kept = larger
  }
  index.kept.set(bytes, index.used)
  index.places[entry] = index.used
  index.used += bytes.length
}

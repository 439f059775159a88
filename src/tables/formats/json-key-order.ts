/**
 * Which key followed which, as bytes: everything from the end of one value to the beginning of the next. Records of one
 * file usually have the same keys in the same order and layout, so most keys only have to be compared, not read.
 */
export interface KeyOrder {
  /** By the previous field + 1, where 0 is the beginning of a record: the field that came next. */
  readonly next: Int32Array
  /** Same index: how many bytes are in between; 0 where none are remembered. */
  readonly lengths: Uint8Array
  /** Same index × `ROOM`. */
  pieces: Uint8Array
  /** The bytes that are being read, and their end. */
  bytes: Uint8Array
  end: number
}

/** Longer pieces between two values are not remembered. */
const ROOM = 128

/** Before the first value of a record there is no field. */
export const NO_FIELD = -1

export function keyOrder(mostFields: number): KeyOrder {
  return {
    next: new Int32Array(mostFields + 1),
    lengths: new Uint8Array(mostFields + 1),
    pieces: new Uint8Array(64 * ROOM),
    bytes: new Uint8Array(0),
    end: 0,
  }
}

/**
 * How many bytes are at `at` between the value of field `before` and the next value, if they are the same as last time;
 * otherwise 0. The next value must begin before `end`.
 */
export function expectedLength({ lengths, pieces, bytes, end }: KeyOrder, before: number, at: number): number {
  const length = lengths[before + 1] as number
  if (at + length >= end) return 0
  const first = (before + 1) * ROOM
  for (let place = 0; place < length; place += 1) if (pieces[first + place] !== bytes[at + place]) return 0
  return length
}

/** Remembers that the bytes from `at` to `valueAt` are between the value of field `before` and that of `field`. */
export function noteNext(
  order: KeyOrder,
  { before, field }: { readonly before: number; readonly field: number },
  { at, valueAt }: { readonly at: number; readonly valueAt: number },
): void {
  const length = valueAt - at
  if (length > ROOM) return
  const first = (before + 1) * ROOM
  if (first + ROOM > order.pieces.length) {
    const larger = new Uint8Array(2 * (first + ROOM))
    larger.set(order.pieces)
    order.pieces = larger
  }
  order.pieces.set(order.bytes.subarray(at, valueAt), first)
  order.lengths[before + 1] = length
  order.next[before + 1] = field
}

/**
 * Which key came after which, as bytes: all from the end of one value to the beginning of the next. Records of one file
 * hold their keys in one order and set them in one way, so that most keys need only be compared, not read.
 */
export interface KeyOrder {
  /** By the field before + 1, 0 being the beginning of a record: the field that came next. */
  readonly next: Int32Array
  /** Same index: how many bytes lie between, 0 where none are remembered. */
  readonly lengths: Uint8Array
  /** Same index × `ROOM`. */
  pieces: Uint8Array
  /** What is read now, up to where it ends. */
  bytes: Uint8Array
  end: number
}

/** What is longer between two values is not remembered. */
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
 * How many bytes lie at `at` between the value of field `before` and the next one, where they are those that were there
 * last; else 0. A value may begin behind them before `end`.
 */
export function expectedLength({ lengths, pieces, bytes, end }: KeyOrder, before: number, at: number): number {
  const length = lengths[before + 1] as number
  if (at + length >= end) return 0
  const first = (before + 1) * ROOM
  for (let place = 0; place < length; place += 1) if (pieces[first + place] !== bytes[at + place]) return 0
  return length
}

/** Remembers that the bytes from `at` to `valueAt` lie between the value of field `before` and that of `field`. */
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

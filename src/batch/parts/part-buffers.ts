import type { Rows } from '../../tables/index.ts'
import type { PartBuffers, PartSent } from './messages.ts'
import type { TablePart } from './part.ts'

/** Without any memory yet. */
export function noBuffers(): PartBuffers {
  const none = () => new SharedArrayBuffer(0)
  return { bytes: none(), starts: none(), ends: none(), tails: none(), results: none() }
}

/** The part as it can be sent: copied into the buffers, or into larger ones. */
export function packed({ rows, numbers, broken }: TablePart, buffers: PartBuffers): PartSent {
  const { count, fields, stride } = rows
  const used = fields * stride
  const { from, to } = extentOf(rows)
  const filled: PartBuffers = {
    bytes: roomFor(buffers.bytes, to),
    starts: copied(rows.starts, buffers.starts, used),
    ends: copied(rows.ends, buffers.ends, used),
    tails: copied(rows.tails, buffers.tails, used),
    results: buffers.results,
  }
  // To the same place, so that the offsets of cells stay valid.
  new Uint8Array(filled.bytes).set(rows.bytes.subarray(from, to), from)
  return { buffers: filled, shape: { count, fields, stride }, numbers: numbers.slice(0, count), broken }
}

/** The rows as they were before they were packed. */
export function unpackedRows({ buffers, shape }: PartSent): Rows {
  const { bytes, starts, ends, tails } = buffers
  return {
    ...shape,
    bytes: new Uint8Array(bytes),
    starts: new Int32Array(starts),
    ends: new Int32Array(ends),
    tails: new Int32Array(tails),
    capacity: shape.count,
    most: shape.count,
    lines: new Float64Array(0),
    broken: [],
    suspects: new Set(),
  }
}

/** The buffers with the result rows of a part in them. */
export function withResults(buffers: PartBuffers, results: Uint8Array): PartBuffers {
  const room = roomFor(buffers.results, results.length)
  new Uint8Array(room).set(results)
  return { ...buffers, results: room }
}

function copied(cells: Int32Array, buffer: SharedArrayBuffer, used: number): SharedArrayBuffer {
  const room = roomFor(buffer, 4 * used)
  new Int32Array(room).set(cells.subarray(0, used))
  return room
}

function roomFor(buffer: SharedArrayBuffer, size: number): SharedArrayBuffer {
  return buffer.byteLength >= size ? buffer : new SharedArrayBuffer(4 * Math.ceil((size * 5) / 16))
}

/** The stretch of bytes that contains all cells. Absent cells have no place. */
function extentOf({ starts, ends, fields, stride, count }: Rows): { readonly from: number; readonly to: number } {
  let from = Number.MAX_SAFE_INTEGER
  let to = 0
  for (let field = 0; field < fields; field += 1)
    for (let cell = field * stride; cell < field * stride + count; cell += 1) {
      const start = starts[cell] as number
      const end = ends[cell] as number
      if (start === end) continue
      if (start < from) from = start
      if (end > to) to = end
    }
  return { from: Math.min(from, to), to }
}

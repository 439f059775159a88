import type { Output } from '../../disk/index.ts'
import { type ByteWriter, byteWriter } from '../../tables/index.ts'
import { writingFailed } from '../cannot-score.ts'

/** Bytes that are gathered until there are enough of them to be worth a write. */
export interface Gathered {
  readonly out: ByteWriter
  /** Writes what is gathered once there is enough of it. */
  drain(): Promise<void>
  flush(): Promise<void>
  /** Line ends that were written. */
  lines(): number
}

export interface NamedOutput extends Output {
  /** For messages. */
  readonly shown: string
}

const MUCH = 256 * 1024

export function gathered(output: NamedOutput): Gathered {
  const out = byteWriter(2 * MUCH)
  let lines = 0
  const flush = async () => {
    if (out.length === 0) return
    lines += lineEnds(out.bytes.subarray(0, out.length))
    try {
      await output.write(out.bytes.subarray(0, out.length))
    } catch (error) {
      throw writingFailed(output.shown, error)
    }
    out.length = 0
  }
  return { out, flush, drain: async () => (out.length >= MUCH ? flush() : undefined), lines: () => lines }
}

const LF = 0x0a

/** Four bytes at a time: a search for each would be a call for each row. */
function lineEnds(bytes: Uint8Array): number {
  const whole = bytes.length >>> 2
  const fours = new Int32Array(bytes.buffer, bytes.byteOffset, whole)
  let count = 0
  for (let four = 0; four < whole; four += 1) {
    const other = (fours[four] as number) ^ FOUR_LF
    // In each byte the highest bit alone: set where no other bit was.
    let ends = ~(((other & LOW) + LOW) | other | LOW)
    for (; ends !== 0; ends &= ends - 1) count += 1
  }
  for (let at = 4 * whole; at < bytes.length; at += 1) if (bytes[at] === LF) count += 1
  return count
}

const FOUR_LF = 0x0a0a0a0a
/** Of each byte all bits but the highest. */
const LOW = 0x7f7f7f7f

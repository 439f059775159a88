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

function lineEnds(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count += 1
  return count
}

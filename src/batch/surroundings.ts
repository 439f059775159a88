import type { Leaving } from '../disk/index.ts'
import type { Layout } from '../documents/index.ts'
import type { PartThread } from './parts/messages.ts'

/** What a run touches of the world outside, besides files. */
export interface Surroundings extends Leaving {
  stdin(): AsyncIterable<Uint8Array>
  stdout(bytes: Uint8Array): Promise<void>
  stderr(text: string): void
  readonly stderrIsTerminal: boolean
  /** Of that terminal. */
  readonly layout: Layout
  readonly now: () => Date
  /** Called once there have been many records. */
  runsLong(): void
  /** Processors of this computer. */
  readonly cores: number
  /** Starts a thread that serves parts, see `servePart`. */
  beginThread(): PartThread
  /** The local ISO day. */
  readonly today: string
  readonly version: string
}

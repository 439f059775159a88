import type { FormatName, Rows } from '../../tables/index.ts'
import type { Counts } from '../columns/sets.ts'
import type { ScoreOptions } from '../options.ts'
import type { NumberedBroken } from '../reading/numbering.ts'
import type { PartScored } from './part.ts'

/**
 * Messages to a thread. It reads and compiles questionnaire and column map again, because compiled ones cannot be sent.
 */
export type ToThread =
  | {
      readonly kind: 'begin'
      readonly filesRead: NonNullable<ScoreOptions['filesRead']>
      readonly options: ThreadOptions
      readonly today: string
    }
  | { readonly kind: 'table'; readonly name: string; readonly names: readonly string[]; readonly format: FormatName }
  | { readonly kind: 'part'; readonly part: PartSent }
  | { readonly kind: 'counts' }

export type ThreadOptions = Pick<
  ScoreOptions,
  'to' | 'on' | 'id' | 'dateColumn' | 'decimalComma' | 'showValues' | 'brief'
>

/** Messages from a thread. */
export type FromThread =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'part' } & PartAnswered)
  | { readonly kind: 'counts'; readonly counts: Counts }

/** A part on its way to another thread. Its buffers must not be touched here until the answer comes. */
export interface PartSent {
  readonly buffers: PartBuffers
  readonly shape: Pick<Rows, 'count' | 'fields' | 'stride'>
  readonly numbers: Float64Array
  readonly broken: readonly NumberedBroken[]
}

export interface PartAnswered {
  readonly buffers: PartBuffers
  readonly scored: PartScored
  /** Bytes of result rows at the beginning of their buffer. */
  readonly size: number
}

/**
 * Memory for one part, used again and again. It is shared and not transferred: transferring makes every access to an
 * array in the thread slower from then on, because each access has to check whether the array is still there.
 */
export interface PartBuffers {
  /** The bytes that cells refer to. */
  readonly bytes: SharedArrayBuffer
  /** One after the other, as in `Rows`. */
  readonly starts: SharedArrayBuffer
  readonly ends: SharedArrayBuffer
  readonly tails: SharedArrayBuffer
  readonly results: SharedArrayBuffer
}

/** A thread as seen by the one that gives it work. */
export interface PartThread {
  send(message: ToThread): void
  /**
   * Set once: called with the thread's answers, and with the error by which it ended unexpectedly; undefined where it
   * left none.
   */
  onAnswer(answered: (message: FromThread) => void, failed: (error: unknown) => void): void
  end(): void
}

import type { FormatName, Rows } from '../../tables/index.ts'
import type { Counts } from '../columns/sets.ts'
import type { ScoreOptions } from '../options.ts'
import type { NumberedBroken } from '../reading/numbering.ts'
import type { PartScored } from './part.ts'

/** What a thread is told. It makes questionnaire and column map of their files again, because what is compiled cannot be handed over. */
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

/** What a thread answers. */
export type FromThread =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'part' } & PartAnswered)
  | { readonly kind: 'counts'; readonly counts: Counts }

/** A part as it goes to another thread. Its buffers are left alone here until the answer comes. */
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
 * Room for one part, used again and again. It is shared: what is handed over by detaching it makes every access to an
 * array slower in the whole thread from then on, because each has to ask whether the array is still there.
 */
export interface PartBuffers {
  /** What the cells point into. */
  readonly bytes: SharedArrayBuffer
  /** One behind the other, as `Rows` has them. */
  readonly starts: SharedArrayBuffer
  readonly ends: SharedArrayBuffer
  readonly tails: SharedArrayBuffer
  readonly results: SharedArrayBuffer
}

/** A thread as the one that gives it work sees it. */
export interface PartThread {
  send(message: ToThread): void
  /** Set once: what the thread answers, and the error by which it ended before it was told to; undefined where it left none. */
  onAnswer(answered: (message: FromThread) => void, failed: (error: unknown) => void): void
  end(): void
}

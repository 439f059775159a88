import type { Screening } from './screening.ts'

/**
 * Where the moves of one screening go. `append` gets the screening with its new moves and returns once they are as safe
 * as this store can make them. When it cannot keep them, they do not count, and the screening stays where it was. The
 * move that finishes makes the record.
 */
export interface Store {
  append(screening: Screening, about: About): Kept
  /** Whether moves outlive the program, because the screen says what leaving means. */
  readonly keeps: boolean
  /** Set once the record is made. */
  readonly receipt?: Receipt | undefined
}

export interface About {
  readonly reference: string | undefined
  /** Why something is changed that was recorded already. */
  readonly why?: string | undefined
}

/** `why` is a sentence for the person at the desk. */
export type Kept = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** Identifies the record, so that it can be recognised later. */
export interface Receipt {
  readonly record: string
  /** Head of the audit log when the record was made, 64 hex digits; undefined when the log has lost it. */
  readonly head: string | undefined
}

/** Keeps moves for as long as the program runs. */
export function inMemory(): Store {
  return { keeps: false, append: () => ({ ok: true }) }
}

import type { Visit } from '../documents/index.ts'

/** What the card needs beside the answers. */
export interface Occasion extends Omit<Visit, 'ref'> {
  /** Whether what was answered outlives the program. */
  readonly keeps?: boolean
}

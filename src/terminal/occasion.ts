import type { Visit } from '../documents/index.ts'

/** What the card needs besides the answers. */
export interface Occasion extends Omit<Visit, 'ref'> {
  /** Whether the answers outlive the program. */
  readonly keeps?: boolean
}

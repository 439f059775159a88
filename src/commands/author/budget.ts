import type { Budget } from '../../authoring/index.ts'

/** About 200 MB and half a minute. After that an author would rather have an answer that leaves something open. */
export const BUDGET: Budget = { cells: 12_000_000, steps: 60_000_000 }

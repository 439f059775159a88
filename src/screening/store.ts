import type { Move } from './moves.ts'

/** Where the moves of one screening go. `append` returns once they are as safe as this store can make them. */
export interface Store {
  append(moves: readonly Move[]): void
  /** Whether they outlive the program: what the screen says of leaving must be true. */
  readonly keeps: boolean
}

/** Keeps moves for as long as the program runs. */
export function inMemory(): Store & { readonly moves: readonly Move[] } {
  const moves: Move[] = []
  return { keeps: false, moves, append: (more) => void moves.push(...more) }
}

import type { Questionnaire } from '../../questionnaire/index.ts'
import { begin, type Move, type Screening, take } from '../../screening/index.ts'

/** The moves of a draft or record, with how many of them, from the first, an earlier version of the program took. */
export interface KeptMoves {
  readonly moves: readonly Move[]
  readonly old: number
}

/** One move that was kept, with the screening before and after it. */
interface Replayed {
  readonly move: Move
  readonly before: Screening
  readonly after: Screening
}

/**
 * The moves that were kept, each as the version of the program took it that kept it. Version 1 went to the next open
 * question after a change that was made from the review, where this one leads back to it.
 */
export function* replayedMoves(
  questionnaire: Questionnaire,
  on: string,
  { moves, old }: KeptMoves,
): Generator<Replayed> {
  let before = begin(questionnaire, on)
  for (const [index, move] of moves.entries()) {
    const taken = take(before, move)
    const after = index < old ? { ...taken, detour: undefined } : taken
    yield { move, before, after }
    before = after
  }
}

/** A screening from the moves that were kept. */
export function replayKept(questionnaire: Questionnaire, on: string, kept: KeptMoves): Screening {
  let last = begin(questionnaire, on)
  for (const { after } of replayedMoves(questionnaire, on, kept)) last = after
  return last
}

/** The first so many of them. */
export function firstMoves({ moves, old }: KeptMoves, count: number): KeptMoves {
  return { moves: moves.slice(0, count), old: Math.min(old, count) }
}

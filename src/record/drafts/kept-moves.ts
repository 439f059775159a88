import type { Questionnaire } from '../../questionnaire/index.ts'
import { begin, type Move, type Screening, take } from '../../screening/index.ts'

/**
 * The moves of a draft or record, and how many of them, counted from the first, were made with an earlier version of
 * the program.
 */
export interface KeptMoves {
  readonly moves: readonly Move[]
  readonly old: number
}

/** One stored move, with the screening before and after it. */
interface Replayed {
  readonly move: Move
  readonly before: Screening
  readonly after: Screening
}

/**
 * The stored moves, each replayed as the version that stored it would have taken it. After a change from the review,
 * version 1 went to the next open question, whereas this version goes back to the review.
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

/** A screening from stored moves. */
export function replayKept(questionnaire: Questionnaire, on: string, kept: KeptMoves): Screening {
  let last = begin(questionnaire, on)
  for (const { after } of replayedMoves(questionnaire, on, kept)) last = after
  return last
}

/** The first `count` moves. */
export function firstMoves({ moves, old }: KeptMoves, count: number): KeptMoves {
  return { moves: moves.slice(0, count), old: Math.min(old, count) }
}

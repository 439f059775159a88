import type { Questionnaire } from '../../questionnaire/index.ts'
import { begin, type Move, type Screening, take } from '../../screening/index.ts'

/** The moves of a draft or record, with how many of them, from the first, an earlier version of the program took. */
export interface KeptMoves {
  readonly moves: readonly Move[]
  readonly old: number
}

/**
 * A screening from the moves that were kept. Version 1 went to the next open question after a change that was made from
 * the review, where this one leads back to it: its moves fit only when they are taken as it took them.
 */
export function replayKept(questionnaire: Questionnaire, on: string, { moves, old }: KeptMoves): Screening {
  return moves.reduce(
    (before, move, index) => replayedMove(before, move, index < old ? 'old' : 'new'),
    begin(questionnaire, on),
  )
}

/** One move, as the version of the program took it that kept it. */
export function replayedMove(before: Screening, move: Move, version: 'old' | 'new'): Screening {
  const after = take(before, move)
  return version === 'old' ? { ...after, detour: undefined } : after
}

/** The first so many of them. */
export function firstMoves({ moves, old }: KeptMoves, count: number): KeptMoves {
  return { moves: moves.slice(0, count), old: Math.min(old, count) }
}

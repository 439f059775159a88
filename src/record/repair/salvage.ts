import type { Questionnaire } from '../../questionnaire/index.ts'
import { type Move, type Screening, take } from '../../screening/index.ts'
import { type DraftHead2, readDraft, sealedLines } from '../drafts/draft-shape.ts'
import { moveFromDisk } from '../drafts/stored-move.ts'

/** What can still be read in a damaged draft. */
export interface Salvage {
  readonly head: DraftHead2 | undefined
  /** Every move with an intact line, in order, including those after the damage. */
  readonly moves: readonly Move[]
  /** How many of them come before the damage. */
  readonly before: number
}

export function salvaged(bytes: Uint8Array): Salvage {
  const read = readDraft(bytes)
  const moves = sealedLines(bytes).flatMap((value) => moveFromDisk(value) ?? [])
  return { head: read?.head, moves, before: read?.moves.length ?? 0 }
}

/**
 * The screening with every saved answer that has a place in it. Where moves are missing because of the damage, answers
 * are entered by way of the review. With `older`, answers that exist already were given later, and stay.
 */
export function withSaved(
  screening: Screening,
  moves: readonly Move[],
  age: 'older' | 'newer',
): { readonly screening: Screening; readonly lost: number } {
  let now = screening
  let lost = 0
  let waiting = false
  for (const move of moves) {
    if (move.kind === 'confirm' && waiting) now = take(now, move)
    waiting = false
    if (move.kind !== 'answer' || (age === 'older' && now.answers.has(move.question))) continue
    const after = placed(now, move)
    if (after === undefined) lost += 1
    else {
      now = after
      waiting = after.step.kind === 'confirm'
    }
  }
  return { screening: now, lost }
}

function placed(now: Screening, move: Extract<Move, { kind: 'answer' }>): Screening | undefined {
  const { at, question } = move
  const onward = now.step.kind === 'act-now' ? take(now, { kind: 'go-on', at }) : now
  const direct = take(onward, move)
  if (direct !== onward) return direct
  const there = take(take(onward, { kind: 'review', at }), { kind: 'edit', question, at })
  const after = take(there, move)
  return after === there ? undefined : after
}

/**
 * The head of a draft whose own head cannot be read, made from what the log and the questionnaire know. `on`: today at
 * this place.
 */
export function rebuiltHead(
  about: {
    readonly id: string
    readonly begun: string
    readonly on: string
    readonly program: string
    readonly key: string
  },
  questionnaire: Questionnaire,
): DraftHead2 {
  const { id, version, source } = questionnaire
  return {
    schema: 'prescreen/draft/2',
    id: about.id,
    begun: about.begun,
    on: about.on,
    questionnaire: { id, version, sha256: source.sha256 },
    program: about.program,
    key: about.key,
  }
}

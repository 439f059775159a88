import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Answer } from '../../questionnaire/index.ts'
import type { Move } from '../../screening/index.ts'

/**
 * Answers as stored. Version 1 has no `codes` next to a `state`: readers of that version see "not sure", never a whole
 * answer. A value that cannot be used (`rejected`) never comes from an interview, only from scoring again under a form
 * that it does not fit.
 */
export type Answer2 =
  | { readonly value: number | string | readonly string[] }
  | { readonly state: 'unsure' | 'declined'; readonly codes?: readonly string[] }
  | {
      readonly rejected: string
      readonly why: 'unreadable' | 'out-of-range'
      readonly number?: number
      readonly codes?: readonly string[]
    }

/**
 * Moves as stored. Version 1 has no `take-back` and no `codes`, and continued differently after a change from the
 * review. Its programs must not be given these moves, and its own moves are replayed as it took them.
 */
export type Move2 =
  | { readonly move: 'answer'; readonly question: string; readonly answer: Answer2; readonly at: string }
  | { readonly move: 'edit'; readonly question: string; readonly at: string }
  | { readonly move: 'confirm' | 'back' | 'go-on' | 'review' | 'take-back' | 'finish'; readonly at: string }

export function answerToDisk(answer: Answer): Answer2 {
  switch (answer.kind) {
    case 'given':
      return { value: answer.value }
    case 'unsure':
    case 'declined':
      return { state: answer.kind, ...withoutUndefined({ codes: answer.codes }) }
    case 'rejected': {
      const { kind: _, raw, ...rest } = answer
      return { rejected: raw, ...rest }
    }
  }
}

/** Undefined for what is not an answer. */
export function answerFromDisk(stored: unknown): Answer | undefined {
  if (!isObject(stored)) return undefined
  const { value, state, rejected, why, number, codes } = stored
  if (state === 'unsure' || state === 'declined')
    return { kind: state, ...(isCodes(codes) && codes.length > 0 ? { codes } : {}) }
  if (typeof rejected === 'string' && (why === 'unreadable' || why === 'out-of-range')) {
    const read = { kind: 'rejected', why, raw: rejected } as const
    return {
      ...read,
      ...(typeof number === 'number' ? { number } : {}),
      ...(isCodes(codes) ? { codes } : {}),
    }
  }
  if (typeof value === 'number' || typeof value === 'string') return { kind: 'given', value }
  return isCodes(value) ? { kind: 'given', value } : undefined
}

function isCodes(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((code) => typeof code === 'string')
}

export function moveToDisk(move: Move): Move2 {
  switch (move.kind) {
    case 'answer':
      return { move: 'answer', question: move.question, answer: answerToDisk(move.answer), at: move.at }
    case 'edit':
      return { move: 'edit', question: move.question, at: move.at }
    case 'confirm':
    case 'back':
    case 'go-on':
    case 'review':
    case 'take-back':
    case 'finish':
      return { move: move.kind, at: move.at }
  }
}

/** Undefined for what is not a move. */
export function moveFromDisk(stored: unknown): Move | undefined {
  if (!isObject(stored) || !isInstant(stored.at)) return undefined
  const { move, question, at } = stored
  switch (move) {
    case 'answer': {
      const answer = answerFromDisk(stored.answer)
      return typeof question === 'string' && answer !== undefined ? { kind: 'answer', question, answer, at } : undefined
    }
    case 'edit':
      return typeof question === 'string' ? { kind: 'edit', question, at } : undefined
    case 'confirm':
    case 'back':
    case 'go-on':
    case 'review':
    case 'take-back':
    case 'finish':
      return { kind: move, at }
    // A file can contain anything.
    default:
      return undefined
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)
}

/** Text as JSON; undefined where it is not JSON. A right checksum says nothing about the form. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

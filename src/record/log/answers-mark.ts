import type { Answers } from '../../questionnaire/index.ts'
import { type Answer2, answerToDisk } from '../drafts/stored-move.ts'
import { answerDigest } from './audit-line.ts'

/**
 * Stands for all answers of a draft or record: their digests, combined so that one can be added and removed again. 32
 * hex digits.
 */
export type AnswersMark = string

export const NO_ANSWERS: AnswersMark = '0'.repeat(32)

/** The mark with these digests added, or removed where it already contains them. */
export function withAnswersMark(mark: AnswersMark, digests: readonly (string | undefined)[]): AnswersMark {
  return digests.reduce<string>((sum, one) => (one === undefined || one.length !== 32 ? sum : xor(sum, one)), mark)
}

export function markOfStored(key: string, answers: Readonly<Record<string, Answer2>>): AnswersMark {
  return withAnswersMark(
    NO_ANSWERS,
    Object.entries(answers).map(([question, answer]) => answerDigest(key, question, answer)),
  )
}

export function answersMarkOf(key: string, answers: Answers): AnswersMark {
  return markOfStored(key, Object.fromEntries([...answers].map(([id, answer]) => [id, answerToDisk(answer)])))
}

function xor(one: string, other: string): string {
  let out = ''
  for (let at = 0; at < 32; at += 8) {
    const part = Number.parseInt(one.slice(at, at + 8), 16) ^ Number.parseInt(other.slice(at, at + 8), 16)
    out += (part >>> 0).toString(16).padStart(8, '0')
  }
  return out
}

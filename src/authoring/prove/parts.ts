import type { Compiled } from '../../expression/index.ts'
import type { Question, Questionnaire } from '../../questionnaire/index.ts'
import { leadersOf } from './leaders.ts'

/** Connected questions by index, in the order of the form. */
export type ConnectedQuestions = readonly number[]

/**
 * Questions that no condition reads together are proved separately. Nothing is lost, because the level of a sheet is
 * the most serious one of its parts.
 */
export function connectedQuestions(form: Reads): readonly ConnectedQuestions[] {
  return connectedBy(form.questions.length, readTogether(form))
}

type Reads = Pick<Questionnaire, 'questions' | 'notes' | 'rules' | 'promises'>

/** The questions of each condition, by index. */
export function readTogether({ questions, notes, rules, promises }: Reads): readonly (readonly number[])[] {
  return [
    ...questions.map((question) => [question.subject.index, ...readBy(question)]),
    ...notes.map(({ askIf }) => askIf?.reads.map(({ index }) => index) ?? []),
    ...[...rules, ...promises].map(({ when }) => when.reads.map(({ index }) => index)),
  ]
}

/** Splits the questions from 0 to `count` into connected ones, where each group is connected. */
export function connectedBy(count: number, groups: readonly (readonly number[])[]): readonly ConnectedQuestions[] {
  const leaders = leadersOf(
    Array.from({ length: count }, (_, index) => index),
    groups,
  )
  const parts = new Map<number, number[]>()
  for (const [index, leader] of leaders) {
    const part = parts.get(leader)
    if (part === undefined) parts.set(leader, [index])
    else part.push(index)
  }
  return [...parts.values()]
}

function readBy({ askIf, check }: Question): readonly number[] {
  const conditions: readonly (Compiled | undefined)[] = [askIf, check?.that]
  return conditions.flatMap((condition) => condition?.reads.map(({ index }) => index) ?? [])
}

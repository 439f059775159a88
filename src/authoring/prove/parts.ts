import type { Compiled } from '../../expression/index.ts'
import type { Question, Questionnaire } from '../../questionnaire/index.ts'
import { leadersOf } from './leaders.ts'

/** Questions that hang together, in the order of the form, by index. */
export type ConnectedQuestions = readonly number[]

/**
 * Questions that no condition reads together are proved apart: the level of a sheet is the most serious of its parts,
 * so that nothing is lost.
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

/** So many questions, of which each group hangs together. */
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

import type { Compiled } from '../../expression/index.ts'
import type { Question, Questionnaire } from '../../questionnaire/index.ts'

/** Questions that hang together, in the order of the form, by index. */
export type ConnectedQuestions = readonly number[]

/**
 * Questions that no condition reads together are proved apart: the level of a sheet is the most serious of its parts,
 * so that nothing is lost.
 */
export function connectedQuestions({ questions, rules, promises }: Questionnaire): readonly ConnectedQuestions[] {
  const leaders = questions.map((_, index) => index)
  const leaderOf = (index: number): number => {
    let leader = index
    while (leaders[leader] !== leader) {
      leaders[leader] = leaders[leaders[leader] as number] as number
      leader = leaders[leader] as number
    }
    return leader
  }
  const join = (indexes: readonly number[]) => {
    for (const index of indexes) {
      const [a, b] = [leaderOf(indexes[0] as number), leaderOf(index)]
      leaders[Math.max(a, b)] = Math.min(a, b)
    }
  }
  for (const question of questions) join([question.subject.index, ...readBy(question)])
  for (const { when } of [...rules, ...promises]) join(when.reads.map(({ index }) => index))
  const parts = new Map<number, number[]>()
  for (const index of leaders.keys()) {
    const leader = leaderOf(index)
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

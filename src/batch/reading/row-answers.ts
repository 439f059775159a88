import type { Answer, Answers } from '../../questionnaire/index.ts'
import { cellAt } from '../../tables/index.ts'
import type { ScoredRows } from '../writing/scored-rows.ts'
import { tickedAnswer } from './ticks.ts'

type ReadRows = Pick<ScoredRows, 'rows' | 'table' | 'bound'>

/** The answers in a row, read by the same readers that fill the columns. */
export function answersInRow({ rows, table, bound }: ReadRows, row: number): Answers {
  const answers = new Map<string, Answer>()
  for (const [field, role] of bound.roles.entries()) {
    if (role.kind !== 'answer') continue
    const cell = cellAt(rows, field, row)
    if (cell < 0) continue
    const written = table.written(rows.bytes, rows.starts[cell] as number, rows.ends[cell] as number)
    const answer: Answer | undefined =
      written === undefined ? { kind: 'rejected', why: 'unreadable', raw: '{…}' } : role.read(written)
    if (answer !== undefined) answers.set(role.question.id, answer)
  }
  for (const group of bound.ticks) {
    const { answer } = tickedAnswer(group, rows, row, table)
    if (answer !== undefined) answers.set(group.question.id, answer)
  }
  return answers
}

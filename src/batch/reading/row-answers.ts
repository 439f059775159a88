import type { Answer, Answers } from '../../questionnaire/index.ts'
import { addKey, byteIndex, cellAt, numberOf, type Rows } from '../../tables/index.ts'
import type { ScoredRows } from '../writing/scored-rows.ts'
import type { BoundTable } from './bound-table.ts'
import type { CellTable } from './cell-table.ts'
import { type AnswerRole, cellDecoder, rememberedCells } from './decoded-cells.ts'
import { tickedAnswer } from './ticks.ts'

/**
 * Returns the answers in a row, using the same readers that fill the columns. Cells with the same text share one answer
 * object.
 */
function rowAnswers(bound: BoundTable, table: CellTable): (rows: Rows, row: number) => Answers {
  const cells = bound.roles.flatMap((role, field) =>
    role.kind === 'answer' ? [{ field, id: role.question.id, answerAt: cellAnswers(role, table) }] : [],
  )
  return (rows, row) => {
    const answers = new Map<string, Answer>()
    for (const { field, id, answerAt } of cells) {
      const cell = cellAt(rows, field, row)
      if (cell < 0) continue
      const answer = answerAt(rows.bytes, rows.starts[cell] as number, rows.ends[cell] as number)
      if (answer !== undefined) answers.set(id, answer)
    }
    for (const group of bound.ticks) {
      const { answer } = tickedAnswer(group, rows, row, table)
      if (answer !== undefined) answers.set(group.question.id, answer)
    }
    return answers
  }
}

function cellAnswers(role: AnswerRole, table: CellTable) {
  const decode = cellDecoder(role, table)
  const cells = byteIndex(rememberedCells(role.question))
  const answers: (Answer | undefined)[] = []
  return (bytes: Uint8Array, start: number, end: number): Answer | undefined => {
    const known = numberOf(cells, bytes, start, end)
    if (known >= 0) return answers[known]
    const answer = decode(bytes, start, end)
    if (addKey(cells, bytes, start, end) >= 0) answers.push(answer)
    return answer
  }
}

type ReadRows = Pick<ScoredRows, 'rows' | 'table' | 'bound'>

/** The same for rows of any table. It is set up again when the table changes. */
export function answersOfTable(): (read: ReadRows, row: number) => Answers {
  let known: BoundTable | undefined
  let answersIn: ReturnType<typeof rowAnswers> | undefined
  return ({ rows, table, bound }, row) => {
    if (answersIn === undefined || known !== bound) answersIn = rowAnswers(bound, table)
    known = bound
    return answersIn(rows, row)
  }
}

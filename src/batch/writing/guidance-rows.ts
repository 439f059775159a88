import { isoOf } from '../../expression/index.ts'
import type { Answer, Answers, Questionnaire } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import { type Bound, BROKEN, type Broken, type Rows, type Table } from '../../tables/index.ts'
import { type TickGroup, tickedAnswer } from '../reading/ticks.ts'
import { idText, type Stretch } from './result-rows.ts'

/** The guidance of one person as a line of JSON: as `screen --json` prints it, with `record` and `id` before it. */
export function guidanceLine(
  questionnaire: Questionnaire,
  stretch: Stretch,
  person: number,
  bound: { readonly bound: Bound; readonly ticks: readonly TickGroup[] },
): string {
  const { rows, table, columns, idField, numbers } = stretch
  const today = columns.today[person] as number
  const answers = answersOf(rows, person, table, bound)
  const guidance = guide(questionnaire, answers, Number.isNaN(today) ? '' : isoOf(today))
  const id = idText(rows, table, idField, person) ?? null
  return `${JSON.stringify({ record: numbers[person], id, ...guidance })}\n`
}

/** Lines that are no record, as a line of JSON. */
export function brokenLine(record: number, { line, lastLine, code }: Broken): string {
  const said = {
    record,
    id: null,
    level: 'not-scored',
    complete: false,
    lines: [line, lastLine],
    code,
    message: BROKEN[code],
  }
  return `${JSON.stringify(said)}\n`
}

/** The answers in a row, read by the same readers that fill the columns. */
function answersOf(
  rows: Rows,
  row: number,
  table: Table,
  { bound, ticks }: { readonly bound: Bound; readonly ticks: readonly TickGroup[] },
): Answers {
  const answers = new Map<string, Answer>()
  for (const [field, role] of bound.roles.entries()) {
    if (role.kind !== 'answer') continue
    const cell = field * rows.stride + row
    const start = rows.starts[cell] as number
    const end = rows.ends[cell] as number
    if (start === end) continue
    const written = table.written(rows.bytes, start, end)
    const answer: Answer | undefined =
      written === undefined ? { kind: 'rejected', why: 'unreadable', raw: '{…}' } : role.read(written)
    if (answer !== undefined) answers.set(role.question.id, answer)
  }
  for (const group of ticks) {
    const answer = tickedAnswer(group, rows, row, table)
    if (answer !== undefined) answers.set(group.question.id, answer)
  }
  return answers
}

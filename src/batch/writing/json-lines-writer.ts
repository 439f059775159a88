import { escapedJson } from '../../diagnostics/index.ts'
import { isoOf } from '../../expression/index.ts'
import type { Answer, Answers, Questionnaire } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import { BROKEN, type Broken, type ByteWriter, cellAt, putText } from '../../tables/index.ts'
import { tickedAnswer } from '../reading/ticks.ts'
import { idText } from './record-id.ts'
import type { ResultWriter, ScoredRows } from './scored-rows.ts'

/** Results as lines of JSON: the guidance of each person as `screen --json` prints it, after `record` and `id`. */
export function jsonLinesWriter(questionnaire: Questionnaire, out: ByteWriter): ResultWriter {
  return writer(questionnaire, out, { isNumbered: true })
}

/** The same for engines that give a part of the records to each of many processes: there a number would mean nothing. */
export function answeringLinesWriter(questionnaire: Questionnaire, out: ByteWriter): ResultWriter {
  return writer(questionnaire, out, { isNumbered: false })
}

function writer(
  questionnaire: Questionnaire,
  out: ByteWriter,
  { isNumbered }: { readonly isNumbered: boolean },
): ResultWriter {
  let lines = 0
  return {
    heading: () => undefined,
    person(scored, person) {
      const today = scored.columns.today[person] as number
      const guidance = guide(questionnaire, answersOf(scored, person), Number.isNaN(today) ? '' : isoOf(today))
      const record = isNumbered ? scored.numbers[person] : undefined
      putText(out, `${escapedJson({ record, id: idText(scored, person) ?? null, ...guidance })}\n`)
      lines += 1
    },
    broken(record, broken) {
      const said = notScored(record, broken)
      putText(out, `${escapedJson(isNumbered ? said : { ...said, record: undefined, lines: undefined })}\n`)
      lines += 1
    },
    lines: () => lines,
  }
}

function notScored(record: number, { line, lastLine, code }: Broken): object {
  return {
    record,
    id: null,
    level: 'not-scored',
    complete: false,
    lines: [line, lastLine],
    code,
    message: BROKEN[code],
  }
}

/** The answers in a row, read by the same readers that fill the columns. */
function answersOf({ rows, table, bound }: ScoredRows, row: number): Answers {
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

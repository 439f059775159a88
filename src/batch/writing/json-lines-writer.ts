import { escapedJson } from '../../diagnostics/index.ts'
import { isoOf } from '../../expression/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import { BROKEN, type Broken, type ByteWriter, putText } from '../../tables/index.ts'
import { answersInRow } from '../reading/row-answers.ts'
import { idText } from './record-id.ts'
import type { ResultWriter } from './scored-rows.ts'

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
      const guidance = guide(questionnaire, answersInRow(scored, person), Number.isNaN(today) ? '' : isoOf(today))
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

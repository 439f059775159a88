import { visible } from '../../diagnostics/index.ts'
import type { Output } from '../../disk/index.ts'
import { LEVELS, type Questionnaire } from '../../questionnaire/index.ts'
import { type ByteWriter, LONGEST_CELL, MOST_ROWS, putText, sheetArchive, sheetRow } from '../../tables/index.ts'
import { CannotScore } from '../cannot-score.ts'
import { namesOfSet } from '../columns/named-bits.ts'
import { linesText, RESULT_COLUMNS } from './csv-writer.ts'
import { idText } from './record-id.ts'
import type { ResultWriter, ScoredRows } from './scored-rows.ts'

/** The columns of a result in CSV as rows of a sheet, one line for each. Ids are texts, records and ages numbers. */
export function xlsxWriter(_: Questionnaire, out: ByteWriter): ResultWriter {
  let lines = 0

  function put(cells: Parameters<typeof sheetRow>[1]): void {
    if (lines >= MOST_ROWS) throw tooMuch('a sheet has no room for more than 1,048,575 records')
    lines += 1
    putText(out, sheetRow(lines, cells))
  }

  return {
    heading: () => put(RESULT_COLUMNS),
    person(scored, person) {
      const { columns, outcomes, sets, numbers, scoredOn, isDated } = scored
      const named = (set: Parameters<typeof namesOfSet>[0]) => namesOfSet(set, person).join(';')
      const age = scoredOn - (columns.today[person] as number)
      put([
        numbers[person],
        idCell(scored, person),
        LEVELS[outcomes.levels[person] as number],
        outcomes.complete[person] === 1,
        named(sets.raised),
        named(sets.undetermined),
        named(sets.unsure),
        named(sets.declined),
        named(sets.unanswered),
        named(outcomes.conflicts),
        named(sets.outOfRange),
        named(sets.unreadable),
        named(sets.checkFailed),
        isDated && !Number.isNaN(age) ? age : undefined,
        named(sets.covered),
      ])
    },
    broken(record, broken) {
      put([record, '', 'not-scored', false, '', '', '', '', '', '', '', linesText(broken)])
    },
    lines: () => lines,
  }
}

/** The id as it was written. Nothing runs a text in a workbook as a formula, so it needs no protection. */
function idCell(scored: ScoredRows, person: number): string {
  const id = (idText(scored, person) ?? '')
    .split(/([\t\r\n])/)
    .map((part, index) => (index % 2 === 1 ? part : visible(part)))
    .join('')
  if (id.length > LONGEST_CELL)
    throw tooMuch(`the id of record ${scored.numbers[person]} is longer than a cell of a workbook`)
  return id
}

function tooMuch(what: string): CannotScore {
  return new CannotScore('usage', what, 'CSV has room for it: name the results .csv')
}

/** Approximate widths of the columns, in characters. */
const WIDTHS: readonly number[] = RESULT_COLUMNS.map((name) => (name === 'record' ? 9 : name === 'raised' ? 40 : 16))

/** Packs rows of a sheet into a workbook on their way to the disk. */
export function workbookOutput(output: Output): Output {
  const archive = sheetArchive({ name: 'Results', widths: WIDTHS })
  const written = async (pieces: readonly Uint8Array[]) => {
    for (const piece of pieces) await output.write(piece)
  }
  return {
    ...output,
    write: (bytes) => written(archive.add(bytes)),
    async finish() {
      await written(archive.end())
      await output.finish()
    },
  }
}

import { loadQuestionnaire, type Questionnaire } from '../../questionnaire/index.ts'
import { byteWriter, CELLS, type ColumnMap, loadColumnMap } from '../../tables/index.ts'
import { bindOptionsFor } from '../options.ts'
import { type BindOptions, bindTable } from '../reading/bind-table.ts'
import type { BoundTable } from '../reading/bound-table.ts'
import type { CellTable } from '../reading/cell-table.ts'
import { RESULT_FORMATS } from '../writing/result-writer.ts'
import type { FromThread, PartSent, ToThread } from './messages.ts'
import { unpackedRows, withResults } from './part-buffers.ts'
import { partScoring } from './score-part.ts'

type Answer = (message: FromThread) => void
type Begin = Extract<ToThread, { kind: 'begin' }>

/** What a thread that scores parts for another one does: gets its messages, and answers. */
export function partServer(answer: Answer): (message: ToThread) => void {
  let serving: ReturnType<typeof serve> | undefined
  return (message) => {
    if (message.kind === 'begin') {
      serving = serve(message, answer)
      answer({ kind: 'ready' })
    } else serving?.(message)
  }
}

function serve(begin: Begin, answer: Answer): (message: Exclude<ToThread, Begin>) => void {
  const { options, today } = begin
  const questionnaire = madeAgain(loadQuestionnaire(begin.filesRead.questionnaire))
  const offsets: string[] = []
  const binding = bindingOf(begin, questionnaire, (column) => offsets.push(column))
  const out = byteWriter(64 * 1024)
  const writer = RESULT_FORMATS[options.to](questionnaire, out, { isBrief: options.brief === true })
  const parts = partScoring(questionnaire, { options, today, writer, offsets })
  let using: { readonly table: CellTable; readonly bound: BoundTable } | undefined

  function part(sent: PartSent): void {
    if (using === undefined) throw new Error('a part came before its table')
    const { buffers, numbers, broken } = sent
    const scored = parts.score({ ...using, rows: unpackedRows(sent), numbers, broken })
    const filled = withResults(buffers, out.bytes.subarray(0, out.length))
    answer({ kind: 'part', buffers: filled, scored, size: out.length })
    out.length = 0
  }

  return (message) => {
    if (message.kind === 'part') part(message.part)
    else if (message.kind === 'counts') answer({ kind: 'counts', counts: parts.counts })
    else {
      const table: CellTable = { names: message.names, written: CELLS[message.format] }
      using = { table, bound: bindTable(questionnaire, { table, name: message.name }, binding) }
    }
  }
}

function bindingOf(
  { options, filesRead }: Begin,
  questionnaire: Questionnaire,
  onOffset: BindOptions['onOffset'],
): BindOptions {
  const read = filesRead.map && madeAgain<ColumnMap>(loadColumnMap(filesRead.map, questionnaire))
  return bindOptionsFor(read === undefined ? options : { ...options, map: read }, onOffset)
}

/** What had no fault when it was first read has none now. */
function madeAgain<T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!read.ok) throw new Error('what was read before cannot be read again')
  return read.value
}

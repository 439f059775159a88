import { visible } from '../../diagnostics/index.ts'
import {
  clearRows,
  FORMATS,
  type FormatName,
  formatOf,
  LONGEST_RECORD,
  type Opened,
  type OpeningOptions,
  type Rows,
  rowsFor,
} from '../../tables/index.ts'
import { CannotScore, readingFailed } from '../cannot-score.ts'
import type { Input } from './inputs.ts'

/** All heading lines are within this many bytes, unless the file is shorter. */
const LOOKED_AT = 64 * 1024

/** Records that are handled together, so that their data stays in the cache. */
const ROWS = 512

export interface TableHandlers {
  readonly format?: FormatName
  readonly opening?: OpeningOptions
  /** The most records that are found at once. */
  readonly together?: number
  /** The columns are known now. */
  opened(opened: Opened & { readonly format: FormatName }): void
  /** Records that were found. Nothing of them is valid afterwards. False when no more are wanted. */
  found(rows: Rows): Promise<boolean>
}

/** Reads a whole input as a table, in stretches. Throws `CannotScore` when it cannot be read. */
export async function readTable(input: Input, handlers: TableHandlers): Promise<void> {
  let buffer = new Uint8Array(0)
  let from = 0
  let to = 0
  let opened: Opened | undefined
  let rows: Rows | undefined
  let isWanted = true

  function append(chunk: Uint8Array): void {
    if (to + chunk.length > buffer.length) {
      const unread = to - from
      const target = unread + chunk.length > buffer.length ? new Uint8Array(2 * (unread + chunk.length)) : buffer
      if (target === buffer) buffer.copyWithin(0, from, to)
      else target.set(buffer.subarray(from, to))
      buffer = target
      from = 0
      to = unread
    }
    buffer.set(chunk, to)
    to += chunk.length
  }

  /** False when more bytes are needed to know the columns. */
  function open(last: boolean): boolean {
    const first = buffer.subarray(from, to)
    const format = input.found().isWorkbook ? 'xlsx' : (handlers.format ?? formatOf(input.name, first))
    if (format === 'xlsx' && !input.found().isWorkbook) throw noWorkbook(input.name, handlers.format)
    // The first lines can only be understood when all of them are there.
    if (!last && (format === 'csv' || format === 'tsv' || format === 'xlsx') && first.length < LOOKED_AT) return false
    const tried = FORMATS[format](first, handlers.opening ?? {})
    const isCut = 'fault' in tried || tried.next >= first.length
    if (isCut && !last && first.length < LONGEST_RECORD) return false
    if ('fault' in tried) throw refused(input.name, tried.line, tried.fault)
    opened = tried
    from += tried.next
    rows = rowsFor(handlers.together ?? ROWS, tried.table.names.length)
    handlers.opened({ ...tried, format, notes: [...input.found().notes, ...tried.notes] })
    return true
  }

  async function drain(last: boolean): Promise<void> {
    if (opened === undefined && !open(last)) return
    const { table } = opened as Opened
    const found = rows as Rows
    while (isWanted) {
      clearRows(found)
      from = table.read(buffer, from, to, last, found)
      const fault = table.fault()
      if (fault !== undefined) throw refused(input.name, fault.line, fault.fault)
      if (found.count === 0 && found.broken.length === 0) return
      isWanted = await handlers.found(found)
    }
  }

  try {
    for await (const chunk of input.chunks()) {
      append(chunk)
      await drain(false)
      if (!isWanted) return
    }
  } catch (error) {
    if (error instanceof CannotScore || typeof (error as NodeJS.ErrnoException).code !== 'string') throw error
    throw readingFailed(visible(input.name), error)
  }
  await drain(true)
}

function noWorkbook(name: string, given: FormatName | undefined): CannotScore {
  const whose = given === undefined ? ', whatever its name says' : ', as `--from xlsx` says'
  const help = 'say what it is: `--from csv`, `tsv`, `json` or `jsonl`; or save it as .xlsx in the spreadsheet program'
  return new CannotScore('bad-data', `${visible(name)}: this is not an Excel workbook${whose}`, help)
}

export function refused(name: string, line: number, why: string, help?: string): CannotScore {
  return new CannotScore('bad-data', `${visible(name)}:${line}: ${visible(why)}`, help)
}

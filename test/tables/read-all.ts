import { cellText } from '../../src/tables/cell-text.ts'
import { delimitedReader } from '../../src/tables/formats/delimited.ts'
import { readHeader } from '../../src/tables/formats/header.ts'
import type { LineBreaks } from '../../src/tables/formats/table.ts'
import { rowsFor } from '../../src/tables/rows.ts'

export interface Found {
  readonly line: number
  readonly lastLine?: number
  readonly cells?: readonly string[]
  readonly code?: string
  /** As `Rows.tails` has them. */
  readonly tails?: readonly number[]
}

interface Way {
  /** Bytes that come at once. */
  readonly chunk?: number
  /** Cells of a record; 0: the first one is the header. */
  readonly fields?: number
  readonly capacity?: number
  /** What a line break in a cell means, in every column. */
  readonly lineBreaks?: LineBreaks
}

/** Every record and every broken line in order, read in stretches of `chunk` bytes. */
export function readAll(
  text: string | Uint8Array,
  { chunk = 1 << 20, fields = 0, capacity = 7, lineBreaks = 'any' }: Way = {},
): Found[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const header = fields > 0 ? undefined : readHeader(bytes, undefined)
  if (header !== undefined && 'fault' in header) throw new Error(header.fault)
  const width = header?.names.length ?? fields
  const rows = rowsFor(capacity, width)
  const reader = delimitedReader(header?.delimiter ?? 0x2c, width, header?.nextLine ?? 1)
  reader.expectLines(Array.from({ length: width }, () => lineBreaks))
  const found: Found[] = []
  let from = header?.next ?? 0
  let to = from
  for (;;) {
    to = Math.min(bytes.length, to + chunk)
    const last = to === bytes.length
    for (;;) {
      rows.count = 0
      rows.broken.length = 0
      // A copy of its own, so that reading beyond what is there would show.
      from += reader.read(bytes.slice(from, to), 0, to - from, last, rows)
      collect(rows, found)
      if (rows.count === 0 && rows.broken.length === 0) break
    }
    if (last) return found
  }
}

function collect(rows: ReturnType<typeof rowsFor>, found: Found[]): void {
  for (let row = 0; row <= rows.count; row += 1) {
    for (const { before, line, lastLine, code } of rows.broken) if (before === row) found.push({ line, lastLine, code })
    if (row === rows.count) return
    const cells = Array.from({ length: rows.fields }, (_, field) => {
      const cell = field * rows.stride + row
      return cellText(rows.bytes, rows.starts[cell] as number, rows.ends[cell] as number)
    })
    const tails = cells.map((_, field) => rows.tails[field * rows.stride + row] as number)
    found.push({ line: rows.lines[row] as number, cells, tails })
  }
}

export function told(found: readonly Found[]): readonly string[] {
  return found.map(({ line, lastLine, cells, code }) =>
    cells === undefined ? `${line}${lastLine === line ? '' : `-${lastLine}`} ${code}` : `${line} ${cells.join('|')}`,
  )
}

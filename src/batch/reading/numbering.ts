import type { Broken, Rows } from '../../tables/index.ts'

/** A broken record with its number. `before` counts the rows that are kept. */
export interface NumberedBroken {
  readonly record: number
  readonly before: number
  readonly broken: Broken
}

export interface Shard {
  /** From 1. */
  readonly index: number
  readonly of: number
}

/**
 * Numbers the records of a stretch in the order of the file, beginning after `seen`, and keeps those of the shard:
 * every `of`th. `numbers` gets the number of each row that is kept. Returns the broken records, and how many records
 * were seen.
 */
export function numberRecords(
  rows: Rows,
  numbers: Float64Array,
  seen: number,
  shard: Shard | undefined,
): { readonly broken: readonly NumberedBroken[]; readonly seen: number } {
  const broken: NumberedBroken[] = []
  let record = seen
  let kept = 0
  let next = 0
  const isOurs = () => shard === undefined || (record - 1) % shard.of === shard.index - 1
  for (let row = 0; row <= rows.count; row += 1) {
    for (let one = rows.broken[next]; one !== undefined && one.before === row; one = rows.broken[next]) {
      record += 1
      next += 1
      if (isOurs()) broken.push({ record, before: kept, broken: one })
    }
    if (row === rows.count) break
    record += 1
    if (!isOurs()) continue
    if (kept < row) move(rows, row, kept)
    numbers[kept] = record
    kept += 1
  }
  rows.count = kept
  return { broken, seen: record }
}

function move({ fields, stride, starts, ends, tails, lines }: Rows, from: number, to: number): void {
  for (let field = 0; field < fields; field += 1) {
    starts[field * stride + to] = starts[field * stride + from] as number
    ends[field * stride + to] = ends[field * stride + from] as number
    tails[field * stride + to] = tails[field * stride + from] as number
  }
  lines[to] = lines[from] as number
}

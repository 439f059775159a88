import { cellAt, type Opened, type SampledColumn } from '../../tables/index.ts'
import { readingFailed } from '../cannot-score.ts'
import type { ScoreOptions, Surroundings } from '../score.ts'
import { openInput } from './inputs.ts'
import { readTable, type TableHandlers } from './read-table.ts'

/** Records that are looked at, and different texts of a column that are kept. */
const MOST_RECORDS = 2000
const MOST_VALUES = 40

/** The columns of a file and some of what stands in them. Throws `CannotScore` when it cannot be read. */
export async function sampleColumns(
  file: string,
  { from, delimiter, encoding }: Pick<ScoreOptions, 'from' | 'delimiter' | 'encoding'>,
  { stdin }: Pick<Surroundings, 'stdin'>,
): Promise<readonly SampledColumn[]> {
  const input = await openInput(file, stdin, encoding).catch((error: unknown) =>
    Promise.reject(readingFailed(file, error)),
  )
  let opened: Opened | undefined
  let records = 0
  const values: Set<string>[] = []
  const handlers: TableHandlers = {
    ...(from === undefined ? {} : { format: from }),
    ...(delimiter === undefined ? {} : { delimiter }),
    opened: (made) => {
      opened = made
    },
    async found(rows) {
      const { bytes, starts, ends, fields, count } = rows
      for (let field = 0; field < fields; field += 1) {
        const seen = values[field] ?? new Set<string>()
        values[field] = seen
        for (let row = 0; row < count && seen.size < MOST_VALUES; row += 1) {
          const cell = cellAt(rows, field, row)
          const written = cell < 0 ? '' : opened?.table.written(bytes, starts[cell] as number, ends[cell] as number)
          for (const one of typeof written === 'string' ? [written] : (written ?? []))
            if (one.trim() !== '') seen.add(one.trim())
        }
      }
      records += count
      return records < MOST_RECORDS
    },
  }
  try {
    await readTable(input, handlers)
  } finally {
    await input.close()
  }
  const names = opened?.table.names ?? []
  return names.map((name, field) => ({ name, values: [...(values[field] ?? [])] }))
}

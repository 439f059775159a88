import { visible, withoutUndefined } from '../../diagnostics/index.ts'
import {
  cellAt,
  type FileShape,
  likelyEncoding,
  type Opened,
  type Rows,
  type Sample,
  type SampledColumn,
} from '../../tables/index.ts'
import { readingFailed } from '../cannot-score.ts'
import { type ScoreOptions, tableOpening } from '../options.ts'
import type { Surroundings } from '../surroundings.ts'
import { type Input, openInput } from './inputs.ts'
import { readTable, type TableHandlers } from './read-table.ts'

/** Records that are looked at, and different texts of a column that are kept. */
const MOST_RECORDS = 20_000
const MOST_VALUES = 40

type SampleOptions = Pick<ScoreOptions, 'from' | 'delimiter' | 'encoding' | 'sheet' | 'map'>

/** What a file is like, its columns and some of their contents. Throws `CannotScore` when it cannot be read. */
export async function sampleFile(
  file: string,
  options: SampleOptions,
  { stdin }: Pick<Surroundings, 'stdin'>,
): Promise<Sample> {
  const found = options.encoding === undefined && file !== '-' ? await encodingOf(file, stdin) : undefined
  const encoding = options.encoding ?? found?.encoding
  const gathered = sampler()
  const input = await opened(file, stdin, { encoding, sheet: options.sheet })
  let table: Opened | undefined
  let records = 0
  const handlers: TableHandlers = {
    ...withoutUndefined({ format: options.from }),
    opening: tableOpening(options),
    opened: (made) => {
      table = made
    },
    async found(rows) {
      gathered.add(rows, table as Opened)
      records += rows.count
      return records < MOST_RECORDS
    },
  }
  try {
    await readTable(input, handlers)
  } finally {
    await input.close()
  }
  const shape: FileShape = {
    ...withoutUndefined({ encoding, delimiter: options.delimiter, sheet: options.sheet }),
    ...(options.map?.file ?? {}),
  }
  const doubt =
    found === undefined || found.isCertain ? [] : [`the file is not UTF-8, and ${found.encoding} is a guess`]
  return { columns: gathered.columns(table), file: shape, remarks: [...(table?.notes ?? []), ...doubt] }
}

function sampler() {
  const values: Set<string>[] = []
  const filled: number[] = []
  let records = 0
  function add(rows: Rows, { table }: Opened): void {
    const { bytes, starts, ends, fields, count } = rows
    records += count
    for (let field = 0; field < fields; field += 1) {
      const seen = values[field] ?? new Set<string>()
      values[field] = seen
      for (let row = 0; row < count; row += 1) {
        const cell = cellAt(rows, field, row)
        if (cell < 0) continue
        filled[field] = (filled[field] ?? 0) + 1
        if (seen.size >= MOST_VALUES) continue
        const written = table.written(bytes, starts[cell] as number, ends[cell] as number)
        for (const one of typeof written === 'string' ? [written] : (written ?? []))
          if (one.trim() !== '') seen.add(one.trim())
      }
    }
  }
  function columns(opened: Opened | undefined): readonly SampledColumn[] {
    return (opened?.table.names ?? []).map((name, field) => ({
      name,
      titles: (opened?.titles[field] ?? []).filter((title) => title !== ''),
      values: [...(values[field] ?? [])],
      hasBlanks: (filled[field] ?? 0) < records,
    }))
  }
  return { add, columns }
}

async function encodingOf(file: string, stdin: Surroundings['stdin']) {
  const input = await opened(file, stdin, {})
  try {
    for await (const chunk of input.chunks()) return likelyEncoding(chunk)
    return undefined
  } catch (error) {
    throw readingFailed(visible(file), error)
  } finally {
    await input.close()
  }
}

async function opened(
  file: string,
  stdin: Surroundings['stdin'],
  options: Parameters<typeof openInput>[2],
): Promise<Input> {
  return openInput(file, stdin, options).catch((error: unknown) => Promise.reject(readingFailed(visible(file), error)))
}

import { withoutUndefined } from '../diagnostics/index.ts'
import type { ColumnMap, Encoding, FormatName, OpeningOptions } from '../tables/index.ts'
import type { YamlFile } from '../yaml/index.ts'
import type { BindOptions } from './reading/bind-table.ts'
import type { ResultFormat } from './writing/result-writer.ts'

export interface ScoreOptions {
  /** The questionnaire as it was named on the command line, for remedies that are commands. */
  readonly named: string
  readonly from?: FormatName
  readonly to: ResultFormat
  /** Undefined for standard output. */
  readonly output?: string
  readonly errors?: string
  readonly summary?: string
  /** A page for people. */
  readonly report?: string
  readonly map?: ColumnMap
  /** Questionnaire and map as they were read, for other threads, because compiled ones cannot be sent to them. */
  readonly filesRead?: { readonly questionnaire: YamlFile; readonly map: YamlFile | undefined }
  readonly id?: string
  /** The ISO day of all answers, or the column that contains it. */
  readonly on?: string
  readonly dateColumn?: string
  /** One byte. */
  readonly delimiter?: number
  readonly encoding?: Encoding
  /** For a workbook. Undefined for the first sheet that is not hidden. */
  readonly sheet?: string
  readonly decimalComma: boolean
  /** Every `of`th record, beginning with the `index`th, from 1. */
  readonly shard?: { readonly index: number; readonly of: number }
  readonly failFast: boolean
  readonly force: boolean
  readonly showValues: boolean
  readonly progress: boolean
  /** JSON Lines contain ids instead of texts. */
  readonly brief?: boolean
  /** The most threads. Undefined to decide by the files and the computer. */
  readonly threads?: number
  /** The most records that are scored together. Undefined for as many as fit into the cache. */
  readonly together?: number
  /** Files besides the inputs that the run depends on, which no output may replace. */
  readonly alsoRead: readonly string[]
  /** As given on the command line, for the summary. */
  readonly given: Readonly<Record<string, string | boolean>>
}

/** How the text of a file is to be read, as its column map or the command line says. */
export function tableOpening({
  delimiter,
  map,
}: {
  readonly delimiter?: number
  readonly map?: ColumnMap
}): OpeningOptions {
  const { namesInLine, dataFromLine } = map?.file ?? {}
  return {
    ...withoutUndefined({ delimiter, namesInLine, dataFromLine }),
  }
}

/** How the columns of tables are bound in this run, in every thread. */
export function bindOptionsFor(
  { decimalComma, map, id, on, dateColumn }: Pick<ScoreOptions, 'decimalComma' | 'map' | 'id' | 'on' | 'dateColumn'>,
  onOffset: BindOptions['onOffset'],
): BindOptions {
  return {
    decimalComma,
    ...withoutUndefined({ map, id }),
    ...(on !== undefined || dateColumn === undefined ? {} : { date: dateColumn }),
    isDated: on !== undefined,
    onOffset,
  }
}

import type { Leaving } from '../disk/index.ts'
import type { Layout } from '../documents/index.ts'
import type { ColumnMap, Encoding, FormatName, OpeningOptions } from '../tables/index.ts'
import type { ResultFormat } from './writing/result-writer.ts'

export interface ScoreOptions {
  /** The questionnaire as it was named, for remedies that are commands. */
  readonly named: string
  readonly from?: FormatName
  readonly to: ResultFormat
  /** Undefined: standard output. */
  readonly output?: string
  readonly errors?: string
  readonly summary?: string
  /** A page for people. */
  readonly report?: string
  readonly map?: ColumnMap
  readonly id?: string
  /** ISO day of all answers, or the column it stands in. */
  readonly on?: string
  readonly dateColumn?: string
  /** One byte. */
  readonly delimiter?: number
  readonly encoding?: Encoding
  /** Of a workbook; undefined: the first one that is not hidden. */
  readonly sheet?: string
  readonly decimalComma: boolean
  /** Every `of`th record, beginning with the `index`th, from 1. */
  readonly shard?: { readonly index: number; readonly of: number }
  readonly failFast: boolean
  readonly force: boolean
  readonly showValues: boolean
  readonly progress: boolean
  /** Files besides the inputs that the run was made from: no output takes their place. */
  readonly alsoRead: readonly string[]
  /** As given, for the summary. */
  readonly given: Readonly<Record<string, string | boolean>>
}

/** What a run touches of the world outside, besides files. */
export interface Surroundings extends Leaving {
  stdin(): AsyncIterable<Uint8Array>
  stdout(bytes: Uint8Array): Promise<void>
  stderr(text: string): void
  readonly stderrIsTerminal: boolean
  /** Of that terminal. */
  readonly layout: Layout
  readonly now: () => Date
  /** Called once there have been many records. */
  runsLong(): void
  /** ISO day at this place. */
  readonly today: string
  readonly version: string
}

/** How the text of a file is to be opened: as its column map says, or as the command line says. */
export function tableOpening({
  delimiter,
  map,
}: {
  readonly delimiter?: number
  readonly map?: ColumnMap
}): OpeningOptions {
  const { namesInLine, dataFromLine } = map?.file ?? {}
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(namesInLine === undefined ? {} : { namesInLine }),
    ...(dataFromLine === undefined ? {} : { dataFromLine }),
  }
}

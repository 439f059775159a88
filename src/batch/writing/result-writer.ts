import type { Questionnaire } from '../../questionnaire/index.ts'
import type { ByteWriter } from '../../tables/index.ts'
import { csvWriter } from './csv-writer.ts'
import { jsonLinesWriter } from './json-lines-writer.ts'
import type { ResultWriter } from './scored-rows.ts'

export type ResultFormat = 'csv' | 'jsonl'

/** The kinds of results. A new kind is one file with its writer, and its name and suffixes here. */
export const RESULT_FORMATS: Readonly<
  Record<ResultFormat, (questionnaire: Questionnaire, out: ByteWriter) => ResultWriter>
> = { csv: csvWriter, jsonl: jsonLinesWriter }

const SUFFIXES: Readonly<Record<string, ResultFormat>> = { csv: 'csv', jsonl: 'jsonl', ndjson: 'jsonl' }

/** The format that the name of a file asks for; CSV where it asks for none. */
export function resultFormatOf(name: string | undefined): ResultFormat {
  return SUFFIXES[/\.([a-z]+)$/.exec(name ?? '')?.[1] ?? ''] ?? 'csv'
}

import type { Questionnaire } from '../../questionnaire/index.ts'
import type { ByteWriter } from '../../tables/index.ts'
import { csvWriter } from './csv-writer.ts'
import { answeringLinesWriter, jsonLinesWriter } from './json-lines-writer.ts'
import type { Brevity, ResultWriter } from './scored-rows.ts'
import { xlsxWriter } from './xlsx-writer.ts'

/** `lines`: each line is answered with one line, see `answeringLinesWriter`. It has an option of its own. */
export type ResultFormat = 'csv' | 'xlsx' | 'jsonl' | 'lines'

/** The kinds of results. A new kind is one file with its writer, and its name and suffixes here. */
export const RESULT_FORMATS: Readonly<
  Record<ResultFormat, (questionnaire: Questionnaire, out: ByteWriter, brevity: Brevity) => ResultWriter>
> = { csv: csvWriter, xlsx: xlsxWriter, jsonl: jsonLinesWriter, lines: answeringLinesWriter }

const SUFFIXES: Readonly<Record<string, ResultFormat>> = { csv: 'csv', xlsx: 'xlsx', jsonl: 'jsonl', ndjson: 'jsonl' }

/** The format that the ending of a file's name stands for; CSV for any other name. */
export function resultFormatOf(name: string | undefined): ResultFormat {
  return SUFFIXES[/\.([a-z]+)$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? ''] ?? 'csv'
}

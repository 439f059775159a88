import {
  CannotScore,
  MOST_THREADS,
  resultFormatOf,
  type ScoreOptions,
  sampleFile,
  scoreFiles,
} from '../../batch/index.ts'
import { didYouMean, plural, visible, withoutUndefined } from '../../diagnostics/index.ts'
import { faultInWords, writeNewFile } from '../../disk/index.ts'
import { dayOf } from '../../expression/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { columnsTemplate, delimiterIn, ENCODINGS, FORMAT_NAMES } from '../../tables/index.ts'
import { localDay } from '../environment.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { openForm } from '../open-questionnaire.ts'
import { exitOf, openMapFile, surroundingsOf, withMap } from './table-options.ts'

/** The options as they are typed. */
export interface WrittenOptions {
  readonly output?: string
  readonly to?: string
  readonly from?: string
  readonly columns?: string
  readonly columnsTemplate?: true
  readonly id?: string
  readonly on?: string
  readonly dateColumn?: string
  readonly delimiter?: string
  readonly encoding?: string
  readonly sheet?: string
  readonly decimalComma?: true
  readonly errors?: string
  readonly summary?: string
  readonly report?: string
  readonly shard?: string
  readonly failFast?: true
  readonly force?: true
  readonly showValues?: true
  readonly progress?: true
  readonly threads?: string
  readonly brief?: true
  readonly lines?: true
  readonly merge?: true
}

/** `prescreen score <questionnaire> [file…]`: one row of results for each record, and an account of all. */
export async function score(
  named: string,
  files: readonly string[],
  written: WrittenOptions,
  io: Io,
): Promise<ExitCode> {
  if (written.merge === true) {
    const { mergeAccounts } = await import('./merge.ts')
    return mergeAccounts([named, ...files], written, io)
  }
  const read = readOptions(named, written, localDay(io.now()))
  if ('wrong' in read) {
    io.err(`prescreen: ${read.wrong}\n`)
    return Exit.usage
  }
  const opened = await openForm(named, io)
  if ('exit' in opened) return opened.exit
  const { questionnaire } = opened.value
  const map = await openMapFile(written.columns, questionnaire, io)
  if ('exit' in map) return map.exit
  const alsoRead = [questionnaire.source.path, ...(written.columns === undefined ? [] : [written.columns])]
  const filesRead = { questionnaire: opened.value.file, map: map.value?.file }
  const options = { ...withMap(read.options, map.value?.map), alsoRead, filesRead }
  const inputs = files.length === 0 ? ['-'] : files
  try {
    if (written.columnsTemplate) return await template(questionnaire, { named, file: inputs[0] ?? '-', options }, io)
    const { isClean } = await scoreFiles(questionnaire, inputs, options, surroundingsOf(io))
    // A filter has done its work when every line has an answer. For any other exit code an engine would end the job.
    return isClean || options.to === 'lines' ? Exit.done : Exit.badData
  } catch (error) {
    if (!(error instanceof CannotScore)) throw error
    io.err(`prescreen: ${error.message}\n${error.help === undefined ? '' : `   ${error.help}\n`}`)
    return exitOf(error.cause)
  }
}

/** `--columns-template`: a proposed map for a person to correct, on standard output or in a new file. */
async function template(
  questionnaire: Questionnaire,
  { named, file, options }: { readonly named: string; readonly file: string; readonly options: ScoreOptions },
  io: Io,
): Promise<ExitCode> {
  const sample = await sampleFile(file, options, io)
  const { text, counts } = columnsTemplate(questionnaire, sample, { questionnaireName: named, file })
  const { output } = options
  if (output === undefined) io.out(text)
  else {
    const made = await writeNewFile(output, text)
    if (!made.ok) {
      io.err(`prescreen: ${visible(output)}: ${faultInWords(made.fault, 'writing')}\n`)
      return exitFor(made.fault, 'writing')
    }
  }
  io.err(`${templateText(counts)}\n`)
  return Exit.done
}

function templateText({ columns, sure, guesses, open }: ReturnType<typeof columnsTemplate>['counts']): string {
  const parts = [
    `${sure} of ${plural(columns, 'column')} ${sure === 1 ? 'is' : 'are'} called like a question`,
    ...(guesses === 0 ? [] : [`${plural(guesses, 'is a guess', 'are guesses')} behind a ?`]),
    ...(open === 0 ? [] : [`${plural(open, 'code is', 'codes are')} open`]),
  ]
  return `${parts.join(', ')}. Look at the map, then score with --columns`
}

function readOptions(
  named: string,
  written: WrittenOptions,
  today: string,
): { readonly options: ScoreOptions } | { readonly wrong: string } {
  const { output, to = resultFormatOf(output), from, encoding } = written
  const on = written.on === 'today' ? today : written.on
  const filter = written.lines === true ? againstLines(written) : undefined
  if (filter !== undefined) return { wrong: filter }
  if (to !== 'csv' && to !== 'jsonl' && to !== 'xlsx') return { wrong: unknown('--to', to, ['csv', 'xlsx', 'jsonl']) }
  if (to === 'xlsx' && (output === undefined || output === '-'))
    return { wrong: 'a workbook is a file: name it, such as -o results.xlsx' }
  if (written.brief === true && written.lines !== true && to !== 'jsonl')
    return { wrong: '--brief is about lines of JSON; add --to jsonl' }
  const format = FORMAT_NAMES.find((one) => one === from)
  if (from !== undefined && format === undefined) return { wrong: unknown('--from', from, FORMAT_NAMES) }
  const known = ENCODINGS.find((one) => one === encoding?.toLowerCase())
  if (encoding !== undefined && known === undefined) return { wrong: unknown('--encoding', encoding, ENCODINGS) }
  if (on !== undefined && dayOf(on) === undefined)
    return { wrong: '--on is a day of the calendar, such as 2026-02-28, or today' }
  if (on !== undefined && written.dateColumn !== undefined) return { wrong: 'give --on or --date-column, not both' }
  const delimiter = written.delimiter === undefined ? undefined : delimiterIn(written.delimiter)
  if (written.delimiter !== undefined && delimiter === undefined)
    return { wrong: '--delimiter is one ASCII character, or `tab`; no letter, digit, quotation mark or line end' }
  const threads = written.threads === undefined ? undefined : wholeNumberIn(written.threads, MOST_THREADS)
  if (written.threads !== undefined && threads === undefined)
    return { wrong: `--threads is a number from 1 to ${MOST_THREADS}` }
  const shard = written.shard === undefined ? undefined : shardIn(written.shard)
  if (written.shard !== undefined && shard === undefined) return { wrong: '--shard is i/n, such as 1/4 to 4/4' }
  const paths = [output, written.errors, written.summary, written.report].filter(
    (path) => path !== undefined && path !== '-',
  )
  if (new Set(paths).size < paths.length)
    return { wrong: '--output, --errors, --report and --summary are different files' }
  return {
    options: {
      named,
      to: written.lines === true ? 'lines' : to,
      ...(written.lines === true ? { from: 'jsonl' as const } : format === undefined ? {} : { from: format }),
      ...withoutUndefined({ encoding: known, delimiter, shard, threads }),
      ...(output === undefined || output === '-' ? {} : { output }),
      ...picked({ ...written, ...withoutUndefined({ on }) }),
      alsoRead: [],
      decimalComma: written.decimalComma === true,
      failFast: written.failFast === true,
      force: written.force === true,
      showValues: written.showValues === true,
      progress: written.progress === true,
      brief: written.brief === true,
      given: { ...written },
    },
  }
}

/** Why these options cannot be used with a filter, which reads and writes JSON Lines. */
function againstLines({ from, to, shard, delimiter, failFast }: WrittenOptions): string | undefined {
  if (from !== undefined && from !== 'jsonl') return '--lines reads JSON Lines; leave out --from'
  if (to !== undefined && to !== 'jsonl') return '--lines writes JSON Lines; leave out --to'
  if (shard !== undefined || delimiter !== undefined || failFast === true)
    return '--lines answers every line: leave out --shard, --delimiter and what stops early'
  return undefined
}

function picked({ errors, summary, report, id, on, dateColumn, sheet }: WrittenOptions): Partial<ScoreOptions> {
  return {
    ...withoutUndefined({ errors, summary, report, id, on, dateColumn, sheet }),
  }
}

function unknown(option: string, value: string, allowed: readonly string[]): string {
  const help = didYouMean(value, allowed)
  return `${option} cannot be \`${visible(value)}\`${help === undefined ? '' : `; ${help}`}`
}

function wholeNumberIn(written: string, most: number): number | undefined {
  const number = /^\d{1,6}$/.test(written) ? Number(written) : 0
  return number >= 1 && number <= most ? number : undefined
}

function shardIn(written: string): { readonly index: number; readonly of: number } | undefined {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(written)
  const [index, of] = [Number(match?.[1]), Number(match?.[2])]
  return index >= 1 && index <= of ? { index, of } : undefined
}

import { escapedJson, visible } from '../diagnostics/index.ts'
import { fileOutput, type Output, streamOutput } from '../disk/index.ts'
import { accountText, batchReportHtml, batchReportText } from '../documents/index.ts'
import { dayOf } from '../expression/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'
import { putText } from '../tables/index.ts'
import { CannotScore, readingFailed, writingFailed } from './cannot-score.ts'
import type { ScoreOptions } from './options.ts'
import { type Input, openInput } from './reading/inputs.ts'
import { refuseToReplaceInputs } from './replaced-inputs.ts'
import { tableScoring } from './score-table.ts'
import type { Surroundings } from './surroundings.ts'
import { type Gathered, gathered, type NamedOutput } from './writing/gathered.ts'
import { PROBLEM_COLUMNS, problemLog } from './writing/problems.ts'
import { progressOf } from './writing/progress.ts'
import { RESULT_FORMATS } from './writing/result-writer.ts'
import { type Manifest, type Summary, summaryOf } from './writing/summary.ts'
import { workbookOutput } from './writing/xlsx-writer.ts'

export interface Scored {
  readonly summary: Summary
  /** Every record was scored, and every cell could be read and is within its limits. */
  readonly isClean: boolean
}

/**
 * Scores files of records: one result row for each record, in order, and the account of all. Either everything is
 * written or nothing; throws `CannotScore` when it is nothing.
 */
export async function scoreFiles(
  questionnaire: Questionnaire,
  files: readonly string[],
  options: ScoreOptions,
  world: Surroundings,
): Promise<Scored> {
  const outputs: { readonly name: string; readonly output: Output }[] = []
  const inputs: Input[] = []
  const create = async (name: string | undefined, packed = (output: Output) => output): Promise<Output> => {
    const made = packed(
      name === undefined ? streamOutput(world.stdout) : fileOutput(name, options.force ? 'replace' : 'new', world),
    )
    outputs.push({ name: visible(name ?? 'standard output'), output: made })
    return made
  }
  const stay = world.onExit(() => undefined)
  let endThreads = (): void => undefined
  try {
    await refuseToReplaceInputs(files, options)
    for (const file of files) inputs.push(await opened(file, options, world))
    const packed = options.to === 'xlsx' ? workbookOutput : undefined
    const results = gathered(await attempt(options.output, (name) => create(name, packed)))
    const errors = options.errors === undefined ? undefined : gathered(await attempt(options.errors, create))
    const reportFile = options.report === undefined ? undefined : await attempt(options.report, create)
    const summaryFile = options.summary === undefined ? undefined : await attempt(options.summary, create)
    const writer = RESULT_FORMATS[options.to](questionnaire, results.out, { isBrief: options.brief === true })
    writer.heading()
    if (errors !== undefined) putText(errors.out, PROBLEM_COLUMNS)

    const progress = progressOf(inputs, options, world)
    const log = problemLog(errors, { failFast: options.failFast, stderr: progress.say })
    const drain = () => drained(results, errors)
    const headingLines = writer.lines()
    const tables = tableScoring(questionnaire, {
      options,
      world,
      out: results.out,
      writer,
      log,
      say: progress.say,
      drain,
    })
    endThreads = tables.end
    const manifests: Summary['inputs'][number][] = []
    for (const input of inputs) {
      manifests.push(await tables.input(input, progress.move))
      await input.close()
    }
    await tables.finished()
    progress.end()

    const summary = summaryOf(questionnaire, tables.tally, manifestOf(manifests, options, world))
    await results.flush()
    await errors?.flush()
    allAreWritten(results.lines(), headingLines + tables.lines())
    await wholly(reportFile, options.report, () => batchReportHtml(questionnaire, summary))
    await wholly(summaryFile, options.summary, () => `${escapedJson(summary, 2)}\n`)
    await publish(outputs)
    if (world.stderrIsTerminal) world.stderr(`\n${batchReportText(summary, world.layout)}\n`)
    const hint = mapHint(files, options, { summary, filled: tables.filled })
    for (const line of [...log.rest(tables.filled), hint, tables.duplicatesText(), accountText(summary)])
      if (line !== undefined) world.stderr(`${line}\n`)
    return { summary, isClean: log.isClean() }
  } finally {
    endThreads()
    for (const { output } of outputs) output.abandon()
    for (const input of inputs) await input.close().catch(() => undefined)
    stay()
  }
}

/** The remedy where most cells of a column cannot be read and no map says what they mean. */
function mapHint(
  files: readonly string[],
  { map, named }: ScoreOptions,
  { summary, filled }: { readonly summary: Summary; readonly filled: (column: string) => number | undefined },
): string | undefined {
  const file = files.find((one) => one !== '-')
  if (map !== undefined || file === undefined) return undefined
  const isForeign = summary.unreadable.some(
    ({ column, code, cells }) => code !== 'out-of-range' && 2 * cells > (filled(column) ?? cells),
  )
  const command = visible(`prescreen score ${named} ${file}`)
  return isForeign
    ? `a column map says what the cells of another program mean; \`${command} --columns-template -o columns.yaml\` starts one`
    : undefined
}

function manifestOf(inputs: Summary['inputs'], options: ScoreOptions, world: Surroundings): Manifest {
  return {
    program: world.version,
    scored_on: world.today,
    answers_dated: datedBy(options),
    inputs,
    options: options.given,
  }
}

async function drained(results: Gathered, errors: Gathered | undefined): Promise<void> {
  await results.drain()
  await errors?.drain()
}

/** A result row that got lost would be a person who got lost. */
function allAreWritten(lines: number, meant: number): void {
  if (lines !== meant) throw new Error(`${lines} lines of results were written instead of ${meant}`)
}

/** Writes a file that is made in one go, if there is to be one. */
async function wholly(output: Output | undefined, name: string | undefined, text: () => string): Promise<void> {
  try {
    await output?.write(new TextEncoder().encode(text()))
  } catch (error) {
    throw writingFailed(name ?? '', error)
  }
}

/** All outputs reach the disk before one gets its name. The last one to get its name is the summary. */
async function publish(outputs: readonly { readonly name: string; readonly output: Output }[]): Promise<void> {
  for (const step of ['finish', 'publish'] as const)
    for (const { name, output } of outputs) {
      try {
        await output[step]()
      } catch (error) {
        throw writingFailed(name, error)
      }
    }
}

async function opened(file: string, options: ScoreOptions, world: Surroundings): Promise<Input> {
  try {
    return await openInput(file, world.stdin, options)
  } catch (error) {
    throw error instanceof CannotScore ? error : readingFailed(visible(file), error)
  }
}

async function attempt(
  name: string | undefined,
  create: (name: string | undefined) => Promise<Output>,
): Promise<NamedOutput> {
  const shown = visible(name ?? 'standard output')
  try {
    return { shown, ...(await create(name)) }
  } catch (error) {
    throw writingFailed(shown, error)
  }
}

function datedBy({ on, dateColumn, map }: ScoreOptions): Summary['answers_dated'] {
  if (on !== undefined && dayOf(on) !== undefined) return { on }
  const column = dateColumn ?? map?.date
  return column === undefined ? null : { column }
}

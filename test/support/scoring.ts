import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countedToADay } from '../../src/batch/counts-to-a-day.ts'
import { CannotScore, type ScoreOptions, type Summary, type Surroundings, scoreFiles } from '../../src/batch/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { loadColumnMap } from '../../src/tables/index.ts'
import type { YamlFile } from '../../src/yaml/index.ts'
import { told, yamlFile } from './load.ts'

export interface ScoredFiles {
  /** Result rows without the header; lines of JSON Lines. */
  readonly rows: readonly string[]
  /** The results as they are on the disk. */
  readonly bytes: Uint8Array
  readonly err: string
  readonly errors: readonly string[]
  readonly summary: Summary | undefined
  readonly isClean: boolean
  readonly refused: CannotScore | undefined
  /** Names left in the folder of the outputs. */
  readonly left: readonly string[]
}

/** Something to score: the files by name, or the text of one CSV. */
export type Given = string | Uint8Array | Readonly<Record<string, string | Uint8Array>>

const TODAY = '2026-11-22'

interface Extra {
  /** The text of a column map. */
  readonly columns?: string
  /** Nothing says the day of the answers, although the form counts to it. */
  readonly undated?: true
  /** Called at the first thing that is said, with the folder of the files. */
  readonly onNote?: (folder: string) => void
  /** What other threads are here; without them there is one processor. */
  readonly beginThread?: Surroundings['beginThread']
}

export async function scoring(
  form: Questionnaire,
  given: Given,
  { columns, onNote, undated, beginThread, ...options }: Partial<ScoreOptions> & Extra = {},
): Promise<ScoredFiles> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'prescreen-score-'))
  try {
    const files = typeof given === 'string' || given instanceof Uint8Array ? { 'answers.csv': given } : given
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    const before = Object.keys(files)
    const to = options.to ?? 'csv'
    const outputs = {
      output: join(folder, `out.${to}`),
      errors: join(folder, 'errors.csv'),
      summary: join(folder, 'summary.json'),
    }
    let err = ''
    const world: Surroundings = {
      stdin: async function* () {},
      stdout: async () => undefined,
      stderr: (text) => {
        if (err === '') onNote?.(folder)
        err += text.replaceAll(`${folder}/`, '')
      },
      stderrIsTerminal: false,
      layout: { columns: 76, ascii: false },
      runsLong: () => undefined,
      cores: beginThread === undefined ? 1 : 4,
      beginThread: beginThread ?? noThread,
      onExit: () => () => undefined,
      now: () => new Date(),
      today: TODAY,
      version: '0.0.0',
    }
    const map = columns === undefined ? undefined : mapOf(columns, form)
    const isTold = (options.dateColumn ?? map?.value.date) !== undefined || countedToADay(form).length === 0
    const all: ScoreOptions = {
      named: form.id,
      to,
      ...outputs,
      decimalComma: false,
      failFast: false,
      force: false,
      showValues: false,
      progress: false,
      alsoRead: [],
      given: {},
      ...(isTold || undated === true ? {} : { on: TODAY }),
      ...(map === undefined ? {} : { map: map.value, decimalComma: map.value.file.decimalComma === true }),
      filesRead: { questionnaire: fileOf(form.source.text, form.source.path), map: map?.file },
      ...options,
    }
    const run = await scoreFiles(
      form,
      before.map((name) => join(folder, name)),
      all,
      world,
    ).catch((error: unknown) => {
      if (error instanceof CannotScore) return error
      throw error
    })
    const isRefused = run instanceof CannotScore
    const lines = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1)
    return {
      rows: isRefused ? [] : lines(outputs.output).slice(to === 'csv' ? 1 : 0),
      bytes: isRefused ? new Uint8Array(0) : new Uint8Array(readFileSync(outputs.output)),
      errors: isRefused ? [] : lines(outputs.errors).slice(1),
      err: isRefused ? `${err}${run.message.replaceAll(`${folder}/`, '')}\n${run.help ?? ''}` : err,
      summary: isRefused ? undefined : run.summary,
      isClean: !isRefused && run.isClean,
      refused: isRefused ? run : undefined,
      left: readdirSync(folder).filter((name) => !before.includes(name)),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function mapOf(text: string, form: Questionnaire) {
  const file = fileOf(text, 'columns.yaml')
  const read = loadColumnMap(file, form)
  if (!read.ok) throw new Error(told(read.diagnostics).join('\n'))
  return { value: read.value, file }
}

function fileOf(text: string, name: string): YamlFile {
  const file = yamlFile(text, name)
  if (!file.ok) throw new Error(told(file.diagnostics).join('\n'))
  return file.value
}

function noThread(): never {
  throw new Error('no thread was expected')
}

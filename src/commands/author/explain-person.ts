import { visible } from '../../diagnostics/index.ts'
import { dayOf } from '../../expression/index.ts'
import { readAnswers } from '../../questionnaire/index.ts'
import { localDay } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { formFiles, type OrExit, openQuestionnaire, readYamlFile, unwrapped } from '../open-questionnaire.ts'
import { explainCode } from './explain-code.ts'
import { type ExplainOptions, explained, type PersonToExplain } from './explained.ts'

interface Named {
  readonly what: string | undefined
  readonly answers: string | undefined
}

/** `prescreen explain <questionnaire> <answers>`, with `--record` or `--row`, and `explain <finding-code>`. */
export async function explainPerson(named: Named, options: ExplainOptions, io: Io): Promise<ExitCode> {
  const wrong = wrongUsage(named, options)
  if (wrong !== undefined) {
    io.err(`prescreen: ${wrong}\n`)
    return Exit.usage
  }
  if (options.record !== undefined) {
    const { explainRecord } = await import('./explain-record.ts')
    return explainRecord(options.record, options, io)
  }
  if (named.what !== undefined && named.answers === undefined)
    return explainCode(named.what, { isForm: await isForm(named.what, io) }, io)
  const person = await personNamed(named as Required<{ [Key in keyof Named]: string }>, options, io)
  return 'exit' in person ? person.exit : explained(person.value, options, io)
}

function wrongUsage({ what, answers }: Named, options: ExplainOptions): string | undefined {
  const { record, row, columns, dateColumn, on, by, identity } = options
  if (record !== undefined) {
    if (what !== undefined) return '--record is explained with the form that it was made with: name no other'
    return on === undefined ? undefined : '--record has its own day: leave out --on'
  }
  if (what === undefined) return 'name a questionnaire and a file of answers, a code that check prints, or a --record'
  if (by !== undefined || identity !== undefined) return '--by and --identity go with --record'
  if (row === undefined && (columns !== undefined || dateColumn !== undefined))
    return '--columns and --date-column go with --row'
  if (row !== undefined && !/^[1-9]\d{0,14}$/.test(row)) return '--row is the number of a record, from 1 on'
  if (on !== undefined && on !== 'today' && dayOf(on) === undefined)
    return '--on is a day of the calendar, such as 2026-02-28, or today'
  const told = Object.keys(options).length
  return answers === undefined && told > 0 ? 'name a file of answers after the questionnaire' : undefined
}

async function isForm(named: string, io: Io): Promise<boolean> {
  return /\.ya?ml$/.test(named) || (await formFiles(io)).some(({ id }) => id === named)
}

async function personNamed(
  { what, answers: path }: { readonly what: string; readonly answers: string },
  options: ExplainOptions,
  io: Io,
): Promise<OrExit<PersonToExplain>> {
  const opened = await openQuestionnaire(what, io)
  if ('exit' in opened) return opened
  const questionnaire = opened.value
  const on = options.on === 'today' ? localDay(io.now()) : options.on
  if (options.row !== undefined) {
    const { personInRow } = await import('./explain-row.ts')
    return personInRow({ questionnaire, named: what, path, row: Number(options.row), on }, options, io)
  }
  if (/\.(csv|tsv|jsonl|xlsx)(\.gz)?$/i.test(path)) {
    io.err(`prescreen: ${visible(path)}: this is a table; say which of its records with --row N\n`)
    return { exit: Exit.usage }
  }
  const file = await readYamlFile(path, io)
  const answers = 'exit' in file ? file : unwrapped(readAnswers(file.value, questionnaire), io)
  return 'exit' in answers
    ? answers
    : { value: { questionnaire, answers: answers.value, on: on ?? localDay(io.now()) } }
}

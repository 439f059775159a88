import { card } from '../documents/index.ts'
import { type Answers, type Questionnaire, readAnswers } from '../questionnaire/index.ts'
import { type Guidance, guide } from '../rules/index.ts'
import { Exit, type ExitCode } from './exit.ts'
import { openQuestionnaire, readYamlFile, type Step, shippedIds, unwrapped } from './files.ts'
import type { Io } from './io.ts'
import { isAscii, localDay, localTime } from './surroundings.ts'

export interface ScreenOptions {
  readonly answers?: string
  readonly json?: true
  readonly exitCode?: true
  readonly ref?: string
  readonly by?: string
  readonly save?: boolean
}

/** `prescreen screen [questionnaire]`: walk a person through it, or say what the answers in a file come to. */
export async function screen(named: string | undefined, options: ScreenOptions, io: Io): Promise<ExitCode> {
  const opened = await openQuestionnaire(named ?? (await onlyShipped(io)), io)
  if ('exit' in opened) return opened.exit
  const questionnaire = opened.value
  const given =
    options.answers === undefined
      ? await walked(questionnaire, io)
      : await answersFrom(options.answers, questionnaire, io)
  if ('exit' in given) return given.exit
  const { answers, finishedEarly } = given.value
  const now = io.now()
  const guidance = guide(questionnaire, answers, localDay(now), { finishedEarly })
  if (options.json) io.out(`${JSON.stringify(guidance, null, 2)}\n`)
  else {
    const visit = { at: localTime(now), program: io.version, ...pick(options, 'ref'), ...pick(options, 'by') }
    io.out(card({ questionnaire, answers, guidance, visit }, { columns: io.columns, ascii: isAscii(io.env) }))
  }
  if ([...answers.values()].some((answer) => answer.kind === 'rejected')) return Exit.badData
  return options.exitCode ? codeFor(guidance) : Exit.done
}

interface Given {
  readonly answers: Answers
  readonly finishedEarly: boolean
}

async function answersFrom(path: string, questionnaire: Questionnaire, io: Io): Promise<Step<Given>> {
  const file = await readYamlFile(path, io)
  if ('exit' in file) return file
  const answers = unwrapped(readAnswers(file.value, questionnaire), io)
  return 'exit' in answers ? answers : { value: { answers: answers.value, finishedEarly: false } }
}

async function walked(questionnaire: Questionnaire, io: Io): Promise<Step<Given>> {
  const { walk } = await import('../terminal/index.ts')
  const now = io.now()
  const ended = await walk(questionnaire, localDay(now), io)
  if (ended.how === 'finished') return { value: ended }
  io.err('\nThe input ended before the form did. Nothing was kept.\n')
  return { exit: Exit.badData }
}

/** Without a name and with one questionnaire there is nothing to choose. */
async function onlyShipped(io: Io): Promise<string> {
  const ids = await shippedIds(io)
  return ids[0] ?? 'ketamine-intake'
}

function codeFor({ level, complete }: Guidance): ExitCode {
  if (level === 'act-now') return Exit.actNow
  if (!complete) return Exit.notFinished
  return level === 'none-raised' ? Exit.done : Exit.refer
}

function pick<K extends 'ref' | 'by'>(options: ScreenOptions, key: K): { [key in K]?: string } {
  const value = options[key]
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: string })
}

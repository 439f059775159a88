import type { Visit } from '../documents/index.ts'
import { type Questionnaire, readAnswers } from '../questionnaire/index.ts'
import type { Settings } from '../record/index.ts'
import { Exit, type ExitCode } from './exit.ts'
import { openQuestionnaire, readYamlFile, type Step, shippedIds, unwrapped } from './files.ts'
import type { Io } from './io.ts'
import { cardOf, exitCodeOf, handoutFormat, jsonOf, lastLine, type Result, resultOf, writeHandout } from './result.ts'
import { settingsInForce } from './settings.ts'
import { isAscii, isPlain, localDay, localTime } from './surroundings.ts'

export interface ScreenOptions {
  readonly answers?: string
  readonly plain?: true
  readonly json?: true
  readonly exitCode?: true
  readonly ref?: string
  readonly by?: string
  readonly handout?: string
  readonly save?: boolean
}

/** `prescreen screen [questionnaire]`: walk a person through it, or say what the answers in a file come to. */
export async function screen(named: string | undefined, options: ScreenOptions, io: Io): Promise<ExitCode> {
  if (options.handout !== undefined && handoutFormat(options.handout) === undefined) {
    io.err('prescreen: a handout is a .txt, .md or .html file\n')
    return Exit.usage
  }
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const chosen = named === undefined ? await choose(io) : { value: named }
  if ('exit' in chosen) return chosen.exit
  const opened = await openQuestionnaire(chosen.value, io)
  if ('exit' in opened) return opened.exit
  const result = await resultFor(opened.value, { options, settings: settings.value, io })
  if ('exit' in result) return result.exit
  if ([...result.value.answers.values()].some((answer) => answer.kind === 'rejected')) return Exit.badData
  return options.exitCode ? exitCodeOf(result.value) : Exit.done
}

interface Desk {
  readonly options: ScreenOptions
  readonly settings: Settings
  readonly io: Io
}

async function resultFor(questionnaire: Questionnaire, desk: Desk): Promise<Step<Result>> {
  const { options, settings, io } = desk
  const visit = (ref: string | undefined = options.ref) => visitOf(desk, ref)
  if (options.answers === undefined && io.terminal !== undefined && !isPlain(io, options.plain)) {
    const { interview } = await import('./interview.ts')
    const finished = async (result: Result, at: Visit) => {
      io.out(options.json ? jsonOf(result) : lastLine(result))
      if (options.handout !== undefined)
        io.err((await writeHandout(options.handout, result, at))?.problem.concat('\n') ?? '')
    }
    return interview(questionnaire, { io, terminal: io.terminal, settings, ref: options.ref, visit, finished })
  }
  const given =
    options.answers === undefined ? await asked(questionnaire, io) : await answersIn(options.answers, questionnaire, io)
  if ('exit' in given) return given
  io.out(
    options.json ? jsonOf(given.value) : cardOf(given.value, visit(), { columns: io.columns, ascii: isAscii(io.env) }),
  )
  const failed = options.handout === undefined ? undefined : await writeHandout(options.handout, given.value, visit())
  if (failed === undefined) return given
  io.err(`prescreen: ${failed.problem}\n`)
  return { exit: failed.exit }
}

async function answersIn(path: string, questionnaire: Questionnaire, io: Io): Promise<Step<Result>> {
  const file = await readYamlFile(path, io)
  const answers = 'exit' in file ? file : unwrapped(readAnswers(file.value, questionnaire), io)
  if ('exit' in answers) return answers
  return {
    value: resultOf({
      questionnaire,
      answers: answers.value,
      on: localDay(io.now()),
      step: { kind: 'done', finishedEarly: false },
    }),
  }
}

async function asked(questionnaire: Questionnaire, io: Io): Promise<Step<Result>> {
  const { plainInterview } = await import('../terminal/index.ts')
  const screening = await plainInterview(questionnaire, localDay(io.now()), {
    lines: io.lines,
    err: io.err,
    iso: () => io.now().toISOString(),
  })
  if (screening !== undefined) return { value: resultOf(screening) }
  io.err('\nThe input ended before the form did. Nothing was kept.\n')
  return { exit: Exit.badData }
}

function visitOf({ options: { by }, settings, io }: Desk, ref: string | undefined): Visit {
  const named = { ...(ref === undefined ? {} : { ref }), ...(by === undefined ? {} : { by }) }
  return { at: localTime(io.now()), program: io.version, contacts: settings.contacts, ...named }
}

/** Without a name a choice of the shipped ones, where somebody can choose; never one that nobody named. */
async function choose(io: Io): Promise<Step<string>> {
  const ids = await shippedIds(io)
  if (io.terminal === undefined) {
    io.err(`prescreen: name a questionnaire: the path of a file, or one of ${ids.join(', ')}\n`)
    return { exit: Exit.usage }
  }
  const { chooseOne } = await import('../terminal/index.ts')
  const chosen = await chooseOne('Which questionnaire?', ids, io.terminal)
  return chosen === undefined ? { exit: Exit.interrupted } : { value: chosen }
}

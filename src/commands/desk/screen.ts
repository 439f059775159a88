import type { Visit } from '../../documents/index.ts'
import { type Questionnaire, readAnswers } from '../../questionnaire/index.ts'
import type { Sitting } from '../../record/index.ts'
import type { Receipt } from '../../screening/index.ts'
import type { Settings } from '../../settings/index.ts'
import { isAscii, isLineMode, localDay, localTime } from '../environment.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { type OrExit, openQuestionnaire, readYamlFile, shippedIds, unwrapped } from '../open-questionnaire.ts'
import { type Keeping, type Setup, whatIsKept } from './interview.ts'
import { encryptKept, recordsToWrite, sittingOf, storeFor } from './record-folder.ts'
import { cardOf, exitCodeOf, handoutFormat, jsonOf, lastLine, type Result, resultOf, writeHandout } from './result.ts'
import { settingsInForce } from './settings.ts'

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
  if (!isHandout(options.handout, io)) return Exit.usage
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const chosen = named === undefined ? await choose(io) : { value: named }
  if ('exit' in chosen) return chosen.exit
  const opened = await openQuestionnaire(chosen.value, io)
  if ('exit' in opened) return opened.exit
  const sitting = await sittingFor(options, settings.value, io)
  if ('exit' in sitting) return sitting.exit
  const result = await resultFor(opened.value, { options, settings: settings.value, io, sitting: sitting.value })
  if ('exit' in result) return result.exit
  if ([...result.value.answers.values()].some((answer) => answer.kind === 'rejected')) return Exit.badData
  return options.exitCode ? exitCodeOf(result.value) : Exit.done
}

/** Whether a handout can have this name; why not, told. */
export function isHandout(path: string | undefined, io: Io): boolean {
  if (path === undefined || handoutFormat(path) !== undefined) return true
  io.err('prescreen: a handout is a .txt, .md or .html file\n')
  return false
}

interface Session {
  readonly options: Pick<ScreenOptions, 'answers' | 'plain' | 'json' | 'ref' | 'by' | 'handout'>
  readonly settings: Settings
  readonly io: Io
  /** Undefined when nothing is to be kept. */
  readonly sitting: Sitting | undefined
  readonly takenUp?: Setup['takenUp']
}

/** What is asked here is recorded; answers in a file are on disk already. */
async function sittingFor(options: ScreenOptions, settings: Settings, io: Io): Promise<OrExit<Sitting | undefined>> {
  if (options.save === false || options.answers !== undefined) return { value: undefined }
  const folder = await recordsToWrite(io, settings)
  return 'exit' in folder ? folder : { value: sittingOf(io, folder.value, options.by) }
}

/** Asks, or reads the answers, and says what they come to; however it ends, what was recorded is encrypted. */
export async function resultFor(questionnaire: Questionnaire, session: Session): Promise<OrExit<Result>> {
  const result = await resultOrExit(questionnaire, session)
  const fault = await encryptKept(session.sitting, session.settings, session.io)
  return fault === undefined || 'exit' in result ? result : { exit: exitFor(fault, 'writing') }
}

async function resultOrExit(questionnaire: Questionnaire, session: Session): Promise<OrExit<Result>> {
  const { options, settings, io, sitting, takenUp } = session
  const visit = (ref: string | undefined, receipt: Receipt | undefined) => visitOf(session, ref ?? options.ref, receipt)
  if (options.answers === undefined && io.terminal !== undefined && !isLineMode(io, options.plain)) {
    const { interview } = await import('./interview.ts')
    const finished = async (result: Result, at: Visit, receipt: Receipt | undefined) => {
      await encryptKept(sitting, settings, io)
      io.out(options.json ? jsonOf(result) : lastLine(result, receipt))
      if (options.handout !== undefined)
        io.err((await writeHandout(options.handout, result, at))?.problem.concat('\n') ?? '')
    }
    const { terminal } = io
    const keeping = () => storeFor(sitting)
    const setup = { io, terminal, settings, ref: options.ref, visit, finished, keeping }
    return interview(questionnaire, takenUp === undefined ? setup : { ...setup, takenUp })
  }
  const store = takenUp?.keeping ?? storeFor(sitting)
  const given =
    options.answers === undefined
      ? await asked(questionnaire, session, store)
      : await answersIn(options.answers, questionnaire, io)
  if ('exit' in given) return given
  const at = visit(options.ref, store.receipt)
  io.out(options.json ? jsonOf(given.value) : cardOf(given.value, at, { columns: io.columns, ascii: isAscii(io) }))
  const failed = options.handout === undefined ? undefined : await writeHandout(options.handout, given.value, at)
  if (failed === undefined) return given
  io.err(`prescreen: ${failed.problem}\n`)
  return { exit: failed.exit }
}

async function answersIn(path: string, questionnaire: Questionnaire, io: Io): Promise<OrExit<Result>> {
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

async function asked(questionnaire: Questionnaire, session: Session, store: Keeping): Promise<OrExit<Result>> {
  const { plainInterview } = await import('../../terminal/index.ts')
  const { io, options, takenUp } = session
  const ended = await plainInterview(
    {
      questionnaire,
      on: localDay(io.now()),
      store,
      reference: options.ref,
      ...(takenUp === undefined ? {} : { takenUp }),
    },
    { lines: io.lines, err: io.err, iso: () => io.now().toISOString() },
  )
  store.release?.()
  switch (ended.how) {
    case 'done':
      return { value: resultOf(ended.screening) }
    case 'ended':
      io.err(`\nThe input ended before the form did. ${whatIsKept(store)}\n`)
      return { exit: Exit.badData }
    case 'not-theirs':
      io.err('Left as it was.\n')
      return { exit: Exit.done }
    case 'not-kept':
      io.err(`prescreen: ${ended.why}\n${whatIsKept(store)}\n`)
      return { exit: Exit.ioError }
  }
}

function visitOf(
  { options: { by }, settings, io }: Session,
  ref: string | undefined,
  recorded: Receipt | undefined,
): Visit {
  const named = {
    ...(ref === undefined ? {} : { ref }),
    ...(by === undefined ? {} : { by }),
    ...(recorded === undefined ? {} : { recorded }),
  }
  return { at: localTime(io.now()), program: io.version, contacts: settings.contacts, ...named }
}

/** Without a name a choice of the shipped ones, where somebody can choose; never one that nobody named. */
async function choose(io: Io): Promise<OrExit<string>> {
  const ids = await shippedIds(io)
  if (io.terminal === undefined) {
    io.err(`prescreen: name a questionnaire: the path of a file, or one of ${ids.join(', ')}\n`)
    return { exit: Exit.usage }
  }
  const { chooseOne } = await import('../../terminal/index.ts')
  const chosen = await chooseOne('Which questionnaire?', ids, io.terminal)
  return chosen === undefined ? { exit: Exit.interrupted } : { value: chosen }
}

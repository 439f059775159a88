import { visible, withoutUndefined } from '../../diagnostics/index.ts'
import type { Visit } from '../../documents/index.ts'
import { dayOf } from '../../expression/index.ts'
import { type Questionnaire, readAnswers } from '../../questionnaire/index.ts'
import type { Sitting } from '../../record/index.ts'
import type { Receipt } from '../../screening/index.ts'
import type { Settings } from '../../settings/index.ts'
import { isAscii, isLineMode, localDay, localTime } from '../environment.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import {
  formFiles,
  knownForms,
  type OrExit,
  openQuestionnaire,
  readYamlFile,
  unwrapped,
} from '../open-questionnaire.ts'
import { handoutInWords, nextHandout, refusedHandout, writeHandout } from './handouts.ts'
import type { Setup } from './interview.ts'
import type { Keeping } from './keeping.ts'
import { actNowInWords, answersInWords, whatIsKept } from './leaving.ts'
import { encryptKept, recordsToWrite, sittingOf, storeFor } from './record-folder.ts'
import { cardOf, exitCodeOf, jsonOf, lastLine, type Result, resultOf } from './result.ts'
import { settingsInForce } from './settings.ts'
import { NONE_UNFINISHED, unfinishedIn } from './unfinished.ts'

export interface ScreenOptions {
  readonly answers?: string
  readonly on?: string
  readonly plain?: true
  readonly json?: true
  readonly exitCode?: true
  readonly ref?: string
  readonly by?: string
  readonly handout?: string
  readonly save?: boolean
}

/** `prescreen screen [questionnaire]`: screens a person, or shows the result for answers in a file. */
export async function screen(named: string | undefined, options: ScreenOptions, io: Io): Promise<ExitCode> {
  const wrongDay = wrongDayIn(options)
  if (wrongDay !== undefined) {
    io.err(`prescreen: ${wrongDay}\n`)
    return Exit.usage
  }
  const refused = await refusedHandout(options.handout, io)
  if (refused !== undefined) return refused
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

function wrongDayIn({ on, answers }: ScreenOptions): string | undefined {
  if (on === undefined) return undefined
  if (answers === undefined) return '--on goes with --answers: what is asked now is answered today'
  return on === 'today' || dayOf(on) !== undefined
    ? undefined
    : '--on is a day of the calendar, such as 2026-02-28, or today'
}

interface Session {
  readonly options: Pick<ScreenOptions, 'answers' | 'on' | 'plain' | 'json' | 'ref' | 'by' | 'handout'>
  readonly settings: Settings
  readonly io: Io
  /** Undefined when nothing is to be kept. */
  readonly sitting: Sitting | undefined
  readonly takenUp?: Setup['takenUp']
  /** The id of the form for the next person. Needed where that of a resumed draft may be an older version. */
  readonly nextForm?: string
}

/** Answers that are asked here become a record. Answers from a file are on disk already. */
async function sittingFor(options: ScreenOptions, settings: Settings, io: Io): Promise<OrExit<Sitting | undefined>> {
  if (options.save === false || options.answers !== undefined) return { value: undefined }
  const folder = await recordsToWrite(io, settings)
  return 'exit' in folder ? folder : { value: sittingOf(io, folder.value, options.by) }
}

/** Asks, or reads the answers, and prints the result. Whatever was recorded is encrypted, however this ends. */
export async function resultFor(questionnaire: Questionnaire, session: Session): Promise<OrExit<Result>> {
  const result = await resultOrExit(questionnaire, session)
  const fault = await encryptKept(session.sitting, session.settings, session.io)
  return fault === undefined || 'exit' in result ? result : { exit: exitFor(fault, 'writing') }
}

async function resultOrExit(questionnaire: Questionnaire, session: Session): Promise<OrExit<Result>> {
  const { options, settings, io, takenUp, sitting } = session
  if (options.answers === undefined && io.terminal !== undefined && !isLineMode(io, options.plain))
    return onFullScreen(questionnaire, session, io.terminal)
  const store = takenUp?.keeping ?? storeFor(sitting)
  const given =
    options.answers === undefined
      ? await asked(questionnaire, session, store)
      : await answersIn(options.answers, questionnaire, { io, on: options.on })
  if ('exit' in given) return given
  const visit = visitOf(session, given.ref ?? options.ref, store.receipt)
  const { value } = given
  io.out(options.json ? jsonOf(value) : cardOf(value, visit, { columns: io.columns, ascii: isAscii(io) }))
  const failed = await handedOut(options.handout, { ...value, visit }, { io, settings })
  return failed === undefined ? { value } : { exit: failed }
}

async function onFullScreen(
  questionnaire: Questionnaire,
  session: Session,
  terminal: NonNullable<Io['terminal']>,
): Promise<OrExit<Result>> {
  const { options, settings, io, sitting, takenUp, nextForm } = session
  const { interview } = await import('./interview.ts')
  let isFirst = true
  let failed: ExitCode | undefined
  const finished = async (result: Result, visit: Visit, receipt: Receipt | undefined) => {
    await encryptKept(sitting, settings, io)
    io.out(options.json ? jsonOf(result) : lastLine(result, receipt))
    // The name that was given is for the first person.
    const { handout } = options
    const path = isFirst || handout === undefined ? handout : nextHandout(handout, { ref: visit.ref, at: io.now() })
    failed = (await handedOut(path, { ...result, visit }, { io, settings })) ?? failed
    isFirst = false
  }
  const result = await interview(questionnaire, {
    io,
    terminal,
    settings,
    ref: options.ref,
    visit: (ref, receipt) => visitOf(session, ref ?? (isFirst ? options.ref : undefined), receipt),
    finished,
    keeping: () => storeFor(sitting),
    unfinished: () => (sitting === undefined ? NONE_UNFINISHED : unfinishedIn(sitting.folder, io.now())),
    nextForm: async () => {
      if (nextForm === undefined) return questionnaire
      const opened = await openQuestionnaire(nextForm, io)
      return 'value' in opened ? opened.value : undefined
    },
    ...withoutUndefined({ takenUp }),
  })
  return 'value' in result && failed !== undefined ? { exit: failed } : result
}

/** Writes the sheet that was asked for and says where it is. Returns the exit code when it could not be written. */
async function handedOut(
  path: string | undefined,
  screened: Result & { readonly visit: Visit },
  { io, settings }: Pick<Session, 'io' | 'settings'>,
): Promise<ExitCode | undefined> {
  if (path === undefined) return undefined
  const written = await writeHandout(path, screened, io)
  const { problem } = written
  io.err(problem === undefined ? `${handoutInWords(written, settings)}\n` : `prescreen: ${problem.text}\n`)
  return problem?.exit
}

type Answered = OrExit<Result> & { readonly ref?: string | undefined }

async function answersIn(
  path: string,
  questionnaire: Questionnaire,
  { io, on }: { readonly io: Io; readonly on: string | undefined },
): Promise<Answered> {
  const file = await readYamlFile(path, io)
  const answers = 'exit' in file ? file : unwrapped(readAnswers(file.value, questionnaire), io)
  if ('exit' in answers) return answers
  return {
    value: resultOf({
      questionnaire,
      answers: answers.value,
      on: on === undefined || on === 'today' ? localDay(io.now()) : on,
      step: { kind: 'done', finishedEarly: false },
    }),
  }
}

function openDraftsIn(sitting: Sitting | undefined, io: Io): { readonly openDrafts?: ReadonlyMap<string, string> } {
  return sitting === undefined ? {} : { openDrafts: unfinishedIn(sitting.folder, io.now()).byReference }
}

async function asked(questionnaire: Questionnaire, session: Session, store: Keeping): Promise<Answered> {
  const { plainInterview } = await import('../../terminal/index.ts')
  const { io, options, takenUp, sitting, settings } = session
  let screening = takenUp?.screening
  // Ctrl-C ends the program at once, so what is kept is reported on the way out.
  const isOver = io.onExit(() => {
    const after = screening === undefined ? '' : `Left after ${answersInWords(screening)}. ${actNowInWords(screening)}`
    io.err(`\n${after}${whatIsKept(store)}\n`)
  })
  const ended = await plainInterview(
    {
      questionnaire,
      on: localDay(io.now()),
      store,
      reference: options.ref,
      contacts: settings.contacts,
      ...(io.terminal !== undefined && options.ref === undefined ? { asksReference: true } : {}),
      // A draft that is being resumed must not be reported as an unfinished one.
      ...(takenUp === undefined ? openDraftsIn(sitting, io) : { takenUp }),
      follow: (now) => {
        screening = now
      },
    },
    { lines: io.lines, err: io.err, iso: () => io.now().toISOString() },
  )
  isOver()
  store.release?.()
  switch (ended.how) {
    case 'done':
      return { value: resultOf(ended.screening), ref: ended.reference }
    case 'ended':
      io.err(`\nThe input ended before the form did. ${actNowInWords(ended.screening)}${whatIsKept(store)}\n`)
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
    ...withoutUndefined({ ref, by, recorded }),
  }
  return { at: localTime(io.now()), program: io.version, contacts: settings.contacts, ...named }
}

/** Without a name: a choice of the known forms, where somebody can choose. No form is ever chosen for them. */
async function choose(io: Io): Promise<OrExit<string>> {
  if (io.terminal === undefined) {
    const ids = (await formFiles(io)).map(({ id }) => id)
    io.err(`prescreen: name a questionnaire: the path of a file, or one of ${ids.join(', ')}\n`)
    return { exit: Exit.usage }
  }
  const forms = await knownForms(io)
  const { chooseOne } = await import('../../terminal/index.ts')
  const lines = forms.map(({ id, title }) => (title === '' ? id : `${visible(title)} (${id})`))
  const chosen = await chooseOne('Which questionnaire?', lines, io.terminal)
  const form = chosen === undefined ? undefined : forms[lines.indexOf(chosen)]
  return form === undefined ? { exit: Exit.interrupted } : { value: form.id }
}

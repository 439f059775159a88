import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Visit } from '../../documents/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import type { Receipt } from '../../screening/index.ts'
import type { Settings } from '../../settings/index.ts'
import type { Desk, Look, TakenUp, Terminal } from '../../terminal/index.ts'
import { colourLevel, isAscii, localDay, sizeOf } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { cardHandout, handoutInWords, writeHandout } from './handouts.ts'
import type { Keeping } from './keeping.ts'
import { leftInWords } from './leaving.ts'
import { type Result, resultOf } from './result.ts'
import type { Unfinished } from './unfinished.ts'

export interface Setup {
  readonly io: Io
  readonly terminal: Terminal
  readonly settings: Settings
  /** Given on the command line; otherwise asked before each person. */
  readonly ref: string | undefined
  /** What the card says about this visit, at the time of the call. */
  visit(ref: string | undefined, receipt: Receipt | undefined): Visit
  /** A store for the next person. */
  keeping(): Keeping
  /** Drafts that are not finished at the time of the call. */
  unfinished(): Unfinished
  /** A draft or record that the first person continues. */
  readonly takenUp?: TakenUp & { readonly keeping: Keeping }
  /** The form for the next person. Differs from the one of a resumed draft, which may be an older version. */
  nextForm(): Promise<Questionnaire | undefined>
  /** Called for each person who is finished. */
  finished(result: Result, visit: Visit, receipt: Receipt | undefined): Promise<void>
}

/**
 * Asks on the full screen, one person after another. Returns the last result, or the exit code after everything was
 * reported.
 */
export async function interview(
  questionnaire: Questionnaire,
  setup: Setup,
): Promise<{ readonly value: Result } | { readonly exit: ExitCode }> {
  const { fullScreen, patienceOf } = await import('../../terminal/index.ts')
  const { io, terminal, settings, takenUp } = setup
  const look = await lookOf(setup)
  let store = takenUp?.keeping ?? setup.keeping()
  let desk = await opened(questionnaire, setup, { ref: setup.ref, takenUp, keeps: store.keeps })
  for (;;) {
    const ended = await fullScreen({
      desk,
      occasion: () => ({ ...setup.visit(undefined, store.receipt), keeps: store.keeps }),
      terminal,
      look,
      patience: patienceOf(settings),
      store,
    })
    if (ended.how !== 'page') return leftEarly(ended.how, ended.desk, { setup, store })
    if (ended.desk.page === 'not-theirs') {
      store.release?.()
      io.err('Left as it was.\n')
      return { exit: Exit.done }
    }
    // Until the next screen appears, what is typed must not be echoed: it may be a reference.
    if (ended.desk.page !== 'left') terminal.input.setRawMode(true)
    const result = resultOf(ended.desk.screening)
    const visit = setup.visit(ended.desk.reference, store.receipt)
    if (ended.desk.page === 'handout') {
      desk = { ...ended.desk, page: 'card', message: await handedOut(result, visit, setup) }
      continue
    }
    await setup.finished(result, visit, store.receipt)
    if (ended.desk.page === 'left') return { value: result }
    const next = await setup.nextForm()
    if (next === undefined) {
      terminal.input.setRawMode(false)
      return { value: result }
    }
    store = setup.keeping()
    desk = await opened(next, setup, { ref: undefined, keeps: store.keeps, holding: ended.desk.holding })
  }
}

async function lookOf({ io, terminal, settings }: Setup): Promise<() => Look> {
  const { paintFor } = await import('../../terminal/index.ts')
  const paint = paintFor(colourLevel(settings.colours, io.env, terminal.output))
  return () => ({
    ...sizeOf(terminal.output),
    ascii: isAscii({ ...io, interactive: true }),
    paint,
  })
}

interface Person {
  readonly ref: string | undefined
  readonly takenUp?: TakenUp | undefined
  readonly keeps: boolean
  readonly holding?: Desk['holding']
}

async function opened(
  questionnaire: Questionnaire,
  { io, terminal, settings, unfinished }: Setup,
  { ref, takenUp, keeps, holding }: Person,
): Promise<Desk> {
  const { openDesk } = await import('../../terminal/index.ts')
  const { byReference, inAll } = takenUp === undefined ? unfinished() : { byReference: new Map(), inAll: undefined }
  return openDesk(questionnaire, {
    on: localDay(io.now()),
    guardMs: settings.guardMs,
    at: terminal.moment(),
    records: keeps,
    openDrafts: byReference,
    ...withoutUndefined({ message: inAll, reference: ref, takenUp, holding }),
  })
}

function leftEarly(
  how: 'ctrl-c' | 'closed' | 'stopped' | 'idle',
  desk: Desk,
  { setup: { io, terminal }, store }: { readonly setup: Setup; readonly store: Keeping },
): { readonly exit: ExitCode } {
  store.release?.()
  if (how !== 'stopped' || terminal.stop.reason !== Exit.hangUp) io.err(leftInWords(how, desk, store))
  if (how === 'ctrl-c') return { exit: Exit.interrupted }
  return { exit: how === 'stopped' ? (terminal.stop.reason as ExitCode) : Exit.badData }
}

async function handedOut(result: Result, visit: Visit, { io, settings }: Setup): Promise<string> {
  const path = cardHandout(settings, { ref: visit.ref, at: io.now() }, io)
  return handoutInWords(await writeHandout(path, { ...result, visit }, io), settings)
}

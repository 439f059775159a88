import type { Visit } from '../documents/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'
import type { Settings } from '../record/index.ts'
import { inMemory } from '../screening/index.ts'
import type { Desk, Look, Terminal } from '../terminal/index.ts'
import { Exit, type ExitCode } from './exit.ts'
import type { Io } from './io.ts'
import { type Result, resultOf, writeHandout } from './result.ts'
import { colourLevel, isAscii, localDay } from './surroundings.ts'

export interface Setup {
  readonly io: Io
  readonly terminal: Terminal
  readonly settings: Settings
  /** Given on the command line; otherwise asked before each person. */
  readonly ref: string | undefined
  /** What the card says of this visit, at the time of the call. */
  visit(ref: string | undefined): Visit
  /** Called for each person who is finished. */
  finished(result: Result, visit: Visit): Promise<void>
}

/** Asks on the full screen, one person after another. The last result, or the exit code after everything was said. */
export async function interview(
  questionnaire: Questionnaire,
  setup: Setup,
): Promise<{ readonly value: Result } | { readonly exit: ExitCode }> {
  const { fullScreen, openDesk, paintFor, patienceOf } = await import('../terminal/index.ts')
  const { io, terminal, settings } = setup
  const paint = paintFor(colourLevel(settings.colours, io.env, terminal.output))
  const look = (): Look => ({
    columns: terminal.output.columns,
    rows: terminal.output.rows,
    ascii: isAscii(io.env),
    paint,
  })
  const begun = (ref?: string) =>
    openDesk(questionnaire, {
      on: localDay(io.now()),
      guardTime: settings.guardTime,
      at: terminal.moment(),
      ...(ref === undefined ? {} : { reference: ref }),
    })
  let desk = begun(setup.ref)
  let store = inMemory()
  for (;;) {
    const ended = await fullScreen({
      desk,
      occasion: { ...setup.visit(undefined), keeps: store.keeps },
      terminal,
      look,
      patience: patienceOf(settings),
      store,
    })
    if (ended.how !== 'page') return leftEarly(ended.how, ended.desk, setup)
    const result = resultOf(ended.desk.screening)
    const visit = setup.visit(ended.desk.reference)
    if (ended.desk.page === 'handout')
      desk = { ...ended.desk, page: 'card', message: await handedOut(result, visit, io) }
    else {
      await setup.finished(result, visit)
      if (ended.desk.page === 'left') return { value: result }
      desk = begun()
      store = inMemory()
    }
  }
}

function leftEarly(
  how: 'ctrl-c' | 'closed' | 'stopped' | 'idle',
  { screening }: Desk,
  { io, terminal }: Setup,
): { readonly exit: ExitCode } {
  const answered = screening.answers.size
  const where =
    screening.step.kind === 'done' ? 'Left at the result' : `Left after ${answered} answer${answered === 1 ? '' : 's'}`
  if (how === 'idle') io.err('Nobody pressed a key for a long time. ')
  if (how !== 'stopped') io.err(`${where}. Nothing was kept.\n`)
  if (how === 'ctrl-c') return { exit: Exit.interrupted }
  return { exit: how === 'stopped' ? (terminal.stop.reason as ExitCode) : Exit.badData }
}

/** Writes a handout under a name made of the time alone, and says so in one sentence. */
async function handedOut(result: Result, visit: Visit, io: Io): Promise<string> {
  const name = `prescreen-${io
    .now()
    .toISOString()
    .replaceAll(/[-:]|\.\d+Z/g, '')}.html`
  const failed = await writeHandout(name, result, visit)
  return failed === undefined ? `Handout written: ${name} in this folder.` : `${failed.problem}.`
}

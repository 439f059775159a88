import type { Visit } from '../../documents/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import type { DraftStore } from '../../record/index.ts'
import type { Receipt, Store } from '../../screening/index.ts'
import type { Settings } from '../../settings/index.ts'
import type { Desk, Look, TakenUp, Terminal } from '../../terminal/index.ts'
import { colourLevel, isAscii, localDay } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { type Result, resultOf, writeHandout } from './result.ts'

/** Where the moves of one person go; on disk, it has an id from the first move on. */
export type Keeping = Store & Partial<Pick<DraftStore, 'id' | 'release'>>

export interface Setup {
  readonly io: Io
  readonly terminal: Terminal
  readonly settings: Settings
  /** Given on the command line; otherwise asked before each person. */
  readonly ref: string | undefined
  /** What the card says of this visit, at the time of the call. */
  visit(ref: string | undefined, receipt: Receipt | undefined): Visit
  /** A store for the next person. */
  keeping(): Keeping
  /** A draft or record that the first person goes on with. */
  readonly takenUp?: TakenUp & { readonly keeping: Keeping }
  /** Called for each person who is finished. */
  finished(result: Result, visit: Visit, receipt: Receipt | undefined): Promise<void>
}

/** Asks on the full screen, one person after another. The last result, or the exit code after everything was said. */
export async function interview(
  questionnaire: Questionnaire,
  setup: Setup,
): Promise<{ readonly value: Result } | { readonly exit: ExitCode }> {
  const { fullScreen, openDesk, paintFor, patienceOf } = await import('../../terminal/index.ts')
  const { io, terminal, settings, takenUp } = setup
  const paint = paintFor(colourLevel(settings.colours, io.env, terminal.output))
  const look = (): Look => ({
    columns: terminal.output.columns,
    rows: terminal.output.rows,
    ascii: isAscii({ ...io, interactive: true }),
    paint,
  })
  let store = takenUp?.keeping ?? setup.keeping()
  const begun = (ref: string | undefined, goneOnWith?: TakenUp) =>
    openDesk(questionnaire, {
      on: localDay(io.now()),
      guardMs: settings.guardMs,
      at: terminal.moment(),
      records: store.keeps,
      ...(ref === undefined ? {} : { reference: ref }),
      ...(goneOnWith === undefined ? {} : { takenUp: goneOnWith }),
    })
  let desk = begun(setup.ref, takenUp)
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
    const result = resultOf(ended.desk.screening)
    const visit = setup.visit(ended.desk.reference, store.receipt)
    if (ended.desk.page === 'handout')
      desk = { ...ended.desk, page: 'card', message: await handedOut(result, visit, io) }
    else {
      await setup.finished(result, visit, store.receipt)
      if (ended.desk.page === 'left') return { value: result }
      store = setup.keeping()
      desk = begun(undefined)
    }
  }
}

function leftEarly(
  how: 'ctrl-c' | 'closed' | 'stopped' | 'idle',
  { screening, page }: Desk,
  { setup: { io, terminal }, store }: { readonly setup: Setup; readonly store: Keeping },
): { readonly exit: ExitCode } {
  store.release?.()
  const answered = screening.answers.size
  const counted = `${answered} answer${answered === 1 ? '' : 's'}`
  const where = page === 'card' || page === 'reason' ? 'Left at the result' : `Left after ${counted}`
  if (how === 'idle') io.err('Nobody pressed a key for a long time. ')
  if (how !== 'stopped') io.err(`${where}. ${whatIsKept(store)}\n`)
  if (how === 'ctrl-c') return { exit: Exit.interrupted }
  return { exit: how === 'stopped' ? (terminal.stop.reason as ExitCode) : Exit.badData }
}

/** What became of the answers, and how to go on with them. */
export function whatIsKept({ id, receipt }: Keeping): string {
  if (receipt !== undefined) return `Record ${receipt.record}.`
  return id === undefined ? 'Nothing was kept.' : `Kept; go on with: prescreen resume ${id}`
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

import { emitKeypressEvents } from 'node:readline'
import { createPrompt, useEffect, useKeypress, useRef, useState } from '@inquirer/core'
import type { Store } from '../screening/index.ts'
import { backFromStop, guardedFrom, press, woken } from './desk.ts'
import type { Desk, DeskPage, Moment } from './desk-state.ts'
import { beatMsOf, type Patience, pausedScreen, presence } from './idle.ts'
import type { Key } from './keys.ts'
import type { Look } from './look.ts'
import type { Occasion } from './occasion.ts'
import { PASTES_MARKED, PASTES_UNMARKED, pasteCollector } from './paste.ts'
import { screenOf, viewed } from './screen.ts'

/** A real terminal, as `main.ts` provides it. */
export interface Terminal {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  /** Aborted by SIGTERM and SIGHUP. */
  readonly stop: AbortSignal
  moment(): Moment
  /**
   * Stops the process and its group, as Ctrl-Z does. Calls back when it is in the foreground again, or soon when it was
   * never stopped because there is no shell that could continue it.
   */
  suspend(resumed: (how: 'continued' | 'never-stopped') => void): void
  /** From now on, signals from outside end what is going on in good order, until the returned function is called. */
  hold(): () => void
}

export type Ended =
  | { readonly how: 'page'; readonly desk: Desk }
  | { readonly how: 'ctrl-c' | 'closed' | 'stopped' | 'idle'; readonly desk: Desk }

interface Config {
  readonly desk: Desk
  /** What the card says besides the answers, at this moment. */
  readonly occasion: () => Occasion
  readonly terminal: Terminal
  readonly look: () => Look
  readonly patience: Patience
  /** Gets each move before the next screen is drawn. What it cannot keep is not accepted, and that is reported. */
  readonly store: Store
  /** Called with the desk after each key, so that an interrupted screening is not lost with the prompt. */
  readonly follow: (desk: Desk) => void
}

/** To the alternate screen and back, so that nothing stays in the scroll-back. */
export const ENTER: string = `\u001b[?1049h\u001b[?25l${PASTES_MARKED}`
export const LEAVE: string = `${PASTES_UNMARKED}\u001b[?25h\u001b[?1049l`

/** Runs one desk in the alternate screen until its page asks for something else, or until the terminal ends it. */
export async function fullScreen(config: Omit<Config, 'follow'>): Promise<Ended> {
  const { terminal } = config
  let desk = config.desk
  // Without this, Esc waits half a second for the rest of an arrow key.
  emitKeypressEvents(terminal.input, { escapeCodeTimeout: 50 } as never)
  const release = terminal.hold()
  terminal.output.write(ENTER)
  try {
    const follow = (now: Desk) => {
      desk = now
    }
    const how = await prompt(
      { ...config, follow },
      { input: terminal.input, output: terminal.output, signal: terminal.stop, clearPromptOnDone: true },
    )
    return { how, desk }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'ExitPromptError') return { how: 'ctrl-c', desk }
    if (name === 'AbortPromptError') return { how: 'stopped', desk }
    throw error
  } finally {
    terminal.output.write(LEAVE)
    release()
  }
}

/**
 * The desk after a key, once the store has kept the move. Where the store could not, the desk as it was, with the
 * reason.
 */
function pressedAndKept(desk: Desk, { key, at }: Pressing, { occasion, look, store, terminal }: Config): Desk {
  const here = viewed(desk, occasion(), look())
  const next = viewed(press(here, key, at), occasion(), look())
  const { screening, reference, why } = next
  if (screening.moves.length <= desk.screening.moves.length) return next
  const kept = store.append(screening, { reference, why })
  // The guard begins when the next question appears, which is after the answer has reached the disk.
  return kept.ok ? guardedFrom(next, terminal.moment().ms - at.ms) : { ...desk, message: kept.why }
}

interface Pressing {
  readonly key: Key
  readonly at: Moment
}

const prompt = createPrompt<'page' | 'closed' | 'idle', Config>((config, done) => {
  const { terminal, patience } = config
  const [desk, setDesk] = useState(config.desk)
  const [hidden, setHidden] = useState(false)
  const lastKey = useRef(terminal.moment())
  const [, redraw] = useState(0)
  const latest = useRef(config.desk)
  latest.current = desk
  const collect = useRef(pasteCollector())

  useKeypress((event, readline) => {
    // Readline's own line editor would move the cursor and grow a line that nobody sees.
    readline.clearLine(0)
    const at = terminal.moment()
    const key = collect.current(keyOf(event), at.ms)
    // After Ctrl-Z, drawing would go into the scroll-back.
    if (key === undefined || (key.ctrl && key.name === 'z')) return
    const whoIsThere = presence(desk, { lastKey: lastKey.current, now: at }, patience)
    lastKey.current = at
    if (key.ctrl && key.name === 'd') return done('closed')
    if (whoIsThere === 'left') return done('idle')
    if (hidden || whoIsThere === 'hidden') {
      setHidden(false)
      return setDesk(woken(desk, at))
    }
    const now = pressedAndKept(desk, { key, at }, config)
    config.follow(now)
    if (LEFT.includes(now.page)) return done('page')
    setDesk(now)
  })

  useEffect((readline) => {
    const again = () => redraw((count) => count + 1)
    const closed = () => done('closed')
    const stopped = () => {
      terminal.output.write(LEAVE)
      terminal.suspend((how) => {
        terminal.output.write(ENTER)
        const at = terminal.moment()
        setDesk(backFromStop(latest.current, how, at))
        // Nothing watched the clock while it was stopped.
        if (presence(latest.current, { lastKey: lastKey.current, now: at }, patience) !== 'here') setHidden(true)
      })
    }
    terminal.output.on('resize', again)
    readline.on('close', closed)
    readline.on('SIGTSTP', stopped)
    return () => {
      terminal.output.off('resize', again)
      readline.removeListener('SIGTSTP', stopped)
    }
  }, [])

  useEffect(() => {
    const beat = setInterval(() => {
      const whoIsThere = presence(desk, { lastKey: lastKey.current, now: terminal.moment() }, patience)
      if (whoIsThere === 'left') done('idle')
      else if (whoIsThere === 'hidden') setHidden(true)
    }, beatMsOf(patience))
    return () => clearInterval(beat)
  }, [desk])

  if (hidden) return drawn(pausedScreen(config.occasion(), config.look()))
  return drawn(screenOf(desk, config.occasion(), config.look()))
})

/** Pages that the caller shows or acts on. */
const LEFT: readonly DeskPage[] = ['handout', 'next', 'left', 'not-theirs']

/** The lines from the top corner on. Whatever an earlier line or a larger screen left behind is erased. */
function drawn(lines: readonly string[]): string {
  return `\u001b[H${lines.map((line) => `${line}\u001b[K`).join('\n')}\u001b[J`
}

function keyOf(event: { readonly name?: string; readonly ctrl?: boolean }): Key {
  const { sequence = '' } = event as { readonly sequence?: string }
  return { name: event.name ?? '', text: sequence.startsWith('\u001b') ? '' : sequence, ctrl: event.ctrl === true }
}

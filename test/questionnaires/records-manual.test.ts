import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'
import { inProject } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'

const manual = readFileSync(inProject('questionnaires/README.md'), 'utf8')

/** The commands of the chapter for whoever is responsible for the folder, in their order. */
function commandsOf(kind: string): readonly (readonly string[])[] {
  return [...manual.matchAll(/^```(records[^\n]*)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === kind)
    .flatMap((match) => (match[2] ?? '').trim().split('\n'))
    .map((line) => line.replace(/^prescreen /, '').split(' '))
}

test('every command of the chapter on the record folder does what it says', async () => {
  const clinic = new Clinic()
  await clinic.asks('A-1', '1', '0', '0', 'words')
  await clinic.run(['screen', clinic.form, '--ref', 'D-1'], '1\n')
  const env = { PRESCREEN_HOME: clinic.home, PRESCREEN_CONFIG: clinic.folder }
  const commands = commandsOf('records')
  expect(commands.length).toBeGreaterThan(8)
  for (const args of commands) {
    const head = /log ([0-9a-f]{64})/.exec((await clinic.records('verify')).out)?.[1] ?? ''
    const given = args.map((one) => (one === 'HEAD' ? head.slice(0, 16) : one))
    const home = given.includes('restore') ? { ...env, PRESCREEN_HOME: join(clinic.folder, 'tried') } : env
    const ran = await prescreenIn(clinic.folder, given, '', home)
    expect([given.join(' '), ran.exit, ran.err]).toEqual([given.join(' '), 0, ran.err])
  }
})

const hasAge = spawnSync('age', ['--version']).error === undefined

test.runIf(hasAge)('so do those on keys', async () => {
  const clinic = new Clinic()
  const key = (name: string) => {
    const file = join(clinic.folder, name)
    execFileSync('age-keygen', ['-o', file], { stdio: 'ignore' })
    return execFileSync('age-keygen', ['-y', file], { encoding: 'utf8' }).trim()
  }
  clinic.set(`recipients: [${key('old-key.txt')}]\n`)
  await clinic.asks('A-1', '1', '0', '0', 'words')
  clinic.set(`recipients: [${key('new-key.txt')}]\n`)
  for (const args of commandsOf('records keys')) {
    const ran = await prescreenIn(clinic.folder, args, '', {
      PRESCREEN_HOME: clinic.home,
      PRESCREEN_CONFIG: clinic.folder,
    })
    expect([args.join(' '), ran.exit, ran.err]).toEqual([args.join(' '), 0, ran.err])
  }
  writeFileSync(join(clinic.folder, 'old-key.txt'), '')
})

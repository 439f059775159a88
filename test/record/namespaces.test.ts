import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'
import { inProject } from '../support/load.ts'

/** Whether this system lets us have namespaces of our own, as containers have. */
const hasSpaces = spawnSync('unshare', ['--pid', '--uts', '--fork', '--mount-proc', 'true']).status === 0
if (!hasSpaces) console.log('two containers cannot be tried here: this user may not make namespaces')

test.skipIf(!hasSpaces)(
  'two containers that share a folder do not overwrite each other: the second is told who has the draft',
  async () => {
    const clinic = new Clinic()
    const env = {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      HOME: clinic.folder,
      PRESCREEN_HOME: clinic.home,
      PRESCREEN_CONFIG: clinic.folder,
    }
    const program = [process.execPath, inProject('bin/prescreen.js')]
    const inside = spawn(
      'unshare',
      ['--pid', '--fork', '--mount-proc', ...program, 'screen', clinic.form, '--plain', '--ref', 'NS'],
      { env },
    )
    let said = ''
    inside.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const prompts = async (count: number) => {
      while (said.split('\n> ').length - 1 < count) await new Promise((resolve) => inside.stderr.once('data', resolve))
    }
    await prompts(1)
    inside.stdin.write('1\n')
    await prompts(2)
    const [name = ''] = readdirSync(join(clinic.home, 'drafts')).filter((file) => file.endsWith('.jsonl'))
    const id = name.slice(0, 14)
    const outside = await clinic.run(['resume', id, '--plain'], '1 3\n-12.5\n')
    expect([outside.exit, outside.err]).toEqual([75, expect.stringContaining('of another system')])
    inside.stdin.write('0\n')
    await prompts(3)
    inside.stdin.end('0\n')
    await new Promise((resolve) => inside.on('close', resolve))
    const draft = readFileSync(join(clinic.home, 'drafts', name), 'utf8')
    expect(draft.match(/"move":"answer"/g)).toHaveLength(3)
    expect((await clinic.records('verify')).exit).toBe(0)
    const renamed = spawnSync(
      'unshare',
      ['--uts', 'sh', '-c', `hostname other-desk && exec "$0" "$@"`, ...program, 'resume', id, '--plain'],
      { env, input: 'words\nf\n' },
    )
    expect(renamed.status).toBe(0)
  },
)

import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { inProject } from '../support/load.ts'

/** A user that no list of users knows, and no HOME: as in many containers. */
function withoutHome(args: readonly string[], input = '') {
  const command = ['--reuid=54321', '--clear-groups', process.execPath, inProject('bin/prescreen.js'), ...args]
  const { status, stdout, stderr } = spawnSync('setpriv', command, {
    input,
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  })
  return { exit: status, out: stdout, err: stderr }
}

function canBeSomebodyElse(): boolean {
  try {
    execFileSync('setpriv', ['--reuid=54321', '--clear-groups', process.execPath, '-e', ''])
    return true
  } catch {
    return false
  }
}

test.skipIf(!canBeSomebodyElse())(
  'a user without a home folder gets an answer, or what to name, and never a fault of the program',
  () => {
    const answers = withoutHome(['screen', 'bladder-follow-up', '--answers', '-', '--json'], '{}')
    expect([answers.exit, answers.err]).toEqual([0, ''])
    expect(withoutHome(['settings']).out).toContain('this user has no home folder')
    const asked = withoutHome(['screen', 'bladder-follow-up', '--plain'], 'u\n')
    expect(asked).toMatchObject({ exit: 78, err: expect.stringContaining('name one in PRESCREEN_HOME') })
    expect(withoutHome(['screen', 'bladder-follow-up', '--plain', '--no-save'], 'u\n').exit).toBe(65)
    expect(withoutHome(['records', 'list']).exit).toBe(66)
    expect(withoutHome(['settings', 'set', 'country', 'uk']).exit).toBe(78)
  },
)

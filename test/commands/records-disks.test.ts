import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'
import { prescreenAs, type Ran, somebodyElse } from '../support/program.ts'

const clinic = new Clinic()
let id = ''
beforeAll(async () => {
  id = await clinic.asks('A-1', '2', '0', '-12.5', 'words')
})

/** What a disk refuses, said by the file system's own functions in the program that is run. */
const DISKS = {
  full: refusing('writeSync', `fs.fstatSync(first).isFile() && isOfTheFolder(first)`, 'ENOSPC'),
  'without hard links': refusing('linkSync', 'true', 'EPERM'),
  'without hard links on Windows': refusing('linkSync', 'true', 'EISDIR'),
  'without a flush of folders': refusing('fsyncSync', 'fs.fstatSync(first).isDirectory()', 'EINVAL'),
} as const

function refusing(call: string, when: string, code: string): string {
  return `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
const isOfTheFolder = (file) => fs.readlinkSync('/proc/self/fd/' + file).startsWith(process.env.PRESCREEN_HOME)
const { ${call}: real } = fs
fs.${call} = (first, ...rest) => {
  if (${when}) throw Object.assign(new Error('${code}'), { code: '${code}' })
  return real(first, ...rest)
}
syncBuiltinESMExports()`
}

function onDisk(disk: keyof typeof DISKS, args: readonly string[], input = '', home = clinic.home): Promise<Ran> {
  const patch = clinic.file(`${disk.replaceAll(' ', '-')}.mjs`, DISKS[disk])
  return clinic.run(args, input, { NODE_OPTIONS: `--import ${patch}`, PRESCREEN_HOME: home })
}

describe.skipIf(!existsSync('/proc/self/fd'))('a full disk', () => {
  test('lets nobody take answers away unlogged', async () => {
    const out = join(clinic.folder, 'x.csv')
    const exported = await onDisk('full', ['records', 'export', '-o', out])
    expect(exported).toEqual({
      exit: 74,
      out: '',
      err: 'prescreen: nothing was written, since it cannot be logged: the disk is full\n',
    })
    const printed = await onDisk('full', ['records', 'export'])
    expect([printed.exit, printed.out]).toEqual([74, ''])
    const backup = await onDisk('full', ['records', 'backup', join(clinic.folder, 'b.tar')])
    expect([backup.exit, backup.err]).toEqual([74, expect.stringContaining('the disk is full')])
    expect(readdirSync(clinic.folder).filter((name) => /csv|tar/.test(name))).toEqual([])
  })

  test('shows what is kept all the same, and says that this was not logged', async () => {
    const before = readFileSync(join(clinic.home, 'audit.jsonl'), 'utf8')
    const shown = await onDisk('full', ['records', 'show', id])
    expect(shown).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Reported a heart attack.'),
      err: expect.stringMatching(/^not logged: .*: the disk is full\n$/),
    })
    expect(readFileSync(join(clinic.home, 'audit.jsonl'), 'utf8')).toBe(before)
    expect((await clinic.records('verify')).exit).toBe(0)
  })
})

const NO_LINKS = 'its disk has no hard links (as FAT and exFAT sticks and some network shares)'

describe.each([
  ['without hard links', NO_LINKS],
  ['without hard links on Windows', NO_LINKS],
  ['without a flush of folders', 'its disk cannot flush a folder, so that a record could be lost when the power fails'],
] as const)('a disk %s', (disk, words) => {
  test('is refused for records before the first question, in words that say what to do', async () => {
    const home = join(clinic.folder, `home ${disk}`)
    const { exit, out, err } = await onDisk(disk, ['screen', clinic.form, '--plain', '--ref', 'B-1'], '2\n', home)
    expect([exit, out]).toEqual([73, ''])
    expect(err).toContain(words)
    expect(err).toContain('choose')
    expect(err).toContain('nothing was asked; --no-save goes on without keeping anything')
    expect(err).not.toMatch(/heart attack|EPERM|EINVAL/)
    expect(existsSync(join(home, 'drafts')) ? readdirSync(join(home, 'drafts')) : []).toEqual([])
  })
})

test('a disk without hard links takes forms, handouts and exports all the same', async () => {
  const handout = join(clinic.folder, 'sheet.html')
  const args = ['screen', clinic.form, '--plain', '--no-save', '--handout', handout]
  const asked = await onDisk('without hard links', args, '2\n0\n1\nx\nf\n')
  expect([asked.exit, existsSync(handout)]).toEqual([0, true])
  const again = await onDisk('without hard links', args, '2\n')
  expect([again.exit, again.err]).toEqual([73, expect.stringContaining('there is a file of that name already')])
})

describe.skipIf(somebodyElse === undefined)('a copy that nobody may write to', () => {
  test('is shown, and says that this was not logged', async () => {
    const copy = join(clinic.folder, 'copy')
    cpSync(clinic.home, copy, { recursive: true })
    chmodSync(clinic.folder, 0o755)
    for (const path of [copy, ...readdirSync(copy, { recursive: true }).map((name) => join(copy, String(name)))])
      chmodSync(path, lstatSync(path).isDirectory() ? 0o555 : 0o444)
    const env = { ...clinic.env, PRESCREEN_HOME: copy }
    const before = readFileSync(join(copy, 'audit.jsonl'), 'utf8')
    for (const args of [
      ['records', 'show', id],
      ['records', 'export'],
      ['records', 'list'],
    ]) {
      const { exit, out, err } = await prescreenAs(somebodyElse ?? 0, args, { env })
      expect([args[1], exit, out]).toEqual([args[1], 0, expect.stringContaining('A-1')])
      if (args[1] !== 'list')
        expect([args[1], err]).toEqual([
          args[1],
          expect.stringMatching(/^not logged: .*: this user may not read or write it\n/),
        ])
    }
    const asked = await prescreenAs(somebodyElse ?? 0, ['screen', clinic.form, '--plain'], { input: '2\n', env })
    expect([asked.exit, asked.err]).toEqual([
      77,
      expect.stringMatching(/this user may not read or write it[\s\S]*nothing was asked/),
    ])
    expect(readFileSync(join(copy, 'audit.jsonl'), 'utf8')).toBe(before)
    rmSync(copy, { recursive: true })
  })
})

test.skipIf(process.platform === 'win32')(
  'a folder that everybody may write to is told, and one of a group is not',
  async () => {
    const home = join(clinic.folder, 'shared')
    mkdirSync(home)
    for (const [mode, told] of [
      [0o777, true],
      [0o770, false],
    ] as const) {
      chmodSync(home, mode)
      const { err } = await clinic.run(['screen', clinic.form, '--plain'], '', { PRESCREEN_HOME: home })
      expect([mode, err.includes('every user of this computer may rename and remove')]).toEqual([mode, told])
    }
  },
)

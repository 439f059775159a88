import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { until } from '../support/waits.ts'

const root = mkdtempSync(join(tmpdir(), 'prescreen-ends-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const HEADER = 'record,age,seizures\n'
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${from + index},34,never\n`).join('')

function folderFor(name: string): string {
  const folder = join(root, name)
  mkdirSync(folder)
  return folder
}

interface Running {
  readonly child: ReturnType<typeof spawn>
  readonly ended: Promise<{ readonly exit: number | null; readonly err: string }>
}

function start(cwd: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, [inProject('bin/prescreen.js'), 'score', 'ketamine-intake', ...args], {
    cwd,
    env: { PATH: process.env.PATH, TZ: 'UTC' },
  })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  child.stdin.on('error', () => undefined)
  return { child, ended: new Promise((resolve) => child.on('close', (exit) => resolve({ exit, err }))) }
}

/** Once a temporary file is there, work is half done. */
async function halfDone(folder: string): Promise<void> {
  await until('a temporary file', () => readdirSync(folder).some((name) => name.startsWith('.prescreen-')))
}

const OUTPUTS = ['-o', 'results.csv', '--errors', 'errors.csv', '--summary', 'summary.json']

describe('whatever ends it, no half file is left', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s', async (signal, code) => {
    const folder = folderFor(signal)
    const { child, ended } = start(folder, OUTPUTS)
    child.stdin?.write(HEADER + rows(1, 50_000))
    await halfDone(folder)
    child.kill(signal)
    expect((await ended).exit).toBe(code)
    expect(readdirSync(folder)).toEqual([])
  })

  test('a reader that has seen enough', async () => {
    const folder = folderFor('pipe')
    writeFileSync(join(folder, 'answers.csv'), HEADER + rows(1, 20_000))
    const { child, ended } = start(folder, ['answers.csv', '--errors', 'errors.csv', '--summary', 'summary.json'])
    child.stdout?.once('data', () => child.stdout?.destroy())
    expect((await ended).exit).toBe(74)
    expect(readdirSync(folder)).toEqual(['answers.csv'])
  })

  const small = folderFor('small')
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]).status === 0
  afterAll(() => {
    if (isMounted) spawnSync('umount', [small])
  })

  test.skipIf(!isMounted)('a disk of 64 KB (skipped where none can be mounted)', async () => {
    const folder = folderFor('full')
    writeFileSync(join(folder, 'answers.csv'), HEADER + rows(1, 20_000))
    const { ended } = start(folder, [
      'answers.csv',
      '-o',
      join(small, 'results.csv'),
      '--summary',
      join(small, 's.json'),
    ])
    const { exit, err } = await ended
    expect(exit).toBe(74)
    expect(err).toContain(`${join(small, 'results.csv')}: the disk is full; nothing is kept`)
    expect(readdirSync(small)).toEqual([])
  })

  test('a packed file that is cut short', async () => {
    const folder = folderFor('gzip')
    writeFileSync(join(folder, 'answers.csv'), HEADER + rows(1, 5000))
    spawnSync('gzip', ['answers.csv'], { cwd: folder })
    spawnSync('sh', ['-c', 'head -c 5000 answers.csv.gz > cut.csv.gz'], { cwd: folder })
    const whole = await start(folder, ['answers.csv.gz', '-o', 'whole.csv']).ended
    expect(whole.err).toContain('5,000 records = 5,000 scored + 0 not scored')
    const { exit, err } = await start(folder, ['cut.csv.gz', ...OUTPUTS]).ended
    expect(exit).toBe(65)
    expect(err).toContain('cut.csv.gz: the packed file is damaged or cut short; nothing of it is kept')
    expect(readdirSync(folder).sort()).toEqual(['answers.csv.gz', 'cut.csv.gz', 'whole.csv'])
  })
})

test('what a killed run left is swept by the next one, and neither a living one nor anybody else is touched', async () => {
  const folder = folderFor('killed')
  const halves = () => readdirSync(folder).filter((name) => name.startsWith('.prescreen-'))
  const dead = start(folder, OUTPUTS)
  dead.child.stdin?.write(HEADER + rows(1, 10))
  await until('three temporary files', () => halves().length === 3)
  dead.child.kill('SIGKILL')
  await dead.ended
  const ofTheDead = halves()
  expect(ofTheDead).toHaveLength(3)
  // Of another computer, of a record, and of no program at all: nobody here can say that these are not wanted.
  const foreign = ['.prescreen-aaaaaaaaaaaa.deadbeef-1-cafecafe.tmp', '.aaaaaaaaaaaa.deadbeef-1-cafecafe.tmp', 'x.tmp']
  for (const name of foreign) writeFileSync(join(folder, name), 'x')
  const alive = start(folder, ['-o', 'alive.csv'])
  alive.child.stdin?.write(HEADER + rows(1, 10))
  await until(
    'the first file of the living run',
    () => halves().length === 2 && !halves().some((name) => ofTheDead.includes(name)),
  )
  writeFileSync(join(folder, 'answers.csv'), HEADER + rows(1, 3))
  expect((await start(folder, ['answers.csv', '-o', 'next.csv']).ended).exit).toBe(0)
  expect(halves()).toHaveLength(2)
  alive.child.stdin?.end()
  expect((await alive.ended).exit).toBe(0)
  expect(readdirSync(folder).sort()).toEqual(['alive.csv', 'answers.csv', 'next.csv', ...foreign].sort())
})

describe('files that cannot be read or written are refused before anything is scored', () => {
  const folder = folderFor('refused')
  beforeAll(() => {
    writeFileSync(join(folder, 'answers.csv'), HEADER + rows(1, 3))
    writeFileSync(join(folder, 'there.csv'), 'mine')
    spawnSync('ln', ['-s', 'there.csv', 'link.csv'], { cwd: folder })
  })

  test.each([
    [['missing.csv'], 66, 'missing.csv: there is no such file'],
    [['.'], 66, '.: it is a folder'],
    [
      ['answers.csv', '-o', 'there.csv'],
      73,
      'there.csv: there is a file of that name already, and it was left alone\n   --force replaces it',
    ],
    [['answers.csv', '-o', 'link.csv', '--force'], 73, 'link.csv: it is a link'],
    [['answers.csv', '-o', 'no/where.csv'], 73, 'no/where.csv: there is no such folder'],
    [
      ['answers.csv', '-o', 'answers.csv', '--force'],
      64,
      'answers.csv: what is read in this run cannot be replaced by it',
    ],
    [['answers.csv', '--summary', 'there.csv'], 73, 'there.csv: there is a file of that name already'],
    [['answers.csv', '--shard', '3/2'], 64, '--shard is i/n'],
    [['answers.csv', '--to', 'xlsx'], 64, 'a workbook is a file: name it, such as -o results.xlsx'],
    [['answers.csv', '--from', 'parquet'], 64, '--from cannot be `parquet`'],
    [['answers.csv', '--on', '2026-02-30'], 64, '--on is a day of the calendar'],
  ])('%j', async (args, code, told) => {
    const before = readdirSync(folder)
    const { exit, err } = await start(folder, args).ended
    expect(err).toContain(told)
    expect(exit).toBe(code)
    expect(readdirSync(folder)).toEqual(before)
  })

  test('with --force a file is replaced whole', async () => {
    const { exit } = await start(folder, ['answers.csv', '-o', 'there.csv', '--force']).ended
    expect(exit).toBe(0)
    expect(existsSync(join(folder, 'there.csv'))).toBe(true)
    const { err } = await start(folder, ['there.csv', '-o', 'again.csv']).ended
    expect(err).toContain('there.csv:1: none of its 15 columns is a question')
  })
})

test('a table that `>` of Windows PowerShell 5 has written, in UTF-16 with a mark, is scored as the one in UTF-8', async () => {
  const folder = folderFor('powershell')
  const table = `${HEADER}${rows(1, 20)}${rows(21, 1).replace('never', 'näver')}`
  writeFileSync(join(folder, 'plain.csv'), table)
  writeFileSync(join(folder, 'redirected.csv'), `\ufeff${table.replaceAll('\n', '\r\n')}`, 'utf16le')
  const results = []
  for (const name of ['plain', 'redirected']) {
    const { exit, err } = await start(folder, [`${name}.csv`, '-o', `${name}.out.csv`]).ended
    results.push({ exit, err: err.replaceAll(name, 'it'), text: readFileSync(join(folder, `${name}.out.csv`), 'utf8') })
  }
  expect(results[0]?.text.split('\n').length).toBeGreaterThan(20)
  expect(results[1]).toEqual(results[0])
})

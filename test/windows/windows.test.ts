import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { inTerminal } from '../support/terminal.ts'
import { patience } from '../support/waits.ts'
import {
  inWindowsConsole,
  nodeOnWindows,
  onWindows,
  prepareWindows,
  prescreenOnWindows,
  type RanOnWindows,
  windowsNode,
} from './wine.ts'

/*
 * The program on the real Node of Windows, under Wine. What Wine cannot show is a list for a person in `test/README.md`.
 */

const FORM = `format: prescreen/1
id: small
version: 1.0.0
title: A small form
language: en
status: draft
sources:
  policy: { title: A policy }
sections:
  - id: one
    title: Begin
    questions:
      - { id: pain, text: Do you have pain?, type: yes_no, usual: no, worse: yes }
      - { id: age, text: How old are you?, type: integer, usual: 40, hard: { min: 18, max: 110 } }
rules:
  - { id: PAIN, when: pain = yes, level: refer-before, basis: own, because: Has pain., sources: [policy] }
  - { id: OLD, when: age > 90, level: refer-discuss, basis: own, because: Is older., sources: [policy] }
`

const node = windowsNode() ?? ''
/** A name with spaces and an umlaut, as folders of people have. */
const folder = join(mkdtempSync(join(tmpdir(), 'prescreen-windows-')), 'Eigene Dateien für Müller')
const home = join(folder, 'Aufzeichnungen')
const env = { PRESCREEN_HOME: onWindows(home), PRESCREEN_CONFIG: onWindows(join(folder, 'settings')) }

const TABLE = [
  ['id', 'pain', 'age'],
  ['1', 'yes', 40],
  ['2', 'no', 200],
  ['3', 'unsure', 95],
] as const

beforeAll(async () => {
  // Wine alone takes seconds to start, and half a minute on a busy machine.
  patience.ms = 200_000
  if (node === '') return
  prepareWindows()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'small.yaml'), FORM)
  writeFileSync(join(folder, 'later.yaml'), FORM.replace('1.0.0', '1.1.0').replace('age > 90', 'age > 80'))
  const csv = TABLE.map((row) => `${row.join(',')}\n`).join('')
  writeFileSync(join(folder, 'answers.csv'), csv)
  writeFileSync(join(folder, 'from-powershell.csv'), `\ufeff${csv.replaceAll('\n', '\r\n')}`, 'utf16le')
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Answers').addRows(TABLE.map((row) => [...row]))
  await book.xlsx.writeFile(join(folder, 'answers.xlsx'))
}, 300_000)
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

function here(args: readonly string[], input = ''): RanOnWindows {
  return prescreenOnWindows(args, { node, cwd: folder, input, env })
}

/** The same program on this system, in the same folder. */
function onLinux(args: readonly string[]): {
  readonly exit: number | null
  readonly out: string
  readonly err: string
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inProject('bin/prescreen.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', HOME: folder, PRESCREEN_HOME: home },
  })
  return { exit: status, out: stdout, err: stderr }
}

describe.skipIf(node === '')('on Windows', () => {
  test('a screening is recorded, listed, shown and exported, and Linux finds the folder whole', () => {
    const screened = here(
      ['screen', 'small.yaml', '--plain', '--ref', 'A-17', '--handout', 'Blatt 1.html'],
      'y\n40\nf\n',
    )
    expect(screened.exit).toBe(0)
    expect(screened.out + screened.err).toContain('REFER')
    expect(readdirSync(folder)).toContain('Blatt 1.html')
    const [id = ''] = here(['records', 'list']).out.split(' ')
    expect(id).toMatch(/^\w{4}-\w{4}-\w{4}$/)
    expect(here(['records', 'list', '--json']).out).toBe(onLinux(['records', 'list', '--json']).out)
    expect(here(['records', 'show', id, '--json']).out).toBe(onLinux(['records', 'show', id, '--json']).out)
    expect(here(['records', 'export', '-o', 'export.csv']).exit).toBe(0)
    const verified = here(['records', 'verify'])
    expect({ exit: verified.exit, said: verified.out }).toEqual({
      exit: 0,
      said: expect.stringContaining('1 record'),
    })
    expect(onLinux(['records', 'verify']).exit).toBe(0)
    // On Linux the export is refused, since Windows has written it: both see one file.
    expect(onLinux(['records', 'export', '-o', 'export.csv']).exit).toBe(73)
  }, 300_000)

  test('what is kept is backed up and restored', () => {
    expect(here(['records', 'backup', 'Sicherung.tar'])).toMatchObject({ exit: 0 })
    const elsewhere = { ...env, PRESCREEN_HOME: onWindows(join(folder, 'restored')) }
    const restored = prescreenOnWindows(['records', 'restore', 'Sicherung.tar'], { node, cwd: folder, env: elsewhere })
    expect(restored).toMatchObject({ exit: 0 })
    const listed = prescreenOnWindows(['records', 'list'], { node, cwd: folder, env: elsewhere })
    expect(listed.out).toBe(here(['records', 'list']).out)
  }, 300_000)

  test.each(['answers.csv', 'answers.xlsx', 'from-powershell.csv'])(
    'the table %s is scored byte for byte as on Linux',
    (table) => {
      const windows = here(['score', 'small.yaml', table, '--force', '-o', 'windows.csv'])
      const linux = onLinux(['score', 'small.yaml', table, '--force', '-o', 'linux.csv'])
      expect([linux.exit, windows.exit]).toEqual([65, 65])
      expect(readFileSync(join(folder, 'windows.csv'))).toEqual(readFileSync(join(folder, 'linux.csv')))
      expect(windows.err).toBe(linux.err.replaceAll('linux.csv', 'windows.csv'))
    },
    300_000,
  )

  test.each(['answers.csv', 'answers.xlsx'])(
    'results of %s are a workbook, byte for byte as on Linux, where paths have a drive letter',
    (table) => {
      const scored = ['--id', 'id', '--force', '-o']
      const there = (name: string) => onWindows(join(folder, name))
      expect(here(['score', there('small.yaml'), there(table), ...scored, there('windows.xlsx')]).exit).toBe(65)
      expect(onLinux(['score', 'small.yaml', table, ...scored, 'linux.xlsx']).exit).toBe(65)
      expect(readFileSync(join(folder, 'windows.xlsx'))).toEqual(readFileSync(join(folder, 'linux.xlsx')))
    },
    300_000,
  )

  test.each([
    [['check', 'small.yaml']],
    [['show', 'small.yaml', '--as', 'markdown']],
    [['screen', 'small.yaml', '--answers', 'answers.yaml']],
    [['explain', 'unknown-question']],
    [['explain', 'small.yaml', 'answers.yaml', '--all']],
    [['explain', 'small.yaml', 'answers.csv', '--row', '3']],
    [['diff', 'small.yaml', 'later.yaml']],
    [['diff', 'small.yaml', 'later.yaml', '--as', 'markdown']],
    [['export', 'small.yaml', '--to', 'sql', '--dialect', 'duckdb', '--id', 'id']],
  ])(
    '%j says what it says on Linux',
    (args) => {
      writeFileSync(join(folder, 'answers.yaml'), 'pain: yes\nage: 40\n')
      const said = ({ exit, out, err }: RanOnWindows) => ({
        exit,
        text: `${out}${err}`.replaceAll(/\d+\.\d s|\d{4}-\d\d-\d\d \d\d:\d\d/g, '…').replaceAll('\\', '/'),
      })
      expect(said(here(args))).toEqual(said(onLinux(args)))
    },
    300_000,
  )

  test('new writes the files that it writes on Linux', () => {
    const made = () => {
      const names = readdirSync(folder).filter((name) => /^fresh\.|schema\.json$/.test(name))
      const texts = names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])
      for (const name of names) rmSync(join(folder, name))
      return texts
    }
    expect(here(['new', 'fresh']).exit).toBe(0)
    const windows = made()
    expect(windows).toHaveLength(4)
    expect(onLinux(['new', 'fresh']).exit).toBe(0)
    expect(windows).toEqual(made())
  }, 300_000)

  test('names that Windows does not have are refused before anything is asked or read', () => {
    const refused = here(['score', 'small.yaml', 'answers.csv', '-o', 'con.csv'])
    expect(refused.exit).toBe(73)
    expect(refused.err).toContain('Windows keeps the name `con.csv` for a device')
    const asked = here(['screen', 'small.yaml', '--plain', '--ref', 'B-1', '--handout', 'sheet:1.txt'], 'y\n')
    expect(asked.exit).toBe(73)
    expect(asked.err).not.toContain('Do you have pain?')
    expect(here(['records', 'list']).err).not.toContain('not finished')
  }, 300_000)

  test('a file that another program has open is named, and stays as it is', () => {
    copyFileSync(join(folder, 'windows.csv'), join(folder, 'held.csv'))
    const before = readFileSync(join(folder, 'held.csv'), 'utf8')
    // Opened for this process alone, as Excel does; Node's own flag for that exists on Windows only.
    const holding = `
      const fs = require('fs'), { spawnSync } = require('child_process')
      fs.openSync('held.csv', fs.constants.O_RDWR | 0x10000000)
      const args = [process.argv[1], 'score', 'small.yaml', 'answers.csv', '-o', 'held.csv', '--force']
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
      fs.writeFileSync('said.txt', status + ' ' + stderr)`
    nodeOnWindows(['-e', holding, onWindows(inProject('bin/prescreen.js'))], { node, cwd: folder, env })
    const said = readFileSync(join(folder, 'said.txt'), 'utf8')
    expect(said).toMatch(/^75 /)
    expect(said).toContain('held.csv')
    expect(said).toContain('another program has it open')
    expect(readFileSync(join(folder, 'held.csv'), 'utf8')).toBe(before)
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  }, 300_000)

  test('paths are shown with the separators of Windows', () => {
    expect(here(['settings']).out).toContain(`${env.PRESCREEN_CONFIG}\\settings.yaml`)
  }, 300_000)

  // Each message with a path in it that the code puts together; those that repeat what was typed are one kind.
  test.each([
    [['check', '.\\sub'], 1, 'sub\\deep.yaml:'],
    [['settings', 'set', 'handouts', 'sub'], 0, '\\Eigene Dateien für Müller\\sub'],
    [['score', 'small.yaml', 'answers.csv', '-o', 'no\\where.csv'], 73, 'no\\where.csv: there is no such folder'],
    [['settings', 'set', 'handouts', 'con'], 73, 'Windows keeps the name `con` for a device'],
    [['settings', 'set', 'handouts', 'no\\where'], 73, 'no\\where: there is no such folder; make it first'],
    [['settings', 'set', 'anchor', 'no\\where'], 73, 'Eigene Dateien für Müller\\no first'],
    [['screen', 'no\\form.yaml', '--plain'], 66, 'no\\form.yaml: there is no such file'],
    [['screen', 'small.yaml', '--handout', 'no\\a.html', '--plain'], 73, 'no\\a.html: there is no such folder'],
    [['records', 'restore', 'no\\b.tar'], 66, 'no\\b.tar: there is no such file'],
    [['records', 'verify'], 66, '\\Eigene Dateien für Müller\\none: there is no record folder here'],
  ])(
    '%j names a path as Windows does',
    (args, exit, said) => {
      mkdirSync(join(folder, 'sub'), { recursive: true })
      writeFileSync(join(folder, 'sub/deep.yaml'), FORM)
      const own = { PRESCREEN_HOME: onWindows(join(folder, 'none')), PRESCREEN_CONFIG: onWindows(join(folder, 'sub')) }
      const ran = prescreenOnWindows(args, { node, cwd: folder, env: own })
      const text = `${ran.out}${ran.err}`
      expect([ran.exit, text]).toEqual([exit, expect.stringContaining(said)])
      expect(text).not.toMatch(/\w\/\w+\.(?:yaml|csv)|~\/|\/dev\/|chmod/)
    },
    300_000,
  )

  test('a record folder that Windows cannot have is refused before anything is asked', () => {
    const own = { ...env, PRESCREEN_HOME: 'C:\\con' }
    const asked = prescreenOnWindows(['screen', 'small.yaml', '--plain', '--ref', 'D-1'], {
      node,
      cwd: folder,
      input: 'y\n',
      env: own,
    })
    expect([asked.exit, asked.err]).toEqual([73, expect.stringContaining('the name `con` for a device')])
    expect(asked.out).not.toContain('Do you have pain?')
    const restored = prescreenOnWindows(['records', 'restore', 'Sicherung.tar'], { node, cwd: folder, env: own })
    expect([restored.exit, restored.err]).toEqual([73, expect.stringContaining('the name `con` for a device')])
  }, 300_000)

  test('a record is encrypted, opened with its key, and corrected', async () => {
    const identity = await generateIdentity()
    writeFileSync(join(folder, 'key.txt'), `${identity}\n`)
    writeFileSync(join(folder, 'other.txt'), `${await generateIdentity()}\n`)
    mkdirSync(join(folder, 'locked'), { recursive: true })
    writeFileSync(join(folder, 'locked/settings.yaml'), `recipients: [${await identityToRecipient(identity)}]\n`)
    const own = {
      PRESCREEN_HOME: onWindows(join(folder, 'closed')),
      PRESCREEN_CONFIG: onWindows(join(folder, 'locked')),
    }
    const run = (args: readonly string[], input = '') =>
      prescreenOnWindows(args, { node, cwd: folder, input, env: own })
    expect(run(['screen', 'small.yaml', '--plain', '--ref', 'E-1'], 'y\n40\nf\n').exit).toBe(0)
    const [id = ''] = run(['records', 'list']).out.split(' ')
    const show = ['records', 'show', id, '--identity']
    expect(run(['records', 'show', id]).err).toContain('it is encrypted: --identity FILE opens it')
    expect(run([...show, 'no\\key.txt'])).toMatchObject({
      exit: 66,
      err: expect.stringContaining('no\\key.txt: there'),
    })
    expect(run([...show, 'other.txt'])).toMatchObject({ exit: 65, err: expect.stringContaining('does not open it') })
    expect(run([...show, 'key.txt'])).toMatchObject({ exit: 0, out: expect.stringContaining('REFER') })
    const corrected = run(
      ['records', 'correct', id, '--why', 'typed wrong', '--plain', '--identity', 'key.txt'],
      '1\nn\nf\n',
    )
    expect(corrected.exit).toBe(0)
    expect(run(['records', 'verify', '--identity', 'key.txt'])).toMatchObject({
      exit: 0,
      out: expect.stringContaining('2 records'),
    })
  }, 300_000)

  test('a screening with keys that is killed goes on where it was', async () => {
    const own = { ...env, PRESCREEN_HOME: onWindows(join(folder, 'killed')) }
    const consoleEnv = { ...own, TERM: 'xterm-256color' }
    const form = onWindows(join(folder, 'small.yaml'))
    const first = inWindowsConsole(node, ['screen', form, '--ref', 'C-3'], consoleEnv)
    await inTerminal(first, async (terminal) => {
      await terminal.waitFor('Do you have pain?')
      await terminal.rest(1_000, 'a console under Wine draws in pieces')
      await terminal.send('y').waitFor('How old are you?')
      // Killed with everything that it started, as when the power fails.
    })
    const listed = prescreenOnWindows(['records', 'list'], { node, cwd: folder, env: own })
    expect(listed.err).toContain('1 draft is not finished')
    await inTerminal(inWindowsConsole(node, ['resume'], consoleEnv), async (terminal) => {
      await terminal.waitFor('How old are you?')
      await terminal.rest(1_000, 'a console under Wine draws in pieces')
      await terminal.send('4').waitFor('> 4')
      await terminal.send('0').waitFor('> 40')
      terminal.send('Enter')
      await terminal.waitFor('F finish')
      await terminal.rest(1_000, 'the review takes no answer key at once')
      await terminal.send('f').waitFor('REFER')
    })
    expect(prescreenOnWindows(['records', 'list'], { node, cwd: folder, env: own })).toMatchObject({
      exit: 0,
      out: expect.stringContaining('C-3'),
      err: expect.stringMatching(/^1 record\.\s*$/),
    })
  }, 900_000)

  test('a draft is gone on with line by line, and closed, although this process has it open', () => {
    const own = { ...env, PRESCREEN_HOME: onWindows(join(folder, 'drafts')) }
    const run = (args: readonly string[], input = '') =>
      prescreenOnWindows(args, { node, cwd: folder, input, env: own })
    expect(run(['screen', 'small.yaml', '--plain', '--ref', 'F-1'], 'y\n').exit).toBe(65)
    expect(run(['resume', '--plain'], '40\nf\n')).toMatchObject({ exit: 0, out: expect.stringContaining('REFER') })
    expect(run(['screen', 'small.yaml', '--plain', '--ref', 'F-2'], 'y\n').exit).toBe(65)
    const [id = ''] = readdirSync(join(folder, 'drafts/drafts')).map((name) => name.replace('.jsonl', ''))
    expect(run(['records', 'close', id])).toMatchObject({ exit: 0 })
    expect(run(['records', 'verify'])).toMatchObject({ exit: 0, out: expect.stringContaining('2 records') })
  }, 300_000)
})

import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'
import { until } from '../support/waits.ts'

const folder = mkdtempSync(join(tmpdir(), 'prescreen-show-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(async () => {
  await prescreenIn(folder, ['new', 'clinic'])
})

const form = join(folder, 'clinic.yaml')
const page = join(folder, 'clinic.html')
const shown = () => (existsSync(page) ? readFileSync(page, 'utf8') : '')

test('show --watch writes the page at every change, its errors where there are some, and ends with Ctrl-C', async () => {
  const program = [inProject('bin/prescreen.js'), 'show', 'clinic.yaml', '--watch', '-o', 'clinic.html']
  const child = spawn(process.execPath, program, { cwd: folder })
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  await until('watching', () => err.includes('watching'))
  const good = readFileSync(form, 'utf8')
  expect(shown()).toContain('http-equiv="refresh"')
  writeFileSync(form, good.replace('title: ', 'title: Changed '))
  await until('the change', () => shown().includes('Changed '))
  writeFileSync(form, good.replace('format: prescreen/1', 'formt: prescreen/1'))
  await until('the error', () => shown().includes('cannot be shown yet'))
  expect(shown()).toContain('unknown key `formt`')
  expect(shown()).toContain('did you mean `format`?')
  writeFileSync(form, good)
  await until('the page again', () => shown().includes('Signatures'))
  child.kill('SIGINT')
  expect(await ended).toBe(130)
})

test('asked to end while its input is no terminal and no pipe it ends, and says nothing of an error', async () => {
  const program = [inProject('bin/prescreen.js'), 'show', 'clinic.yaml', '--watch', '--force', '-o', 'clinic.html']
  const input = openSync(form, 'r')
  const child = spawn(process.execPath, program, { cwd: folder, stdio: [input, 'ignore', 'pipe'] })
  let err = ''
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  await until('watching', () => err.includes('watching'))
  child.kill('SIGTERM')
  expect(await ended).toBe(143)
  expect(err).not.toContain('error')
  closeSync(input)
})

test('a questionnaire that is not there is told at once and not waited for', async () => {
  const { exit, err } = await prescreenIn(folder, ['show', 'nothing.yaml', '--watch', '-o', 'nothing.html'])
  expect({ exit, err }).toEqual({ exit: 66, err: 'prescreen: nothing.yaml: there is no such file\n' })
  expect(existsSync(join(folder, 'nothing.html'))).toBe(false)
})

test('a file that is there is replaced with --force only, and the questionnaire never', async () => {
  const before = readFileSync(form, 'utf8')
  writeFileSync(page, 'mine')
  const kept = await prescreenIn(folder, ['show', 'clinic.yaml', '--as', 'html', '-o', 'clinic.html'])
  expect(kept.exit).toBe(73)
  expect(kept.err).toContain('--force replaces it')
  expect(shown()).toBe('mine')
  expect(
    (await prescreenIn(folder, ['show', 'clinic.yaml', '--as', 'html', '-o', 'clinic.html', '--force'])).exit,
  ).toBe(0)
  expect(shown()).toContain('Signatures')
  const own = await prescreenIn(folder, ['show', 'clinic.yaml', '--as', 'html', '-o', './clinic.yaml', '--force'])
  expect(own.exit).toBe(64)
  expect(readFileSync(form, 'utf8')).toBe(before)
})

test.each([[['--watch']], [['--watch', '-o', '-']], [['--watch', '--as', 'paper', '-o', 'a.txt']]])(
  '%j is refused with what to write',
  async (options) => {
    const { exit, err } = await prescreenIn(folder, ['show', 'clinic.yaml', ...options])
    expect(exit).toBe(64)
    expect(err).toContain('--watch -o')
  },
)

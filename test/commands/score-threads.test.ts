import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { until } from '../support/waits.ts'

const root = mkdtempSync(join(tmpdir(), 'prescreen-two-threads-'))
const table = join(root, 'answers.csv')
beforeAll(() => {
  const rows = Array.from({ length: 300_000 }, (_, index) => `${index},34,never\n`)
  writeFileSync(table, `record,age,seizures\n${rows.join('')}`)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function start(folder: string, env: Readonly<Record<string, string>> = {}) {
  const outputs = ['-o', join(folder, 'r.csv'), '--errors', join(folder, 'e.csv'), '--summary', join(folder, 's.json')]
  const child = spawn(
    process.execPath,
    [inProject('bin/prescreen.js'), 'score', 'ketamine-intake', table, ...outputs, '--threads', '2'],
    { env: { PATH: process.env.PATH, TZ: 'UTC', ...env } },
  )
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = new Promise<{ readonly exit: number | null; readonly err: string }>((resolve) =>
    child.on('close', (exit) => resolve({ exit, err })),
  )
  return { child, ended }
}

function folderFor(name: string): string {
  const folder = join(root, name)
  mkdirSync(folder)
  return folder
}

/** Result rows stand in a file without a name yet. */
function isHalfDone(folder: string): boolean {
  const half = readdirSync(folder).filter((name) => name.startsWith('.prescreen-'))
  return half.some((name) => statSync(join(folder, name)).size > 0)
}

describe('a run of two threads that does not come to its end leaves nothing', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('after %s', async (signal, code) => {
    const folder = folderFor(signal)
    const { child, ended } = start(folder)
    await until('result rows', () => isHalfDone(folder))
    child.kill(signal)
    expect((await ended).exit).toBe(code)
    expect(readdirSync(folder)).toEqual([])
  })

  const small = folderFor('small')
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]).status === 0
  afterAll(() => {
    if (isMounted) spawnSync('umount', [small])
  })

  test.skipIf(!isMounted)('on a disk of 64 KB (skipped where none can be mounted)', async () => {
    const { exit, err } = await start(small).ended
    expect(err).toContain(`${join(small, 'r.csv')}: the disk is full; nothing is kept`)
    expect(exit).toBe(74)
    expect(readdirSync(small)).toEqual([])
  })

  test.each([
    ['error', 'internal error, please report it: Error at Object.error (file:'],
    ['exit', 'a thread that scores ended before its work was done; nothing is kept'],
    ['exit 0', 'a thread that scores ended before its work was done; nothing is kept'],
    ['memory', 'a thread that scores ran out of memory; nothing is kept'],
  ])('after the death of a thread: %s', async (death, message) => {
    const folder = folderFor(death)
    const dying = pathToFileURL(inProject('test/support/dying-thread.mjs'))
    const { exit, err } = await start(folder, {
      DEATH: death,
      NODE_OPTIONS: `--max-old-space-size=96 --import=${dying}`,
    }).ended
    expect(err).toContain(`prescreen: ${message}`)
    expect(exit).toBe(70)
    expect(readdirSync(folder)).toEqual([])
  })
})

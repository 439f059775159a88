import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultOf, replaceFile, writeNewFile, writeWhole } from '../../src/disk/index.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prescreen-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a new file is whole, readable by its owner only, and leaves nothing beside it', async () => {
  const before = process.umask(0)
  const written = await writeNewFile(join(folder, 'a.txt'), 'é'.repeat(100_000))
  process.umask(before)
  expect(written).toEqual({ ok: true })
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('é'.repeat(100_000))
  expect(statSync(join(folder, 'a.txt')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['a.txt'])
})

test('a file that is there is left as it is, and so is what a link points to', async () => {
  writeFileSync(join(folder, 'old.txt'), 'old')
  symlinkSync(join(folder, 'old.txt'), join(folder, 'link.txt'))
  expect(await writeNewFile(join(folder, 'old.txt'), 'new')).toMatchObject({ ok: false, fault: { reason: 'exists' } })
  expect(await writeNewFile(join(folder, 'link.txt'), 'new')).toMatchObject({ ok: false, fault: { reason: 'exists' } })
  expect([readFileSync(join(folder, 'old.txt'), 'utf8'), lstatSync(join(folder, 'link.txt')).isSymbolicLink()]).toEqual(
    ['old', true],
  )
  expect(readdirSync(folder).sort()).toEqual(['link.txt', 'old.txt'])
})

test('a folder that is missing, or that may not be written, is told', async () => {
  expect(await writeNewFile(join(folder, 'no', 'a.txt'), 'x')).toMatchObject({
    ok: false,
    fault: { reason: 'missing' },
  })
  mkdirSync(join(folder, 'shut'))
  chmodSync(join(folder, 'shut'), 0o500)
  const root = process.getuid?.() === 0
  expect(await writeNewFile(join(folder, 'shut', 'a.txt'), 'x')).toMatchObject(
    root ? { ok: true } : { ok: false, fault: { reason: 'denied' } },
  )
  chmodSync(join(folder, 'shut'), 0o700)
})

test('a text that replaces another keeps the mode of the file and the link that leads to it', async () => {
  writeFileSync(join(folder, 'old.txt'), 'old', { mode: 0o640 })
  chmodSync(join(folder, 'old.txt'), 0o640)
  symlinkSync(join(folder, 'old.txt'), join(folder, 'link.txt'))
  expect(await replaceFile(join(folder, 'link.txt'), 'new')).toEqual({ ok: true })
  expect([readFileSync(join(folder, 'old.txt'), 'utf8'), statSync(join(folder, 'old.txt')).mode & 0o777]).toEqual([
    'new',
    0o640,
  ])
  expect(readdirSync(folder).sort()).toEqual(['link.txt', 'old.txt'])
})

test('on a disk without hard links a new file is still whole, and a name that is taken is still left alone', () => {
  const noLinks = {
    ...fs,
    linkSync: () => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' })
    },
  }
  const path = join(folder, 'a.txt')
  writeWhole(path, Buffer.from('whole'), { naming: 'new', disk: noLinks, temporary: join(folder, 'half') })
  expect(() =>
    writeWhole(path, Buffer.from('other'), { naming: 'new', disk: noLinks, temporary: join(folder, 'half') }),
  ).toThrow(expect.objectContaining({ code: 'EEXIST' }))
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['whole', ['a.txt']])
})

test('what a killed program left half written is taken away by the next one that writes there', async () => {
  const half = `
    const { beginWhole } = await import(${JSON.stringify(new URL('../../src/disk/whole-file.ts', import.meta.url).href)})
    beginWhole(${JSON.stringify(join(folder, 'a.txt'))}, 'new').write(Buffer.from('half'))
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', half])
  expect(readdirSync(folder)).toHaveLength(1)
  expect(await writeNewFile(join(folder, 'b.txt'), 'whole')).toEqual({ ok: true })
  expect(readdirSync(folder)).toEqual(['b.txt'])
})

test('a fault of the program is no fault of the file system', () => {
  expect(faultOf(Object.assign(new Error('full'), { code: 'ENOSPC' }), 'x')).toEqual({
    reason: 'full',
    path: 'x',
    code: 'ENOSPC',
  })
  expect(() => faultOf(new TypeError('oh'), 'x')).toThrow(TypeError)
})

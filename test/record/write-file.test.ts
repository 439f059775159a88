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
import { writeNewFile } from '../../src/disk/index.ts'

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
  expect(await writeNewFile(join(folder, 'old.txt'), 'new')).toEqual({ ok: false, reason: 'exists' })
  expect(await writeNewFile(join(folder, 'link.txt'), 'new')).toEqual({ ok: false, reason: 'exists' })
  expect([readFileSync(join(folder, 'old.txt'), 'utf8'), lstatSync(join(folder, 'link.txt')).isSymbolicLink()]).toEqual(
    ['old', true],
  )
  expect(readdirSync(folder).sort()).toEqual(['link.txt', 'old.txt'])
})

test('a folder that is missing, or that may not be written, is told', async () => {
  expect(await writeNewFile(join(folder, 'no', 'a.txt'), 'x')).toEqual({ ok: false, reason: 'missing-folder' })
  mkdirSync(join(folder, 'shut'))
  chmodSync(join(folder, 'shut'), 0o500)
  const root = process.getuid?.() === 0
  expect(await writeNewFile(join(folder, 'shut', 'a.txt'), 'x')).toEqual(
    root ? { ok: true } : { ok: false, reason: 'denied' },
  )
  chmodSync(join(folder, 'shut'), 0o700)
})

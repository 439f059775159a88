import * as fs from 'node:fs'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isAscii } from '../../src/commands/environment.ts'
import { type Disk, faultInWords, faultOf } from '../../src/disk/index.ts'
import { renamePatiently } from '../../src/disk/patience.ts'
import { windowsNameProblem } from '../../src/disk/windows-names.ts'
import { inProject } from '../support/load.ts'

describe('a name that Windows does not have is refused with the reason', () => {
  test.each([
    ['con.yaml', /keeps the name `con\.yaml` for a device/],
    ['C:\\forms\\NUL', /`NUL` for a device/],
    ['C:\\com1.txt\\a.csv', /`com1\.txt` for a device/],
    ['results:old.csv', /may hold `:`/],
    ['C:\\clinic\\what?.csv', /may hold `\?`/],
    ['C:\\clinic\\a\u0007b.csv', /may hold a control character/],
    ['C:\\clinic\\results.', /full stop or a space at the end of `results\.`/],
    ['C:\\clinic \\results.csv', /at the end of `clinic `/],
    [`C:\\${'a'.repeat(257)}`, /the path has 260 characters/],
  ])('%s', (path, problem) => {
    expect(windowsNameProblem(path)).toMatch(problem)
  })

  test.each([
    'C:\\forms\\contact.yaml',
    'C:/forms/console.csv',
    '..\\Über uns\\Ergebnis 1.csv',
    '\\\\server\\share\\results.csv',
    'C:\\forms\\.hidden',
    `C:\\${'a'.repeat(256)}`,
  ])('%s is a name', (path) => {
    expect(windowsNameProblem(path)).toBeUndefined()
  })
})

describe('a file that another program has open', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-patience-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** A disk whose rename fails a number of times as Windows does. */
  function held(times: number, code: string): Disk & { tries: number } {
    const disk = {
      ...fs,
      tries: 0,
      renameSync: (from: fs.PathLike, to: fs.PathLike) => {
        disk.tries += 1
        if (disk.tries <= times) throw Object.assign(new Error(code), { code })
        fs.renameSync(from, to)
      },
    }
    return disk
  }

  test.each(['EPERM', 'EACCES', 'EBUSY'])('gets its name once it is let go (%s)', (code) => {
    writeFileSync(join(folder, 'new'), 'new')
    writeFileSync(join(folder, 'old'), 'old')
    const disk = held(3, code)
    renamePatiently(disk, { from: join(folder, 'new'), to: join(folder, 'old') }, 'win32')
    expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('new')
    expect(disk.tries).toBe(4)
  })

  test('is named when it is not let go, and nothing is lost', () => {
    writeFileSync(join(folder, 'half'), 'half')
    const target = join(folder, 'kept')
    writeFileSync(target, 'kept')
    expect(() => renamePatiently(held(100, 'EPERM'), { from: join(folder, 'half'), to: target }, 'win32')).toThrow(
      expect.objectContaining({ reason: 'busy', path: target }),
    )
    expect(readFileSync(target, 'utf8')).toBe('kept')
  })

  test('is not waited for where its mark "read-only" is what refuses, and that is told', () => {
    const target = join(folder, 'marked')
    writeFileSync(target, 'kept', { mode: 0o444 })
    writeFileSync(join(folder, 'half'), 'half')
    const disk = held(100, 'EPERM')
    expect(() => renamePatiently(disk, { from: join(folder, 'half'), to: target }, 'win32')).toThrow(
      expect.objectContaining({ reason: 'denied', path: target, detail: expect.stringContaining('read-only') }),
    )
    expect([disk.tries, readFileSync(target, 'utf8')]).toEqual([1, 'kept'])
  })

  test('elsewhere a refusal is a refusal at once', () => {
    const disk = held(1, 'EPERM')
    expect(() => renamePatiently(disk, { from: join(folder, 'a'), to: join(folder, 'b') }, 'linux')).toThrow('EPERM')
    expect(disk.tries).toBe(1)
  })
})

test('an error of Windows that Node has no name for is a fault of the disk, and not of the program', () => {
  const fault = faultOf(Object.assign(new Error('UNKNOWN: unknown error, write'), { code: 'UNKNOWN' }), 'E:\\a')
  expect([fault.reason, faultInWords(fault)]).toEqual(['failed', 'the disk reports an error (UNKNOWN)'])
  expect(() => faultOf(Object.assign(new Error('ours'), { code: 'ERR_INVALID_ARG_TYPE' }), 'a')).toThrow('ours')
})

describe('letters beyond ASCII on Windows, which names no locale', () => {
  test.each([
    ['win32', true, {}, false],
    ['win32', false, {}, true],
    ['win32', true, { LANG: 'C' }, true],
    ['win32', false, { LANG: 'de_DE.UTF-8' }, false],
    ['linux', true, {}, true],
    ['linux', true, { LC_ALL: 'C.UTF-8' }, false],
    ['linux', true, { LC_ALL: 'C.UTF-8', TERM: 'dumb' }, true],
  ])('%s, at a console %s, environment %j: ASCII only %s', (system, interactive, env, ascii) => {
    expect(isAscii({ env, system, interactive })).toBe(ascii)
  })
})

describe('examples in the help work in every shell', () => {
  const folder = inProject('src/commands')
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /declare-|program/.test(name))
  const examples = files.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split(/\n|\\n/)
      .filter((line) => /^ {2}\S*.*prescreen [a-z]/.test(line)),
  )

  test('no home sign, no folder of Unix alone, no redirection, no variable before a command', () => {
    expect(examples.length).toBeGreaterThan(40)
    // What is for bash may be said in its words.
    const unix = examples.filter((line) => !line.includes('complete bash') && /~\/|\/mnt\/| [<>] |^ *\w+=/.test(line))
    expect(unix).toEqual([])
  })
})

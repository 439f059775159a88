import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { beginWhole, type Disk, type Fault, faultInWords, faultOf } from '../../src/disk/index.ts'
import { refuseTarget } from '../../src/disk/whole-file.ts'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'prescreen-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Why a name is refused; undefined where it is not. */
function refusal(name: string, naming: 'new' | 'replace'): Fault['reason'] | undefined {
  const path = join(folder, name)
  try {
    refuseTarget(path, naming)
    return undefined
  } catch (error) {
    return faultOf(error, path).reason
  }
}

test.each([
  ['nothing', undefined, undefined],
  ['file', 'exists', undefined],
  ['link', 'link', 'link'],
  ['folder', 'not-regular', 'not-regular'],
] as const)(
  'a name that stands for a %s is refused for a new file (%s) and for one that replaces (%s)',
  (name, asNew, asOther) => {
    fs.writeFileSync(join(folder, 'file'), 'x')
    fs.symlinkSync(join(folder, 'file'), join(folder, 'link'))
    fs.mkdirSync(join(folder, 'folder'))
    expect(refusal(name, 'new')).toBe(asNew)
    expect(refusal(name, 'replace')).toBe(asOther)
  },
)

describe('a file is closed', () => {
  /** The real disk, and the files that are open on it, half-written ones. */
  function watched(): { readonly disk: Disk; readonly open: Set<number> } {
    const open = new Set<number>()
    const openSync: typeof fs.openSync = (path, flags, mode) => {
      const file = fs.openSync(path, flags, mode)
      open.add(file)
      return file
    }
    const closeSync: typeof fs.closeSync = (file) => {
      open.delete(file)
      fs.closeSync(file)
    }
    return { disk: { ...fs, openSync, closeSync }, open }
  }

  test('before it gets its name, because Windows gives no name to an open one', () => {
    const { disk, open } = watched()
    const file = beginWhole(join(folder, 'new'), 'new', { disk })
    file.write(Buffer.from('all of it'))
    expect(open.size).toBe(1)
    file.finish()
    expect(open.size).toBe(0)
    file.publish()
    file.abandon()
    expect(open.size).toBe(0)
    expect(fs.readFileSync(join(folder, 'new'), 'utf8')).toBe('all of it')
  })

  test('where it is given up, and nothing is left of it', () => {
    const { disk, open } = watched()
    const file = beginWhole(join(folder, 'new'), 'new', { disk })
    file.write(Buffer.from('half'))
    file.abandon()
    expect(open.size).toBe(0)
    expect(fs.readdirSync(folder)).toEqual([])
  })
})

test.each([
  ['failed', 'keeping', 'the disk reports an error (EIO)'],
  ['failed', 'reading', 'it cannot be read'],
  ['failed', 'writing', 'it could not be written'],
] as const)('%s while %s is told so: %s', (reason, doing, words) => {
  expect(faultInWords({ reason, code: 'EIO', path: 'x' }, doing)).toBe(words)
})

test('only of what is not known otherwise the system’s own word is told, and what is known besides stands alone', () => {
  expect(faultInWords({ reason: 'full', code: 'ENOSPC', path: 'x' }, 'keeping')).not.toContain('ENOSPC')
  expect(faultInWords({ reason: 'failed', code: 'EIO', path: 'x', detail: 'somebody has it' }, 'keeping')).toBe(
    'somebody has it',
  )
})

import { describe, expect, test } from 'vitest'
import { isOpenToOthers } from '../../src/commands/desk/record-folder.ts'

describe('a record folder on Windows, where a file has no mode that keeps others out', () => {
  const env = { USERPROFILE: 'C:\\Users\\Müller' }
  test.each([
    ['win32', 'C:\\Users\\Müller\\AppData\\Local\\prescreen\\Data', false],
    ['win32', 'c:\\users\\müller\\records', false],
    ['win32', 'C:\\Users\\Müller2\\records', true],
    ['win32', 'C:\\Records', true],
    ['win32', 'D:\\Users\\Müller\\records', true],
    ['win32', '\\\\server\\share\\records', true],
    ['linux', '/srv/records', false],
  ])('%s, %s: open to others %s', (system, path, open) => {
    expect(isOpenToOthers(path, { system, env })).toBe(open)
  })
})

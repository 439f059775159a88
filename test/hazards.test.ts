import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inProject } from './support/load.ts'

const rows = readFileSync(inProject('src/HAZARDS.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:hazard|promise) /.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))

test('every hazard has a test, or says that its control comes later or cannot be had', () => {
  const open = rows.filter(([, , , shown = '']) => !/^(`test\/[^`]+`|later: .+|none: .+)/.test(shown))
  expect(open.map(([, hazard]) => hazard)).toEqual([])
})

test('every test that is named exists', () => {
  const missing = rows.flatMap(([, , , shown = '']) => {
    const [, path, name] = /^`(test\/[^`]+)`(?: › (.+))?$/.exec(shown) ?? []
    if (path === undefined)
      return [...shown.matchAll(/`(test\/[^`]+)`/g)]
        .map(([, one = '']) => one)
        .filter((one) => !existsSync(inProject(one)))
    if (!existsSync(inProject(path))) return [path]
    return name === undefined || readFileSync(inProject(path), 'utf8').includes(name) ? [] : [`${path} › ${name}`]
  })
  expect(missing).toEqual([])
})

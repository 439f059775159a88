import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHECKS } from '../../src/authoring/checks/index.ts'
import { LOADER_CODES } from '../../src/authoring/loader-codes.ts'
import { inProject } from '../support/load.ts'

const manual = readFileSync(inProject('questionnaires/README.md'), 'utf8')

test('the manual has every code that check looks for, and no other, in the words of explain', () => {
  const chapter = manual.slice(manual.indexOf('## 10. What check finds'))
  const rows = [...chapter.matchAll(/^\| `([a-z-]+)` \| (.*) \| (.*) \|$/gm)].map(([, code, what, todo]) => ({
    code,
    what,
    todo,
  }))
  const sections = new Set(CHECKS.map(({ section }) => section))
  const inSections = [...sections].flatMap((name) => CHECKS.filter(({ section }) => section === name))
  expect(rows).toEqual(inSections.map(({ code, what, todo }) => ({ code, what, todo })))
})

test('explain has a page for every code that the manual lists under messages, and no other', () => {
  const chapter = manual.slice(manual.indexOf('## 9. Messages'), manual.indexOf('## 10. '))
  const codes = [...chapter.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|/gm)].flatMap(([, cell = '']) =>
    cell.replaceAll('`', '').split(', '),
  )
  expect([...LOADER_CODES.keys()].sort()).toEqual(codes.sort())
})

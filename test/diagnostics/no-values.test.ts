import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/authoring/checks/index.ts'
import { CODES } from '../../src/diagnostics/index.ts'
import { inProject } from '../support/load.ts'
import { sourceFiles } from '../support/source-tree.ts'

/** A number that decides something: what an option counts, where a limit lies. A copied one is a wrong score. */
const VALUE = /\b(?:points|min|max|usual): *(-?\d[\d.]*)/g

function valuesIn(text: string): readonly string[] {
  return [...text.matchAll(VALUE)].map(([, number = '']) => number)
}

const PAGES = [
  ...Object.entries(CODES).map(([code, page]) => [code, page] as const),
  ...CHECKS.map((page) => [page.code, page] as const),
]

describe('no remedy brings a value that the author did not write', () => {
  test.each(PAGES)('the page of %s', (_, { todo, example }) => {
    expect(valuesIn(todo)).toEqual([])
    const brought = valuesIn(example?.right ?? '').filter((one) => !example?.wrong.includes(one))
    expect(brought).toEqual([])
  })

  test('of all mistakes of the list the help says what to write, and no value', () => {
    const said = readFileSync(inProject('test/questionnaire/mistakes.txt'), 'utf8').split('\n')
    const help = said.flatMap((line) => (line.includes(' | ') ? [line.slice(line.indexOf(' | ') + 3)] : []))
    expect(help.length).toBeGreaterThan(120)
    expect(help.filter((one) => valuesIn(one).length > 0)).toEqual([])
  })

  test('no text of the program has one where a remedy is written', () => {
    const help = sourceFiles.flatMap(({ path, text }) =>
      [...text.matchAll(/\bhelp: *(['"`])((?:(?!\1).)*)\1/gs)].map(([, , words = '']) => `${path}: ${words}`),
    )
    expect(help.length).toBeGreaterThan(150)
    expect(help.filter((one) => valuesIn(one).length > 0)).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { BOOLEAN_PARAMETERS, DUPLICATES, LONG_FUNCTIONS, MANY_PARAMETERS, SHARED_NAMES } from './style-exceptions.ts'
import { exportsOf, functionsIn, sourceFiles } from './support/source-tree.ts'

const LONGEST = 70
const MOST_PARAMETERS = 3
/** So many lines may be the same in two places, blank lines, comments and imports left out. */
const MOST_SHARED = 8

const functions = sourceFiles.flatMap(functionsIn)

/** What breaks a rule is what `style-exceptions.ts` lists, and no more: what was mended comes off the list. */
function expectListed(found: readonly string[], listed: readonly string[]): void {
  expect([...new Set(found)].sort()).toEqual([...listed].sort())
}

describe('the exceptions to the rules of style only get fewer', () => {
  test(`no function is longer than ${LONGEST} lines`, () => {
    expectListed(
      functions.filter(({ lines }) => lines > LONGEST).map(({ at }) => at),
      LONG_FUNCTIONS,
    )
  })

  test(`no function has more than ${MOST_PARAMETERS} positional parameters`, () => {
    const found = functions.filter(({ parameters }) => parameters > MOST_PARAMETERS)
    expectListed(
      found.map(({ at }) => at),
      MANY_PARAMETERS,
    )
  })

  test('no positional parameter is a boolean', () => {
    const found = functions.filter(({ hasBooleanParameter }) => hasBooleanParameter)
    expectListed(
      found.map(({ at }) => at),
      BOOLEAN_PARAMETERS,
    )
  })

  test('no exported name stands for two things in two folders', () => {
    const folders = new Map<string, Set<string>>()
    for (const file of sourceFiles)
      for (const name of exportsOf(file)) folders.set(name, (folders.get(name) ?? new Set()).add(file.folder))
    const twice = [...folders].filter(([, places]) => places.size > 1)
    expectListed(
      twice.map(([name, places]) => `${name}: ${[...places].join(', ')}`),
      SHARED_NAMES,
    )
  })

  test(`no two places share more than ${MOST_SHARED} lines`, () => {
    const places = new Map<string, string>()
    const shared = new Map<string, string>()
    for (const { path, text } of sourceFiles) {
      const lines = linesOfCode(text)
      for (let at = 0; at + MOST_SHARED < lines.length; at += 1) {
        const window = lines.slice(at, at + MOST_SHARED + 1).join('\n')
        const first = places.get(window)
        if (first === undefined) places.set(window, path)
        else shared.set(`${first} and ${path}`, window)
      }
    }
    expectListed([...shared.keys()], DUPLICATES)
  })
})

function linesOfCode(text: string): readonly string[] {
  return text
    .replace(/^(?:import|export) [^;]*?from '[^']+'$/gm, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
}

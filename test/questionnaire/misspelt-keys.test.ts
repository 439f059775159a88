import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { KEYS } from '../../src/questionnaire/index.ts'
import { inProject, problemsOf } from '../support/load.ts'

const TEXT = readFileSync(inProject('test/questionnaire/every-key.yaml'), 'utf8')
const KNOWN = new Set(Object.values(KEYS).flatMap((pages) => pages.map(({ key }) => key)))

/** Where each key of the format stands in the file, with its line. */
const PLACES = [...TEXT.matchAll(/(?<=^ *(?:- )?|[{,] )[a-z_]+(?=: |:$)/gm)]
  .filter(([key]) => KNOWN.has(key))
  .map(({ 0: key, index }) => ({ key, index, line: TEXT.slice(0, index).split('\n').length }))

/** Without its middle letter. */
function misspelt(key: string): string {
  const middle = Math.floor(key.length / 2)
  return key.slice(0, middle) + key.slice(middle + 1)
}

test('the file has every key of a questionnaire, but for `ignore`, which stands in no form without findings', () => {
  const ofOthers: readonly string[] = ['cases', 'case', 'expect', 'range']
  const wanted = Object.entries(KEYS).flatMap(([thing, pages]) =>
    ofOthers.includes(thing) ? [] : pages.map(({ key }) => key),
  )
  const placed = new Set(PLACES.map(({ key }) => key))
  expect(new Set(wanted.filter((key) => !placed.has(key)))).toEqual(new Set(['ignore']))
})

describe('a misspelt key is one mistake: what stands below it is read, so that nothing else is missing', () => {
  test.each(PLACES)('$key on line $line', ({ key, index }) => {
    const text = TEXT.slice(0, index) + misspelt(key) + TEXT.slice(index + key.length)
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(new RegExp(`unknown-key unknown key .${misspelt(key)}. in .*did you mean .${key}.`)),
    ])
  })

  test('what is wrong below it is told as well', () => {
    const text = TEXT.replace('    questions:\n      - id: top', '    questons:\n      - id: top').replace(
      'unit: kg',
      'unit: kgg',
    )
    expect(problemsOf(text)).toEqual([
      '88:5 unknown-key unknown key `questons` in a section | did you mean `questions`?',
      '108:15 unknown-unit unknown unit `kgg` | did you mean `kg`?',
    ])
  })

  test('the list of the only section', () => {
    const text = `${TEXT.slice(0, TEXT.indexOf('sections:'))}sections: [{ id: a, title: A, questons: [] }]\n`
    expect(problemsOf(text)).toEqual([
      '38:31 unknown-key unknown key `questons` in a section | did you mean `questions`?',
    ])
  })
})

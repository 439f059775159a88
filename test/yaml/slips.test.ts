import { describe, expect, test } from 'vitest'
import { indents } from '../../src/yaml/slips-of-indentation.ts'
import { quotes, unclosedAbove } from '../../src/yaml/slips-of-quotes.ts'
import { told, yamlFile } from '../support/load.ts'

const lines = (text: string) => text.split('\n')

describe('a line that does not line up', () => {
  /** What is marked, what it is said to be meant as, and what to do, nearest first. */
  const meant = (text: string, line: number) =>
    indents(lines(text), line).map(
      (slip) => `${lines(text)[line]?.slice(slip.start, slip.end)} → ${slip.meant} | ${slip.help}`,
    )

  test('a key that stands too far in or out', () => {
    expect(meant('a: 1\n b: 2', 1)).toEqual(['b → b: 2 | take 1 space away'])
    expect(meant('a:\n  b: 1\n c: 2', 2)).toEqual([
      'c →   c: 2 | put 1 space more before it',
      'c → c: 2 | take 1 space away',
    ])
  })

  test('an item of a list is marked with its first word', () => {
    expect(meant('a:\n  - b: 1\n - c: 2', 2)).toEqual(['- c →   - c: 2 | put 1 space more before it'])
    expect(meant('a:\n  - b\n   - - deep: 2', 2)).toEqual(['- - deep →   - - deep: 2 | take 1 space away'])
  })

  test('what comes after it decides between two places', () => {
    // The key of the next line lines up with the word after the `-`, so that this item stands beside the outer ones.
    const outer = 'a:\n  - b:\n      - c: 1\n    - d: 2\n    e: 3'
    expect(meant(outer, 3)[0]).toBe('- d →   - d: 2 | take 2 spaces away')
    const inner = 'a:\n  - b:\n      - c: 1\n    - d: 2\n        e: 3'
    expect(meant(inner, 3)[0]).toBe('- d →       - d: 2 | put 2 spaces more before it')
  })
})

describe('a text that needs quotes', () => {
  test.each([
    ['because: note: this', "because: 'note: this'"],
    ["because: don't: this", "because: 'don''t: this'"],
    ['- @home', "- '@home'"],
    ['because: "a" and b', 'because: \'"a" and b\''],
    ["because: 'a' and b", "because: '''a'' and b'"],
    ['because: [a] and b', "because: '[a] and b'"],
    ['  because: %5', "  because: '%5'"],
  ])('%s is meant as %s', (text, meant) => {
    expect(quotes([text], 0).map((slip) => slip.meant)).toEqual([meant])
  })

  test.each(['because: plain', 'because: "closed"', "because: 'closed' # why", 'because: { a: 1 }'])(
    '%s needs none',
    (text) => {
      expect(quotes([text], 0)).toEqual([])
    },
  )
})

test('a quote far above that is never closed is found, also on the first line', () => {
  const text = ['a: "x', 'b: 1', 'c: 2', 'd: 3']
  for (const from of [0, 1, 3, 99]) expect(unclosedAbove(text, from).map(({ line }) => line)).toEqual([0])
  expect(unclosedAbove(['a: 1', 'b: 2'], 1)).toEqual([])
})

test('a file whose slips are all explained is read on, as it was meant', () => {
  const read = yamlFile('a: note: this\nb: 1\nc: @x\n')
  if (read.ok) throw new Error('it has two slips')
  expect(told(read.diagnostics).map((line) => line.split(' ')[0])).toEqual(['1:4', '3:4'])
  const { root } = read.partial ?? {}
  const entries = root?.kind === 'mapping' ? [...root.entries] : []
  expect(entries.map(([key, { value }]) => [key, value.kind === 'scalar' && value.value])).toEqual([
    ['a', 'note: this'],
    ['b', '1'],
    ['c', '@x'],
  ])
})

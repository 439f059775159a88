import { expect, test } from 'vitest'
import { lineText, positionAt } from '../../src/diagnostics/index.ts'
import { type Scalar, spanInScalar } from '../../src/yaml/index.ts'
import { told, yamlFile } from '../support/load.ts'

/** Where a word of the first value of the file stands: `line:column`, and what the file has there. */
function placeOf(word: string, text: string | Uint8Array): string {
  const read = yamlFile(text)
  if (!read.ok) throw new Error(told(read.diagnostics).join('\n'))
  const { root, source } = read.value
  const scalar = root.kind === 'mapping' ? root.entries.values().next().value?.value : undefined
  const at = (scalar as Scalar).value.indexOf(word)
  expect(at).toBeGreaterThanOrEqual(0)
  const span = spanInScalar(source, scalar as Scalar, { start: at, end: at + word.length })
  const { line, column } = positionAt(source, span.start)
  return `${line}:${column} ${source.text.slice(span.start, span.end)}`
}

test.each([
  ['a plain text', 'when: one and two\n', '1:15 two'],
  ['a plain text after a tab', 'when:\tone and two\n', '1:15 two'],
  ['a tab inside a text', 'when: one\ttwo\n', '1:11 two'],
  ['a plain text in braces', 'when: one and two\nb: { c: d }\n', '1:15 two'],
  ['a plain text that goes on below', 'when: one\n  and\n  two\n', '3:3 two'],
  ['a plain text that goes on after an empty line', 'when: one\n\n  two\n', '3:3 two'],
  ['a plain text that begins below its key', 'when:\n  one two\n', '2:7 two'],
  ['single quotes', "when: 'one two'\n", '1:12 two'],
  ['a doubled single quote before it', "when: 'it''s two'\n", '1:14 two'],
  ['single quotes over two lines', "when: 'one\n  two'\n", '2:3 two'],
  ['double quotes', 'when: "one two"\n', '1:12 two'],
  ['escaped quotes before it', 'when: "\\"one\\" two"\n', '1:16 two'],
  ['an escaped letter before it', 'when: "\\x41\\u00e9\\U0001F9E0 two"\n', '1:29 two'],
  ['an escaped line end and tab before it', 'when: "one\\n\\ttwo"\n', '1:15 two'],
  ['an escaped blank before it', 'when: "one\\ two"\n', '1:13 two'],
  ['a backslash at the end of a line', 'when: "one \\\n  two"\n', '2:3 two'],
  ['double quotes over two lines', 'when: "one\n\n   two"\n', '3:4 two'],
  ['a folded text', 'when: >-\n  one\n  and two\n', '3:7 two'],
  ['a folded text with an indicator', 'when: >2-\n   one\n   two\n', '3:4 two'],
  ['a folded text after a comment', 'when: >- # why\n  one\n  two\n', '3:3 two'],
  ['a literal text', 'when: |\n  one\n    two\n', '3:5 two'],
  ['a literal text after an empty line', 'when: |\n\n  one\n\n  two\n', '5:3 two'],
  ['a literal text that begins with a quote', 'when: |\n  "one" two\n', '2:9 two'],
  ['a folded text that begins with an apostrophe', "when: >\n  'one\n  it''s two\n", '3:9 two'],
  ['a JSON escape in two halves before it', 'when: "\\ud83e\\udde0 two"\n', '1:21 two'],
  ['CRLF', 'when: >-\r\n  one\r\n  two\r\n', '3:3 two'],
  ['CRLF in quotes', 'when: "one\r\n  two"\r\n', '2:3 two'],
  ['astral characters count as two, as in editors', 'when: \u{1f9e0}\u{1f9e0} two\n', '1:12 two'],
  ['other scripts', 'when: héé שלום two\n', '1:16 two'],
  ['a word of astral characters', 'when: one \u{1d4d0}\u{1d4d1}\n', '1:11 \u{1d4d0}\u{1d4d1}'],
])('%s', (_, text, place) => {
  const word = place.split(' ')[1] ?? ''
  expect(placeOf(word, text)).toBe(place)
})

test('a byte order mark is no column', () => {
  expect(placeOf('two', new TextEncoder().encode('\ufeffwhen: two\n'))).toBe('1:7 two')
})

test('a letter written as letter and accent', () => {
  expect(placeOf('two', 'when: re\u0301sume\u0301 two\n')).toBe('1:16 two')
})

test('a line is shown without its line end, also the last', () => {
  const read = yamlFile('a: b\r\nc: d\ne: f')
  const lines = read.ok ? [1, 2, 3].map((line) => lineText(read.value.source, line)) : []
  expect(lines).toEqual(['a: b', 'c: d', 'e: f'])
})

test.each([
  ['a second key', 'a: b\r\nc:\r\n  a: 1\r\n  a: 2\r\n', '4:3 duplicate-key'],
  ['a tab', 'a:\n\tb: c\n', '2:1 yaml-syntax'],
  ['a byte order mark inside', 'a: b\n\ufeffc: d\n', '2:1 unseen-character'],
  ['a bad byte', new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x3a, 0x0a, 0x20, 0xc3, 0xa9, 0xff]), '2:3 unreadable-file'],
  ['an anchor after an astral character', '\u{1f9e0}: &a b\n', '1:5 yaml-anchor'],
  ['an alias in a list', 'a: [b, *c]\n', '1:8 yaml-alias'],
  ['a tag below its key', 'a:\n  !b c\n', '2:3 yaml-tag'],
  ['an accent pile', `a: ${'e\u0301'.repeat(5)}${'\u0301'.repeat(40)}\n`, '1:13 piled-marks'],
])('%s is told at its place', (_, text, place) => {
  const read = yamlFile(text)
  expect(read.ok ? [] : told(read.diagnostics).map((line) => line.split(' ', 2).join(' '))).toEqual([place])
})

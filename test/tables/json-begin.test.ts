import { expect, test } from 'vitest'
import { FORMATS } from '../../src/tables/index.ts'

const opened = (...bytes: readonly (number | string)[]) =>
  FORMATS.json(Uint8Array.from(bytes.flatMap((one) => (typeof one === 'number' ? [one] : [...Buffer.from(one)]))), {})

test.each([
  ['an array', ['[{"a":1}]']],
  ['one object', ['{"a":1}']],
  ['after a byte order mark', [0xef, 0xbb, 0xbf, '[{"a":1}]']],
  ['after blanks and lines', [' \n\t[{"a":1}]']],
])('%s is a JSON file of records', (_, bytes) => {
  expect(opened(...bytes)).not.toHaveProperty('fault')
})

test.each([
  ['half a byte order mark', [0xef, 0xbb, '[{"a":1}]']],
  ['another half of it', [0xef, '[[{"a":1}]']],
  ['three signs before the array', ['abc[{"a":1}]']],
  ['a number', ['1']],
])('%s is not', (_, bytes) => {
  expect(opened(...bytes)).toMatchObject({ fault: 'this is not a JSON array of records', line: 1 })
})

test('an empty file is told as empty', () => {
  expect(opened()).toMatchObject({ fault: 'the file is empty' })
  expect(opened('\n\n')).toMatchObject({ fault: 'the file is empty', line: 3 })
})

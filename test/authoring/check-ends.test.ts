import { expect, test } from 'vitest'
import { check } from '../../src/authoring/index.ts'
import { headOf, yamlFile } from '../support/load.ts'

/** The codes of `check` for a form with one number from 5 to 90, in order of the alphabet. */
function codes({ text = 'How many?', rules }: { readonly text?: string; readonly rules: string }): readonly string[] {
  const form = `${headOf('ends')}sections:
  - id: one
    title: One
    questions:
      - { id: n, text: "${text}", type: integer, hard: { min: 5, max: 90 }, usual: 50 }
      - { id: other, text: And?, type: yes_no, usual: no }
rules:
${rules}`
  const read = { path: 'ends.yaml', form: yamlFile(form, 'ends.yaml'), cases: null, translations: [] }
  return check(read, '2026-06-15', { cells: 100_000, steps: 1_000_000 }).diagnostics.map(({ code }) => code)
}

const when = (condition: string) => `  - { id: R, when: ${condition}, level: refer-before, because: B }\n`

test.each([
  ['n = 4', 'n = 5'],
  ['n = 91', 'n = 90'],
  ['n > 90', 'n > 89'],
  ['n > 4', 'n > 5'],
  ['n >= 91', 'n >= 90'],
  ['n >= 4', 'n >= 5'],
  ['n < 5', 'n < 6'],
  ['n < 91', 'n < 90'],
  ['n <= 4', 'n <= 5'],
  ['n <= 91', 'n <= 90'],
])('of a number from 5 to 90 `%s` comes out the same for every answer, `%s` need not', (same, other) => {
  expect(codes({ rules: when(same) })).toContain('threshold-outside-limits')
  expect(codes({ rules: when(other) })).not.toContain('threshold-outside-limits')
})

test('of a group only a more serious rule hides another: rules of one level stand beside each other', () => {
  const group = (level: string) =>
    `  - { id: A, when: n > 60, level: refer-discuss, because: A, group: g }\n  - { id: B, when: other = yes, level: ${level}, because: B, group: g }\n`
  expect(codes({ rules: group('refer-discuss') })).not.toContain('group-hides')
  expect(codes({ rules: group('refer-before') })).toContain('group-hides')
})

test('a question that reads at grade 9.0 is too hard, one a little easier is not', () => {
  const sentences = (words: number) =>
    Array.from({ length: 13 }, (_, at) => `Paper${' paper'.repeat(at < words ? 2 : 1)}.`)
  expect(codes({ text: sentences(7).join(' '), rules: when('n > 60') })).toContain('reading-level')
  expect(codes({ text: sentences(6).join(' '), rules: when('n > 60') })).not.toContain('reading-level')
})

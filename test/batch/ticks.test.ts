import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guide } from '../../src/rules/index.ts'
import { answersTo, headOf, questionnaire } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

/** As many options as a question may have: with `none`, `unsure` and `declined` 36 columns. */
const CODES = Array.from({ length: 33 }, (_, index) => `c${index}`)
const WORDS = ['none', ...CODES, 'unsure', 'declined']

const form = questionnaire(`${headOf('wide')}sections:
  - id: one
    title: One
    questions:
      - { id: wide, text: "W?", type: choices, none: None, options: { ${CODES.map((code) => `${code}: ${code}`).join(', ')} } }
rules:
${CODES.map((code) => `  - { id: R-${code}, when: wide has ${code}, level: refer-before, because: B. }`).join('\n')}
`)

/** Few ticks each, so that many people differ in one of the last columns only. */
const person = fc.subarray(WORDS, { maxLength: 3 })

/** Of an answer that no column is about nothing is known; `none` says that there is no other, and no tick no answer. */
function known(words: readonly string[], columns: number): readonly string[] {
  const isWhole = columns === WORDS.length || words.length === 0 || words.some((word) => !word.startsWith('c'))
  return isWhole ? words : [...words, 'unsure']
}

test.each([WORDS.length, 20])('people in %i columns of ticks stand as each stands alone', async (columns) => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 60, maxLength: 60 }), async (people) => {
      const names = WORDS.slice(-columns)
      const ticked = people.map((words) => words.filter((word) => names.includes(word)))
      const rows = ticked.map((words) => names.map((name) => (words.includes(name) ? '1' : '0')))
      const table = [names.map((name) => `wide___${name}`), ...rows].map((cells) => cells.join(',')).join('\n')
      const scored = await scoring(form, table)
      const alone = ticked.map((words) => guide(form, answersTo(form, { wide: known(words, columns) }), '2026-03-02'))
      expect(scored.rows.map((row) => row.split(',').slice(2, 6).join())).toEqual(
        alone.map(({ level, complete, findings, undetermined }) =>
          [
            level,
            complete,
            findings.flatMap(({ kind, rule }) => (kind === 'rule' ? [rule] : [])).join(';'),
            undetermined.join(';'),
          ].join(),
        ),
      )
    }),
    { numRuns: 12 },
  )
})

test('of as many options as a question may have each is read in one cell, with the others of it', async () => {
  const cells = [...CODES, 'c0;c30', 'c31;c32', 'c1;c31', 'none']
  const { rows } = await scoring(form, `id,wide\n${cells.map((cell, at) => `${at},${cell}`).join('\n')}\n`)
  const raised = rows.map((row) => row.split(',')[4])
  expect(raised).toEqual(cells.map((cell) => (cell === 'none' ? '' : cell.replaceAll('c', 'R-c'))))
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { headOf, questionnaire } from '../support/load.ts'
import { type DuckdbEngine, duckdbEngine } from './duckdb.ts'
import { compared } from './engine.ts'

/*
 * What random questionnaires seldom hold: each stands here as the rows in which a slip would show, held to `score`, and
 * with the levels that they have.
 */

let engine: DuckdbEngine
beforeAll(async () => {
  engine = await duckdbEngine()
})
afterAll(() => engine.close())

async function levelsOf(questions: string, rules: string, rows: readonly (readonly string[])[]): Promise<string> {
  const form = questionnaire(`${headOf('corner')}sections:
  - id: all
    title: All
    questions:
${questions}rules:
${rules}`)
  const ids = form.questions.map(({ id }) => id)
  const table = {
    names: ['record', 'day', ...ids],
    rows: rows.map((row, index) => [`p${index}`, '2026-02-28', ...row]),
    several: 'text',
  } as const
  const found = await compared(form, engine, { rows: rows.length, seed: 0, several: 'text', table })
  expect(found.differences).toEqual([])
  expect(found.rows).toBe(rows.length)
  return [...found.levels].join(', ')
}

const TWO_NUMBERS = `      - { id: a, text: A?, type: integer, hard: { min: 0, max: 9 }, if_unknown: refer-discuss, if_unknown_because: Why. }
      - { id: b, text: B?, type: integer, hard: { min: 0, max: 9 }, if_unknown: refer-discuss, if_unknown_because: Why. }
`
const RATIO = '  - { id: R, when: a / b > 2, level: refer-before, because: B }\n'

test('a rule that a question leaves open has the level of that question, one that nothing leaves open its own', async () => {
  expect(await levelsOf(TWO_NUMBERS, RATIO, [['unsure', '1']])).toBe('refer-discuss')
  expect(await levelsOf(TWO_NUMBERS, RATIO, [['1', '0']])).toBe('refer-before')
  expect(await levelsOf(TWO_NUMBERS, RATIO, [['unsure', '0']])).toBe('refer-discuss')
  expect(await levelsOf(TWO_NUMBERS, RATIO, [['1', '1']])).toBe('none-raised')
})

test('a number that is not known leaves nothing open where the other of a comparison was not asked', async () => {
  const questions = `      - { id: d, text: D?, type: yes_no }
      - { id: a, text: A?, type: integer, hard: { min: 0, max: 9 }, ask_if: d = yes }
      - { id: b, text: B?, type: integer, hard: { min: 0, max: 9 } }
      - { id: c, text: C?, type: yes_no, if_unknown: refer-discuss, if_unknown_because: Why. }
`
  const rules = '  - { id: R, when: a + b > 5 or c = yes, level: refer-before, because: B }\n'
  expect(await levelsOf(questions, rules, [['no', '', 'unsure', 'unsure']])).toBe('refer-discuss')
  expect(await levelsOf(questions, rules, [['yes', '1', 'unsure', 'unsure']])).toBe('refer-before')
  expect(await levelsOf(questions, rules, [['no', '', 'unsure', 'no']])).toBe('none-raised')
})

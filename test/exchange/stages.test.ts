import { expect, test } from 'vitest'
import { duckdb, spark } from '../../src/exchange/index.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { statement } from './statements.ts'

const form = questionnaire(`${headOf('stages')}sections:
  - id: all
    title: All
    questions:
      - { id: pain, text: Pain?, type: yes_no }
      - { id: days, text: How many days?, type: integer, hard: { min: 0, max: 31 } }
rules:
  - { id: PAIN, when: pain = yes and days > 3, level: refer-before, because: Reported. }
`)

test('stages are called after what they work out and counted from 1; before the first of each stands what that is', () => {
  const lines = statement(form, duckdb, { several: 'text' }).split('\n')
  const stages = lines.flatMap((line, at) => {
    const name = /(?:^WITH )?prescreen_(\S+) AS (?:MATERIALIZED )?\($/.exec(line)?.[1]
    return name === undefined ? [] : [{ name, comment: lines[at - 1]?.startsWith('-- ') }]
  })
  const kinds = ['cells', 'rules', 'findings']
  const numbers = kinds.map((kind) => stages.filter(({ name }) => name.startsWith(`${kind}_`)).length)
  const expected = kinds.flatMap((kind, at) =>
    Array.from({ length: numbers[at] ?? 0 }, (_, index) => ({ name: `${kind}_${index + 1}`, comment: index === 0 })),
  )
  expect(stages).toEqual(expected)
  expect(numbers).toEqual([expect.any(Number), 1, 2])
  expect(numbers[0]).toBeGreaterThan(2)
})

test.each([
  ['plain words, (of) all', "'plain words, (of) all'"],
  ["it's", "decode(unhex('69742773'), 'UTF-8')"],
  ['a\tb', "decode(unhex('610962'), 'UTF-8')"],
  ['10 €', "decode(unhex('313020e282ac'), 'UTF-8')"],
  ['Größe', "'Größe'"],
])('in Spark a text that its settings could read otherwise is written by its bytes: %j', (text, sql) => {
  expect(spark.text(text).text).toBe(sql)
})

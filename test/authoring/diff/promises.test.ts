import { expect, test } from 'vitest'
import { compareForms } from '../../../src/authoring/index.ts'
import { headOf, questionnaire } from '../../support/load.ts'

const formWith = (promises: string) =>
  questionnaire(`${headOf('promised')}sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: Pain?, type: yes_no, usual: no }
      - { id: fever, text: Fever?, type: yes_no, usual: no }
rules:
  - { id: R, when: pain = yes or fever = yes, level: act-now, action: emergency, because: Reported. }
${promises === '' ? '' : `promises:\n${promises}`}`)

const old = formWith('  - { id: P, when: pain = yes or fever = yes, at_least: refer-before }\n')

test.each([
  ['the same', 'P, when: fever = yes or pain = yes, at_least: refer-before', undefined],
  ['more', 'P, when: pain = yes or fever is answered, at_least: act-now', undefined],
  ['about fewer people', 'P, when: pain = yes, at_least: refer-before', 'fewer'],
  ['a less serious level', 'P, when: pain = yes or fever = yes, at_least: refer-discuss', 'lower'],
  ['nothing', '', 'gone'],
])('a promise that says %s in the next version is told as that', (_, promise, how) => {
  const now = formWith(promise === '' ? '' : `  - { id: ${promise} }\n`)
  const found = compareForms(old, now, { on: '2026-11-28', budget: { cells: 100_000, steps: 1_000_000 } })
  expect(found?.weaker.map((one) => one.how)).toEqual(how === undefined ? [] : [how])
})

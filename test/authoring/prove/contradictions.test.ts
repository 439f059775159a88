import { expect, test } from 'vitest'
import { prove } from '../../../src/authoring/prove/prove.ts'
import { guide } from '../../../src/rules/index.ts'
import { answersTo, headOf, questionnaire } from '../../support/load.ts'

const ON = '2026-03-01'

function formWith(when: string) {
  return questionnaire(`${headOf('smokers')}sections:
  - id: one
    title: One
    questions:
      - { id: smoker, text: 'Do you smoke?', type: yes_no, usual: no }
      - { id: amount, text: 'How many?', type: integer, ask_if: smoker = yes, hard: { min: 0, max: 60 }, usual: 5 }
rules:
  - { id: MANY, when: amount >= 20, level: refer-discuss, because: 'Reported {amount}.' }
promises:
  - { id: told, when: '${when}', at_least: refer-discuss }
`)
}

// An answer to what was not asked is told where a rule could be true of it, and nowhere else.
test.each([
  ['smoker = no and amount is answered', 'refuted', 19],
  ['smoker = no and amount >= 20', 'proved', 20],
  ['smoker = no and amount < 20', 'refuted', 0],
])('a promise about contradictions, `%s`, is %s', (when, outcome, amount) => {
  const form = formWith(when)
  const claim = prove(form, ON, { cells: 1_000_000, steps: 5_000_000 }).claims.find(
    ({ code }) => code === 'promise-broken',
  )
  expect(claim?.outcome).toBe(outcome)
  const { level } = guide(form, answersTo(form, { smoker: 'no', amount }), ON)
  expect(level).toBe(outcome === 'proved' ? 'refer-discuss' : 'none-raised')
})

import { expect, test } from 'vitest'
import { pairsApart } from '../../../src/authoring/prove/number-pairs.ts'
import { headOf, questionnaire } from '../../support/load.ts'

const ON = '2026-11-28'
const USUAL = new Map(['a', 'b'].map((id) => [id, { kind: 'given', value: 1 }] as const))

/** Two numbers from 0 to 3, and one rule about them. */
const formWith = (when: string) =>
  questionnaire(`${headOf('pairs')}sections:
  - id: one
    title: One
    questions:
      - { id: a, text: A?, type: integer, hard: { min: 0, max: 3 }, usual: 1 }
      - { id: b, text: B?, type: integer, hard: { min: 0, max: 3 }, usual: 1 }
rules:
  - { id: R, when: ${when}, level: refer-before, because: B }
`)

test.each([
  ['a * b > 8', 'a * b > 9', ['3 3']],
  ['a * b > 5', 'a * b > 8', ['3 2', '2 3']],
  ['a * b > 9', 'a * b > 11', []],
  ['a + b > 6', 'a + b > 7', []],
])('of two rules `%s` and `%s` the pairs within the limits are found about which they differ', (when, other, pairs) => {
  const form = formWith(when)
  const [rule] = form.rules
  const [after] = formWith(other).rules
  if (rule === undefined) throw new Error('no rule')
  const found = [...pairsApart(form, { answers: USUAL, on: ON }, { rule, after })]
  expect(
    found.map(({ answers }) =>
      [...answers.values()].map((answer) => (answer.kind === 'given' ? answer.value : '?')).join(' '),
    ),
  ).toEqual(pairs)
})

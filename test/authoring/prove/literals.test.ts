import { expect, test } from 'vitest'
import { comparisonsIn } from '../../../src/authoring/prove/comparison.ts'
import { withNumbers } from '../../../src/authoring/prove/literals.ts'
import { headOf, questionnaire } from '../../support/load.ts'

/** A score of one answer with 1 to 9 points, and one with so many tens. */
function comparedWith(tens: number) {
  const options = (count: number, points: number) =>
    Array.from({ length: count }, (_, at) => `o${at}: { label: L${at}, points: ${(at + 1) * points} }`).join(', ')
  const form = questionnaire(`${headOf('sums')}sections:
  - id: one
    title: One
    questions:
      - { id: a, text: A?, type: choice, options: { ${options(9, 1)} } }
      - { id: b, text: B?, type: choice, options: { ${options(tens, 10)} } }
scores:
  - { id: sum, title: Sum, sum: [a, b] }
rules:
  - { id: R, when: sum >= 5, level: refer-before, because: B }
`)
  const [written] = comparisonsIn((form.rules[0] as (typeof form.rules)[number]).when)
  if (written === undefined) throw new Error('no comparison')
  return withNumbers(written.comparison)
}

test('a score is looked at number by number where it can come to 300 numbers, not where it can come to more', () => {
  expect(comparedWith(29)).toHaveLength(300)
  expect(comparedWith(30)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { problemWithName, type Target } from '../../src/authoring/rename/target.ts'
import { headOf, questionnaire } from '../support/load.ts'

const form = questionnaire(`${headOf('names')}sources: { policy: { title: A policy } }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: Pain?, type: choice, options: { never: { label: No, points: 0 }, often: { label: Often, points: 2 } } }
scores:
  - { id: burden, title: Burden, sum: [pain] }
rules:
  - { id: PAIN, when: burden >= 2, level: refer-before, because: Much., sources: [policy] }
promises:
  - { id: pain-refers, when: pain = often, at_least: refer-before }
`)

test.each<readonly [Target, string, boolean]>([
  [{ kind: 'question', id: 'pain' }, 'burden', true],
  [{ kind: 'score', id: 'burden' }, 'pain', true],
  [{ kind: 'source', id: 'policy' }, 'pain', false],
  [{ kind: 'question', id: 'pain' }, 'policy', false],
  [{ kind: 'score', id: 'burden' }, 'policy', false],
  [{ kind: 'rule', id: 'PAIN' }, 'pain-refers', false],
  [{ kind: 'rule', id: 'PAIN' }, 'burden', false],
  [{ kind: 'option', question: 'pain', id: 'often' }, 'never', true],
  [{ kind: 'option', question: 'pain', id: 'often' }, 'pain', false],
])(
  'a name is taken by what stands in the same conditions, or is of the same kind: %j as `%s`: %s',
  (target, name, isTaken) => {
    const problem = problemWithName(form, target, name)
    expect(problem?.refused).toBe(isTaken ? `\`${name}\` is taken already` : undefined)
  },
)

import { expect, test } from 'vitest'
import { flow } from '../../src/documents/form/flow.ts'
import { ruleTable } from '../../src/documents/form/rule-table.ts'
import { barsHtml } from '../../src/documents/typesetting/bars.ts'
import { headOf, questionnaire } from '../support/load.ts'

const form = questionnaire(`${headOf('drawn')}sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: where, text: "Where?", type: yes_no, ask_if: pain = yes }
  - id: two
    title: Two
    questions:
      - { id: fever, text: "Fever?", type: yes_no }
rules:
  - { id: FEVER, when: fever = yes, level: refer-before, because: Fever. }
`)

test('a flowchart has a closed box for each section, with the way to each follow-up inside it', () => {
  const lines = flow(form).split('\n')
  expect(lines.filter((line) => line.trim().startsWith('subgraph'))).toHaveLength(2)
  expect(lines.filter((line) => line === '  end')).toHaveLength(2)
  const [first = []] = [
    lines.slice(
      lines.findIndex((line) => line.includes('subgraph')),
      lines.indexOf('  end'),
    ),
  ]
  expect(first.filter((line) => line.includes('-->|"'))).toHaveLength(1)
})

test('a table of rules counts questions from 1, as screens do', () => {
  expect(ruleTable(form)).toContain('3. Fever?')
})

test('a bar is drawn for each value but 0', () => {
  const bars = [
    { label: 'a', values: [1, 0, 3], shown: '4' },
    { label: 'b', values: [0, 0, 0], shown: '0' },
  ]
  const page = barsHtml({ kind: 'bars', title: 'Levels', series: ['x', 'y', 'z'], bars } as never)
  const drawn = [
    ...page.slice(page.indexOf('role="img"')).matchAll(/class="bar (s\d)" x="([\d.]+)%"[^>]*width="([\d.]+)%"/g),
  ]
  expect(drawn.map(([, part, left, width]) => `${part} ${left} ${width}`)).toEqual(['s0 0 25', 's2 25 75'])
})

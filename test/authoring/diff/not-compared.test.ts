import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareForms } from '../../../src/authoring/index.ts'
import { differenceText } from '../../../src/documents/index.ts'
import type { Questionnaire } from '../../../src/questionnaire/index.ts'
import { inProject, questionnaire } from '../../support/load.ts'

const text = readFileSync(inProject('questionnaires/ketamine-intake.yaml'), 'utf8')
const old = questionnaire(text)
const ON = '2026-11-28'

function compared(now: Questionnaire, budget: { readonly cells: number; readonly steps: number }) {
  const found = compareForms(old, now, { on: ON, budget })
  if (found === undefined) throw new Error('nothing in common')
  return found
}

function shown(now: Questionnaire, found: ReturnType<typeof compared>): string {
  const notCompared = found.notCompared.map(({ question }) => question.short)
  const all = { old, now, ...found, moved: found.changes, notCompared }
  return differenceText(all, { columns: 76, ascii: false }).replaceAll(/\s+/g, ' ')
}

test('two small edits of the intake are compared whole within the budget of a check', () => {
  const now = questionnaire(
    text.replace('bp_systolic >= 180 or bp_diastolic >= 120) and', 'bp_systolic >= 190 or bp_diastolic >= 120) and'),
  )
  const found = compared(now, { cells: 12_000_000, steps: 60_000_000 })
  const down = found.changes.filter(({ outcome }) => outcome === 'somebody')
  expect(found.notCompared).toEqual([])
  expect(down.map(({ from, to, by }) => [from, to, typeof by === 'object' && by.id])).toEqual([
    ['act-now', 'refer-before', 'U-BP'],
  ])
  expect(shown(now, found)).toContain('U-BP: Blood pressure, top number: 180 mmHg. Now by B-BP-160.')
})

test.each([
  ['no part', { cells: 100, steps: 100 }],
  ['some parts', { cells: 30_000, steps: 60_000 }],
])(
  'where the budget is enough for %s it is said what was not compared, and of nobody that they are not lowered',
  (_, budget) => {
    const found = compared(old, budget)
    expect(found.notCompared.length).toBeGreaterThan(0)
    expect(found.changes.map(({ outcome }) => outcome)).not.toContain('nobody')
    expect(found.counts).toEqual({ lowered: undefined, raised: undefined })
    const told = shown(old, found)
    expect(told).toContain('OPEN Whether somebody gets a less serious level is not settled.')
    expect(told).toContain('Not compared, since too many answers hang together:')
    for (const { question } of found.notCompared) expect(told).toContain(question.short)
  },
)

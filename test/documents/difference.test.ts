import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { differenceText, type FormDifference } from '../../src/documents/index.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { prescreen } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'difference-'))
afterAll(() => rmSync(folder, { recursive: true }))

const NUMBERS = [1, 2, 3, 4, 5, 6]

/** So many yes/no questions, each with a rule of its own. */
function formOf(rules: number, level: string, questions = rules): string {
  const asked = NUMBERS.slice(0, questions).map(
    (n) => `      - { id: q${n}, text: Sign ${n}?, type: yes_no, usual: no }\n`,
  )
  const written = NUMBERS.slice(0, Math.min(rules, questions)).map(
    (n) => `  - { id: R${n}, when: q${n} = yes, level: ${level}, because: Reported ${n}., sources: [s] }\n`,
  )
  return `${headOf('signs')}sources: { s: { title: S } }
sections:
  - id: one
    title: One
    questions:
${asked.join('')}rules:
${written.join('')}`
}

/** What is said first, in one line, and the lines that name a person. */
async function difference(old: string, now: string) {
  const paths = [old, now].map((text, index) => {
    const path = join(folder, `${index}.yaml`)
    writeFileSync(path, text)
    return path
  })
  const { exit, out } = await prescreen(['diff', ...paths])
  expect(exit).toBe(0)
  const [, banner = ''] = out.split(/^━+$/m)
  return { first: banner.replaceAll(/\s+/g, ' ').trim(), people: out.match(/^ +• R\d.*$/gm) ?? [] }
}

test.each([
  [1, 'R1, what is not known'],
  [5, 'R1, R2, R3, R4, R5, what is not known'],
  [6, 'R1, R2, R3, R4, R5, R6 and 1 more'],
])('of %i rules that lower somebody, and of what is not known, at most six are named first', async (rules, named) => {
  const { first } = await difference(formOf(rules, 'refer-before'), formOf(rules, 'refer-discuss'))
  expect(first).toBe(`LOWERED Somebody gets a less serious level than before: ${named}.`)
})

test('the person is shown by the short name of the question and the answer', async () => {
  const { people } = await difference(formOf(1, 'refer-before'), formOf(1, 'refer-discuss'))
  expect(people.map((line) => line.trim())).toEqual(['• R1: Sign 1? Yes. Now by R1.'])
})

test('whoever is lowered only because a question is gone is told as that', async () => {
  const { first } = await difference(formOf(2, 'refer-before'), formOf(2, 'refer-before', 1))
  expect(first).toContain('than before, only by what is gone or asked otherwise: ')
})

test('nobody is lowered by a rule that says more, and nobody gets another level from the same rules', async () => {
  const raised = await difference(formOf(1, 'refer-discuss'), formOf(1, 'refer-before'))
  expect(raised.first).toBe('NOBODY gets a less serious level than before.')
  const same = await difference(formOf(1, 'refer-before'), formOf(1, 'refer-before'))
  expect(same.first).toBe('NOBODY gets another level than before.')
})

test.each([
  [[], 'Not settled: Refer before anything goes ahead → Raise at the visit.'],
  [['Sign 1?'], 'Not compared, since too many answers hang together: Sign 1?.'],
])('what is open is told once: by what was not compared (%j), else by the levels', (notCompared, told) => {
  const form = questionnaire(formOf(1, 'refer-before'))
  const difference: FormDifference = {
    old: form,
    now: form,
    moved: [{ reading: 'lowered', from: 'refer-before', to: 'refer-discuss', outcome: 'open' }],
    notCompared,
    weaker: [],
    stored: { lost: [], reworded: [], counted: [], added: [] },
    version: { fits: true, least: '1.0.0', since: 'nothing is different' },
  }
  const text = differenceText(difference, { columns: 76, ascii: false }).replaceAll(/\s+/g, ' ')
  expect(text.match(/Not (?:settled|compared)[^.]*\./g)).toEqual([told])
})

import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { compiledIn, diagramText } from '../../support/diagram-text.ts'
import { headOf, inProject, questionnaire } from '../../support/load.ts'

const form = questionnaire(`${headOf('diagrams')}sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: age, text: "Age?", type: integer, hard: { min: 18, max: 90 } }
      - { id: signs, text: "Signs?", type: choices, none: None, options: { rash: R, fever: F }, ask_if: pain = yes }
rules:
  - { id: OLD, when: age >= 60 and pain = yes, level: refer-before, because: Old. }
`)

function shown(condition: string): string {
  const read = compiledIn(form, condition)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join())
  return diagramText(form, read.value, '2026-11-28')
}

describe('the diagram of a condition in text', () => {
  test('has a place for each question that decides, and what each answer leads to', () => {
    expect(shown('age >= 60 and pain = yes')).toMatchInlineSnapshot(`
      "#1 pain
        yes: #2
        no: false
        not known, no answer: #3
      #2 age
        18 to 59: false
        60 to 90: true
        not known, no answer: undetermined
      #3 age
        18 to 59: false
        60 to 90, not known, no answer: undetermined
      "
    `)
  })

  test('asks each option of several by itself, and knows when a question is not asked', () => {
    expect(shown('signs has rash')).toMatchInlineSnapshot(`
      "#1 pain
        yes, not known, no answer: #2
        no: #5
      #2 signs
        answered: #3
        not known: #4
        no answer: undetermined
      #3 signs has rash
        no: false
        yes: true
      #4 signs has rash
        no: undetermined
        yes: true
      #5 signs
        answered: #3
        not known: #4
        no answer: false
      "
    `)
  })

  test('is an end where nothing is left to ask', () => {
    expect(shown('age is answered or not (age is answered)')).toBe('always true\n')
  })
})

test('the command shows that of a rule of a shipped form, by its id', { timeout: 120_000 }, () => {
  const script = inProject('test/debug.ts')
  const ran = spawnSync(process.execPath, ['--import', 'tsx', script, 'diagram', 'phq-9', 'Q-ITEM-9'], {
    cwd: inProject('.'),
    encoding: 'utf8',
  })
  expect(ran.stderr).toBe('')
  expect(ran.stdout).toMatch(/^#1 \w+\n( {2}.*: (true|false|undetermined|#\d+)\n)+/)
})

import { describe, expect, test } from 'vitest'
import { explanationOf } from '../../src/authoring/index.ts'
import { explanationText } from '../../src/documents/index.ts'
import { type Answer, due } from '../../src/questionnaire/index.ts'
import type { Explanation } from '../../src/rules/index.ts'
import { headOf, questionnaire } from '../support/load.ts'

const NUMBERS = [1, 2, 3, 4, 5, 6]
const form = questionnaire(`${headOf('signs')}sections:
  - id: one
    title: One
    questions:
${NUMBERS.map((n) => `      - { id: q${n}, text: Sign ${n}?, type: yes_no }\n`).join('')}rules:
${NUMBERS.map((n) => `  - { id: R${n}, when: q${n} = yes, level: refer-discuss, because: Reported ${n}. }\n`).join('')}`)
const ON = '2026-11-22'

/** What is said of somebody, in one line: `y`, `n` or `u` (not sure) for each question. */
function said(letters: string, change: (explanation: Explanation) => Partial<Explanation> = () => ({})): string {
  const kinds: Readonly<Record<string, Answer>> = {
    y: { kind: 'given', value: 'yes' },
    n: { kind: 'given', value: 'no' },
    u: { kind: 'unsure' },
  }
  const answers = new Map(form.questions.map(({ id }, index) => [id, kinds[letters[index] ?? 'n'] as Answer]))
  const found = explanationOf(form, { answers, on: ON, finishedEarly: false, all: false }, { cells: 1e6, steps: 1e6 })
  const explanation = { ...found, ...change(found) }
  const text = explanationText(
    { questionnaire: form, explanation, sheet: due(form, answers, ON).sheet },
    { columns: 76, ascii: false },
  )
  return text.replaceAll(/\s+/g, ' ')
}

describe('why the level', () => {
  test.each([
    ['uuuunn', false],
    ['uuuuun', true],
  ])(
    'questions that are not known are told one by one up to four, more by their names alone: %s',
    (letters, isMany) => {
      const text = said(letters)
      expect(text.includes('questions that are not known, each a reason of its own: Sign 1?; Sign 2?;')).toBe(isMany)
      expect(text.includes('Could not rule out: R1 (')).toBe(!isMany)
    },
  )
})

describe('what is not known', () => {
  test('that it could not raise the level is said where there is such a question', () => {
    expect(said('yuunnn')).toContain('? No answer to these could raise the level. Not sure: Sign 2?; Sign 3?.')
    expect(said('yunnnn')).toContain('? No answer to this could raise the level. Not sure: Sign 2?.')
    expect(said('ynnnnn')).not.toContain('could raise the level. ')
  })
})

describe('what is enough', () => {
  const two = (not_decided: readonly string[]) => (found: Explanation) => ({
    enough: { decided: 'yes', answers: ['q1', 'q2'].map((question) => shown(found, question)), not_decided } as const,
  })
  const shown = ({ because }: Explanation, question: string) =>
    ({ ...because[0]?.answers[0], question }) as Explanation['enough']['answers'][number]
  const without = 'Without any one of them it could be less serious.'

  test('of several answers it is said that each is needed, unless of one that is not decided', () => {
    expect(said('yynnnn', two([]))).toContain(without)
    expect(said('yynnnn', two(['q2']))).not.toContain(without)
    expect(said('yynnnn', two(['q2']))).toContain('Not decided whether it takes Sign 2?.')
  })

  test('one answer alone keeps the level', () => {
    expect(said('ynnnnn')).toContain('This answer alone keeps the level at least as serious')
    expect(said('ynnnnn')).not.toContain(without)
  })
})

import { describe, expect, test } from 'vitest'
import { handout } from '../../src/documents/index.ts'
import { guide } from '../../src/rules/index.ts'
import { answersTo, shipped } from '../support/load.ts'

const intake = shipped('ketamine-intake')

function handoutOf(written: Parameters<typeof answersTo>[1], format: 'txt' | 'md'): string {
  const answers = answersTo(intake, written)
  const visit = { at: '2026-11-22 13:05 +00:00', program: '0.0.0', ref: 'A-1' }
  return handout({ questionnaire: intake, answers, guidance: guide(intake, answers, '2026-11-22'), visit }, format)
}

describe.each(['txt', 'md'] as const)('the handout as %s', (format) => {
  const text = handoutOf({ heart_attack: 'lt6w', age: 'unsure' }, format)

  test('has the card, every answer, the sources in full and empty lines to sign', () => {
    expect(text).toContain('Not finished: refer to clinician')
    for (const question of intake.questions) expect(text.replaceAll('\\', '')).toContain(question.text)
    expect(text).toMatch(/How old are you\? — Not sure/)
    expect(text).toMatch(/bmi|BMI/)
    expect(text).toMatch(/ema-spravato: /)
    expect(text.replaceAll('\\', '')).toMatch(/Clinician: _{10,}/)
  })
})

test('in Markdown what somebody typed does not become markup', () => {
  const text = handoutOf({ medicines_note: '<img src=x> | **iron** `daily` [a](b)' }, 'md')
  expect(text).toContain('\\<img src=x\\> \\| \\*\\*iron\\*\\* \\`daily\\` \\[a\\](b)')
})

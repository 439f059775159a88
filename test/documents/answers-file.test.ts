import { expect, test } from 'vitest'
import { answersFile } from '../../src/documents/index.ts'
import { type Questionnaire, readAnswers } from '../../src/questionnaire/index.ts'
import { readYaml } from '../../src/yaml/index.ts'
import { hostileForm } from '../support/hostile.ts'
import { shipped } from '../support/load.ts'

function answersIn(text: string, questionnaire: Questionnaire) {
  const file = readYaml({ path: 'answers.yaml', bytes: new TextEncoder().encode(text), sha256: '' })
  if (!file.ok) throw new Error(file.diagnostics.map(({ message }) => message).join('\n'))
  return readAnswers(file.value, questionnaire)
}

test.each(['ketamine-intake', 'bladder-follow-up', 'pre-session', 'phq-9'])(
  'a file to fill in for %s answers nothing as it is, and holds every code that may be written',
  (id) => {
    const form = shipped(id)
    const text = answersFile(form)
    const empty = answersIn(text, form)
    expect(empty).toMatchObject({ ok: true, warnings: [] })
    expect(empty.ok && empty.value.size).toBe(0)
    // Each code in the comments, written behind the colon, is an answer.
    for (const question of form.questions) {
      const [, own = ''] = new RegExp(`((?:^#.*\\n)*)^${question.id}:$`, 'm').exec(text) ?? []
      const codes = [...own.matchAll(/^# {4}([a-z][a-z0-9_]*): /gm)].map((match) => match[1] ?? '')
      expect(codes).toEqual([
        ...question.options.map(({ code }) => code),
        ...(question.none === undefined ? [] : ['none']),
        ...question.offer,
      ])
      for (const code of codes) {
        const filled = answersIn(text.replace(`\n${question.id}:`, `\n${question.id}: ${code}`), form)
        expect({ id: question.id, code, ok: filled.ok, warnings: filled.ok && filled.warnings }).toEqual({
          id: question.id,
          code,
          ok: true,
          warnings: [],
        })
      }
    }
  },
)

test('texts of a hostile form stay comments', () => {
  const form = hostileForm()
  const lines = answersFile(form).split('\n')
  const ids = form.questions.map(({ id }) => `${id}:`)
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual(ids)
})

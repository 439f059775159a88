import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { gradeOf } from '../../src/authoring/checks/reading-level.ts'
import { type Case, loadCases } from '../../src/authoring/index.ts'
import {
  carryOver,
  Due,
  due,
  type Level,
  type Questionnaire,
  rank,
  withSupplied,
} from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { firstEdition, inProject, shipped, told, yamlFile } from '../support/load.ts'

const FORMS = ['ketamine-intake', 'pre-session', 'maintenance-check', 'bladder-follow-up', 'substance-use']
const ON = '2026-06-15'

function casesOf(form: Questionnaire): readonly Case[] {
  const file = yamlFile(readFileSync(inProject(`test/fixtures/first-edition/${form.id}.cases.yaml`)), `${form.id}.yaml`)
  const read = file.ok ? loadCases(file.value, form) : file
  if (!read.ok) throw new Error(told(read.diagnostics).join('\n'))
  return read.value
}

/** What became of a person of the first edition under the second: level and whether something is still to be asked. */
function rescored(one: Case, before: Questionnaire, after: Questionnaire): { level: Level; complete: boolean } {
  const { answers } = carryOver(before, after, one.answers)
  const { level, complete } = guide(after, answers, one.on)
  return { level, complete }
}

describe.each(FORMS)('a record of the first edition of %s', (id) => {
  const before = firstEdition(id)
  const after = shipped(id)

  test('is never lower under the second', () => {
    const lower = casesOf(before).flatMap((one) => {
      const was = guide(before, one.answers, one.on).level
      const is = rescored(one, before, after)
      return rank(is.level) < rank(was) ? [`${one.name}: ${was}, now ${is.level}`] : []
    })
    expect(lower).toEqual([])
  })
})

describe('a benign person at intake', () => {
  const form = shipped('ketamine-intake')
  const answers = withSupplied(form, new Map(), ON, (question) => question.usual)
  const asked = form.questions.filter(({ subject }) => due(form, answers, ON).due[subject.index] === Due.yes)

  test('is asked at most 56 questions', () => {
    expect(asked.length).toBeLessThanOrEqual(56)
    expect(asked.length).toBeGreaterThan(40)
  })

  test('presses at most 76 keys, Enters, digits and the F of the end among them', () => {
    const keys = asked.map(({ id, type }) => {
      const answer = answers.get(id)
      const isTyped = type === 'integer' || type === 'decimal' || type === 'date'
      return isTyped && answer?.kind === 'given' ? String(answer.value).length + 1 : type === 'text' ? 2 : 1
    })
    expect(keys.reduce((sum, one) => sum + one, 1)).toBeLessThanOrEqual(76)
  })
})

describe.each(FORMS)('the questions of %s', (id) => {
  test('read at school grade 8 or below, with their help', () => {
    const hard = shipped(id).questions.flatMap(({ id, text, help = '' }) => {
      const grade = gradeOf(`${text} ${help}`)
      return grade < 9 ? [] : [`${id}: ${grade.toFixed(1)}`]
    })
    expect(hard).toEqual([])
  })
})

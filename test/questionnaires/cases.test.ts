import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Case, differences, loadCases } from '../../src/authoring/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { inProject, shipped, told, yamlFile } from '../support/load.ts'

const ids = readdirSync(inProject('questionnaires'))
  .filter((name) => name.endsWith('.cases.yaml'))
  .map((name) => name.replace('.cases.yaml', ''))

function casesOf(form: Questionnaire): readonly Case[] {
  const file = yamlFile(readFileSync(inProject(`questionnaires/${form.id}.cases.yaml`)), `${form.id}.cases.yaml`)
  const read = file.ok ? loadCases(file.value, form) : file
  if (!read.ok) throw new Error(told(read.diagnostics).join('\n'))
  return read.value
}

describe.each(ids)('%s', (id) => {
  const form = shipped(id)
  const cases = casesOf(form)

  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(differences(form, one)).toEqual([])
  })

  test('every rule is raised by a case and silent in another', () => {
    const raised = cases.map((one) => guide(form, one.answers, one.on).findings.map((finding) => finding.rule))
    const never = form.rules.filter((rule) => !raised.some((rules) => rules.includes(rule.id)))
    const always = form.rules.filter((rule) => raised.every((rules) => rules.includes(rule.id)))
    expect({ never: never.map((rule) => rule.id), always: always.map((rule) => rule.id) }).toEqual({
      never: [],
      always: [],
    })
  })
})

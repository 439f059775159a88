import { readdirSync, readFileSync } from 'node:fs'
import { type Case, loadCases } from '../../src/authoring/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { inProject, told, yamlFile } from '../support/load.ts'

/** Ids of the shipped questionnaires that have cases. */
export const withCases: readonly string[] = readdirSync(inProject('questionnaires')).flatMap(
  (name) => /^(.+)\.cases\.yaml$/.exec(name)?.[1] ?? [],
)

export function casesOf(form: Questionnaire): readonly Case[] {
  const file = yamlFile(readFileSync(inProject(`questionnaires/${form.id}.cases.yaml`)), `${form.id}.cases.yaml`)
  const read = file.ok ? loadCases(file.value, form) : file
  if (!read.ok) throw new Error(told(read.diagnostics).join('\n'))
  return read.value
}

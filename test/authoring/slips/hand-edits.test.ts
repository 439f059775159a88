import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadCases } from '../../../src/authoring/cases.ts'
import { contradictionsIn, differences } from '../../../src/authoring/run-case.ts'
import { saidOf } from '../../../src/authoring/said.ts'
import type { Questionnaire } from '../../../src/questionnaire/index.ts'
import { inProject, load, questionnaire, yamlFile } from '../../support/load.ts'
import { handEdit } from './hand-edits.ts'

/** More by one command: `PRESCREEN_EDITS=300 npx vitest run test/authoring/slips/hand-edits.test.ts`. */
const EDITS = Number(process.env.PRESCREEN_EDITS ?? 40)
const FORMS = ['ketamine-intake', 'pre-session', 'maintenance-check', 'bladder-follow-up', 'substance-use', 'phq-9']

const textOf = (name: string) => readFileSync(inProject(`questionnaires/${name}.yaml`), 'utf8')

/** How many cases no longer hold, or contradict themselves: what `check` would say of them. */
function casesThatNotice(name: string, form: Questionnaire): number {
  const file = yamlFile(textOf(`${name}.cases`), `${name}.cases.yaml`)
  const cases = file.ok ? loadCases(file.value, form) : file
  // A case that names a rule that is gone cannot be read: that is told.
  if (!cases.ok) return 1
  return cases.value.filter(
    (one) =>
      differences(form, one).length > 0 ||
      (one.expect !== 'todo' && contradictionsIn(one.expect, saidOf(form, one.answers, one.on)).length > 0),
  ).length
}

test.each(FORMS)('no case of %s notices anything in the form as it is', (name) => {
  expect(casesThatNotice(name, questionnaire(textOf(name)))).toBe(0)
})

test(`of ${EDITS} wrong edits by a hand that knows no list of slips the shipped cases notice nearly all`, () => {
  const missed: string[] = []
  let [made, refused] = [0, 0]
  for (let seed = 1; made < EDITS; seed += 1) {
    const name = FORMS[seed % FORMS.length] as string
    const edit = handEdit(textOf(name), seed)
    if (edit === undefined) continue
    const read = load(edit.text, `${name}.yaml`)
    if (!read.ok) {
      refused += 1
      continue
    }
    made += 1
    if (casesThatNotice(name, read.value) === 0) missed.push(`${name} ${seed}: ${edit.was} → ${edit.became}`)
  }
  process.stdout.write(
    `\n${made - missed.length} of ${made} noticed; ${refused} more were refused\n${missed.join('\n')}\n`,
  )
  expect(missed.length).toBeLessThanOrEqual(EDITS / 50)
}, 600_000)

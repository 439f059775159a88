import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadCases } from '../../src/authoring/index.ts'
import { CODE_GROUPS, CODES, type Diagnostic, type Loaded } from '../../src/diagnostics/index.ts'
import { readAnswers } from '../../src/questionnaire/index.ts'
import { inProject, load, questionnaire, yamlFile } from '../support/load.ts'

/** A questionnaire without a fault that has the right side of every example in it. */
const FORM = readFileSync(inProject('test/questionnaire/mistakes.base.yaml'), 'utf8')
const ANSWERS = 'mood: often\ntop: 118\n'
const CASES = 'cases:\n  - name: high\n    answers: { top: 170 }\n    expect: { raised: [B-TOP] }\n'

/** What reading says of a text; which of the three files it is shows in the text itself. */
function codesIn(text: string): readonly string[] {
  if (text.startsWith('mood:')) return codesOf(readIn(text, readAnswers))
  return text.startsWith('cases:') ? codesOf(readIn(text, loadCases)) : codesOf(load(text))
}

function readIn(text: string, read: typeof readAnswers | typeof loadCases): Loaded<unknown> {
  const file = yamlFile(text)
  return file.ok ? read(file.value, questionnaire(FORM)) : file
}

function codesOf(read: Loaded<unknown>): readonly string[] {
  const diagnostics: readonly Diagnostic[] = read.ok ? read.warnings : read.diagnostics
  return diagnostics.map(({ code }) => code)
}

const EXAMPLES = Object.entries(CODES).flatMap(([code, { example }]) =>
  example === undefined ? [] : [[code, example] as const],
)

test('the files that the examples are put into have no fault', () => {
  expect([FORM, ANSWERS, CASES].flatMap(codesIn)).toEqual([])
})

describe('an example has its fault, and none once it is right', () => {
  test.each(EXAMPLES)('%s', (code, { wrong, right }) => {
    const text = [FORM, ANSWERS, CASES].find((one) => one.includes(right)) ?? ''
    expect(text).toContain(right)
    expect(codesIn(text.replace(right, () => wrong))).toContain(code)
  })
})

test('a code has an example, but where no line of a questionnaire can show it', () => {
  const without = Object.entries(CODES).flatMap(([code, { example }]) => (example === undefined ? [code] : []))
  const ofTables = Object.keys(CODE_GROUPS.at(-1)?.codes ?? {})
  const ofBytes = ['unreadable-file', 'empty-file', 'unseen-character', 'piled-marks', 'too-deep', 'too-large']
  expect(without.sort()).toEqual([...ofTables, ...ofBytes, 'too-many-options'].sort())
})

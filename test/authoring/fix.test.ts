import { expect, test } from 'vitest'
import { check, mended } from '../../src/authoring/index.ts'
import { headOf, yamlFile } from '../support/load.ts'

const FORM = `${headOf('demo')}# A comment: keep it   as it is.
sections:
  - id: one
    title: One
    questions:
      - id: smoker
        text:    Do you smoke?
        type: yes_no
      - id: pain
        text: 'Any pain?'   # a remark
        type: choice
        options: { lt3m: Recent, lt6m: Older, never: Never }
rules:
  - id: R
    when: smoker = yes or pain = never
    level: refer-before
    because: Reported {smoker}.
`

/** The form with some words changed, and what is left of the changes when the spelling has been mended. */
function fixed(...edits: readonly (readonly [string, string])[]): string {
  const wrong = edits.reduce((text, [right, made]) => text.replace(right, () => made), FORM)
  const file = yamlFile(wrong)
  const { diagnostics } = check({ path: 'test.yaml', form: file, cases: undefined, translations: [] }, '2026-01-01')
  return mended(
    wrong,
    diagnostics.flatMap(({ mend }) => mend ?? []),
  )
}

test.each<[string, string, string]>([
  ['a question in a condition', 'when: smoker', 'when: smokr'],
  ['a question that a reason prints', '{smoker}', '{smokre}'],
  ['a code', 'pain = never', 'pain = nevr'],
  ['a key', 'text:    Do', 'txt:    Do'],
  ['a level', 'refer-before', 'refer_before'],
  ['a type', 'yes_no', 'yes-no'],
  ['a status', 'draft', 'drafft'],
])('%s: one name can be meant, and only it is changed', (_, right, wrong) => {
  expect(FORM).toContain(right)
  expect(fixed([right, wrong])).toBe(FORM)
})

test.each<[string, string, string]>([
  ['two codes are as near', 'pain = never', 'pain = lt5m'],
  ['no name is near', 'when: smoker', 'when: bladder'],
  ['it is no matter of spelling', 'smoker = yes or', 'smoker or'],
  ['the key is right at another place', '        type: choice', '        note: None\n        type: choice'],
])('%s: nothing is changed', (_, right, wrong) => {
  expect(fixed([right, wrong])).toBe(FORM.replace(right, wrong))
})

test('a name of the form is left alone while a definition that it could mean cannot be read', () => {
  const broken: readonly [string, string] = ['- id: smoker', '- id: Smoker']
  const slips = [['pain = never', 'pain = nevr'] as const, ['refer-before', 'refer_before'] as const]
  const expected = FORM.replace(...broken).replace('pain = never', 'pain = nevr')
  expect(fixed(broken, ...slips)).toBe(expected)
})

test('several slips are mended at once', () => {
  const text = fixed(['smoker =', 'smokr ='], ['refer-before', 'refer-befor'], ['draft', 'drafft'])
  expect(text).toBe(FORM)
})

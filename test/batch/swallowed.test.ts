import { expect, test } from 'vitest'
import { scoring } from '../support/scoring.ts'
import { painForm as form } from './pain-form.ts'

test('two slips of a quotation mark that swallow whole records are told', async () => {
  const { rows, err, errors, isClean } = await scoring(
    form,
    'id,pain,notes\n1,no,"he said hi\n2,yes,ok\n3,no,he said "\n4,no,fine\n',
  )
  expect(rows).toHaveLength(2)
  expect(isClean).toBe(false)
  expect(err).toContain('answers.csv:2: record 1: a line inside one of its cells is itself a whole record')
  expect(errors).toHaveLength(1)
})

test.each([
  ['lines that have other numbers of cells', 'id,pain,notes\n1,no,"one\ntwo, three"\n'],
  ['lines that no record is made of', 'id,pain,notes\n1,no,"first, second, third\nsame, old, story"\n'],
  ['a line without an id', 'id,pain,notes\n1,no,"x\n,no,ok"\n'],
])('%s in a text are only text', async (_, text) => {
  expect((await scoring(form, text)).isClean).toBe(true)
})

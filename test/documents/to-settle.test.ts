import { expect, test } from 'vitest'
import { codeBookMarkdown } from '../../src/documents/index.ts'
import { shipped } from '../support/load.ts'

const form = shipped('ketamine-intake')

test('the code book lists what is to be settled, before the lines to sign', () => {
  const book = codeBookMarkdown(form)
  const from = book.indexOf('## To settle before signing')
  const to = book.indexOf('## Signatures')
  expect(from).toBeGreaterThan(0)
  const listed = book.slice(from, to)
  const wanted = [...form.questions, ...form.rules].flatMap(({ settle }) => settle ?? [])
  expect(listed.split('\n').filter((line) => line.startsWith('- ')).length).toBe(wanted.length)
})

test('every rule that is our own judgement, or one clinic’s, says what is to be settled', () => {
  const bare = form.rules.filter(({ basis, settle }) => (basis === 'own' || basis === 'clinic') && settle === undefined)
  expect(bare.map(({ id }) => id)).toEqual([])
})

test('a level for not knowing that is lower than it could be says what is to be settled', () => {
  const bare = form.questions.filter(
    ({ ifUnknownBecause, settle }) => ifUnknownBecause !== undefined && settle === undefined,
  )
  expect(bare.map(({ id }) => id)).toEqual([])
})

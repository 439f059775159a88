import { expect, test } from 'vitest'
import { merged } from '../../src/batch/index.ts'
import { lineBreaks } from '../../src/batch/reading/bind-table.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

const form = questionnaire(`${headOf('small')}sections:
  - id: all
    title: All
    questions:
      - { id: pain, text: Pain?, type: yes_no }
rules:
  - { id: PAIN, when: pain = yes, level: refer-before, because: Reported. }
`)

test.each([
  [7, 'any'],
  [8, 'no-record'],
] as const)('in a table of %i columns a cell that nobody reads may hold lines: %s', (count, expected) => {
  const roles = Array.from({ length: count }, () => ({ kind: 'unused' }) as const)
  const bound = { names: roles.map((_, at) => `x${at}`), roles, missing: [], unknown: [] }
  expect(lineBreaks(bound as never)).toEqual(roles.map(() => expected))
})

test('of record ids only those that could be read as a path are unusual, not every one that is no word', async () => {
  const ids = ['A-1', 'Müller 2', '7/2026', '..', '../x', '/etc/x', '~me', 'a\\..\\b']
  const { errors, rows } = await scoring(form, `id,pain\n${ids.map((id) => `${id},no`).join('\n')}\n`)
  expect(rows).toHaveLength(ids.length)
  expect(errors.map((line) => [line.split(',')[1], line.includes('unusual-id')])).toEqual(
    [5, 6, 7, 8, 9].map((line) => [String(line), true]),
  )
})

test('a table is in UTF-16 where both of its first bytes say so, and not where one does', async () => {
  const text = 'id,pain,\u00e9\n1,yes,x\n'
  const levels = async (bytes: Uint8Array) =>
    (await scoring(form, bytes, { encoding: 'latin1' })).rows.map((row) => row.split(',')[2])
  const latin = Buffer.from(text, 'latin1')
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le')
  expect(await levels(latin)).toEqual(['refer-before'])
  expect(await levels(wide)).toEqual(['refer-before'])
  expect(await levels(Buffer.from(wide).swap16())).toEqual(['refer-before'])
  expect(await levels(Buffer.from('\u00ff,id,pain\nx,1,yes\n', 'latin1'))).toEqual(['refer-before'])
  expect(await levels(Buffer.from('a\u00fe,id,pain\nx,1,yes\n', 'latin1'))).toEqual(['refer-before'])
})

test('the accounts of two files are together the account of both', async () => {
  const files = {
    'a.csv': 'id,pain\n1,yes\n2,perhaps\n3,no\n3,\n',
    'b.csv': 'id,pain\n4,yes\n5,yes\n6,perhaps\n7,unsure\n7,no\n',
  }
  const [a, b, both] = await Promise.all(
    [{ 'a.csv': files['a.csv'] }, { 'b.csv': files['b.csv'] }, files].map(async (given) => {
      const { summary } = await scoring(form, given)
      if (summary === undefined) throw new Error('nothing was scored')
      return { ...summary, inputs: [], scored_on: '' }
    }),
  )
  if (a === undefined || b === undefined || both === undefined) throw new Error('nothing was scored')
  expect({ ...merged(a, b) }).toEqual(both)
  expect(both).toMatchObject({ records: { in: 9, scored: 9 }, duplicate_ids: 2 })
})

test('a cell that begins and ends like the usual one of its column, and is longer, is another answer', async () => {
  const codes = ['often_daily', 'often_daily_daily']
  const often = questionnaire(`${headOf('often')}sections:
  - id: all
    title: All
    questions:
      - { id: pain, text: Pain?, type: choice, options: { ${codes.map((code) => `${code}: L${code.length}`).join(', ')} } }
rules:
  - { id: MORE, when: pain = often_daily_daily, level: refer-before, because: Reported. }
`)
  // The rows before teach what is usual.
  const cells = Array.from({ length: 5000 }, (_, at) => codes[at % 50 === 49 ? 1 : 0])
  const { rows } = await scoring(often, `id,pain\n${cells.map((cell, at) => `${at},${cell}`).join('\n')}\n`)
  expect(rows.filter((row) => row.split(',')[4] === 'MORE').map((row) => Number(row.split(',')[1]))).toEqual(
    cells.flatMap((cell, at) => (cell === codes[1] ? [at] : [])),
  )
})

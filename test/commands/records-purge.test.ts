import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'

async function withRecord(): Promise<Clinic> {
  const clinic = new Clinic()
  await clinic.asks('A-1', '1', '0', '0', 'words')
  return clinic
}

test.each([
  ['years ahead', (line: string) => line.replace(/"at":"2\d{3}/g, '"at":"2001')],
  ['behind', (line: string) => line.replace(/"at":"2\d{3}/g, '"at":"2999')],
])('a clock that is years ahead, or behind, purges nothing until somebody says the day: %s', async (_, moved) => {
  const clinic = await withRecord()
  const log = join(clinic.home, 'audit.jsonl')
  let prev = '0'.repeat(64)
  const lines = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { hash: _, ...entry } = JSON.parse(moved(line)) as { hash: string; prev: string }
      const text = JSON.stringify({ ...entry, prev })
      prev = createHash('sha256').update(text).digest('hex')
      return `${text.slice(0, -1)},"hash":"${prev}"}\n`
    })
  writeFileSync(log, lines.join(''))
  const refused = await clinic.records('purge', '--older-than', '0d', '--yes')
  expect([refused.exit, refused.err]).toEqual([64, expect.stringContaining('--on DATE says which day it is')])
  expect(clinic.files).toHaveLength(1)
  expect((await clinic.records('purge', '--older-than', '0d', '--yes', '--on', '2999-01-01')).exit).toBe(0)
  expect(clinic.files).toHaveLength(0)
})

test('damaged drafts, copies of them and half-written files go with the rest, and what remains is said', async () => {
  const clinic = await withRecord()
  await clinic.run(['screen', clinic.form, '--ref', 'D'], '1\n')
  const drafts = join(clinic.home, 'drafts')
  const [draft = ''] = readdirSync(drafts).filter((name) => name.endsWith('.jsonl'))
  const old = new Date(Date.now() - 5 * 24 * 60 * 60 * 1000)
  for (const name of [draft, draft.replace('.jsonl', '.damaged'), '.aaaaaaaaaaaa.deadbeef-12-cafecafe.tmp']) {
    writeFileSync(join(drafts, name), 'SECRET')
    utimesSync(join(drafts, name), old, old)
  }
  const dry = await clinic.records('purge', '--older-than', '2d', '--dry-run')
  expect(dry.out.match(/^\S+/gm)).toEqual(['draft', 'copy', 'leftover'])
  expect(dry.err).toBe(
    '0 records and 1 draft, 1 copy of a damaged draft, 1 half-written file older than 2 days would go. Nothing was changed.\n',
  )
  const { err } = await clinic.records('purge', '--older-than', '2d', '--yes')
  expect(err).toBe('3 gone for good; the log says so.\nWhat remains: 1 record and 0 drafts.\n')
  expect(readdirSync(drafts)).toEqual([])
})

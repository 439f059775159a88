import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstEdition } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

const form = firstEdition('substance-use')
const header = form.questions.map(({ id }) => id).join(',')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'prescreen-report-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('--report writes a page with the account, for its owner only', async () => {
  const report = join(folder, 'report.html')
  await scoring(form, `id,${header}\nP1${',unsure'.repeat(form.questions.length)}\nP2,broken\n`, { report })
  const html = readFileSync(report, 'utf8')
  expect(html).toContain('2 records = 1 scored + 1 not scored')
  expect(html).not.toMatch(/P1|broken/)
  expect(statSync(report).mode & 0o777).toBe(0o600)
})

test('a run that fails leaves no report', async () => {
  const report = join(folder, 'none.html')
  const { refused } = await scoring(form, 'a,b\n1,2\n', { report })
  expect(refused).toBeDefined()
  expect(readdirSync(folder).filter((name) => name !== 'report.html')).toEqual([])
})

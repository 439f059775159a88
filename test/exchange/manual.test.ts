import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'
import { connected } from './duckdb.ts'

const folder = mkdtempSync(join(tmpdir(), 'prescreen-manual-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MANUAL = readFileSync(inProject('questionnaires/README.md'), 'utf8')

function block(fence: RegExp): string {
  return fence.exec(MANUAL)?.[1] ?? ''
}

test('the chapter on more than one computer shows what DuckDB says of the people in it', async () => {
  writeFileSync(join(folder, 'my-clinic.yaml'), block(/```yaml\n# a whole questionnaire\n([\s\S]*?)```/))
  writeFileSync(join(folder, 'answers.csv'), block(/```csv people\n([\s\S]*?)```/))
  const options = block(/npx prescreen export my-clinic\.yaml ([^\n]*--dialect duckdb[^\n]*)/).replaceAll("'", '')
  const { exit, err } = await prescreenIn(folder, ['export', 'my-clinic.yaml', ...options.split(' ')])
  expect([exit, err]).toEqual([0, ''])
  const shown = block(/```duckdb\n([\s\S]*?)```/)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const rows = await connected(async (connection) => {
    await connection.run(`SET file_search_path = '${folder}'`)
    const reader = await connection.runAndReadAll(readFileSync(join(folder, 'my-clinic.sql'), 'utf8'))
    return [reader.columnNames(), ...reader.getRowsJson()].map((row) => row.slice(0, shown[0]?.length).map(String))
  })
  expect(rows).toEqual(shown)
})

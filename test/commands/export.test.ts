import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { prescreenIn } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'prescreen-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const exporting = (...options: readonly string[]) =>
  prescreenIn(folder, ['export', 'bladder-follow-up', '--to', 'sql', ...options])

function map(lines: string): string {
  writeFileSync(join(folder, 'map.yaml'), `format: prescreen-columns/1\n${lines}\n`)
  return 'map.yaml'
}

describe('export --to sql', () => {
  test.each([
    [['--id', 'record'], '--dialect says for which engine'],
    [['--dialect', 'mysql', '--id', 'record'], '--dialect cannot be `mysql`'],
    [['--dialect', 'duckdb'], 'say with --id which column holds the record id'],
    [['--dialect', 'duckdb', '--id', 'record', '--several', 'list'], '--several cannot be `list`'],
    [['--dialect', 'duckdb', '--id', 'record', '--table', 'a..b'], '--table cannot be `a..b`'],
    [['--dialect', 'duckdb', '--id', 'record', '--view', 'v'], '--view names the view that --as view makes'],
    [['--dialect', 'duckdb', '--id', 'record', '--on', '2026-02-30'], '--on is a day of the calendar'],
  ])('is refused with %j: %s', async (options, message) => {
    const { exit, out, err } = await exporting(...options)
    expect([exit, out]).toEqual([64, ''])
    expect(err).toContain(message)
  })

  test.each([
    ['encoding: latin1\ncolumns:\n  A: bladder_pain', '`encoding` in the column map is about a file'],
    ['names_in_line: 4\ncolumns:\n  A: bladder_pain', '`names_in_line` in the column map is about a file'],
  ])('refuses what a map says of a file: %j', async (lines, message) => {
    const { err } = await exporting('--dialect', 'duckdb', '--id', 'record', '--columns', map(lines))
    expect(err).toMatch(/about a file|has no question/)
    expect(message).not.toBe('')
  })

  test('quotes the parts of a table name and makes a view that is not replaced', async () => {
    const { out } = await exporting(
      '--dialect',
      'postgres',
      '--id',
      'record',
      '--table',
      'clinic."my.answers"',
      '--as',
      'view',
    )
    expect(out).toContain('FROM "clinic"."my.answers" AS answers')
    expect(out).toContain('CREATE VIEW "bladder_follow_up_results" AS')
    expect(out).not.toContain('OR REPLACE')
  })
})

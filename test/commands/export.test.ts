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
    [
      ['--dialect', 'duckdb', '--id', 'record', '--on', '2026-02-28', '--date-column', 'seen'],
      'give --on or --date-column, not both',
    ],
  ])('is refused with %j: %s', async (options, message) => {
    const { exit, out, err } = await exporting(...options)
    expect([exit, out]).toEqual([64, ''])
    expect(err).toContain(message)
  })

  test.each([
    ['encoding: latin1', '`encoding` in the column map is about a file'],
    ['delimiter: tab', '`delimiter` in the column map is about a file'],
    ['names_in_line: 4', '`names_in_line` in the column map is about a file'],
    ['data_from_line: 3', '`data_from_line` in the column map is about a file'],
    ['sheet: Answers', '`sheet` in the column map is about a file'],
    ['dates:', '`dates` in the column map is left open'],
    ['missing: { "": unsure }', 'what an empty text means; in SQL an empty cell is unanswered'],
    ['divided_by: json', '`divided_by` of `bladder_emergency` cannot be `json` in SQL'],
    ['divided_by: and', '`divided_by` of `bladder_emergency` cannot be `and` in SQL'],
    ['divided_by: "<"', '`divided_by` of `bladder_emergency` cannot be `<` in SQL'],
  ])('refuses by name what a table cannot have or SQL cannot say: %j', async (line, message) => {
    const named = map(`${line}\ncolumns:\n  A: bladder_emergency`)
    const { exit, out, err } = await exporting('--dialect', 'duckdb', '--id', 'record', '--columns', named)
    expect([exit, out]).toEqual([64, ''])
    expect(err).toContain(message)
  })

  test('refuses a guess of a map by the name of its column', async () => {
    const named = map('columns:\n  Where it hurts: ?bladder_emergency')
    const { exit, err } = await exporting('--dialect', 'spark', '--id', 'record', '--columns', named)
    expect([exit, err]).toEqual([64, expect.stringContaining('column `Where it hurts` is a guess in the map')])
  })

  test('reads the names, days and dividers that a map says, and tells which questions have no column', async () => {
    const named = map(
      'id: case\ndate: seen\ndates: excel\ncolumns:\n  Where: { question: bladder_emergency, divided_by: "|" }',
    )
    const { exit, out, err } = await exporting('--dialect', 'postgres', '--columns', named)
    expect(exit).toBe(0)
    expect(err).toMatch(/^NO COLUMN for these \d+ questions, unanswered for everyone: /)
    expect(out).toContain('answers."case" AS record_id')
    expect(out).toContain('CAST(answers."seen" AS text)')
    expect(out).toContain("string_to_array(bladder_emergency_r, '|')")
  })

  test.each([
    ['--on', '2026-02-28', "DATE '2026-02-28'"],
    ['--date-column', 'seen', 'answers."seen"'],
  ])('takes the day of the answers from %s alone', async (option, value, sql) => {
    const { exit, out } = await exporting('--dialect', 'duckdb', '--id', 'record', option, value)
    expect([exit, out]).toEqual([0, expect.stringContaining(sql)])
  })

  test('reads several answers as an array only where the question takes several', async () => {
    const { out } = await exporting('--dialect', 'duckdb', '--id', 'record', '--on', '2026-02-28', '--several', 'array')
    const read = (name: string) => out.split('\n').find((line) => line.endsWith(`AS ${name}_w,`))
    expect(read('bladder_emergency')).toContain('list_transform(bladder_emergency_t, ')
    expect(out.match(/list_transform\((\w+)_t, /g)).toEqual(['list_transform(bladder_emergency_t, '])
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

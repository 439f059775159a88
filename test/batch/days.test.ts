import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { headOf, questionnaire } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'
import { scoring } from '../support/scoring.ts'

const IMPLANT = `${headOf('implant')}
sources: { s: { title: A source } }
sections:
  - id: one
    title: One
    questions:
      - { id: put_in, text: When was it put in?, type: date }
rules:
  - { id: NEW, when: days_since(put_in) < 42, level: refer-before, because: New., sources: [s] }
`
const form = questionnaire(IMPLANT)
const TABLE = 'id,visit,put_in\na,2026-11-04,2026-10-15\nb,04/11/2026,2026-10-15\nc,,2026-10-15\n'

async function levels(options: Parameters<typeof scoring>[2]): Promise<readonly (string | undefined)[]> {
  return (await scoring(form, TABLE, options)).rows.map((row) => row.split(',')[2])
}

describe('a form that counts to the day of the answers', () => {
  test('is not scored before that day is known, and every way to say it is told', async () => {
    const { refused, err, left } = await scoring(form, TABLE, { undated: true })
    expect(refused?.cause).toBe('usage')
    expect(err).toContain('answers.csv: `implant` counts from `put_in` to the day of the answers')
    expect(err).toContain('--date-column visit or `date:` in a column map, or say --on 2026-11-04, or --on today')
    expect(left).toEqual([])
  })

  test.each([
    ['a column', { dateColumn: 'visit' }, ['refer-before', 'refer-before', 'refer-before']],
    ['a day', { on: '2026-11-27' }, ['none-raised', 'none-raised', 'none-raised']],
    [
      'a column map, with days as the file writes them',
      { columns: 'format: prescreen-columns/1\ndate: visit\ndates: day/month/year\ncolumns: { put_in: put_in }\n' },
      ['refer-before', 'refer-before', 'refer-before'],
    ],
  ])('takes it from %s', async (_, options, expected) => {
    expect(await levels(options)).toEqual(expected)
  })

  test('which a map of one kind of days leaves open for the other', async () => {
    const columns = 'format: prescreen-columns/1\ndate: visit\ndates: day/month/year\ncolumns: { put_in: put_in }\n'
    const { rows, errors } = await scoring(form, TABLE, { columns })
    expect(rows.map((row) => row.split(',').slice(4, 6))).toEqual([
      ['NEW', ''],
      ['NEW', ''],
      ['', 'NEW'],
    ])
    expect(errors).toEqual([])
  })
})

const folder = mkdtempSync(join(tmpdir(), 'prescreen-days-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('on the command line', () => {
  writeFileSync(join(folder, 'implant.yaml'), IMPLANT)
  writeFileSync(join(folder, 'answers.yaml'), 'put_in: 2026-10-15\n')
  writeFileSync(join(folder, 't.csv'), TABLE)
  const run = (...args: readonly string[]) => prescreenIn(folder, args)

  test('--on says the day of answers in a file, and today is a day', async () => {
    const then = await run('screen', 'implant.yaml', '--answers', 'answers.yaml', '--on', '2026-11-04', '--json')
    expect(JSON.parse(then.out)).toMatchObject({ on: '2026-11-04', level: 'refer-before' })
    const later = await run('screen', 'implant.yaml', '--answers', 'answers.yaml', '--on', '2027-11-04', '--json')
    expect(JSON.parse(later.out)).toMatchObject({ level: 'none-raised' })
    expect((await run('screen', 'implant.yaml', '--answers', 'answers.yaml', '--on', 'soon')).exit).toBe(64)
    expect((await run('score', 'implant.yaml', 't.csv', '--on', 'today')).exit).toBe(0)
    expect((await run('score', 'implant.yaml', 't.csv')).exit).toBe(64)
  })

  test.each([
    ['the input, as errors', ['-o', 'o.csv', '--errors', 't.csv']],
    ['the input, as summary', ['-o', 'o.csv', '--summary', './t.csv']],
    ['the input, as report', ['--report', 'sub/../t.csv']],
    ['the input through another name of it', ['-o', 'other-name.csv']],
    ['the questionnaire', ['-o', 'implant.yaml']],
    ['the column map', ['-o', 'map.yaml', '--columns', 'map.yaml']],
  ])('no output takes the place of %s', async (_, args) => {
    const map = 'format: prescreen-columns/1\ncolumns: { put_in: put_in }\n'
    for (const [name, content] of Object.entries({ 'implant.yaml': IMPLANT, 't.csv': TABLE, 'map.yaml': map }))
      writeFileSync(join(folder, name), content)
    rmSync(join(folder, 'other-name.csv'), { force: true })
    linkSync(join(folder, 't.csv'), join(folder, 'other-name.csv'))
    const { exit, err } = await run('score', 'implant.yaml', 't.csv', '--on', 'today', '--force', ...args)
    expect(err).toMatch(/cannot be replaced by it|no such folder/)
    expect([64, 73]).toContain(exit)
    expect(readFileSync(join(folder, 't.csv'), 'utf8')).toBe(TABLE)
    expect(readFileSync(join(folder, 'implant.yaml'), 'utf8')).toBe(IMPLANT)
    expect(readFileSync(join(folder, 'map.yaml'), 'utf8')).toBe(map)
  })
})

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseAnswer } from '../../src/questionnaire/index.ts'
import { Clinic, FORM } from '../support/clinic.ts'
import { questionnaire } from '../support/load.ts'

const clinic = new Clinic()
let first: string
let second: string

beforeAll(async () => {
  first = await clinic.asks('A-1', '2', '1 3', '-12.5', '=HYPERLINK("x"), "quoted"')
  second = await clinic.asks('@A-2', 'u', '0', 'd', 'two; parts')
})

/** Times change between runs. */
function steady(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-22T13:05:00.000Z')
    .replaceAll(/\d{4}-\d\d-\d\d(?=[,"])/g, '2026-11-22')
    .replaceAll(first, 'FIRST')
    .replaceAll(second, 'SECOND')
}

test('a row for each record in the order of the list, with every kind of answer told apart, and no formula', async () => {
  const { exit, out, err } = await clinic.records('export')
  expect(steady(out)).toMatchInlineSnapshot(`
    "_record,_ref,_by,_on,_finished,_questionnaire,_version,_level,_complete,_follows,_replaced_by,heart,signs,change,words
    SECOND,"'@A-2",,2026-11-22,2026-11-22T13:05:00.000Z,visit,1.0.0,refer-discuss,true,,,unsure,none,declined,"two; parts"
    FIRST,A-1,,2026-11-22,2026-11-22T13:05:00.000Z,visit,1.0.0,refer-discuss,true,,,recent,"rash;cough",-12.5,"'=HYPERLINK(""x""), ""quoted"""
    "
  `)
  expect({ exit, err }).toEqual({ exit: 0, err: '2 records exported.\n' })
})

test('as JSON Lines', async () => {
  const { out } = await clinic.records('export', '--as', 'jsonl')
  expect(steady(out)).toMatchInlineSnapshot(`
    "{"_record":"SECOND","_ref":"@A-2","_on":"2026-11-22","_finished":"2026-11-22T13:05:00.000Z","_questionnaire":"visit","_version":"1.0.0","_level":"refer-discuss","_complete":"true","heart":"unsure","signs":["none"],"change":"declined","words":"two; parts"}
    {"_record":"FIRST","_ref":"A-1","_on":"2026-11-22","_finished":"2026-11-22T13:05:00.000Z","_questionnaire":"visit","_version":"1.0.0","_level":"refer-discuss","_complete":"true","heart":"recent","signs":["rash","cough"],"change":-12.5,"words":"=HYPERLINK(\\"x\\"), \\"quoted\\""}
    "
  `)
})

test('what is exported reads back as the same answers', async () => {
  const form = questionnaire(FORM)
  const rows = (await clinic.records('export', '--as', 'jsonl')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string | number | string[]>)
  for (const row of rows) {
    const { out } = await clinic.records('show', String(row._record), '--json')
    const { answers } = JSON.parse(out) as { answers: Record<string, unknown> }
    for (const question of form.questions) {
      const cell = row[question.id]
      const read = cell === undefined ? undefined : parseAnswer(question, Array.isArray(cell) ? cell : String(cell))
      const stored = read?.kind === 'given' ? { value: read.value } : read && { state: read.kind }
      expect(stored).toEqual(answers[question.id])
    }
  }
})

test.each(['csv', 'jsonl'])(
  'as %s it is scored again, without a map or an option, to the levels that were recorded',
  async (format) => {
    const table = join(clinic.folder, `scored.${format}`)
    await clinic.records('export', '-o', table)
    const scored = await clinic.run(['score', clinic.form, table, '--to', 'jsonl'])
    expect(scored.err).toMatch(/2 records = 2 scored \+ 0 not scored\n$/)
    expect(scored.err).not.toContain('not used')
    const levels = (text: string, id: string) =>
      Object.fromEntries(
        text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, string>)
          .map((row) => [row[id], row[`${id === 'id' ? '' : '_'}level`]]),
      )
    const recorded = (await clinic.records('export', '--as', 'jsonl')).out
    expect(levels(scored.out, 'id')).toEqual(levels(recorded, '_record'))
  },
)

test.each(['csv', 'jsonl'])('as %s it goes from one program to the other through a pipe', async (format) => {
  const { out: table } = await clinic.records('export', '--as', format)
  const { exit, out, err } = await clinic.run(['score', clinic.form, '-', '--on', '2020-01-01'], table)
  expect([exit, err.trimEnd().split('\n').at(-1)]).toEqual([0, '2 records = 2 scored + 0 not scored'])
  expect(out).toContain(first)
})

test('a file is new or it is not written, and its name says its format', async () => {
  const path = join(clinic.folder, 'out.jsonl')
  expect((await clinic.records('export', '-o', path)).exit).toBe(0)
  const text = readFileSync(path, 'utf8')
  expect(text.split('\n')[0]).toMatch(/^\{"_record":/)
  const { exit, err } = await clinic.records('export', '-o', path)
  expect({ exit, err }).toEqual({
    exit: 73,
    err: `prescreen: nothing was exported: ${path}: there is a file of that name already, and it was left alone\n`,
  })
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('only what is wanted; a correction outside of it is still named', async () => {
  await clinic.run(['records', 'correct', first.slice(0, 4), '--why', 'typing slip', '--plain'], '1\n3\nf\n')
  const { out, err } = await clinic.records('export', '--level', 'refer-discuss', '--ref', 'a-1', '--as', 'jsonl')
  const row = JSON.parse(out) as Record<string, string>
  expect(err).toBe('1 record exported.\n')
  expect(row._record).toBe(first)
  expect(row._replaced_by).toMatch(/^[0-9a-z]{4}-/)
})

describe('what is wrong is told, and the rest is exported', () => {
  test('records of two questionnaires', async () => {
    const other = clinic.file('other.yaml', FORM.replace('id: visit', 'id: other'))
    await clinic.run(['screen', other, '--ref', 'B-1'], '1\n0\n0\nno\nf\n')
    const { exit, out, err } = await clinic.records('export')
    expect({ exit, out, err }).toEqual({
      exit: 64,
      out: '',
      err: 'prescreen: these are records of several questionnaires: other, visit\n   name one with --questionnaire\n',
    })
    expect((await clinic.records('export', '--questionnaire', 'other')).err).toBe('1 record exported.\n')
  })

  test('a record that was changed by hand, and a file that is none', async () => {
    const path = clinic.files.find((file) => file.includes(second)) ?? ''
    const foreign = join(path, '..', 'holiday.jpg')
    const whole = readFileSync(path, 'utf8')
    writeFileSync(path, whole.replace('two; parts', 'two, parts'))
    writeFileSync(foreign, '')
    const { exit, err } = await clinic.records('export', '--questionnaire', 'visit')
    expect(exit).toBe(65)
    expect(err).toContain(`record ${second}: it was changed after it was written`)
    expect(err).toContain('holiday.jpg: it is not a record')
    expect(err).toContain('2 records exported, 2 could not be read.')
    rmSync(foreign)
    writeFileSync(path, whole)
  })

  test('another format', async () => {
    const { exit, err } = await clinic.records('export', '--as', 'jsonlines')
    expect(exit).toBe(64)
    expect(err).toContain('--as cannot be `jsonlines`')
  })
})

test('where nothing was recorded there is nothing to export', async () => {
  const empty = new Clinic()
  expect((await empty.records('export', '--as', 'jsonl')).out).toBe('')
})

test('the log says that answers left the folder, and who took them', async () => {
  await clinic.records('export', '--questionnaire', 'visit', '--by', 'KL')
  const last = readFileSync(join(clinic.home, 'audit.jsonl'), 'utf8').trim().split('\n').at(-1) ?? ''
  expect(JSON.parse(last)).toMatchObject({ by: 'KL', record: '-', what: 'exported', why: '3 records' })
  expect((await clinic.records('verify')).exit).toBe(0)
})

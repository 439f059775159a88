import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sampleFile } from '../../src/batch/index.ts'
import { columnsTemplate, type Sample } from '../../src/tables/index.ts'
import { inProject, questionnaire } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

const read = (name: string) => readFileSync(inProject(`test/fixtures/tables/${name}`))
const form = (name: string) => questionnaire(read(name).toString('utf8'), name)

/** A map as the template writes it, with every `?` taken away or left. */
async function templateFor(yaml: string, file: string): Promise<string> {
  const sample: Sample = await sampleFile(
    inProject(`test/fixtures/tables/${file}`),
    {},
    { stdin: async function* () {} },
  )
  return columnsTemplate(form(yaml), sample, { questionnaireName: yaml, file }).text
}

/** `id level raised | undetermined | unreadable` of each row. */
async function said(
  yaml: string,
  file: string,
  options: Parameters<typeof scoring>[2] = {},
): Promise<readonly string[]> {
  const { rows } = await scoring(form(yaml), { [file]: read(file) }, options)
  return rows.map((row) => {
    const cells = row.split(',')
    return `${cells[1]} ${cells[2]} ${cells[4]} | ${cells[5]} | ${cells[11]}`
  })
}

describe('files in the shapes that programs write get what is right', () => {
  test('an empty cell beside a tick is not "not ticked", and a wrong tick leaves what is not ticked open', async () => {
    expect(await said('blank.yaml', 'blank.csv')).toEqual([
      '1 refer-before  | CHEST | signs',
      '2 none-raised  |  | ',
      '3 act-now CHEST |  | ',
      '4 refer-before  | CHEST | ',
      '5 refer-before  | CHEST | signs',
    ])
  })

  test('a code for a missing answer is missing in a text too', async () => {
    const columns = read('map2.yaml').toString('utf8')
    const { rows } = await scoring(form('q3.yaml'), { 'm2.csv': read('m2.csv') }, { columns })
    expect(rows.map((row) => row.split(',').slice(2, 4))).toEqual([
      ['refer-before', 'false'],
      ['refer-before', 'false'],
      ['refer-before', 'false'],
      ['none-raised', 'true'],
    ])
  })

  test('an unedited template of words that turn their meaning round reads none of them', async () => {
    for (const [yaml, file] of [
      ['flip.yaml', 'flip.csv'],
      ['neg.yaml', 'neg.csv'],
    ] as const) {
      const columns = await templateFor(yaml, file)
      const rows = await said(yaml, file, { columns })
      expect(rows.every((row) => row.includes(' refer-before '))).toBe(true)
      const { isClean } = await scoring(form(yaml), { [file]: read(file) }, { columns })
      expect(isClean).toBe(false)
    }
  })

  test('names and labels in decomposed letters are ours', async () => {
    expect(await said('nfd.yaml', 'nfd.csv', { columns: await templateFor('nfd.yaml', 'nfd.csv') })).toEqual([
      '1 refer-before M |  | ',
    ])
  })

  test('KoBo: the columns of the answers are read, and the one with all of them is not needed', async () => {
    const columns = await templateFor('multi.yaml', 'kobo.csv')
    expect(await said('multi.yaml', 'kobo.csv', { columns })).toEqual([
      '1 refer-before B |  | ',
      '2 refer-before  | B;C | ',
      '3 none-raised  |  | ',
    ])
  })

  test('REDCap with labels: what no column is about stays unknown beside a tick', async () => {
    const columns = await templateFor('redcap.yaml', 'redcap-labels.csv')
    const { rows, err } = await scoring(form('redcap.yaml'), { 'r.csv': read('redcap-labels.csv') }, { columns })
    expect(rows.map((row) => row.split(',').slice(4, 9))).toEqual([
      ['ONE;TWO', '', 'check_two', '', ''],
      ['', 'ONE;TWO', '', '', 'check_one;check_two'],
    ])
    expect(err).toContain('no column for `b`, `d`, `e` of `check_two`')
  })

  test.each([
    ['Google Forms', '"Pain, Chest pain, pressure or tightness"', ', ', 'act-now C'],
    ['ODK', 'pain blood', ' ', 'refer-before B'],
    ['a bar', 'Pain | Blood in the urine', '|', 'refer-before B'],
    ['a list', '"[""pain"",""blood""]"', 'json', 'refer-before B'],
    ['line breaks', '"Pain\nBlood in the urine"', '\\n', 'refer-before B'],
    ['line breaks beside a comma of its own', '"Pain\nChest pain, pressure or tightness"', '\\n', 'act-now C'],
    ['something unknown beside what is known', '"Chest pain, pressure or tightness, cramps"', ',', 'act-now C'],
  ])('several answers in one cell, as %s has them', async (_, cell, divider, expected) => {
    const columns = `format: prescreen-columns/1\nid: id\ncolumns:\n  symptoms: { question: symptoms, divided_by: "${divider}" }\n`
    const { rows } = await scoring(form('multi.yaml'), { 'a.csv': `id,symptoms\n1,${cell}\n` }, { columns })
    const [, , level, , raised] = (rows[0] ?? '').split(',')
    expect(`${level} ${raised}`).toBe(expected)
  })

  test.each([
    ['q.yaml', 'brace.json', ['1', '', '3', '', '5']],
    ['q.yaml', 'first-no-id.jsonl', ['', 'a7']],
    ['q.yaml', 'no-column.jsonl', ['', '', '']],
    ['q.yaml', 'swallow.csv', ['1', '4']],
    ['redcap.yaml', 'tickwrong.csv', ['1', '2']],
  ])('the records of %s in %s have the ids that are theirs', async (yaml, file, expected) => {
    const ids = (await said(yaml, file)).map((row) => row.split(' ')[0])
    expect(ids).toEqual(expected)
  })

  test('every wrong tick of a row is told at its own column', async () => {
    const { errors } = await scoring(form('redcap.yaml'), { 't.csv': read('tick2.csv') })
    expect(errors.map((line) => line.split(',')[2])).toEqual(['check_two___b', 'check_two___c'])
  })

  test('rows of empty cells and lines above the names are counted, and are nobody', async () => {
    const age = questionnaire(read('preamble-form.yaml').toString('utf8'))
    for (const [file, account] of [
      ['ghost.csv', '1 record = 1 scored + 0 not scored; besides 3 empty rows'],
      ['preamble.csv', '1 record = 1 scored + 0 not scored; besides 2 lines of heading'],
    ] as const)
      expect((await scoring(age, { [file]: read(file) })).err.trimEnd().split('\n').at(-1)).toBe(account)
  })

  test.each([
    [
      'SurveyMonkey',
      'surveymonkey.csv',
      ['1001 act-now PAIN;CHEST |  | ', '1002 none-raised  |  | ', '1003 refer-before  | PAIN;CHEST | '],
    ],
    ['Qualtrics', 'qualtrics.csv', ['R_1 act-now PAIN;CHEST |  | ', 'R_2 none-raised  |  | ']],
  ])('%s: further lines of heading name the columns, and the template needs no change', async (_, file, expected) => {
    const columns = await templateFor('signs.yaml', file)
    expect(columns).not.toMatch(/\?\w|: ~ {2}# (?!not used)/)
    expect(await said('signs.yaml', file, { columns })).toEqual(expected)
  })

  test('an export of a German spreadsheet is read through its template: encoding, commas, days', async () => {
    const columns = await templateFor('mri-safety.yaml', 'mri-export.csv')
    for (const line of ['encoding: latin1', 'decimal_comma: true', 'id: "Patient No."', 'date: "Visit date"'])
      expect(columns).toContain(`\n${line}`)
    expect(columns).toMatch(/^dates: day\/month/m)
  })
})

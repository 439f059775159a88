import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { Questionnaire } from '../../../src/questionnaire/index.ts'
import { headOf, inProject, questionnaire } from '../../support/load.ts'
import { scoring } from '../../support/scoring.ts'
import { edited, templateOf } from './template-of.ts'

const formOf = (questions: readonly string[], rules: readonly string[]) =>
  questionnaire(
    [
      `${headOf('study')}sources: { made-up: { title: Made up } }`,
      'sections:',
      '  - id: one',
      '    title: One',
      '    questions:',
      ...questions.map((question) => `      - { ${question} }`),
      rules.length === 0 ? 'rules: []' : 'rules:',
      ...rules.map((rule) => `  - { ${rule}, level: refer-before, because: It is so., sources: [made-up] }`),
    ].join('\n'),
  )

const REPEATED = formOf(
  ['id: age, text: Age?, type: decimal', 'id: bp_systolic, text: Top number?, type: integer'],
  ['id: OLDER, when: age > 9', 'id: BP, when: bp_systolic >= 112'],
)
const TICKS = formOf(
  [
    'id: check_one, text: Which?, type: choices, none: None, options: { one: One, two: Two, three: Three, four: Four }',
    'id: check_two, text: Which others?, type: choices, none: None, options: { a: A, b: B, c: C, d: D, e: E }',
  ],
  ['id: FOUR, when: check_one has four', 'id: A, when: check_two has a'],
)
const EVENTS = formOf(['id: weight, text: Weight?, type: integer'], ['id: HEAVY, when: weight > 22'])

const several = 'one person may have several rows; each row is scored alone'

/** `id raised | undetermined` of each row, through the map of the template and what a person changed in it. */
async function said(
  form: Questionnaire,
  [file, bytes]: readonly [string, string | Uint8Array],
  edits: readonly (readonly [string, string])[] = [],
) {
  const columns = edited(await templateOf(form, file, bytes), edits)
  const { rows, err, isClean } = await scoring(form, { [file]: bytes }, { columns })
  const cells = rows.map((row) => row.split(','))
  return { err, isClean, rows: cells.map(([, id, , , raised, undetermined]) => `${id} ${raised} | ${undetermined}`) }
}

test('repeated instruments: each row stands alone, which is told once', async () => {
  const text = [
    'record_id,redcap_repeat_instrument,redcap_repeat_instance,age,bp_systolic',
    ...['1,,,8.9,', '1,bp,1,,110', '1,bp,2,,112', '2,,,9.6,'],
  ].join('\n')
  const { rows, err } = await said(REPEATED, ['a.csv', text])
  expect(rows).toEqual(['1  | BP', '1  | OLDER', '1 BP | OLDER', '2 OLDER | BP'])
  expect(err.split(several)).toHaveLength(2)
})

const EXPORTS = inProject('../shared/corpora/redcap-data')
const real = (name: string) =>
  [`${name}.csv`, readFileSync(`${EXPORTS}/REDCapR__${name}__data.csv`)] as readonly [string, Uint8Array]

describe('exports of REDCap beside the project, through a map that a person confirmed', () => {
  if (!existsSync(EXPORTS)) {
    test.skip('there is no ../shared/corpora/redcap-data here', () => {})
    return
  }

  test('repeated instruments', async () => {
    const { rows, err, isClean } = await said(REPEATED, real('repeating-instruments-sparse'))
    expect(rows).toEqual([
      '1  | BP',
      '1  | OLDER',
      '1  | OLDER',
      '1 BP | OLDER',
      '2 OLDER | BP',
      '2 BP | OLDER',
      '3  | OLDER;BP',
      '4  | OLDER;BP',
      '5  | OLDER;BP',
    ])
    expect(err).toContain(several)
    expect(isClean).toBe(true)
  })

  test('ticks with numbers for names', async () => {
    const names = ['one', 'two', 'three', 'four']
    const edits = names.map((name, at) => [
      `"check_one___${at + 1}": ~`,
      `"check_one___${at + 1}": check_one___${name}`,
    ])
    const { rows } = await said(TICKS, real('checkboxes-1'), edits as never)
    expect(rows).toEqual(['1 A | ', '2  | FOUR', '3 FOUR | A', '4  | FOUR;A'])
  })

  test('events', async () => {
    const { rows, err } = await said(EVENTS, real('arm-single-longitudinal'))
    expect(rows).toEqual([
      ...['1  | ', '1  | ', '1  | ', '2  | ', '2  | '],
      ...['2 HEAVY | ', '3 HEAVY | ', '3 HEAVY | ', '3 HEAVY | '],
    ])
    expect(err).toContain(several)
  })

  test.each(readdirSync(EXPORTS).filter((name) => name.endsWith('.csv')))(
    '%s: every record under its id',
    async (file) => {
      const bytes = readFileSync(`${EXPORTS}/${file}`)
      const [names = [], ...people] = parse(bytes, { bom: true, relax_column_count: true }) as string[][]
      const own = names.filter((name) => /^[a-z][a-z0-9_]*$/.test(name) && !/___|_id$|^redcap_/.test(name)).slice(0, 12)
      const at = names.findIndex((name) => /^(?:record|study)_id$/.test(name))
      if (own.length === 0 || at < 0) return
      const form = formOf(
        own.map((name) => `id: ${name}, text: "${name}?", type: text`),
        [],
      )
      const { rows } = await said(form, [file, bytes])
      expect(rows.map((row) => row.split(' ')[0])).toEqual(
        people.filter((cells) => cells.some((cell) => cell !== '')).map((cells) => cells[at]?.replace(/ .*/, '')),
      )
    },
  )
})

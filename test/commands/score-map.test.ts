import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { loadColumnMap } from '../../src/tables/index.ts'
import { headOf, questionnaire, told, yamlFile } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'
import { scoring } from '../support/scoring.ts'

const folder = mkdtempSync(join(tmpdir(), 'prescreen-map-'))
afterAll(() => rmSync(folder, { recursive: true }))

const EXPORT = `Patient ID;Visit date;Age (years);Heart attack / stent / surgery;Blood pressure (systolic);BP diastolic;Pregnant?;Sleep apnea;Seizures;Insurance
A-1;2026-11-20;34;Never;118;76;No;No;Never;ACME
A-2;2026-11-21;71;Yes, in the last 6 weeks;162;101;Y;No;yes, past;X
`

describe('a spreadsheet with names of its own', () => {
  writeFileSync(join(folder, 'export.csv'), EXPORT)

  test('is refused with the command that begins a map', async () => {
    const { exit, out, err } = await prescreenIn(folder, [
      'score',
      'ketamine-intake',
      'export.csv',
      '-o',
      'results.csv',
    ])
    expect({ exit, out }).toEqual({ exit: 65, out: '' })
    expect(err).toContain('export.csv:1: none of its 10 columns is a question of `ketamine-intake`')
    expect(err).toContain('`prescreen score ketamine-intake export.csv --columns-template -o columns.yaml`')
  })

  test('gets a map with guesses marked, which scores it', async () => {
    const made = await prescreenIn(folder, ['score', 'ketamine-intake', 'export.csv', '--columns-template'])
    expect(made.out.slice(made.out.indexOf('id:'), made.out.indexOf('# Questions'))).toMatchInlineSnapshot(`
      "id: "Patient ID"
      date: "Visit date"  # the day on which the answers were given; take it out if it is another
      # missing: { "99": unsure, "77": declined }  # codes for a missing answer in every column, if there are any
      columns:
        "Age (years)": age  # How old are you?
        "Heart attack / stent / surgery": ?heart_attack  # guess: Have you ever had a heart attack, a stent or heart surgery, even if i…
        "Blood pressure (systolic)": ?bp_systolic  # guess: Staff: what is the blood pressure, the top number? Take it now, or us…
        "BP diastolic": bp_diastolic  # Staff: what is the bottom number of the same reading?
        "Pregnant?":  # guess: Are you pregnant, or could you be?
          question: ?pregnancy
          codes:
            "Y": yes
        "Sleep apnea": ?sleep_apnoea  # guess: Have you been told you have sleep apnoea?
        "Seizures":  # Have you ever had a seizure (fit) or epilepsy?
          question: seizures
          codes:
            "yes, past": ~  # perhaps lt12m or gt12m; one of never, lt12m, gt12m, when_unsure, unsure, declined, unanswered
        "Insurance": ~  # not used
      "
    `)
    writeFileSync(join(folder, 'columns.yaml'), made.out)
    const { exit, out, err } = await prescreenIn(folder, [
      'score',
      'ketamine-intake',
      'export.csv',
      '--columns',
      'columns.yaml',
    ])
    const rows = out
      .split('\n')
      .slice(1, -1)
      .map((row) => row.split(','))
    expect(rows.map(([record, id, level, , raised]) => [record, id, level, raised])).toMatchInlineSnapshot(`
      [
        [
          "1",
          "A-1",
          "refer-before",
          "",
        ],
        [
          "2",
          "A-2",
          "refer-before",
          "D-AGE-65;B-BP-160",
        ],
      ]
    `)
    expect(err).toContain(
      'export.csv: column `Seizures`: 1 of 2 cells, such as record 2 in line 3: the value is not among the answers of `seizures`',
    )
    expect(err.trimEnd().split('\n').at(-1)).toBe('2 records = 2 scored + 0 not scored')
    expect(exit).toBe(65)
  })
})

const form = questionnaire(`${headOf('visit')}
sources:
  s: { title: A source }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: top, text: "Top number?", type: integer, unit: mmHg, hard: { min: 50, max: 300 } }
      - { id: weight, text: "Weight?", type: decimal, unit: kg }
      - id: signs
        text: Signs?
        type: choices
        none: None of these
        options: { fever: Fever, rash: Rash }
rules:
  - { id: R-PAIN, when: pain = yes, level: act-now, action: emergency, because: Pain., sources: [s] }
  - { id: R-TOP, when: top >= 160, level: refer-before, because: High., sources: [s] }
  - { id: R-WEIGHT, when: weight > 100, level: refer-discuss, because: Heavy., sources: [s] }
  - { id: R-SIGNS, when: signs has fever, level: refer-discuss, because: Fever., sources: [s] }
`)

const MAP = `format: prescreen-columns/1
id: Nr
missing: { "7": declined, "9": unsure, "-": unanswered }
columns:
  Pain today:
    question: pain
    codes: { "1": yes, "2": no }
  Top: { question: top, unit: kPa }
  Weight: { question: weight, unit: lb, missing: { "777": declined } }
  Fever: signs___fever
  Rash: signs___rash
  Notes: ~
`

/** raised, undetermined, unsure, declined, unanswered, out_of_range and unreadable of one row. */
async function said(cells: string, map = MAP): Promise<string> {
  const { rows } = await scoring(form, `Nr,Pain today,Top,Weight,Fever,Rash,Notes\n1,${cells},x\n`, { columns: map })
  const [, , , , raised, , unsure, declined, unanswered, , outOfRange, unreadable] = (rows[0] ?? '').split(',')
  return [raised, unsure, declined, unanswered, outOfRange, unreadable].join(' | ')
}

describe('a column map', () => {
  test.each([
    ['codes of the file', '1,16,150,0,1', 'R-PAIN |  |  |  |  | '],
    ['numbers as statistical packages write them', '1.0,16.0,150.00,1.0,0.0', 'R-PAIN;R-SIGNS |  |  |  |  | '],
    ['a unit that is turned into another, and rounded', '2,21.4,221,0,1', 'R-TOP;R-WEIGHT |  |  |  |  | '],
    ['codes for a missing answer', '9,7,777,1,1', 'R-SIGNS | pain | top;weight |  |  | '],
    ['a number that is no code of the file, though one of ours', '0,16,150,0,1', ' |  |  |  |  | pain'],
    ['no box ticked: nobody saw them', '2,16,150,0,0', ' |  |  | signs |  | '],
    ['nothing at all', ',,-,,', ' |  |  | pain;top;weight;signs |  | '],
    ['something else than a tick beside one', '2,16,150,1,perhaps', 'R-SIGNS |  |  |  |  | signs'],
  ])('%s', async (_, cells, expected) => {
    expect(await said(cells)).toBe(expected)
  })

  test('may say that no box ticked means none', async () => {
    expect(await said('2,16,150,0,0', `${MAP}all_zero_is_none: [signs]\n`)).toBe(' |  |  |  |  | ')
    expect(await said('2,16,150,0,', `${MAP}all_zero_is_none: [signs]\n`)).toBe(' |  |  | signs |  | ')
  })

  test('with mistakes says all of them, with their places', () => {
    const text = `format: prescreen-columns/2
ids: Nr
missing: { "7": decline }
columns:
  A: pian
  B: { question: pain, unit: kg, code: {} }
  C: signs___fevr
  D: signs___rash
  E: signs___rash
`
    const file = yamlFile(text, 'columns.yaml')
    const read = file.ok ? loadColumnMap(file.value, form) : file
    expect(read.ok ? [] : told(read.diagnostics)).toMatchInlineSnapshot(`
      [
        "1:9 wrong-format \`format\` is \`prescreen-columns/1\` here",
        "2:1 unknown-key unknown key \`ids\` in a column map | did you mean \`id\`?",
        "3:17 unknown-code \`decline\` is not an answer here | did you mean \`declined\`?",
        "5:6 unknown-question \`visit\` has no question \`pian\` | did you mean \`pain\`?",
        "6:30 wrong-unit \`kg\` cannot be turned into what \`pain\` wants: it has no unit",
        "6:34 unknown-key unknown key \`code\` in column \`B\` | did you mean \`codes\`?",
        "7:6 unknown-code \`signs\` has no answer \`fevr\` | did you mean \`fever\`?",
        "9:3 two-columns \`D\` and \`E\` both answer \`signs___rash\` | keep one of them",
      ]
    `)
  })

  test('that names a column that is not there is refused, with the name that was perhaps meant', async () => {
    const { err } = await scoring(form, 'Nr,Pain tody\n1,1\n', {
      columns: 'format: prescreen-columns/1\nid: nr\ncolumns:\n  Pain today: pain\n',
    })
    expect(err).toContain('answers.csv:1: there is no column `nr`, which the record id names; did you mean `Nr`?')
    expect(err).toContain('there is no column `Pain today`, which the column map names; did you mean `Pain tody`?')
  })

  test('two columns for one question are refused', async () => {
    const { err } = await scoring(form, 'record,pain,Schmerz\n1,yes,no\n', {
      columns: 'format: prescreen-columns/1\ncolumns:\n  Schmerz: pain\n',
    })
    expect(err).toContain('answers.csv:1: columns `pain` and `Schmerz` both answer `pain`')
    expect((await scoring(form, 'signs,signs___rash\nnone,1\n')).err).toContain('both answer `signs`')
  })
})

import { describe, expect, test } from 'vitest'
import type { Loaded } from '../../src/diagnostics/index.ts'
import {
  type Answer,
  type Answers,
  answerInWords,
  complaint,
  parseAnswer,
  readAnswers,
} from '../../src/questionnaire/index.ts'
import { headOf, questionnaire, told, yamlFile } from '../support/load.ts'

const form = questionnaire(`${headOf('demo')}sections:
  - id: all
    title: All
    questions:
      - { id: pain, text: Pain?, type: yes_no }
      - id: often
        text: How often?
        type: choice
        options:
          never: Never
          some_days: Some days; not all
          no: "No, I forgot"
          not_sure: Not sure
          unknown: Does not say
      - id: signs
        text: Which?
        type: choices
        none: None of these
        options: { blood: Blood in urine, fever: Fever, both: Hot; cold }
      - { id: top, text: Top?, type: integer, unit: mmHg, hard: { min: 50, max: 300 } }
      - { id: change, text: Change?, type: integer }
      - { id: weight, text: Weight?, type: decimal, unit: kg, hard: { min: 0.5 } }
      - { id: since, text: Since?, type: date, hard: { min: 1900-01-01, max: 2026-12-31 } }
      - { id: remarks, text: Remarks?, type: text }
      - { id: others, text: Other medicines?, type: text, none: No others }
`)

type Written = string | readonly string[]

function parsed(id: string, written: Written): Answer | undefined {
  const question = form.questionById.get(id)
  if (question === undefined) throw new Error(`no question ${id}`)
  return parseAnswer(question, written)
}

/** In one line: `= 12`, the state, or why a value is rejected and what still counts. */
function shown(answer: Answer | undefined): string {
  if (answer === undefined) return 'nothing'
  if (answer.kind === 'given') return `= ${[answer.value].flat().join('+')}`
  if (answer.kind !== 'rejected')
    return `${answer.kind}${answer.codes === undefined ? '' : `, known [${answer.codes.join(' ')}]`}`
  const codes = answer.codes === undefined ? '' : ` with [${answer.codes.join(' ')}]`
  return `${answer.why}${answer.number === undefined ? '' : ` ${answer.number}`}${codes}`
}

function reads(rows: readonly (readonly [id: string, written: Written, answer: string])[]): void {
  test.each(rows)('%s: %j %s', (id, written, answer) => {
    expect(shown(parsed(id, written))).toBe(answer)
  })
}

describe('nothing written is unanswered, never "no"', () => {
  reads(form.questions.flatMap(({ id }) => ['', '   ', '\t\n', []].map((blank) => [id, blank, 'nothing'] as const)))
  reads([
    ['signs', ' ; ;', 'nothing'],
    ['signs', ['', ' '], 'nothing'],
  ])
})

describe('not sure and prefer not to say', () => {
  const asked = form.questions.filter(({ type }) => type !== 'text').map(({ id }) => id)
  const unsure = ['unsure', 'Unsure', 'n/a', '?', ' UNSURE ']
  reads(asked.flatMap((id) => unsure.map((word) => [id, word, 'unsure'] as const)))
  reads(asked.flatMap((id) => ['declined', 'Prefer not to say'].map((word) => [id, word, 'declined'] as const)))
  reads([
    ['remarks', 'unsure', 'unsure'],
    ['remarks', 'declined', 'declined'],
    ['remarks', 'Not sure', '= Not sure'],
    ['remarks', '?', '= ?'],
    ['signs', ['unsure'], 'unsure'],
  ])
})

describe('yes or no', () => {
  reads([
    ...['yes', 'Yes', 'YES', ' yes ', '\u00a0yes', 'true', 'True', '1', 'Y', 'y'].map(
      (word) => ['pain', word, '= yes'] as const,
    ),
    ...['no', 'No', 'NO', 'false', '0', 'N'].map((word) => ['pain', word, '= no'] as const),
    ...['on', 'off', 'none', 'yes no', 'nope', '-', '~', 'null'].map((word) => ['pain', word, 'unreadable'] as const),
    // Names that every object inherits.
    ...['constructor', '__proto__', 'toString', 'valueOf'].map((word) => ['pain', word, 'unreadable'] as const),
    ['pain', ['yes'], 'unreadable'],
    ['pain', ['yes', 'no'], 'unreadable'],
  ])
})

describe('one of several: codes to the letter, labels in any case', () => {
  reads([
    ['often', 'never', '= never'],
    ['often', 'NEVER', '= never'],
    ['often', 'some_days', '= some_days'],
    ['often', 'Some_Days', 'unreadable'],
    ['often', 'some days; NOT all', '= some_days'],
    ['often', 'some days', 'unreadable'],
    ['often', 'no', '= no'],
    ['often', 'no, i forgot', '= no'],
    ['often', 'false', 'unreadable'],
    ['often', 'constructor', 'unreadable'],
    ['often', ['never'], 'unreadable'],
  ])
  reads([
    // The author's own words come before the states that they look like.
    ['often', 'not_sure', '= not_sure'],
    ['often', 'Not sure', '= not_sure'],
    ['often', 'unknown', '= unknown'],
    ['often', 'unsure', 'unsure'],
  ])
})

describe('several: in the order of the options', () => {
  reads([
    ['signs', 'fever', '= fever'],
    ['signs', 'fever; blood', '= blood+fever'],
    ['signs', ' fever ;blood; fever', '= blood+fever'],
    ['signs', 'Blood in urine; FEVER', '= blood+fever'],
    ['signs', 'hot; cold', '= both'],
    ['signs', ['Hot; cold', 'fever'], '= fever+both'],
    ['signs', ['fever', 'blood'], '= blood+fever'],
    ['signs', 'none', '= none'],
    ['signs', 'None of these', '= none'],
    ['signs', ['none'], '= none'],
    ['signs', 'none; blood', '= none+blood'],
    ['signs', 'None', 'unreadable with []'],
    ['signs', 'no', 'unreadable with []'],
    ['signs', 'fever, blood', 'unreadable with []'],
    ['signs', 'fever; blod', 'unreadable with [fever]'],
    ['signs', 'none; blod', 'unreadable with []'],
    ['signs', ['blood', 'constructor'], 'unreadable with [blood]'],
  ])
})

describe('several of which only some are known', () => {
  reads([
    ['signs', 'fever; unsure', 'unsure, known [fever]'],
    ['signs', 'Not sure; both; Blood in urine', 'unsure, known [blood both]'],
    ['signs', ['fever', '?'], 'unsure, known [fever]'],
    ['signs', 'declined; fever', 'declined, known [fever]'],
    ['signs', ['fever', 'Prefer not to say'], 'declined, known [fever]'],
    ['signs', 'blood; fever; both; unsure', 'unsure, known [blood fever both]'],
    ['signs', 'unsure; unsure', 'unsure'],
    ['signs', 'fever; declined; unsure', 'unsure, known [fever]'],
    // "None" says nothing about what one is not sure of.
    ['signs', 'none; unsure', 'unsure'],
    ['signs', ['declined', 'none'], 'declined'],
    ['signs', 'none; fever; unsure', 'unsure, known [fever]'],
    ['signs', 'fever; blod; unsure', 'unreadable with [fever]'],
    ['signs', 'unsure; blod', 'unreadable with []'],
  ])

  test('the part that cannot be read is the one that is told', () => {
    const question = form.questionById.get('signs')
    const answer = parsed('signs', 'unsure; blod')
    if (question === undefined || answer?.kind !== 'rejected') throw new Error('read')
    expect(complaint(question, answer)).toBe('`blod` is not among the answers of `signs`')
  })
})

describe('numbers are plain decimals, read as written', () => {
  reads([
    ['change', '-5', '= -5'],
    ['change', '007', '= 7'],
    ['change', ' 12 ', '= 12'],
    ['change', '12.0', '= 12'],
    ['change', '0', '= 0'],
    ['change', '999999999', '= 999999999'],
    ['top', '50', '= 50'],
    ['top', '300.000000', '= 300'],
    ['top', '49', 'out-of-range 49000000'],
    ['top', '300.000001', 'out-of-range 300000001'],
    ['top', '162.5', 'out-of-range 162500000'],
    ['weight', '12.50', '= 12.5'],
    ['weight', '0.5', '= 0.5'],
    ['weight', '0.499999', 'out-of-range 499999'],
    ['weight', '70.123456', '= 70.123456'],
    ['weight', '999999999.999999', '= 999999999.999999'],
  ])
  const none = ['1e3', '0x10', '1,5', '1 000', '1_000', '5.', '--5', '- 5', '1.2.3', '½', '١٢', '１２']
  const nor = ['Infinity', 'NaN', '1234567890', '0.1234567', '162 mmHg', '120/80', 'true', '1;2', 'twelve']
  reads([...none, ...nor].map((written) => ['weight', written, 'unreadable']))
  reads([['top', ['162'], 'unreadable']])
})

describe('dates are days of the calendar', () => {
  reads([
    ['since', '2024-02-29', '= 2024-02-29'],
    ['since', ' 2026-01-02 ', '= 2026-01-02'],
    ['since', '1900-01-01', '= 1900-01-01'],
    ['since', '2026-01-02 13:05', '= 2026-01-02'],
    ['since', '2026-01-02T23:30:00.000-08:00', '= 2026-01-02'],
    ['since', '\u00a02026-01-02 ', '= 2026-01-02'],
    ['since', '1826-01-01', 'out-of-range -52595'],
    ['since', '2027-01-01', 'out-of-range 20819'],
  ])
  const none = [
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-2',
    '02.01.2026',
    '2026/01/02',
    '20260102',
  ]
  reads(
    [...none, '0999-01-01', '2026-01-02T25', '2026-01-02 noon', '12026-01-02', '2026'].map((day) => [
      'since',
      day,
      'unreadable',
    ]),
  )
})

test('a text is what was written, without the blanks around it', () => {
  expect(shown(parsed('remarks', '  None: all fine; 50% \n'))).toBe('= None: all fine; 50%')
  expect(shown(parsed('remarks', ['a', 'b']))).toBe('unreadable')
})

test('of a value that cannot be read so much is shown that it can be found', () => {
  const question = form.questionById.get('pregnant') ?? form.questions[0]
  const inWords = (raw: string) => question && answerInWords(question, { kind: 'rejected', why: 'unreadable', raw })
  expect(inWords('x'.repeat(200))).toBe(`\`${'x'.repeat(200)}\` (cannot be read)`)
  expect(inWords(`${'x'.repeat(200)}y`)).toBe(`\`${'x'.repeat(200)}…\` (cannot be read)`)
})

test('that there is nothing to write is an answer where the form has words for it, and a text elsewhere', () => {
  for (const written of ['none', 'No others', 'no others ']) {
    const answer = parsed('others', written)
    expect(answer).toEqual({ kind: 'given', value: 'none' })
    const question = form.questionById.get('others')
    expect(question && answer && answerInWords(question, answer)).toBe('No others')
  }
  expect(shown(parsed('others', 'None'))).toBe('= None')
  expect(shown(parsed('others', 'none but iron'))).toBe('= none but iron')
  expect(shown(parsed('remarks', 'none'))).toBe('= none')
})

test('a text has at most 10,000 characters, and no joiner that joins nothing', () => {
  expect(shown(parsed('remarks', '😀'.repeat(10_000)))).toBe(`= ${'😀'.repeat(10_000)}`)
  expect(shown(parsed('remarks', 'a'.repeat(10_001)))).toBe('unreadable')
  expect(shown(parsed('remarks', 'می\u200cخواهم'))).toBe('= می\u200cخواهم')
  expect(shown(parsed('remarks', 'heart\u200cattack'))).toBe('unreadable')
})

test('what is said of a value that cannot be used', () => {
  const said = (id: string, written: Written) => {
    const [question, answer] = [form.questionById.get(id), parsed(id, written)]
    return question && answer?.kind === 'rejected' ? complaint(question, answer) : ''
  }
  const values: readonly (readonly [string, Written])[] = [
    ['pain', 'perhaps'],
    ['pain', ['yes']],
    ['often', 'Daily'],
    ['signs', 'fever; blod'],
    ['top', '1,5'],
    ['top', 'high'],
    ['top', '500'],
    ['top', '162.5'],
    ['change', 'x'],
    ['weight', '0.1'],
    ['since', '2026-02-30'],
    ['since', '1826-01-01'],
    ['remarks', ['a', 'b']],
    ['remarks', 'a\u200cb'],
    ['remarks', 'a'.repeat(10_001)],
  ]
  expect(values.map(([id, written]) => said(id, written))).toMatchInlineSnapshot(`
    [
      "\`perhaps\` is not among the answers of \`pain\`",
      "\`[yes]\` is not among the answers of \`pain\`",
      "\`Daily\` is not among the answers of \`often\`",
      "\`blod\` is not among the answers of \`signs\`",
      "\`1,5\` has a comma; write a decimal point: \`1.5\`",
      "\`high\` is not a number; digits only, 50 to 300 mmHg",
      "\`500\` is outside 50 to 300 mmHg",
      "\`162.5\` is not a whole number",
      "\`x\` is not a number; digits only, any value",
      "\`0.1\` is not at least 0.5 kg",
      "\`2026-02-30\` is not a day of the calendar; write year-month-day, such as \`2026-02-28\`",
      "\`1826-01-01\` is outside 1900-01-01 to 2026-12-31",
      "\`[a, b]\` cannot be read as text",
      "\`a\\u{200c}b\` has a character that nobody sees and that joins nothing; type it again",
      "this text has more than 10,000 characters",
    ]
  `)
})

function read(text: string): Loaded<Answers> {
  const file = yamlFile(text, 'answers.yaml')
  return file.ok ? readAnswers(file.value, form) : { ok: false, diagnostics: file.diagnostics }
}

function inFile(text: string): readonly string[] {
  const answers = read(text)
  if (!answers.ok) return ['refused', ...told(answers.diagnostics)]
  return [...[...answers.value].map(([id, answer]) => `${id} ${shown(answer)}`), ...told(answers.warnings)]
}

describe('a file of answers', () => {
  test('YAML and JSON say the same', () => {
    const expected = ['pain = no', 'signs = blood+fever', 'top = 162', 'since = 2026-01-02']
    expect(inFile('pain: no\nsigns: [fever, blood]\ntop: 162\nsince: 2026-01-02\n')).toEqual(expected)
    expect(inFile('pain: no\nsigns:\n  - fever\n  - blood\ntop: "162"\nsince: 2026-01-02\n')).toEqual(expected)
    expect(inFile('{"pain": false, "signs": ["fever", "blood"], "top": 162, "since": "2026-01-02"}')).toEqual(expected)
  })

  test('empty, `~`, null and an empty list are unanswered; the quoted words are not', () => {
    expect(inFile('pain:\noften: ~\ntop: null\nsigns: []\nsince: ""\n')).toEqual([])
    expect(inFile('{ "pain": null, "signs": [] }')).toEqual([])
    expect(inFile('{}')).toEqual([])
    expect(inFile('remarks: "~"\n')).toEqual(['remarks = ~'])
  })

  test('an unknown question refuses the file, by name', () => {
    expect(inFile('pain: no\nsinds: fever\nblood_pressure: 120\n')).toMatchInlineSnapshot(`
      [
        "refused",
        "2:1 unknown-question unknown question \`sinds\` | known here: \`pain\`, \`often\`, \`signs\`, \`top\`, \`change\`, \`weight\`, \`since\`, \`remarks\`, \`others\`",
        "3:1 unknown-question unknown question \`blood_pressure\` | known here: \`pain\`, \`often\`, \`signs\`, \`top\`, \`change\`, \`weight\`, \`since\`, \`remarks\`, \`others\`",
      ]
    `)
  })

  test('a key that appears twice refuses the file, both lines named', () => {
    expect(inFile('pain: no\ntop: 120\npain: yes\n')).toMatchInlineSnapshot(`
      [
        "refused",
        "3:1 duplicate-key the key \`pain\` appears twice | it is on line 1 already: delete one of them, or rename it",
      ]
    `)
  })

  test('a value that is no answer is kept as rejected and told at its place', () => {
    const text = 'pain: perhaps\noften: nver\nsigns: [fever, blod]\ntop: 500\nchange: 1.5\nsince: 2026-02-30\n'
    expect(inFile(text)).toMatchInlineSnapshot(`
      [
        "pain unreadable",
        "often unreadable",
        "signs unreadable with [fever]",
        "top out-of-range 500000000",
        "change out-of-range 1500000",
        "since unreadable",
        "1:7 unreadable-answer \`perhaps\` is not among the answers of \`pain\` | known here: \`yes\`, \`no\`",
        "2:8 unreadable-answer \`nver\` is not among the answers of \`often\` | did you mean \`never\`?",
        "3:8 unreadable-answer \`blod\` is not among the answers of \`signs\` | known here: \`none\`, \`blood\`, \`fever\`, \`both\`",
        "4:6 out-of-range-answer \`500\` is outside 50 to 300 mmHg",
        "5:9 out-of-range-answer \`1.5\` is not a whole number",
        "6:8 unreadable-answer \`2026-02-30\` is not a day of the calendar; write year-month-day, such as \`2026-02-28\`",
      ]
    `)
    const rejected = read(text)
    expect(rejected.ok && rejected.value.get('top')).toEqual({
      kind: 'rejected',
      why: 'out-of-range',
      raw: '500',
      number: 500_000_000,
    })
  })

  test('a list for one answer is told so', () => {
    expect(inFile('pain: [yes]\ntop: [120, 80]\n')).toMatchInlineSnapshot(`
      [
        "pain unreadable",
        "top unreadable",
        "1:7 unreadable-answer \`[yes]\` is not among the answers of \`pain\` | write one answer, without a list",
        "2:6 unreadable-answer \`[120, 80]\` is not a number; digits only, 50 to 300 mmHg | write one answer, without a list",
      ]
    `)
  })

  test('other shapes refuse the file', () => {
    expect(inFile('- pain\n')).toMatchInlineSnapshot(`
      [
        "refused",
        "1:1 wrong-shape answers are written as \`question: answer\` lines",
      ]
    `)
    expect(inFile('pain: { value: no }\n')).toMatchInlineSnapshot(`
      [
        "refused",
        "1:1 wrong-shape the answer to \`pain\` is one value, or a list",
      ]
    `)
    expect(inFile('signs: [[fever], ~, { a: b }]\n')).toMatchInlineSnapshot(`
      [
        "refused",
        "1:9 wrong-shape the answer to \`signs\` is a list of single words",
        "1:18 wrong-shape the answer to \`signs\` is a list of single words",
        "1:21 wrong-shape the answer to \`signs\` is a list of single words",
      ]
    `)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { headOf, inProject, problemsOf } from '../support/load.ts'

const BASE = readFileSync(inProject('test/questionnaire/mistakes.base.yaml'), 'utf8')

interface Mistake {
  readonly name: string
  readonly removed: string
  readonly added: string
  readonly told: readonly string[]
}

/** `mistakes.txt`: for each mistake its name, the lines taken out and put in, and what is told, to the letter. */
const MISTAKES: readonly Mistake[] = readFileSync(inProject('test/questionnaire/mistakes.txt'), 'utf8')
  .split(/\n\n/)
  .map((block) => {
    const lines = block.trim().split('\n')
    const after = (sign: string) =>
      lines.filter((line) => line.startsWith(sign)).map((line) => `${line.slice(sign.length)}\n`)
    const told = lines.filter((line) => /^\d+:\d+ /.test(line))
    return { name: lines[0]?.slice(2) ?? '', removed: after('-').join(''), added: after('+').join(''), told }
  })

test('the questionnaire that the mistakes are put into has none itself', () => {
  expect(problemsOf(BASE)).toEqual([])
  expect(new Set(MISTAKES.map(({ name }) => name)).size).toBe(MISTAKES.length)
})

describe('a mistake is told where it stands, with what to do', () => {
  test.each(MISTAKES)('$name', ({ removed, added, told }) => {
    expect(BASE).toContain(removed)
    expect(told.length).toBeGreaterThan(0)
    expect(problemsOf(BASE.replace(removed, () => added))).toEqual(told)
  })
})

test('without questions nothing is said about what would read them', () => {
  const between = (start: string, end: string) => BASE.slice(BASE.indexOf(start), BASE.indexOf(end))
  const sections = between('sections:', 'scores:')
  expect(problemsOf(BASE.replace(sections, ''))).toMatchInlineSnapshot(`
    [
      "1:1 missing-key a questionnaire has no \`sections\` | add \`sections: …\`",
    ]
  `)
  expect(problemsOf(BASE.replace(sections, 'sections: []\n'))).toMatchInlineSnapshot(`
    [
      "11:11 wrong-shape the questionnaire has no question | add one under \`questions:\` of a section",
    ]
  `)
  expect(problemsOf(BASE.replace(between('    questions:', 'scores:'), ''))).toMatchInlineSnapshot(`
    [
      "12:5 missing-key a section has no \`questions\` | add \`questions: …\`",
    ]
  `)
})

test('a form whose sections hold notes only, or nothing, has no question', () => {
  const none = 'wrong-shape the questionnaire has no question | add one under `questions:` of a section'
  const section = `${headOf('notes')}sections:\n  - id: a\n    title: A\n`
  expect(problemsOf(`${section}    questions: []\n`)).toEqual([`8:3 ${none}`])
  expect(problemsOf(`${section}    questions:\n      - { id: hello, type: note, text: Hello. }\n`)).toEqual([
    `8:3 ${none}`,
  ])
  expect(problemsOf(`${section}    questions: none\n`)).toEqual([
    '10:5 wrong-shape `questions` in a section takes a list | write `questions: [one, two]`, or each on a line of its own after `- `',
  ])
})

test('a score without an id is not among the names that are known', () => {
  expect(problemsOf(BASE.replace('id: low\n    ', '').replace('top >= 160', 'tops >= 160'))).toEqual([
    '49:5 missing-key a score has no `id` | add `id: …`',
    '58:11 unknown-question unknown question `tops` | did you mean `top`?',
  ])
  expect(problemsOf(BASE.replace('id: low\n    ', '').replace('top >= 160', 'xyzzy >= 160')).join()).not.toContain('``')
})

test('eleven mistakes in one file are all told, in the order of the file', () => {
  const edits: readonly (readonly [string, string])[] = [
    ['version: 1.0.0', 'version: one'],
    ['year: 2024', 'yaer: 2024'],
    ['type: yes_no', 'type: yesno'],
    ['text: How often low?', 'txt: How often low?'],
    ['{ label: Often, points: 3 }', '{ label: Often, nearly daily, points: 3 }'],
    ['unit: mmHg\n        hard', 'unit: mmgh\n        hard'],
    ['{ min: 50, max: 300 }', '{ min: 300, max: 50 }'],
    ['ask_if: pain = yes', 'ask_if: top > 100'],
    ['    action: emergency\n', ''],
    ['when: top >= 160', 'when: >-\n      signs has blood\n      or topp >= 160'],
    ['sources: [label-a 4.4]', 'sources: [label-b 4.4]'],
  ]
  const text = edits.reduce((edited, [right, wrong]) => edited.replace(right, wrong), BASE)
  expect(problemsOf(text)).toMatchInlineSnapshot(`
    [
      "3:10 wrong-version \`one\` cannot be the \`version\` | three numbers, such as \`1.0.0\`",
      "8:30 unknown-key unknown key \`yaer\` in source \`label-a\` | did you mean \`year\`?",
      "17:15 unknown-type \`type\` cannot be \`yesno\` | did you mean \`yes_no\`?",
      "20:9 unknown-key unknown key \`txt\` in question \`mood\` | did you mean \`text\`?",
      "24:34 unknown-key unknown key \`nearly daily\` in option \`often\` | inside { } a comma ends a text: put quotes around the text",
      "31:17 forward-reference \`top\` is asked later | move \`top\` before this question",
      "35:15 unknown-unit unknown unit \`mmgh\` | did you mean \`mmHg\`?",
      "36:17 wrong-limits \`min\` 300 is above \`max\` 50 | swap them",
      "53:5 missing-key rule \`U-SIGNS\` is \`act-now\` and has no \`action\` | add \`action: emergency\` or \`action: clinician-now\`",
      "60:10 unknown-question unknown question \`topp\` | did you mean \`top\`?",
      "63:15 unknown-source unknown source \`label-b\` | did you mean \`label-a\`?",
    ]
  `)
})

test('options without points that several questions of a score share are told once, and no points are proposed', () => {
  const shared = `${headOf('scale')}option_sets:
  often: { never: Never, daily: { label: Daily, points: 3 }, weekly: Weekly }
sections:
  - id: all
    title: All
    questions:
      - { id: low, text: T, type: choice, option_set: often }
      - { id: tired, text: T, type: choice, option_set: often }
scores:
  - { id: total, sum: [low, tired] }
`
  expect(problemsOf(shared)).toEqual([
    '8:12 missing-points options `never`, `weekly` have no points, and a score adds them | write what each counts: `never: { label: …, points: … }`',
  ])
})

describe('a remedy that is followed to the letter mends the file', () => {
  test.each<[string, string, string, string]>([
    [
      'quotes around a text with a comma',
      '{ blood: Blood,',
      '{ blood: Blood, in urine,',
      '{ blood: "Blood, in urine",',
    ],
    ['quotes around a text with a colon', 'text: Any pain?', 'text: Now: pain?', 'text: "Now: pain?"'],
    ['the suggested name', 'id: since', 'id: since-when', 'id: since_when'],
    [
      'the suggested code',
      '{ blood: Blood, fever: Fever }',
      '{ blood: Blood, High Fever: F }',
      '{ blood: Blood, high_fever: F }',
    ],
    [
      'points on every option',
      'never: { label: Never, points: 0 }',
      'never: Never',
      'never: { label: "Never", points: 0 }',
    ],
    ['an action', '    action: emergency\n', '', '    action: clinician-now\n'],
    ['limits swapped', '{ min: 50, max: 300 }', '{ min: 300, max: 50 }', '{ min: 50, max: 300 }'],
    ['a list in brackets', 'sources: [label-a 4.4]', 'sources: label-a', 'sources: [label-a]'],
    ['a state taken out', 'fever: Fever }', 'fever: Fever, unsure: Not sure }', 'fever: Fever }'],
  ])('%s', (_, right, wrong, mended) => {
    expect(problemsOf(BASE.replace(right, wrong))).not.toEqual([])
    expect(problemsOf(BASE.replace(right, mended))).toEqual([])
  })
})

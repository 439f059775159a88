import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnNames } from '../../src/tables/column-names.ts'
import { bindColumns, columnsTemplate, loadColumnMap, type SampledColumn } from '../../src/tables/index.ts'
import { headOf, questionnaire, told, yamlFile } from '../support/load.ts'

const form = questionnaire(`${headOf('small')}
sources: { s: { title: A source } }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: Do you have pain?, type: yes_no }
      - { id: grade, text: "Größe: (cm)", type: choice, options: { never: Never, often: "Often, or: always" } }
      - { id: signs, text: Which signs?, type: choices, none: None of these, options: { chest: Chest pain, itch: Itch } }
      - { id: weight, text: Weight?, type: decimal, unit: kg }
      - { id: seen, text: Seen on?, type: date }
rules:
  - { id: PAIN, when: pain = yes, level: refer-before, because: A., sources: [s] }
  - { id: SIGNS, when: signs has chest, level: refer-before, because: A., sources: [s] }
  - { id: GRADE, when: grade = often, level: refer-before, because: A., sources: [s] }
`)

/** What headers and cells of other programs hold: nothing, doubles, decomposed letters, unseen and unruly signs. */
const piece = fc.constantFrom(
  ...[
    'pain',
    'Pain',
    'signs',
    'signs___chest',
    'signs/chest',
    'Which signs? (choice=Itch)',
    'Which signs? - Chest pain',
  ],
  ...[
    '',
    ' ',
    'Gro\u0308\u00dfe: (cm)',
    'Gr\u00f6\u00dfe: (cm)',
    'Weight?\u00a0',
    '\u200bgrade',
    'a\u00adb',
    '\ufeffx',
  ],
  ...[
    '"',
    "'",
    ': ',
    '# ',
    '- ',
    '?pain',
    '~',
    '{',
    '[a]',
    '&x',
    '*x',
    '!x',
    '%',
    '@',
    '`',
    '\\',
    '\n',
    '\t',
    'x#2',
    '#1',
  ],
  ...[
    '\u0007',
    '\u202e',
    '\ud83d\ude00',
    '\u0301',
    '\u0301'.repeat(40),
    'null',
    'true',
    '1',
    '<<',
    '__proto__',
    'x'.repeat(1200),
  ],
)
const text = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''))

const anyColumns: fc.Arbitrary<readonly SampledColumn[]> = fc
  .array(fc.record({ name: text, title: text, values: fc.array(text, { maxLength: 4 }), hasBlanks: fc.boolean() }), {
    maxLength: 8,
  })
  .map((columns) => {
    const names = columnNames(columns.map(({ name }) => name))
    return columns.map(({ title, values, hasBlanks }, field) => ({
      name: names[field] ?? '',
      titles: title === '' ? [] : [title],
      values: values.filter((value) => value.trim() !== ''),
      hasBlanks,
    }))
  })

function template(columns: readonly SampledColumn[]): string {
  return columnsTemplate(form, { columns, file: {}, remarks: [] }, { questionnaireName: 'small', file: 'a.csv' }).text
}

test('every template that is written is read back, and fits the table that it was made for', () => {
  fc.assert(
    fc.property(anyColumns, (columns) => {
      const made = template(columns)
      const file = yamlFile(made, 'columns.yaml')
      const read = file.ok ? loadColumnMap(file.value, form) : file
      if (!read.ok) throw new Error(`${told(read.diagnostics).join('\n')}\n${made}`)
      const bound = bindColumns(
        form,
        columns.map(({ name }) => name),
        { map: read.value },
      )
      if ('faults' in bound) throw new Error(`${bound.faults.join('\n')}\n${made}`)
    }),
    { numRuns: 1200, seed: 47 },
  )
})

/** The lines of a template about one column. */
function about(name: string, values: readonly string[]): string {
  const made = template([{ name: columnNames([name])[0] ?? '', titles: [], values, hasBlanks: false }])
  const lines = made.slice(made.indexOf('columns:\n') + 9, made.indexOf('# Questions')).trimEnd()
  return lines
    .replaceAll(/ *#.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

describe('a template fills in what is the same, and nothing that is like it', () => {
  test.each([
    ['a name in another case', 'PAIN', ['Yes'], '"PAIN": pain'],
    [
      'the text of the question, composed otherwise',
      'Gro\u0308\u00dfe: (cm)',
      ['Never'],
      '"Gr\u00f6\u00dfe: (cm)": grade',
    ],
    ['a name with the unit of the question', 'Weight (kg)', ['70'], '"Weight (kg)": weight'],
    ['a name with another unit', 'Weight (lb)', ['170'], '"Weight (lb)": ?weight'],
    [
      'fixed words',
      'pain',
      ['Ja', 'nein', 'refused', 'n/a'],
      '"pain": question: pain codes: "Ja": yes "nein": no "refused": declined',
    ],
    ['words that are no code', 'pain', ['On', 'Not'], '"pain": question: pain codes: "On": ~ "Not": ~'],
    ['numbers', 'grade', ['1', '2', 'Never'], '"grade": question: grade codes: "1": ~ "2": ~'],
    ['a spelling', 'grade', ['nevr', 'oftn'], '"grade": question: grade codes: "nevr": ~ "oftn": ~'],
    ['a name that is like a question', 'pains_seen', ['yes'], '"pains_seen": ?pain'],
  ])('%s', (_, name, values, expected) => {
    expect(about(name, values)).toBe(expected)
  })

  test('what a word may mean is told in a remark, and never its opposite', () => {
    const made = template([{ name: 'signs', titles: [], values: ['bad chest', 'no bad itch'], hasBlanks: false }])
    expect(made).toContain('"bad chest": ~  # perhaps chest; one of chest, itch,')
    expect(made).toContain('"no bad itch": ~  # one of chest, itch,')
  })

  test.each([
    ['in the way of REDCap', ['signs___chest', 'signs___itch'], 'signs___chest signs___itch'],
    ['with labels', ['Which signs? (choice=Chest pain)', 'Which signs? (choice=Itch)'], 'signs___chest signs___itch'],
    ['of SurveyMonkey', ['Which signs? - Chest pain', 'Which signs? - None of these'], 'signs___chest signs___none'],
    ['of KoBo, in a group of questions', ['a/signs/chest', 'a/signs/itch'], 'signs___chest signs___itch'],
    ['of LimeSurvey', ['Which signs? [Chest pain]', 'Which signs? [Itch]'], 'signs___chest signs___itch'],
    ['by their answers alone', ['Anything? - Chest pain', 'Anything? - Itch'], 'signs___chest signs___itch'],
    ['with a number for each answer', ['signs___1', 'signs___2'], '~ ~'],
    ['called like the answers and nothing else', ['Chest pain', 'Itch'], '?signs___chest ?signs___itch'],
    [
      'for some, and one for what is no answer',
      ['signs/chest', 'signs/itch', 'signs/other'],
      'signs___chest signs___itch ~',
    ],
    ['of another question', ['Sides - Corn', 'Sides - Which signs?'], '~ ~'],
  ])('a column for each answer %s', (_, names, expected) => {
    const columns = names.map((name) => ({ name, titles: [], values: ['1'], hasBlanks: true }))
    const targets = [...template(columns).matchAll(/^ {2}".*": (\S+)/gm)].map(([, target]) => target)
    expect(targets.join(' ')).toBe(expected)
  })

  test('the column of ids and those of ticks take no question away, whatever else they are called', () => {
    const column = (name: string, ...titles: string[]) => ({ name, titles, values: ['1', '2'], hasBlanks: true })
    const made = template([
      column('record_id', 'pain'),
      column('signs___chest', 'grade'),
      column('signs___itch'),
      column('pain'),
      column('grade'),
    ])
    expect(made).toContain('"pain":\n    question: pain')
    expect(made).toContain('"grade":\n    question: grade')
  })

  test('an empty cell is not ticked only where nothing else in the group says so', () => {
    const group = (values: readonly string[]) =>
      template(['signs___chest', 'signs___itch'].map((name) => ({ name, titles: [], values, hasBlanks: true })))
    expect(group(['1'])).toContain('\n  signs: blank\n')
    expect(group(['1', '0'])).not.toContain('blank')
  })

  test.each([
    [['05/06/2026', '13/06/2026'], 'dates: day/month/year'],
    [['5/26/2026 13:05', '5/6/2026 9:05'], 'dates: month/day/year'],
    [['05.06.2026', '04.06.2026'], 'dates: ~'],
    [['46188', '45000'], 'dates: excel'],
    [['2026-05-06', '2026-05-07T10:00:00Z'], undefined],
  ])('how days are written is found in %j', (values, expected) => {
    const made = template([{ name: 'seen', titles: [], values, hasBlanks: false }])
    expect(/^dates: \S+/m.exec(made)?.[0]).toBe(expected)
  })

  test.each([
    [['chest, itch', 'Itch'], '","'],
    [['chest itch', 'chest'], '" "'],
    [['Chest pain|Itch', 'Itch'], '"|"'],
    [['["chest","itch"]'], '"json"'],
    [['chest;itch'], undefined],
    [['no itch', 'itch'], undefined],
  ])('what divides several answers in %j', (values, expected) => {
    const made = template([{ name: 'signs', titles: [], values, hasBlanks: false }])
    expect(/divided_by: (.*)$/m.exec(made)?.[1]).toBe(expected)
  })
})

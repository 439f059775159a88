import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clear, columnsFor } from '../../src/batch/columns/columns.ts'
import { fillerFor } from '../../src/batch/reading/cells.ts'
import type { Filler } from '../../src/batch/reading/decoded-cells.ts'
import { State } from '../../src/expression/index.ts'
import { due, parseAnswer, type Question, type Questionnaire } from '../../src/questionnaire/index.ts'
import { bindColumns, clearRows, FORMATS, rowsFor, type Table } from '../../src/tables/index.ts'
import { headOf, questionnaire } from '../support/load.ts'

const form = questionnaire(`${headOf('every')}
sections:
  - id: one
    title: One
    questions:
      - { id: yes_no, text: "A?", type: yes_no }
      - { id: choice, text: "B?", type: choice, options: { never: Never, a_long_code_of_many_letters: "A label; with more", unsure_when: "Yes, unsure" } }
      - id: choices
        text: C?
        type: choices
        none: None of these
        options: { ${Array.from({ length: 33 }, (_, index) => `c${index}: Label ${index}`).join(', ')} }
      - { id: integer, text: "D?", type: integer, hard: { min: -5, max: 300 } }
      - { id: decimal, text: "E?", type: decimal, hard: { max: 999 } }
      - { id: free, text: "F?", type: decimal }
      - { id: date, text: "G?", type: date, hard: { min: 1990-01-01 } }
      - { id: text, text: "H?", type: text }
      - { id: note, text: "I?", type: text, none: Nothing more }
rules: []
`)

const words = [
  'yes',
  'NO',
  'true',
  '1',
  '0',
  'never',
  'Never',
  'A label; with more',
  'a_long_code_of_many_letters',
  'none',
  'None of these',
  'c0',
  'c0;unsure',
  'c31; Not sure; c32',
  'declined;c0',
  'none;unsure',
  'c31',
  'c32',
  'Label 7',
  'unsure',
  'Not sure',
  'declined',
  'n/a',
  '?',
  '',
  ' ',
  '12',
  '007',
  '300',
  '301',
  '-5',
  '-6',
  '+5',
  '70.5',
  '70.50',
  '70,5',
  '.5',
  '5.',
  '1e3',
  '123456789',
  '1234567890',
  '0.1234567',
  '0.000001',
  '999.000001',
  '2026-02-28',
  '2026-02-30',
  '1989-12-31',
  '"',
  'é',
  '\ud83d\ude00',
  '  12 ',
  '\t12',
  'unsure thing',
  'declin',
  'Uncle',
  'x,y',
  'a\nb',
  'none: at all',
  'Nothing more',
  'می\u200cخواهم',
  'Abc\u200cd',
  `N${'n'.repeat(9_999)}`,
  `N${'n'.repeat(10_000)}`,
  `N${'é'.repeat(9_999)}`,
]
const written = fc
  .oneof(
    fc.constantFrom(...words),
    fc.constantFrom('', 'c1;c1', 'c1;c1;c5;c1;c1', 'c0', 'yes'),
    fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((some) => some.join(';')),
    fc.string({ maxLength: 8 }),
  )
  .filter((one) => !one.includes('\0'))

function csvTable(cells: readonly string[], header: string): { table: Table; bytes: Uint8Array; next: number } {
  const written = cells
    .map(
      (one, row) =>
        `x,${(one === '' && row % 2 === 0) || /[",\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one}`,
    )
    .join('\n')
  return opened(`x,${header}\n${written}\n`, 'csv')
}

function opened(text: string, format: 'csv' | 'jsonl') {
  const bytes = new TextEncoder().encode(text)
  const made = FORMATS[format](bytes, {})
  if ('fault' in made) throw new Error(made.fault)
  return { ...made, bytes }
}

/**
 * States, numbers, bits, rejected and contradictory of one question after its cells went through the columns, which are
 * used for so many people again and again.
 */
function filled(
  question: Question,
  { table, bytes, next }: ReturnType<typeof csvTable>,
  { field, together }: { readonly field: number; readonly together: number },
): readonly unknown[] {
  const rows = rowsFor(together, Math.max(1, table.names.length))
  const columns = columnsFor(form)
  const { index, word } = question.subject
  const found: unknown[] = []
  let filler: Filler | undefined
  for (let from = next; ; ) {
    clearRows(rows)
    from = table.read(bytes, from, bytes.length, true, rows)
    if (rows.count === 0) return found
    filler ??= fillerOf(table, field)
    clear(columns)
    columns.size = rows.count
    filler(rows, columns, () => undefined)
    for (let person = 0; person < rows.count; person += 1) {
      const state = columns.states[index]?.[person]
      found.push({
        state,
        // What nobody said has no number.
        number: state === State.unanswered ? 0 : columns.numbers[index]?.[person],
        bits: [columns.bits[word]?.[person], columns.bits[word + 1]?.[person]],
        rejected: columns.rejected.find((one) => one.person === person && one.index === index)?.answer,
        contradictory: columns.contradictory.some((one) => one.person === person && one.index === index),
      })
    }
  }
}

function fillerOf(table: Table, field: number): Filler {
  const bound = bindColumns(form, table.names, {})
  const role = 'roles' in bound ? bound.roles[field] : undefined
  if (role?.kind !== 'answer') throw new Error('not bound')
  return fillerFor(role, field, table)
}

/** The same of one person who gave the answer alone. */
function alone(question: Question, written: string, whole: Questionnaire): unknown {
  const answer = parseAnswer(question, written)
  const standing = due(whole, new Map(answer === undefined ? [] : [[question.id, answer]]), '2026-01-01')
  const { index, word } = question.subject
  const { states, numbers, bits } = standing.sheet
  return {
    state: states[index],
    number: numbers[index],
    bits: [bits[word], bits[word + 1]],
    rejected: standing.rejected.get(index),
    contradictory: standing.contradictory.includes(index),
  }
}

describe('a column of cells says what each cell says alone', () => {
  test.each(form.questions.map((question) => [question.id, question] as const))('%s', (id, question) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(written, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 6 }),
        fc.array(written, { maxLength: 10 }),
        fc.constantFrom(1, 3, 8, 4096),
        (usual, others, together) => {
          // Most say what those before them said.
          const cells = usual.flatMap(([one, times]) => Array.from({ length: times }, () => one))
          for (const [place, other] of others.entries()) cells.splice((place * 7) % cells.length, 0, other)
          const expected = cells.map((one) => alone(question, one, form))
          expect(filled(question, csvTable(cells, id), { field: 1, together })).toEqual(expected)
          const lines = cells.map((one) => JSON.stringify({ [id]: one })).join('\n')
          expect(filled(question, opened(`${lines}\n`, 'jsonl'), { field: 0, together })).toEqual(expected)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('also when more different ones came than are remembered', () => {
    const question = form.questionById.get('choices') as Question
    const many = Array.from(
      { length: 4200 },
      (_, at) => `c${at % 33};c${Math.trunc(at / 33) % 33};c${Math.trunc(at / 1089)};c32`,
    )
    const late = Array.from({ length: 99 }, (_, at) => (at === 50 ? 'c1;c2;c3;c4;c5;c6;c7' : 'c9;c8;c7;c6;c5'))
    const cells = [...new Set(many), ...late]
    const expected = cells.map((one) => alone(question, one, form))
    expect(filled(question, csvTable(cells, 'choices'), { field: 1, together: 16 })).toEqual(expected)
  })

  test('numbers, lists and truth values of JSON are read as they are written', () => {
    const table = opened(
      '{"integer":12,"choices":["c1","c31"],"yes_no":true}\n{"integer":1e1,"choices":[],"yes_no":false}\n{"integer":12.0,"choices":null}\n',
      'jsonl',
    )
    const by = (id: string) =>
      filled(form.questionById.get(id) as Question, table, {
        field: ['integer', 'choices', 'yes_no'].indexOf(id),
        together: 4096,
      })
    const [integer, choices, yesNo] = [by('integer'), by('choices'), by('yes_no')]
    expect(integer).toMatchObject([{ state: 0, number: 12_000_000 }, { state: 6 }, { state: 0, number: 12_000_000 }])
    expect(choices).toMatchObject([{ state: 0, number: 2_000_000 }, { state: 3 }, { state: 3 }])
    expect(yesNo).toMatchObject([{ state: 0, number: 0 }, { state: 0, number: 1 }, { state: 3 }])
  })
})

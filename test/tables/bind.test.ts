import { describe, expect, test } from 'vitest'
import { columnNames } from '../../src/tables/column-names.ts'
import { bindColumns } from '../../src/tables/index.ts'
import { headOf, questionnaire } from '../support/load.ts'

const form = questionnaire(`${headOf('bind')}sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: signs, text: "Signs?", type: choices, none: None, options: { rash: R, fever: F } }
rules: []
`)

describe('one question has one place in a table', () => {
  test.each([
    [['pain', 'signs'], undefined],
    [['pain', 'signs___rash', 'signs___fever', 'signs___none'], undefined],
    [['pain', 'pain'], 'columns `pain` and `pain` both answer `pain`'],
    [['signs', 'signs___rash'], 'columns `signs` and `signs___rash` both answer `signs`'],
    [['signs___fever', 'signs'], 'columns `signs___fever` and `signs` both answer `signs`'],
    [['signs___rash', 'signs___rash'], 'columns `signs___rash` and `signs___rash` both answer `signs`'],
  ])('%j', (names, fault) => {
    const bound = bindColumns(form, names, {})
    if (fault === undefined) expect(bound).not.toHaveProperty('faults')
    else expect('faults' in bound ? bound.faults[0] : undefined).toBe(fault)
  })

  test('also where a column map says it of another column', () => {
    const columns = new Map([['Schmerz', { question: form.questions[0], line: 1 }]])
    const map = { columns, missing: new Map() } as never
    expect(bindColumns(form, ['pain', 'Schmerz'], { map })).toEqual({
      faults: ['columns `pain` and `Schmerz` both answer `pain`'],
    })
  })
})

describe('a name that several columns have', () => {
  test.each([
    [['x', 'x'], 'columns 1, 2 are all called `x`; a column map can say which one is meant: `x#1` or `x#2`'],
    [
      ['x', 'pain', 'x', 'x'],
      'columns 1, 3, 4 are all called `x`; a column map can say which one is meant: `x#1` or `x#2`',
    ],
    [
      Array.from({ length: 7 }, () => 'x'),
      'columns 1, 2, 3, 4, 5 and 2 more are all called `x`; a column map can say which one is meant: `x#1` or `x#2`',
    ],
  ])('%j is no record id', (names, fault) => {
    expect(bindColumns(form, columnNames(names), { id: 'x' })).toEqual({ faults: [fault] })
  })
})

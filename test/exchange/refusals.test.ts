import { describe, expect, test } from 'vitest'
import { type Dialect, duckdb, postgres, spark, statementFor } from '../../src/exchange/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { ownSources } from './statements.ts'

/** A form with such labels for one of several answers, one answer, and for none. */
function labelled({ several = 'B', one = 'C', none = 'None' }: Readonly<Record<string, string>>): Questionnaire {
  return questionnaire(`${headOf('labelled')}sections:
  - id: all
    title: All
    questions:
      - { id: several, text: Which?, type: choices, none: ${none}, options: { b: ${several} } }
      - { id: one, text: Which?, type: choice, options: { c: ${one}, d: D } }
rules:
  - { id: R, when: one = c, level: refer-before, because: B }
`)
}

function said(form: Questionnaire, dialect: Dialect, labels: boolean): string {
  const sources = ownSources(form, 'text')
  const made = statementFor(form, dialect, { table: ['answers'], id: 'id', labels, sources, version: '0.0.0' })
  return made.ok ? 'a statement' : made.why
}

const ALL = [duckdb, postgres, spark]

describe('what a dialect cannot say is refused with the label and the question', () => {
  test.each([
    [{ several: 'Größe' }, '`Größe` of `several`'],
    [{ one: 'Ångström' }, '`Ångström` of `one`'],
    [{ none: 'Não' }, '`Não` of `several`'],
  ])('letters that can be written in two ways, for Spark alone: %j', (labels, what) => {
    const form = labelled(labels)
    expect(said(form, spark, true)).toContain(`the label ${what} has letters that Spark cannot compose`)
    expect(ALL.map((dialect) => said(form, dialect, false))).toEqual(ALL.map(() => 'a statement'))
    expect([duckdb, postgres].map((dialect) => said(form, dialect, true))).toEqual(['a statement', 'a statement'])
  })

  test.each([
    ['ΟΔΟΣ', 'a sigma at the end of a word is another letter'],
    ['İstanbul', 'a capital i with a dot becomes two characters'],
    ['नी\u200dला', 'a joiner that the script needs'],
  ])('letters that depend on their neighbours, for all: %s', (label) => {
    for (const dialect of ALL)
      expect(said(labelled({ one: label }), dialect, true), dialect.name).toContain('cannot be compared in any case')
  })

  test('labels of letters that are one code point in any form are read in all', () => {
    for (const dialect of ALL)
      expect(said(labelled({ one: 'хорошо' }), dialect, true)).toBe(said(labelled({}), dialect, true))
  })
})

test('a form with more columns at once than PostgreSQL takes is refused for it, and for it alone', () => {
  const questions = Array.from({ length: 900 }, (_, index) => `      - { id: q${index}, text: T?, type: yes_no }\n`)
  const form = questionnaire(`${headOf('wide')}sections:
  - id: all
    title: All
    questions:
${questions.join('')}rules:
  - { id: R, when: q0 = yes, level: refer-before, because: B }
`)
  expect(said(form, postgres, false)).toMatch(/^PostgreSQL takes at most 1600 columns at once; `wide` needs \d+$/)
  expect([duckdb, spark].map((dialect) => said(form, dialect, false))).toEqual(['a statement', 'a statement'])
})

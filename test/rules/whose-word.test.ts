import { describe, expect, test } from 'vitest'
import { guide } from '../../src/rules/index.ts'
import { answersTo, headOf, questionnaire } from '../support/load.ts'

const FORM = questionnaire(`${headOf('words')}sources:
  label: { title: A label, read: itself }
  paper: { title: A paper, read: abstract }
sections:
  - id: one
    title: One
    questions:
      - id: signs
        text: Any of these?
        type: choices
        none: None
        options: { a: A, b: B, c: C, d: D }
rules:
  - { id: NONE, when: count(signs) >= 1, level: refer-before, because: No basis }
  - { id: OWN, when: signs has a, level: refer-before, because: Ours, basis: own, sources: [paper] }
  - { id: CLINIC, when: 'signs has any of (a)', level: refer-before, because: A clinic, basis: clinic }
  - { id: STUDY, when: 'signs has any of (a, b)', level: refer-before, because: A study, basis: study }
  - { id: GUIDE, when: signs has d or (signs has a and signs has b), level: refer-before, because: A guide, basis: guideline }
  - { id: WARN, when: not (signs has d) and signs has c, level: refer-before, because: A warning, basis: warning }
  - { id: CONTRA, when: signs has a, level: refer-before, because: On the list, basis: contraindication, sources: [label] }
  - { id: LATER, when: signs has a, level: refer-discuss, because: Less serious, basis: contraindication }
`)

const told = (...signs: readonly string[]) => guide(FORM, answersTo(FORM, { signs }), '2026-06-15').findings

describe('findings of one level', () => {
  test('stand by whose word they are, what names none last; a less serious one never stands before them', () => {
    const rules = told('a', 'b', 'c').map(({ rule }) => rule)
    expect(rules).toEqual(['CONTRA', 'WARN', 'GUIDE', 'STUDY', 'CLINIC', 'OWN', 'NONE', 'LATER'])
  })

  test('say whose word it is, in a word and in words; a rule without a basis says nothing of it', () => {
    const said = told('a').map(({ rule, basis, basis_text }) => [rule, basis, basis_text])
    expect(said).toEqual([
      ['CONTRA', 'contraindication', 'label: contraindication'],
      ['STUDY', 'study', 'study'],
      ['CLINIC', 'clinic', 'one clinic’s rule'],
      ['OWN', 'own', 'our own judgement'],
      ['NONE', undefined, undefined],
      ['LATER', 'contraindication', 'label: contraindication'],
    ])
  })

  test('say how each source was read', () => {
    const read = told('a').flatMap(({ sources = [] }) => sources.map((source) => `${source.id} ${source.read}`))
    expect(read).toEqual(['label itself', 'paper abstract'])
  })
})

describe('of several answers those by which a rule is true', () => {
  test.each<[readonly string[], string, readonly string[] | undefined]>([
    [['a', 'b', 'c'], 'CONTRA', ['a']],
    [['a', 'b', 'c'], 'STUDY', ['a', 'b']],
    [['b', 'c'], 'STUDY', ['b']],
    [['a', 'b', 'c'], 'GUIDE', ['a', 'b']],
    [['a', 'b', 'c'], 'WARN', ['c']],
    [['a', 'c', 'd'], 'GUIDE', ['d']],
    // All of them were counted.
    [['a', 'b', 'c'], 'NONE', undefined],
    // There is no other.
    [['a'], 'CONTRA', undefined],
  ])('%j make %s true by %j', (signs, rule, by) => {
    const [answer] = told(...signs).find((finding) => finding.rule === rule)?.answers ?? []
    expect(answer).toMatchObject({ question: 'signs', value: signs })
    expect(answer?.true_by).toEqual(by)
  })
})

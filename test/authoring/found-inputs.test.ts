import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { carryOver, type Questionnaire } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { answersTo, inProject, problemsOf, questionnaire } from '../support/load.ts'

const FOLDER = inProject('test/fixtures/proofs')

function form(path: string): Questionnaire {
  return questionnaire(readFileSync(`${FOLDER}/${path}`, 'utf8'), path)
}

test('rescore-removed-option: chest pain stays act-now under a version that no longer has the other option', () => {
  const [before, now] = [form('rescore-removed-option/a/signs.yaml'), form('rescore-removed-option/b/signs.yaml')]
  const answers = answersTo(before, { signs: ['chest', 'cough'] })
  expect(guide(before, answers, '2026-11-28').level).toBe('act-now')
  expect(guide(now, carryOver(before, now, answers).answers, '2026-11-28').level).toBe('act-now')
})

test.each([
  ['chest', 'act-now'],
  ['chest;itchh', 'act-now'],
  ['itchh', 'refer-before'],
])('partial-score.yaml and partial-has.yaml: a cell with `%s` is %s, read by score or by `has`', (cell, level) => {
  const levels = ['partial-score.yaml', 'partial-has.yaml'].map((path) => {
    const read = form(path)
    return guide(read, answersTo(read, { signs: cell.split(';') }), '2026-11-28').level
  })
  expect(levels).toEqual([level, level])
})

test('yaml/anchors.yaml: each mark that refers elsewhere is told where it stands', () => {
  const told = problemsOf(readFileSync(`${FOLDER}/yaml/anchors.yaml`, 'utf8')).map((one) =>
    one.split(' ').slice(0, 2).join(' '),
  )
  expect(told).toEqual(['14:9 yaml-anchor', '18:13 yaml-alias', '21:1 several-documents'])
})

test('yaml/indent2.yaml: rules that stand in a question are told at their line, with the one remedy that is right', () => {
  expect(problemsOf(readFileSync(`${FOLDER}/yaml/indent2.yaml`, 'utf8'))).toEqual([
    '17:7 unknown-key unknown key `rules` in question `q1` | `rules` is a key of the file: begin its line at the margin, with what belongs to it below',
  ])
})

test.each([
  ['rules below a question, without a slip of YAML', '        rules: []\n', 'rules', 'question `q1`'],
  ['scores below a section', '    scores: []\n', 'scores', 'a section'],
  ['promises below a section', '    promises: []\n', 'promises', 'a section'],
])('%s lead to the margin', (_, line, key, where) => {
  const form = readFileSync(`${FOLDER}/yaml/indent2.yaml`, 'utf8').split('      rules:')[0]
  expect(problemsOf(`${form}${line}`)).toEqual([
    expect.stringMatching(
      new RegExp(
        `unknown key \`${key}\` in ${where} .*\\| \`${key}\` is a key of the file: begin its line at the margin`,
      ),
    ),
  ])
})

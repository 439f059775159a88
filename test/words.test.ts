import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DOSE, VERDICT } from '../src/authoring/checks/wording.ts'
import type { Questionnaire } from '../src/questionnaire/index.ts'
import { inProject, shipped } from './support/load.ts'

function verdictsIn(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => VERDICT.test(text) || DOSE.test(text))
}

/** Everything in a questionnaire that reaches a screen, but for the titles of sources, which may quote a label. */
function wordsOf(form: Questionnaire): readonly string[] {
  const items = form.sections.flatMap((section) => [section.title, ...section.items.map((item) => item.text)])
  const questions = form.questions.flatMap((question) => [
    ...[
      question.short,
      question.none,
      question.help,
      question.why,
      question.ifUnknownBecause,
      question.soft?.message,
      question.check?.message,
    ],
    ...question.options.map((option) => option.label),
  ])
  const rules = form.rules.flatMap((rule) => [rule.because, rule.advice])
  return [form.title, form.audience, form.notice, ...items, ...questions, ...rules].filter((text) => text !== undefined)
}

/** The prose in the program: string literals with a space, which no identifier or code has. */
function proseOf(path: string): readonly string[] {
  let text = readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
  // What is put into a template is code; from the inside out, because templates stand inside templates.
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(/\$\{[^{}]*\}/g, '')
  }
  return [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((one) => /\s/.test(one.trim()))
}

test('the list itself finds what it is for', () => {
  const bad = [
    'You are cleared for treatment',
    'low risk',
    'Eligible',
    'passed screening',
    'safe to go on',
    'Give 50 mg',
    'screening failed',
  ]
  const good = [
    'Pain or burning when passing urine',
    'I cannot pass urine at all',
    'A clinician needs to review before anything goes ahead.',
    '120 mmHg',
  ]
  expect(verdictsIn(bad)).toEqual(bad)
  expect(verdictsIn(good)).toEqual([])
})

describe('no verdict and no dose', () => {
  const ids = readdirSync(inProject('questionnaires')).flatMap((name) => /^([a-z-]+)\.yaml$/.exec(name)?.[1] ?? [])

  test.each(ids)('in the words of %s', (id) => {
    expect(verdictsIn(wordsOf(shipped(id)))).toEqual([])
  })

  test('in anything that the program says', () => {
    const files = readdirSync(inProject('src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    )
    expect(
      files.flatMap((name) => verdictsIn(proseOf(inProject(`src/${name}`))).map((text) => `${name}: ${text}`)),
    ).toEqual([])
  })
})

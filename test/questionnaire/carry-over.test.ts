import { describe, expect, test } from 'vitest'
import { type Answer, carryOver, type Questionnaire } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { answersTo, headOf, questionnaire, shipped } from '../support/load.ts'

const QUESTIONS = `sections:
  - id: all
    title: All
    questions:
      - { id: heart, text: A heart attack?, type: choice, options: { never: Never, recent: Lately, older: Long ago } }
      - { id: signs, text: Any of these?, type: choices, none: None, options: { rash: A rash, fever: A fever, cough: A cough } }
      - { id: top, text: Top number?, type: integer, unit: mmHg, hard: { min: 50, max: 300 } }
      - { id: smokes, text: Do you smoke?, type: yes_no }
      - { id: since, text: Since when?, type: date }
      - { id: words, text: Anything else?, type: text }
rules:
  - { id: HEART, when: heart = recent or heart = older, level: refer-discuss, because: Reported a heart attack. }
  - { id: FEVER, when: signs has fever, level: act-now, action: emergency, because: Reported a fever. }
`

const OLD = questionnaire(`${headOf('visit')}${QUESTIONS}`)

const ANSWERS = answersTo(OLD, {
  heart: 'recent',
  signs: ['rash', 'fever'],
  top: 120,
  smokes: 'unsure',
  since: '2020-02-29',
  words: 'no',
})

/** The form after some edits. */
function edited(...edits: readonly (readonly [string, string])[]): Questionnaire {
  const text = edits.reduce((now, [was, is]) => {
    if (!now.includes(was)) throw new Error(`no ${was}`)
    return now.replaceAll(was, is)
  }, QUESTIONS)
  return questionnaire(`${headOf('visit').replace('1.0.0', '1.1.0')}${text}`)
}

function carriedTo(form: Questionnaire) {
  const { answers, notCarried, reworded, added } = carryOver(OLD, form, ANSWERS)
  return {
    answers,
    lost: notCarried.map(({ question, why }) => `${question}: ${why}`),
    reworded,
    added: added.map(({ id }) => id),
  }
}

test('to the same form everything is carried, and nothing is told', () => {
  expect(carriedTo(OLD)).toEqual({ answers: ANSWERS, lost: [], reworded: [], added: [] })
})

describe('what cannot be carried over is named, and is a finding', () => {
  test('a question that is gone', () => {
    const { answers, lost } = carriedTo(edited(['      - { id: words, text: Anything else?, type: text }\n', '']))
    expect(lost).toEqual(['words: visit 1.1.0 has no such question'])
    expect(answers.has('words')).toBe(false)
  })

  test('a question that was renamed: the other name is said, the answer is not carried', () => {
    const { answers, lost, added } = carriedTo(edited(['id: smokes', 'id: smoker']))
    expect(lost).toEqual([
      'smokes: visit 1.1.0 has no such question; `smoker` has the same text and may be it under another name',
    ])
    expect(added).toEqual(['smoker'])
    expect(answers.has('smoker')).toBe(false)
  })

  test('an option that is gone', () => {
    const form = edited(['recent: Lately, ', ''], ['heart = recent or ', ''])
    const { answers, lost } = carriedTo(form)
    expect(lost).toEqual(['heart: `recent` (Lately) is not an option any more'])
    expect(answers.get('heart')).toEqual({ kind: 'rejected', why: 'unreadable', raw: 'Lately' })
    expect(guide(form, answers, '2026-11-22').findings.map(({ kind, question }) => `${kind} ${question}`)).toContain(
      'unreadable heart',
    )
  })

  test('of several answers those that are left still count', () => {
    const form = edited(['rash: A rash, ', ''])
    const { answers, lost } = carriedTo(form)
    expect(lost).toEqual(['signs: `rash` (A rash) is not an option any more'])
    expect(answers.get('signs')).toMatchObject({ kind: 'rejected', codes: ['fever'] })
    expect(guide(form, answers, '2026-11-22').level).toBe('act-now')
  })

  test('another unit, another kind of answer, narrower limits', () => {
    expect(carriedTo(edited(['unit: mmHg', 'unit: kg'])).lost).toEqual(['top: it is asked in kg now, it was mmHg'])
    expect(carriedTo(edited(['Since when?, type: date', 'Since when?, type: text'])).lost).toEqual([
      'since: the question wants words now, it was a day',
    ])
    const { lost, answers } = carriedTo(edited(['max: 300', 'max: 110']))
    expect(lost).toEqual(['top: it is outside the limits of this version'])
    expect(answers.get('top')).toMatchObject({ kind: 'rejected', why: 'out-of-range', raw: '120' })
  })
})

test('not sure stays not sure, whatever the question has become', () => {
  const { answers } = carriedTo(edited(['Do you smoke?, type: yes_no', 'Do you smoke?, type: integer']))
  expect(answers.get('smokes')).toEqual({ kind: 'unsure' })
})

describe('a list that is known in part', () => {
  const partly = new Map<string, Answer>([['signs', { kind: 'unsure', codes: ['fever', 'rash'] }]])

  test('stays so where its options are still there', () => {
    expect(carryOver(OLD, edited(['A rash', 'Rash']), partly)).toMatchObject({
      answers: partly,
      notCarried: [],
      reworded: [
        {
          was: 'A fever; A rash, and not sure about the others',
          now: 'A fever; Rash, and not sure about the others',
        },
      ],
    })
  })

  test('cannot be read whole where one is gone, and the others count', () => {
    const to = edited(['rash: A rash, ', ''])
    const { answers, notCarried } = carryOver(OLD, to, partly)
    expect(notCarried.map(({ why }) => why)).toEqual(['`rash` (A rash) is not an option any more'])
    expect(answers.get('signs')).toEqual({
      kind: 'rejected',
      why: 'unreadable',
      raw: 'A fever; A rash, and not sure about the others',
      codes: ['fever'],
    })
    expect(guide(to, answers, '2026-11-22').level).toBe('act-now')
  })

  test('cannot be read where one answer is wanted now', () => {
    const now = edited(['type: choices, none: None, ', 'type: choice, '], ['signs has fever', 'signs = fever'])
    expect(carryOver(OLD, now, partly).notCarried.map(({ why }) => why)).toEqual([
      'the question wants one answer now, it was several answers',
    ])
  })
})

test('other words for the same code, or for the question, are told', () => {
  expect(
    carriedTo(edited(['recent: Lately', 'recent: In the last 6 weeks'], ['Top number?', 'Systolic?'])).reworded,
  ).toEqual([
    { question: 'heart', was: 'Lately', now: 'In the last 6 weeks' },
    { question: 'top', was: 'Top number?', now: 'Systolic?' },
  ])
})

test('new questions are named, and stay unanswered', () => {
  const { added, lost } = carriedTo(
    edited(['      - { id: since', '      - { id: drinks, text: Do you drink?, type: yes_no }\n      - { id: since']),
  )
  expect({ added, lost }).toEqual({ added: ['drinks'], lost: [] })
})

test('the shipped intake carries its usual answers to itself', () => {
  const intake = shipped('ketamine-intake')
  const usual = new Map(
    intake.questions.flatMap(({ id, usual }) => (usual === undefined ? [] : [[id, usual] as const])),
  )
  expect(usual.size).toBeGreaterThan(40)
  expect(carryOver(intake, intake, usual)).toEqual({ answers: usual, notCarried: [], reworded: [], added: [] })
})

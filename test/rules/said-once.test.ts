import { expect, test } from 'vitest'
import { type Answers, due, type Questionnaire } from '../../src/questionnaire/index.ts'
import { type AnswerShown, guide } from '../../src/rules/index.ts'
import { casesOf, withCases } from '../batch/cases.ts'
import { answersTo, headOf, questionnaire, shipped } from '../support/load.ts'
import { partlyKnown } from '../support/partly-known.ts'
import { SEED, seeded, tellSeed } from '../support/seed.ts'

const ON = '2026-02-28'

const NOT_ASKED_FOR: Answers = new Map([['not_a_question', { kind: 'unsure' }]])

const said = (form: Questionnaire, answers: Answers, on: string = ON) => JSON.stringify(guide(form, answers, on))

/** The people of the cases, and the same with parts that are not known, in any order. */
function peopleOf(form: Questionnaire, random: () => number): readonly Answers[] {
  return casesOf(form)
    .flatMap(({ answers }) => [answers, partlyKnown(answers, 'unsure')])
    .map((answers) => ({ answers, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ answers }) => answers)
}

test.each(withCases)('what was said to others does not change what is said to somebody: %s', (id) => {
  tellSeed(id)
  const random = seeded(SEED)
  const form = shipped(id)
  const people = peopleOf(form, random)
  const first = people.map((answers) => said(form, answers))
  expect(people.map((answers) => said(form, answers))).toEqual(first)
  for (let round = 0; round < 3; round += 1) {
    const index = Math.floor(random() * people.length)
    // Read anew, so that nobody was told anything.
    expect(said(shipped(id), people[index] as Answers)).toBe(first[index])
  }
})

test.each(withCases)(
  'the order in which answers come changes nothing, nor do answers to what is not asked: %s',
  (id) => {
    tellSeed(id)
    const random = seeded(SEED)
    const form = shipped(id)
    for (const answers of peopleOf(form, random).slice(0, 40)) {
      const placed = [...answers, ...NOT_ASKED_FOR].map((entry) => ({
        entry,
        place: random(),
      }))
      placed.sort((one, other) => one.place - other.place)
      expect(said(form, new Map(placed.map(({ entry }) => entry)))).toBe(said(form, answers))
    }
  },
)

const form = questionnaire(`${headOf('said')}
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: choice, options: { low: Low, high: High, worst: Worst } }
      - { id: signs, text: "Signs?", type: choices, none: None, options: { fever: Fever, rash: Rash, cough: Cough } }
      - { id: spots, text: "Spots?", type: choices, none: None, options: { red: Red, blue: Blue } }
      - { id: since, text: "Since when?", type: date }
rules:
  - { id: A, when: 'pain in (high, worst)', level: refer-before, because: "Pain." }
  - { id: B, when: signs has fever or pain = worst, level: refer-discuss, because: "Fever or pain." }
  - { id: C, when: 'signs has any of (rash, cough)', level: refer-discuss, because: "Skin or chest." }
  - { id: D, when: days_since(since) > 10, level: refer-discuss, because: "Since {since}." }
  - { id: E, when: spots has red, level: refer-discuss, because: "Red.", advice: "Since {since}." }
  - { id: F, when: count(signs) >= 2, level: refer-discuss, because: "Several." }
  - { id: G, when: signs has cough and pain = low, level: refer-discuss, because: "Cough." }
  - { id: H, when: signs has cough and pain = high, level: refer-discuss, because: "Cough and pain." }
`)

const well = { pain: 'low', signs: ['none'], spots: ['none'], since: '2026-02-27' }
const findingsOf = (written: Parameters<typeof answersTo>[1], on?: string) =>
  JSON.parse(said(form, answersTo(form, { ...well, ...written }), on)).findings

test('each option is told in its own words', () => {
  const shown = (pain: string) => findingsOf({ pain })[0].answers
  for (const _ of [1, 2]) {
    expect(shown('high')).toEqual([{ question: 'pain', state: 'given', value: 'high', text: 'High' }])
    expect(shown('worst')).toEqual([{ question: 'pain', state: 'given', value: 'worst', text: 'Worst' }])
  }
})

test('a list with one option is not told as a list with two', () => {
  const told = (...signs: readonly string[]) =>
    findingsOf({ signs }).find(({ rule }: { rule?: string }) => rule === 'C').answers
  for (const _ of [1, 2]) {
    expect(told('rash')).toEqual([{ question: 'signs', state: 'given', value: ['rash'], text: 'Rash' }])
    expect(told('rash', 'cough')[0]).toEqual({
      question: 'signs',
      state: 'given',
      value: ['rash', 'cough'],
      text: 'Rash; Cough',
    })
    expect(told('fever', 'cough')[0]).toMatchObject({ value: ['fever', 'cough'], true_by: ['cough'] })
  }
})

test('an open question tells the rules that it leaves open this time', () => {
  const about = (written: Parameters<typeof answersTo>[1]) =>
    findingsOf(written).find(({ question }: { question?: string }) => question === 'signs')
  for (const _ of [1, 2]) {
    expect(about({ signs: null }).undetermined).toEqual(['B', 'C', 'F', 'G'])
    expect(about({ signs: null, pain: 'high' }).undetermined).toEqual(['B', 'C', 'F', 'H'])
    expect(about({ signs: null, pain: 'worst' }).undetermined).toEqual(['C', 'F'])
    expect(about({ signs: 'unsure' })).toMatchObject({ state: 'unsure', because: 'Not sure.' })
    expect(about({ signs: 'declined' })).toMatchObject({ state: 'declined', because: 'Prefers not to say.' })
    expect(about({ signs: null })).toMatchObject({ state: 'unanswered', because: 'Not answered.' })
  }
})

test('a rule about two questions tells both, and what its texts tell of is that of these answers', () => {
  const told = (id: string, written: Parameters<typeof answersTo>[1]) =>
    findingsOf(written).find(({ rule }: { rule?: string }) => rule === id)
  for (const _ of [1, 2]) {
    const texts = (pain: string) => told('B', { signs: ['fever'], pain }).answers.map((one: AnswerShown) => one.text)
    expect(texts('low')).toEqual(['Fever', 'Low'])
    expect(texts('high')).toEqual(['Fever', 'High'])
    expect(told('E', { spots: ['red'] }).advice).toBe('Since 2026-02-27.')
    expect(told('E', { spots: ['red'], since: '2026-02-26' }).advice).toBe('Since 2026-02-26.')
  }
})

test('a list that is not known now holds nothing of the list before', () => {
  const open = guide(form, answersTo(form, { ...well, signs: 'unsure' }), ON).undetermined
  guide(form, answersTo(form, { ...well, signs: ['fever', 'rash', 'cough'] }), ON)
  expect(guide(form, answersTo(form, { ...well, signs: 'unsure' }), ON).undetermined).toEqual(open)
  expect(open).toContain('F')
})

test('a rule that stands in another edition too tells the words of that edition', () => {
  const questions = form.questions.map((question) => ({
    ...question,
    options: question.options.map((option) => ({ ...option, label: `${option.label} now` })),
  }))
  const edition = { ...form, questions, questionById: new Map(questions.map((question) => [question.id, question])) }
  const texts = (one: Questionnaire) =>
    guide(one, answersTo(form, { ...well, pain: 'high' }), ON).findings[0]?.answers.map(({ text }) => text)
  expect([form, edition, form].map(texts)).toEqual([['High'], ['High now'], ['High']])
})

test('the day is that of these answers', () => {
  for (const _ of [1, 2]) {
    expect(findingsOf({}, '2026-02-28')).toEqual([])
    expect(findingsOf({}, '2026-04-28')).toMatchObject([{ rule: 'D', because: 'Since 2026-02-27.' }])
    expect(findingsOf({}, 'no day')).toMatchObject([{ kind: 'undetermined', rule: 'D' }])
  }
})

test('two lists that contradict themselves are told in the order of the form', () => {
  const both = new Map(
    [...answersTo(form, { spots: ['red', 'none'], signs: ['rash', 'none'] }), ...answersTo(form, well)].reverse(),
  )
  both.set('spots', { kind: 'given', value: ['red', 'none'] })
  both.set('signs', { kind: 'given', value: ['rash', 'none'] })
  expect(guide(form, both, ON).conflicts).toEqual(['signs', 'spots'])
  expect(due(form, both, ON).contradictory).toEqual([1, 2])
})

test('nobody can change what is said to the next person', () => {
  const written = { ...well, pain: 'high', signs: ['rash'], spots: 'unsure' }
  const { findings, questionnaire: head } = guide(form, answersTo(form, written), ON)
  const before = said(form, answersTo(form, written))
  const parts: readonly object[] = [
    head,
    ...findings.flatMap((one) => [one, one.answers, ...one.answers, one.sources ?? []]),
    ...findings.flatMap(({ answers }) => answers.flatMap(({ value }) => (typeof value === 'object' ? [value] : []))),
  ]
  for (const part of parts)
    for (const key of Object.keys(part)) expect(() => Object.assign(part, { [key]: 'changed' })).toThrow(TypeError)
  expect(said(form, answersTo(form, written))).toBe(before)
})

test('a result stays as it is while others are worked out', () => {
  const result = guide(form, answersTo(form, { pain: 'worst', signs: ['fever', 'rash'] }), ON)
  const before = JSON.stringify(result)
  guide(form, answersTo(form, well), '2026-04-28')
  expect(JSON.stringify(result)).toBe(before)
})

test('a question that leaves more rules open for somebody says so, whatever it left open for the one before', () => {
  const open = questionnaire(`${headOf('open')}sections:
  - id: one
    title: One
    questions:
      - { id: q, text: Q?, type: yes_no }
      - { id: p, text: P?, type: yes_no }
rules:
  - { id: ONE, when: q = yes, level: refer-discuss, because: One. }
  - { id: TWO, when: q = yes and p = yes, level: refer-discuss, because: Two. }
`)
  const leftOpen = (p: string) =>
    guide(open, answersTo(open, { q: 'unsure', p }), ON).findings.map(({ undetermined }) => undetermined)
  expect([leftOpen('no'), leftOpen('yes'), leftOpen('no')]).toEqual([[['ONE']], [['ONE', 'TWO']], [['ONE']]])
})

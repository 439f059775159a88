import { expect, test } from 'vitest'
import type { Answer, Answers, Questionnaire } from '../../src/questionnaire/index.ts'
import { type Finding, guidanceMemory, guide } from '../../src/rules/index.ts'
import { casesOf, withCases } from '../batch/cases.ts'
import { headOf, questionnaire, shipped } from '../support/load.ts'
import { partlyKnown } from '../support/partly-known.ts'
import { SEED, seeded, tellSeed } from '../support/seed.ts'

const PEOPLE = 400

/** Somebody who answers each question as one of the people in the cases of the form does, now and then nothing. */
function peopleLike(form: Questionnaire, random: () => number): readonly Answers[] {
  const told = casesOf(form).map(({ answers }) => answers)
  const all = [...told, ...told.map((answers) => partlyKnown(answers, 'unsure'))]
  const one = () => all[Math.floor(random() * all.length)] as Answers
  return Array.from({ length: PEOPLE }, () => {
    const usual = one()
    const answers = form.questions.flatMap(({ id }) => {
      const answer = (random() < 0.1 ? one() : usual).get(id)
      return answer === undefined || random() < 0.03 ? [] : ([[id, answer]] as const)
    })
    return new Map(answers)
  })
}

test.each(withCases)('guidance with a memory of those before is that without one: %s', (id) => {
  tellSeed(id)
  const form = shipped(id)
  const people = peopleLike(form, seeded(SEED))
  for (const most of [1, 40, 8192]) {
    const memory = guidanceMemory(most)
    const seen = new Set<Finding>()
    let [again, all] = [0, 0]
    for (const [index, answers] of people.entries()) {
      const on = index % 3 === 0 ? '' : `2026-0${1 + (index % 9)}-28`
      const alone = guide(form, answers, on)
      const guided = guide(form, answers, on, { memory })
      expect(JSON.stringify(guided)).toBe(JSON.stringify(alone))
      all += guided.findings.length
      again += guided.findings.filter((finding) => seen.has(finding)).length
      for (const finding of guided.findings) seen.add(finding)
    }
    // Nearly all findings are remembered ones.
    if (most > 40) expect(again / all).toBeGreaterThan(0.7)
  }
})

const form = questionnaire(`${headOf('memory')}
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: more, text: "More?", type: choice, ask_if: pain = yes, options: { "yes": { label: Yes, points: 1 }, "no": { label: No, points: 0 } } }
      - { id: days, text: "Days?", type: integer, hard: { min: 0, max: 9 } }
      - id: signs
        text: Signs?
        type: choices
        none: None
        options: { fever: Fever, rash: Rash, cough: Cough }
scores:
  - { id: sum, title: Sum, sum: [more] }
rules:
  - { id: A, when: pain = no or more = yes or signs has fever, level: refer-before, because: "For {days}; sum {sum}.", advice: "See {days}." }
  - { id: B, when: signs has rash or days > 5, level: act-now, action: emergency, because: "Days {days}; sum {sum}." }
`)

test('also where a reason tells of what its rule does not read', () => {
  const answers: Readonly<Record<string, readonly (Answer | undefined)[]>> = {
    pain: [undefined, { kind: 'given', value: 'yes' }, { kind: 'given', value: 'no' }, { kind: 'unsure' }],
    more: [undefined, { kind: 'given', value: 'yes' }, { kind: 'given', value: 'no' }],
    days: [undefined, { kind: 'given', value: 3 }, { kind: 'given', value: 7 }, { kind: 'declined' }],
    signs: [
      undefined,
      { kind: 'given', value: ['rash', 'cough'] },
      { kind: 'given', value: ['fever', 'cough'] },
      { kind: 'given', value: ['fever', 'rash'] },
      { kind: 'unsure', codes: ['fever', 'cough'] },
    ],
  }
  const people = Object.entries(answers).reduce<readonly Answers[]>(
    (all, [id, some]) =>
      all.flatMap((one) => some.map((answer) => (answer === undefined ? one : new Map([...one, [id, answer]])))),
    [new Map()],
  )
  for (const most of [1, 3, 1000]) {
    const memory = guidanceMemory(most)
    for (const one of [...people, ...people])
      expect(JSON.stringify(guide(form, one, '', { memory }))).toBe(JSON.stringify(guide(form, one, '')))
  }
})

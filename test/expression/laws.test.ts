import fc from 'fast-check'
import { expect, test } from 'vitest'
import { State } from '../../src/expression/index.ts'
import { type Answer, type Answers, due, type Question } from '../../src/questionnaire/index.ts'
import { anyAnswers, anyCondition, compiled, form, given, ON, sampleOf, truth } from '../support/random-conditions.ts'

const RUNS = { numRuns: 3000, seed: 7 }

/** Both sides have the same truth whatever was answered. */
function same(left: string, right: string, answers: Answers): void {
  expect(truth(left, answers), `${left}   against   ${right}`).toBe(truth(right, answers))
}

type Law = readonly [name: string, left: (a: string, b: string) => string, right: (a: string, b: string) => string]

const LAWS: readonly Law[] = [
  ['not (a and b) is (not a) or (not b)', (a, b) => `not ((${a}) and (${b}))`, (a, b) => `not (${a}) or not (${b})`],
  ['not (a or b) is (not a) and (not b)', (a, b) => `not ((${a}) or (${b}))`, (a, b) => `not (${a}) and not (${b})`],
  ['not not a is a', (a) => `not not (${a})`, (a) => a],
  ['a and b is b and a', (a, b) => `(${a}) and (${b})`, (a, b) => `(${b}) and (${a})`],
  ['a or b is b or a', (a, b) => `(${a}) or (${b})`, (a, b) => `(${b}) or (${a})`],
  ['a and a is a', (a) => `(${a}) and (${a})`, (a) => a],
  ['a or (a and b) is a', (a, b) => `(${a}) or ((${a}) and (${b}))`, (a) => a],
  [
    'and distributes over or',
    (a, b) => `(${a}) and ((${b}) or smokes = yes)`,
    (a, b) => `((${a}) and (${b})) or ((${a}) and smokes = yes)`,
  ],
]

test.each(LAWS)('%s', (_, left, right) => {
  fc.assert(
    fc.property(anyCondition, anyCondition, anyAnswers(), (a, b, answers) => {
      same(left(a, b), right(a, b), answers)
    }),
    RUNS,
  )
})

const SAME: readonly (readonly [string, string])[] = [
  ['smokes != yes', 'not smokes = yes'],
  ['attack not in (recent, past)', 'not attack in (recent, past)'],
  ['attack in (recent, past)', 'attack = recent or attack = past'],
  ['symptoms has any of (pain, blood)', 'symptoms has pain or symptoms has blood'],
  ['symptoms has none', 'count(symptoms) = 0'],
  ['symptoms has any of (none, pain)', 'symptoms has none or symptoms has pain'],
  ['cigarettes is not answered', 'not cigarettes is answered'],
  ['age between 18 and 64', 'age >= 18 and age <= 64'],
  ['age in (18, 64)', 'age = 18 or age = 64'],
  ['age != dose', 'not age = dose'],
  ['mood != 3', 'not mood = 3'],
  ['mood between 1 and 4', 'mood >= 1 and mood <= 4'],
  ['age < dose', 'dose > age'],
  ['mood <= strain', 'strain >= mood'],
  ['cigarettes not in (5, 10)', 'not cigarettes in (5, 10)'],
]

test.each(SAME)('%s is %s', (left, right) => {
  fc.assert(
    fc.property(anyAnswers(), (answers) => same(left, right, answers)),
    { numRuns: 500, seed: 7 },
  )
})

/** Not "is answered", which is meant to change, and not the questions that decide whether others are asked. */
const learnable = form.questions.filter(({ id }) => id !== 'smokes' && id !== 'symptoms')
const learned = fc.constantFrom(...learnable).chain((question) => fc.tuple(fc.constant(question), given(question)))

/** What was named for certain is part of every answer that can still be learned. */
function takesBack(before: Answer | undefined, learned: Answer): boolean {
  const named = before !== undefined && 'codes' in before ? (before.codes ?? []) : []
  const value = learned.kind === 'given' && Array.isArray(learned.value) ? learned.value : []
  return named.some((code) => !value.includes(code))
}

test('learning an answer decides what was unknown and never turns over what was decided', () => {
  let decided = 0
  fc.assert(
    fc.property(anyCondition, anyAnswers(), learned, (condition, answers, [question, answer]) => {
      const state = due(form, answers, ON).sheet.states[question.subject.index]
      // What was not asked is known, and what was read in part may have been read wrongly.
      const known = state === State.given || state === State.notAsked || state === State.rejected
      if (known || condition.includes(`${question.id} is `) || takesBack(answers.get(question.id), answer)) return
      const before = truth(condition, answers)
      const after = truth(condition, new Map([...answers, [question.id, answer]]))
      if (before !== 'unknown') expect(after).toBe(before)
      else if (after !== 'unknown') decided += 1
    }),
    { numRuns: 20_000, seed: 11 },
  )
  expect(decided).toBeGreaterThan(100)
})

function blamed(condition: string, answers: Answers): readonly Question[] {
  const found = new Set<number>()
  compiled(condition).unknowns(due(form, answers, ON).sheet, (index) => found.add(index))
  return form.questions.filter(({ subject }) => found.has(subject.index))
}

test('an unknown condition names questions without a given answer, and a decided one names none', () => {
  fc.assert(
    fc.property(anyCondition, anyAnswers(), (condition, answers) => {
      const names = blamed(condition, answers).map(({ id }) => id)
      if (truth(condition, answers) !== 'unknown') expect(names).toEqual([])
      // A division by zero is unknown because of no question.
      else if (!condition.includes('/')) expect(names).not.toEqual([])
      for (const id of names) expect(answers.get(id)?.kind).not.toBe('given')
    }),
    { numRuns: 10_000, seed: 13 },
  )
})

test('once the questions that it names are answered, a condition is decided', () => {
  const everything = fc.tuple(...form.questions.map(given))
  // "Is answered" is meant to change with the answer, and a division by zero stays.
  const lasting = anyCondition.filter((condition) => !condition.includes('/') && !condition.includes(' is '))
  fc.assert(
    fc.property(lasting, anyAnswers(), everything, (condition, answers, given) => {
      const full = new Map(answers)
      for (const { id, subject } of blamed(condition, answers)) {
        const answer = given[subject.index]
        if (answer !== undefined) full.set(id, answer)
      }
      expect(truth(condition, full)).not.toBe('unknown')
    }),
    { numRuns: 5000, seed: 17 },
  )
})

test('a condition reads the questions that its text names, scores through their items', () => {
  for (const condition of sampleOf(anyCondition, 3000)) {
    const words = condition.match(/[a-z_]\w*/g) ?? []
    const named = words.flatMap((word) => {
      const score = form.scores.find(({ id }) => id === word)
      if (score !== undefined) return score.subject.items.map((item) => item.question.id)
      return form.questionById.has(word) ? [word] : []
    })
    expect(compiled(condition).reads.map(({ id }) => id)).toEqual([...new Set(named)])
  }
})

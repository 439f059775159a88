import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, type Answers, type Questionnaire, withSupplied } from '../../src/questionnaire/index.ts'
import { type Guidance, guide } from '../../src/rules/index.ts'
import { shipped } from '../support/load.ts'
import { anyAnswers, anyCondition, form, formWith, given, ON } from '../support/random-conditions.ts'

const LEVELS = ['none-raised', 'refer-discuss', 'refer-before', 'act-now']

/** Whatever was answered: what is not known is never told as nothing. */
function nothingIsPassedOver({ level, complete, findings, undetermined }: Guidance): void {
  if (undetermined.length > 0 || !complete) expect(level).not.toBe('none-raised')
  if (level === 'none-raised')
    expect({ findings, complete, undetermined }).toEqual({ findings: [], complete: true, undetermined: [] })
  const levels = findings.map((finding) => LEVELS.indexOf(finding.level))
  expect(LEVELS.indexOf(level)).toBe(Math.max(0, ...levels))
  expect(levels).toEqual([...levels].sort((a, b) => b - a))
  for (const rule of undetermined) {
    const told = findings.some((finding) => finding.rule === rule || finding.undetermined?.includes(rule))
    // What waits for an earlier answer has no finding of its own: the form is not complete.
    expect(told || !complete, `${rule} is undetermined and nobody is told`).toBe(true)
  }
}

const anyRule = fc.record({
  when: anyCondition,
  level: fc.constantFrom('refer-discuss', 'refer-before', 'act-now'),
})
const anyRules = fc.array(anyRule, { minLength: 1, maxLength: 4 })
const anyLevels = fc.dictionary(
  fc.constantFrom('smokes', 'pregnant', 'age', 'dose', 'visit', 'sleep'),
  fc.constantFrom('refer-discuss', 'refer-before', 'act-now'),
)

/** A person who left nothing out. */
const everyAnswer = fc
  .tuple(...form.questions.map(given))
  .map((answers): Answers => new Map(form.questions.map(({ id }, index) => [id, answers[index] as Answer])))
const anyPerson = fc.oneof(anyAnswers(), everyAnswer)

describe('with any rules', () => {
  test('a sheet that leaves a rule undetermined never ends without a flag', () => {
    let undetermined = 0
    let clear = 0
    fc.assert(
      fc.property(
        anyRules,
        anyLevels,
        fc.array(anyPerson, { minLength: 10, maxLength: 10 }),
        fc.boolean(),
        (rules, levels, people, finishedEarly) => {
          const ruled = formWith(rules, levels)
          for (const answers of people) {
            const guidance = guide(ruled, answers, ON, { finishedEarly })
            nothingIsPassedOver(guidance)
            if (guidance.undetermined.length > 0) undetermined += 1
            if (guidance.level === 'none-raised') clear += 1
          }
        },
      ),
      { numRuns: 400, seed: 19 },
    )
    expect(undetermined).toBeGreaterThan(500)
    expect(clear).toBeGreaterThan(10)
  })

  test('an answer that is taken back never leaves a rule undetermined without a flag', () => {
    fc.assert(
      fc.property(anyRules, everyAnswer, (rules, answers) => {
        const ruled = formWith(rules)
        expect(guide(ruled, answers, ON).undetermined.filter((id) => !isDivided(ruled, id))).toEqual([])
        takenBackOneByOne(ruled, answers)
      }),
      { numRuns: 300, seed: 23 },
    )
  })
})

/** A division by zero leaves a rule undetermined whatever is answered. */
function isDivided(ruled: Questionnaire, id: string): boolean {
  return ruled.rules.find((rule) => rule.id === id)?.when.text.includes('/') === true
}

const INSTEAD: readonly (Answer | undefined)[] = [
  { kind: 'unsure' },
  { kind: 'declined' },
  undefined,
  { kind: 'rejected', why: 'unreadable', raw: '?!' },
]

function takenBackOneByOne(ruled: Questionnaire, answers: Answers): number {
  let opened = 0
  for (const { id, subject } of ruled.questions) {
    if (ruled.needed[subject.index] !== true || !answers.has(id)) continue
    for (const instead of INSTEAD) {
      const changed = new Map(answers)
      changed.delete(id)
      if (instead !== undefined) changed.set(id, instead)
      const guidance = guide(ruled, changed, ON)
      nothingIsPassedOver(guidance)
      if (guidance.undetermined.length > 0) opened += 1
    }
  }
  return opened
}

describe('in the shipped intake', () => {
  const intake = shipped('ketamine-intake')

  test('no sheet that leaves a rule undetermined ends without a flag', () => {
    fc.assert(
      fc.property(anyAnswers(intake.questions), (answers) => nothingIsPassedOver(guide(intake, answers, ON))),
      { numRuns: 3000, seed: 29 },
    )
  })

  test('no usual answer can be taken back without a flag, where it leaves a rule undetermined', () => {
    const usual = new Map(withSupplied(intake, new Map(), ON, (question) => question.usual))
    expect(guide(intake, usual, ON).level).toBe('none-raised')
    expect(takenBackOneByOne(intake, usual)).toBeGreaterThan(50)
  })

  test('a blank sheet is not complete and raises the flag', () => {
    const guidance = guide(intake, new Map(), ON)
    nothingIsPassedOver(guidance)
    expect({ level: guidance.level, complete: guidance.complete }).toEqual({ level: 'refer-before', complete: false })
  })
})

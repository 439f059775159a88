import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentences } from '../../src/documents/form/sentence.ts'
import { type Compiled, compile, decimalText, type Scope, type Subject } from '../../src/expression/index.ts'
import { due, type Question, type Questionnaire } from '../../src/questionnaire/index.ts'
import { HOSTILE, hostileForm } from '../support/hostile.ts'
import { inProject, shipped } from '../support/load.ts'
import { anyAnswers, anyCondition, compiled, form, ON, sampleOf } from '../support/random-conditions.ts'

const IDS = readdirSync(inProject('questionnaires')).flatMap((name) => /^([a-z-]+)\.yaml$/.exec(name)?.[1] ?? [])
const intake = shipped('ketamine-intake')

function compiledIn({ questions, scores }: Questionnaire, text: string): Compiled {
  const subjects = new Map<string, Subject>([...questions, ...scores].map(({ id, subject }) => [id, subject]))
  const scope: Scope = { find: (name) => subjects.get(name), names: () => subjects.keys(), refuses: () => undefined }
  const read = compile(text, scope)
  if (!read.ok) throw new Error(`${text}: ${read.problems.map(({ message }) => message).join('; ')}`)
  return read.value
}

function said(text: string, questionnaire = intake): string {
  return sentences(questionnaire)(compiledIn(questionnaire, text))
}

test('conditions in the words of the questionnaire', () => {
  const written = [
    'bladder_symptoms has blood',
    'bladder_symptoms has any of (blood, pain)',
    'not bladder_symptoms has blood',
    'not bladder_symptoms has any of (blood, pain)',
    'not bladder_symptoms has any of (blood, pain, urge)',
    'count(bladder_symptoms) >= 2',
    'count(bladder_symptoms) = 0',
    'heart_attack in (lt6w, when_unsure)',
    'heart_attack not in (lt6w, when_unsure)',
    'high_bp not in (no, controlled, uncontrolled)',
    'age < 18',
    'not age < 18',
    'age between 18 and 65',
    'bp_systolic - bp_diastolic <= 20',
    'suicide_thoughts = yes and (suicide_now is not answered or suicide_plan is not answered)',
    'not (age > 65 and (aneurysm_avm = yes or not (brain_bleed = yes and age < 70)))',
    'not count(bladder_symptoms) < 3',
  ]
  expect(written.map((text) => said(text)).join('\n')).toMatchInlineSnapshot(`
    "“Blood in the urine” is among the answers to “Bladder symptoms, past 4 weeks”
    at least one of “Blood in the urine” or “Pain or burning when passing urine” is among the answers to “Bladder symptoms, past 4 weeks”
    “Blood in the urine” is not among the answers to “Bladder symptoms, past 4 weeks”
    neither “Blood in the urine” nor “Pain or burning when passing urine” is among the answers to “Bladder symptoms, past 4 weeks”
    none of “Blood in the urine”, “Pain or burning when passing urine” or “Sudden strong urges that are hard to hold” is among the answers to “Bladder symptoms, past 4 weeks”
    two or more answers to “Bladder symptoms, past 4 weeks” are chosen, apart from “None of these”
    “None of these” is the answer to “Bladder symptoms, past 4 weeks”
    “Heart attack, stent or heart surgery” is “Yes, in the last 6 weeks” or “Yes, not sure when”
    “Heart attack, stent or heart surgery” is neither “Yes, in the last 6 weeks” nor “Yes, not sure when”
    “High blood pressure” is none of “No”, “Yes, and it is well controlled” or “Yes, and it is often high or not treated”
    “Age” is under 18 years
    “Age” is not under 18 years
    “Age” is from 18 to 65 years
    “Blood pressure, top number” minus “Blood pressure, bottom number” is at most 20 mmHg
    “Thoughts of ending life, past month” is “Yes”, and (“Thoughts of ending life right now” is not answered, or “Plan or preparation to end life” is not answered)
    it is not so that (“Age” is over 65 years, and (“Aneurysm or AVM” is “Yes”, or it is not so that (“Bleeding in or around the brain” is “Yes”, and “Age” is under 70 years)))
    it is not so that (fewer than three answers to “Bladder symptoms, past 4 weeks” are chosen, apart from “None of these”)"
  `)
})

test('dates, scores and calculations in words', () => {
  const inWords = sentences(form)
  const written = [
    'visit < 2026-01-31',
    'visit >= operation',
    'visit = 2026-01-31',
    'days_since(visit) > 30',
    'mood >= 3',
    'age - (dose + 2) * 3 > -cigarettes',
    'age in (1, 2)',
    'age = cigarettes',
    '2 <= count(symptoms)',
    'symptoms has any of (none, blood)',
  ]
  expect(written.map((text) => inWords(compiled(text))).join('\n')).toMatchInlineSnapshot(`
    "“Last visit?” is before 2026-01-31
    “Last visit?” is on or after “Last operation?”
    “Last visit?” is 2026-01-31
    the number of whole days since “Last visit?” is over 30
    the score “mood” is at least 3
    “Age?” minus ((“Dose?” plus 2) times 3) is over minus “How many?”
    “Age?” is 1 or 2
    “Age?” is the same as “How many?”
    2 is at most the number of answers to “Any of these?”
    “None” is the answer to “Any of these?”, or “Blood” is among the answers to “Any of these?”"
  `)
})

/** Sentences with the different conditions that they stand for. */
function clashes(
  conditions: readonly Compiled[],
  inWords: (condition: Compiled) => string,
  differ: (one: Compiled, other: Compiled) => boolean,
): readonly string[] {
  const bySentence = new Map<string, Compiled>()
  return conditions.flatMap((condition) => {
    const sentence = inWords(condition)
    const other = bySentence.get(sentence)
    bySentence.set(sentence, condition)
    return other !== undefined && other.text !== condition.text && differ(other, condition)
      ? [`${other.text} | ${condition.text} | ${sentence}`]
      : []
  })
}

function differsFor({ questions }: Questionnaire, people: readonly ReturnType<typeof due>['sheet'][]) {
  return (one: Compiled, other: Compiled) =>
    questions.length > 0 && people.some((sheet) => one.test(sheet) !== other.test(sheet))
}

function peopleOf(questionnaire: Questionnaire, count: number) {
  return sampleOf(anyAnswers(questionnaire.questions), count).map((answers) => due(questionnaire, answers, ON).sheet)
}

describe('two conditions that differ never read the same', () => {
  test('in 20,000 conditions of every kind', () => {
    const conditions = [...new Set(sampleOf(anyCondition, 20_000))].map(compiled)
    expect(conditions.length).toBeGreaterThan(10_000)
    expect(clashes(conditions, sentences(form), differsFor(form, peopleOf(form, 400)))).toEqual([])
  })

  test.each(IDS)('in 5,000 conditions over %s', (id) => {
    const questionnaire = shipped(id)
    const own = [
      ...questionnaire.rules.map(({ when }) => when),
      ...questionnaire.promises.map(({ when }) => when),
      ...questionnaire.questions.flatMap(({ askIf, check }) => [askIf, check?.that].filter((one) => one !== undefined)),
    ]
    const made = sampleOf(conditionOver(questionnaire.questions), 5_000).map((text) => compiledIn(questionnaire, text))
    expect(
      clashes([...own, ...made], sentences(questionnaire), differsFor(questionnaire, peopleOf(questionnaire, 300))),
    ).toEqual([])
  })

  test.each(IDS)('in the ways to group and negate the same three tests of %s', (id) => {
    const questionnaire = shipped(id)
    const inWords = sentences(questionnaire)
    const differ = differsFor(questionnaire, peopleOf(questionnaire, 200))
    const wrong = sampleOf(fc.tuple(...[1, 2, 3].map(() => oneTestOf(questionnaire.questions))), 60).flatMap(
      ([a = '', b = '', c = '']) => {
        const grouped = [
          ...[
            `(${a} and ${b}) or ${c}`,
            `${a} and (${b} or ${c})`,
            `(${a} or ${b}) and ${c}`,
            `${a} or (${b} and ${c})`,
          ],
          ...[`not (${a} and ${b}) or ${c}`, `not (${a} and (${b} or ${c}))`, `(not ${a} and ${b}) or ${c}`],
          ...[`not (${a} or ${b} or ${c})`, `not (${a} or ${b}) or ${c}`, `not ${a} or ${b} or ${c}`],
        ]
        const all = grouped.map((text) => compiledIn(questionnaire, text))
        return clashes(all, inWords, differ)
      },
    )
    expect(wrong).toEqual([])
  })

  test('in labels that are made to look like sentences', () => {
    const hostile = hostileForm()
    const every = sampleOf(conditionOver(hostile.questions), 5_000).map((text) => compiledIn(hostile, text))
    expect(clashes(every, sentences(hostile), differsFor(hostile, peopleOf(hostile, 300)))).toEqual([])
  })
})

function oneTestOf(questions: readonly Question[]): fc.Arbitrary<string> {
  return fc.constantFrom(...questions).chain((question): fc.Arbitrary<string> => {
    const { id, subject, soft, hard } = question
    const answered = fc.constantFrom(`${id} is answered`, `${id} is not answered`)
    const some = () =>
      fc
        .subarray([...subject.codes], { minLength: 1, maxLength: Math.min(3, subject.codes.length) })
        .map((all) => all.join(', '))
    switch (question.type) {
      case 'yes_no':
      case 'choice':
        return fc.oneof(
          answered,
          some().map((codes) => `${id} in (${codes})`),
          some().map((codes) => `${id} not in (${codes})`),
        )
      case 'choices':
        return fc.oneof(
          answered,
          some().map((codes) => `${id} has any of (${codes})`),
          fc
            .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), fc.integer({ min: 0, max: 4 }))
            .map(([op, count]) => `count(${id}) ${op} ${count}`),
        )
      case 'integer':
      case 'decimal': {
        const near = decimalText((soft?.min ?? hard?.min ?? 0) + 1_000_000)
        return fc.constantFrom('=', '!=', '<', '<=', '>', '>=').map((op) => `${id} ${op} ${near}`)
      }
      case 'date':
      case 'text':
        return answered
    }
  })
}

/** One test, or two to four of them joined and negated. */
function conditionOver(questions: readonly Question[]): fc.Arbitrary<string> {
  const one = oneTestOf(questions)
  const { condition } = fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2 },
      one,
      tie('condition').map((inner) => `not (${inner})`),
      fc
        .tuple(fc.constantFrom(' and ', ' or '), fc.array(tie('condition'), { minLength: 2, maxLength: 2 }))
        .map(([joint, operands]) => operands.map((operand) => `(${operand})`).join(joint)),
    ),
  }))
  return condition
}

test.each(IDS)('every condition of %s has a sentence with no name or code of the file in it', (id) => {
  const questionnaire = shipped(id)
  const inWords = sentences(questionnaire)
  for (const { when } of [...questionnaire.rules, ...questionnaire.promises]) {
    expect(inWords(when)).toMatch(/“.+” is |answers? to “.+” (is|are) chosen/)
    expect(inWords(when)).not.toMatch(/undefined|\w_\w|“”/)
  }
})

test('a question is told by its id where two have the same short name', () => {
  const twice = { ...form, questions: form.questions.map((question) => ({ ...question, short: 'Same' })) }
  const inWords = sentences({ ...twice, questionById: new Map(twice.questions.map((one) => [one.id, one])) })
  expect(inWords(compiled('age > 3'))).toBe('“Same” (age) is over 3')
  expect(HOSTILE.length).toBeGreaterThan(10)
})

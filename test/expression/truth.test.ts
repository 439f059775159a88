import { describe, expect, test } from 'vitest'
import { TRUE } from '../../src/expression/index.ts'
import { type Answers, due } from '../../src/questionnaire/index.ts'
import { answersTo, headOf, questionnaire } from '../support/load.ts'
import { said, truth, type Word } from '../support/random-conditions.ts'

/** `T`, `F` or `U`, for tables that are read at a glance. */
function letter(condition: string, answers: Answers, on?: string): string {
  const letters: Readonly<Record<Word, string>> = { true: 'T', false: 'F', unknown: 'U' }
  return letters[truth(condition, answers, on)]
}

/** An answer that makes `question = yes` true, false or unknown. */
const ANSWER = { T: 'yes', F: 'no', U: 'unsure' } as const

describe('and, or and not are those of Kleene, SQL and CQL', () => {
  const TABLE = [
    // a, b, a and b, a or b, not a
    ['F', 'F', 'F', 'F', 'T'],
    ['F', 'T', 'F', 'T', 'T'],
    ['F', 'U', 'F', 'U', 'T'],
    ['T', 'F', 'F', 'T', 'F'],
    ['T', 'T', 'T', 'T', 'F'],
    ['T', 'U', 'U', 'T', 'F'],
    ['U', 'F', 'F', 'U', 'U'],
    ['U', 'T', 'U', 'T', 'U'],
    ['U', 'U', 'U', 'U', 'U'],
  ] as const
  test.each(TABLE)('%s, %s: and %s, or %s, not %s', (a, b, and, or, not) => {
    const answers = said({ smokes: ANSWER[a], pregnant: ANSWER[b] })
    const read = ['smokes = yes and pregnant = yes', 'smokes = yes or pregnant = yes', 'not smokes = yes']
    expect(read.map((condition) => letter(condition, answers))).toEqual([and, or, not])
  })

  test('a later operand still decides after an unknown one', () => {
    const answers = said({ smokes: 'unsure', pregnant: 'no', attack: 'past' })
    expect(letter('smokes = yes and attack = past and pregnant = yes', answers)).toBe('F')
    expect(letter('smokes = yes or pregnant = yes or attack = past', answers)).toBe('T')
  })
})

/** What each state of the follow-up `cigarettes` makes of a test of it. */
const STATES: Readonly<Record<string, Answers>> = {
  given: said({ smokes: 'yes', cigarettes: 20 }),
  unsure: said({ smokes: 'yes', cigarettes: 'unsure' }),
  declined: said({ smokes: 'yes', cigarettes: 'declined' }),
  unanswered: said({ smokes: 'yes' }),
  'unanswered, because the trigger is unsure': said({ smokes: 'unsure' }),
  pending: said({}),
  rejected: said({ smokes: 'yes', cigarettes: 'twenty' }),
  'not asked': said({ smokes: 'no' }),
  'given though not due': said({ smokes: 'no', cigarettes: 20 }),
}

describe.each(Object.entries(STATES))('a test of a question that is %s', (state, answers) => {
  const isGiven = state.startsWith('given')
  const TESTS: readonly (readonly [condition: string, given: string, notAsked: string])[] = [
    ['cigarettes = 20', 'T', 'F'],
    ['cigarettes = 10', 'F', 'F'],
    ['cigarettes != 20', 'F', 'T'],
    ['cigarettes != 10', 'T', 'T'],
    ['cigarettes < 21', 'T', 'F'],
    ['cigarettes <= 19', 'F', 'F'],
    ['cigarettes > 19', 'T', 'F'],
    ['cigarettes >= 21', 'F', 'F'],
    ['21 > cigarettes', 'T', 'F'],
    ['cigarettes between 20 and 20', 'T', 'F'],
    ['not cigarettes between 20 and 30', 'F', 'T'],
    ['cigarettes in (10, 20)', 'T', 'F'],
    ['cigarettes not in (10, 20)', 'F', 'T'],
    ['cigarettes + 1 > 20', 'T', 'F'],
    ['-cigarettes < 0', 'T', 'F'],
    ['cigarettes + mood >= 0', 'T', 'F'],
    ['cigarettes * (0 - mood) > 0', 'F', 'F'],
    ['cigarettes / 0 > 1', 'U', 'F'],
  ]
  test.each(TESTS)('%s', (condition, given, notAsked) => {
    const scored = new Map([...answers, ...said({ interest: 'never', sleep: 'never', cough: 'never' })])
    expect(letter(condition, scored)).toBe(isGiven ? given : state === 'not asked' ? notAsked : 'U')
  })

  test('is answered is never unknown', () => {
    expect(letter('cigarettes is answered', answers)).toBe(isGiven ? 'T' : 'F')
    expect(letter('cigarettes is not answered', answers)).toBe(isGiven ? 'F' : 'T')
  })
})

describe('codes', () => {
  test.each([
    ['cough = daily', { smokes: 'yes', cough: 'daily' }, 'T'],
    ['cough in (never, some)', { smokes: 'yes', cough: 'daily' }, 'F'],
    ['cough in (never, some, daily)', { smokes: 'yes', cough: 'unsure' }, 'U'],
    ['cough in (never, daily)', { smokes: 'no' }, 'F'],
    ['cough != never', { smokes: 'no' }, 'T'],
    ['cough not in (never)', { smokes: 'no' }, 'T'],
    ['symptoms has pain', { symptoms: ['pain', 'fever'] }, 'T'],
    ['symptoms has blood', { symptoms: ['pain', 'fever'] }, 'F'],
    ['symptoms has any of (blood, fever)', { symptoms: ['pain', 'fever'] }, 'T'],
    ['symptoms has none', { symptoms: ['none'] }, 'T'],
    ['symptoms has none', { symptoms: ['pain'] }, 'F'],
    ['symptoms has any of (none, pain)', { symptoms: ['pain'] }, 'T'],
    ['symptoms has pain', { symptoms: ['none', 'pain'] }, 'T'],
    ['symptoms has none', { symptoms: ['none', 'pain'] }, 'F'],
    ['symptoms has pain', { symptoms: 'declined' }, 'U'],
    ['signs has rash', { symptoms: 'none' }, 'F'],
    ['signs has none', { symptoms: 'none' }, 'F'],
    ['not signs has rash', { symptoms: 'none' }, 'T'],
    ['count(signs) < 5', { symptoms: 'none' }, 'F'],
    ['count(symptoms) = 2', { symptoms: ['pain', 'fever'] }, 'T'],
    ['count(symptoms) = 0', { symptoms: ['none'] }, 'T'],
  ] as const)('%s after %o is %s', (condition, answers, expected) => {
    expect(letter(condition, said(answers))).toBe(expected)
  })

  describe.each(['itching', 'unsure', 'declined'])('of a list that is known in part, beside `%s`', (beside) => {
    test.each([
      ['symptoms has pain', 'T'],
      ['symptoms has any of (pain, blood)', 'T'],
      ['symptoms has blood', 'U'],
      ['not symptoms has blood', 'U'],
      ['symptoms has none', 'F'],
      ['symptoms has any of (none, blood)', 'U'],
      ['count(symptoms) >= 1', 'T'],
      ['count(symptoms) = 1', 'U'],
      ['count(symptoms) = 0', 'F'],
      ['count(symptoms) <= 3', 'T'],
      ['count(symptoms) < 3', 'U'],
      ['count(symptoms) > 3', 'F'],
      ['-count(symptoms) <= -1', 'T'],
      ['count(symptoms) * 2 >= 2', 'T'],
      ['symptoms is answered', 'F'],
    ])('what was named counts: %s', (condition, expected) => {
      expect(letter(condition, said({ symptoms: ['pain', beside] }))).toBe(expected)
    })

    test.each([
      ['symptoms has any of (pain, blood, fever)', 'T'],
      ['symptoms has none', 'F'],
      ['count(symptoms) = 3', 'T'],
      ['count(symptoms) < 3', 'F'],
      ['symptoms is answered', 'F'],
    ])('where every option was named nothing is left open: %s', (condition, expected) => {
      expect(letter(condition, said({ symptoms: ['pain', 'blood', 'fever', beside] }))).toBe(expected)
    })
  })

  test.each(['symptoms has pain', 'symptoms has none', 'count(symptoms) >= 0', '-count(symptoms) > -4'])(
    'of a cell of which nothing could be read nothing is known: %s',
    (condition) => {
      expect(letter(condition, said({ symptoms: ['itching'] }))).toBe('U')
    },
  )
})

describe('a score is a range', () => {
  test.each([
    // Never is 0 points, some 1, daily 3; cough is asked of smokers only.
    ['mood = 4', { smokes: 'no', interest: 'daily', sleep: 'some' }, 'T'],
    ['mood >= 3', { smokes: 'no', interest: 'daily' }, 'T'],
    ['mood >= 4', { smokes: 'no', interest: 'daily' }, 'U'],
    ['mood > 6', { smokes: 'no', interest: 'daily' }, 'F'],
    ['mood <= 6', { smokes: 'no', interest: 'daily', sleep: 'declined' }, 'T'],
    ['mood = 7', { smokes: 'no', interest: 'daily', sleep: 'declined' }, 'F'],
    ['mood = 3', { smokes: 'no', interest: 'daily', sleep: 'declined' }, 'U'],
    ['mood in (7, 8)', { smokes: 'no', interest: 'daily' }, 'F'],
    ['-mood <= -3', { smokes: 'no', interest: 'daily' }, 'T'],
    ['mood + 1 >= 4', { smokes: 'no', interest: 'daily' }, 'T'],
    ['1 - mood <= -2', { smokes: 'no', interest: 'daily' }, 'T'],
    ['mood * -2 <= -6', { smokes: 'no', interest: 'daily' }, 'T'],
    ['6 / mood >= 1', { smokes: 'no', interest: 'daily' }, 'T'],
    ['6 / (mood - 4) > 1', { smokes: 'no', interest: 'daily' }, 'U'],
    ['(mood - mood) * 2 + 1 <= 7', { smokes: 'no', interest: 'daily' }, 'T'],
    ['mood < strain', { smokes: 'yes', interest: 'daily', sleep: 'daily', cough: 'some' }, 'F'],
    ['mood > strain', { smokes: 'yes', interest: 'daily', sleep: 'daily' }, 'T'],
    ['strain >= 0', { smokes: 'yes' }, 'T'],
    ['strain >= 0', { smokes: 'no' }, 'F'],
    ['strain * 2 >= 0', { smokes: 'no' }, 'F'],
    ['-strain <= 0', { smokes: 'no' }, 'F'],
    ['mood + cigarettes >= 0', { smokes: 'yes', interest: 'daily' }, 'U'],
    ['mood * cigarettes >= 0', { smokes: 'yes', interest: 'daily' }, 'U'],
    ['mood * 900000000 * 100 > 0', { smokes: 'no', interest: 'daily', sleep: 'some' }, 'U'],
    ['mood + 900000000 * 10 - 1 > 0', { smokes: 'no', interest: 'daily' }, 'T'],
    ['mood + 900000000 * 10 + 7199250 < 0', { smokes: 'no', interest: 'daily' }, 'U'],
  ] as const)('%s after %o is %s', (condition, answers, expected) => {
    expect(letter(condition, said(answers))).toBe(expected)
  })

  // A rash is 2 points, a swelling takes one off.
  test.each([
    ['burden = 1', { signs: ['rash', 'swelling'] }, 'T'],
    ['burden = -1', { signs: ['swelling'] }, 'T'],
    ['burden = 0', { signs: ['none'] }, 'T'],
    ['burden between -1 and 2', { signs: 'unsure' }, 'T'],
    ['burden between 0 and 2', { signs: 'unsure' }, 'U'],
    ['burden between -1 and 1', { signs: 'unsure' }, 'U'],
    ['burden = 0', { symptoms: 'none' }, 'T'],
    // With a rash and not sure about the swelling there are 1 or 2; the other way round -1 to 1.
    ['burden between 1 and 2', { signs: ['rash', 'unsure'] }, 'T'],
    ['burden = 2', { signs: ['rash', 'unsure'] }, 'U'],
    ['burden >= 2', { signs: ['rash', 'declined'] }, 'U'],
    ['burden > 0', { signs: ['rash', 'itching'] }, 'T'],
    ['burden between -1 and 1', { signs: ['swelling', 'unsure'] }, 'T'],
    ['burden < 2', { signs: ['swelling', 'itching'] }, 'T'],
    ['burden = -1', { signs: ['swelling', 'unsure'] }, 'U'],
    ['burden = 1', { signs: ['rash', 'swelling', 'unsure'] }, 'T'],
    ['burden = 1', { signs: ['rash', 'swelling', 'itching'] }, 'T'],
  ] as const)('in which several answers add up: %s after %o is %s', (condition, answers, expected) => {
    expect(letter(condition, said({ symptoms: ['pain'], sleep: 'never', ...answers }))).toBe(expected)
  })
})

/** Each would take longer than anyone waits if a part were worked out twice for each that it stands in. */
test.each([
  ['a sum of answers', `age${' + age'.repeat(500)} = 20040`],
  ['a sum of ranges', `mood${' + mood'.repeat(500)} >= 1503`],
  ['a difference of ranges', `mood${' - mood'.repeat(500)} <= 0`],
  ['a product of ranges', `mood${' * 1'.repeat(500)} >= 3`],
  ['a product of sums of ranges', `(mood + 0)${' * 1 + mood * 0'.repeat(160)} >= 3`],
])('%s as long as allowed is worked out at once', (_, condition) => {
  expect(letter(condition, said({ smokes: 'no', interest: 'daily', age: 40 }))).toBe('T')
})

describe('decimals are as written', () => {
  test.each([
    ['2 - 1.1 = 0.9', 'T'],
    ['0.1 + 0.2 = 0.3', 'T'],
    ['1.10 = 1.1', 'T'],
    ['-0 = 0', 'T'],
    ['--5 = 5', 'T'],
    ['1 / 3 = 0.333333', 'T'],
    ['2 / 3 = 0.666667', 'T'],
    ['-2 / 3 = -0.666667', 'T'],
    ['0.000001 / 2 = 0.000001', 'T'],
    ['-0.000001 / 2 = -0.000001', 'T'],
    ['0.000001 / 3 = 0', 'T'],
    ['0.001 * 0.0005 = 0.000001', 'T'],
    ['0.001 * -0.0005 = -0.000001', 'T'],
    ['0.001 * 0.0004 = 0', 'T'],
    ['999999999.999999 * 9 - 999999999 * 9 = 8.999991', 'T'],
    ['999999999.999999 / 3 = 333333333.333333', 'T'],
    ['999999999.999999 / -7 = -142857142.857143', 'T'],
    ['-999999999.999999 * 3 = -3 * 999999999.999999', 'T'],
  ])('%s is %s', (condition, expected) => {
    expect(letter(condition, said({}))).toBe(expected)
  })

  test.each([
    '1 / 0 = 1',
    '0 / 0 = 0',
    'age / (age - age) > 1',
    '999999999 * 999999999 > 0',
    '999999999 * 9 + 999999999 > 0',
    '-999999999 * 9 - 999999999 < 0',
    '999999999 / 0.000001 > 0',
  ])('%s is unknown', (condition) => {
    expect(letter(condition, said({ age: 40 }))).toBe('U')
  })

  test('a division by zero is decided by what stands beside it', () => {
    expect(letter('1 / 0 = 1 or age = 40', said({ age: 40 }))).toBe('T')
    expect(letter('1 / 0 = 1 and age = 41', said({ age: 40 }))).toBe('F')
  })
})

describe('dates', () => {
  test.each([
    ['visit = 2026-03-01', 'T'],
    ['visit < 2026-03-01', 'F'],
    ['visit != operation', 'T'],
    ['visit > operation', 'T'],
    ['visit between 2026-02-28 and 2026-03-01', 'T'],
    ['operation in (2024-02-29, 2025-01-01)', 'T'],
  ])('%s is %s', (condition, expected) => {
    expect(letter(condition, said({ visit: '2026-03-01', operation: '2024-02-29' }))).toBe(expected)
  })

  // As CQL counts `months between` and `years between`.
  const SINCE: readonly (readonly [date: string, on: string, days: number, months: number, years: number])[] = [
    ['2026-03-31', '2026-03-31', 0, 0, 0],
    ['2026-01-31', '2026-02-28', 28, 0, 0],
    ['2026-01-31', '2026-03-01', 29, 1, 0],
    ['2026-02-28', '2026-03-31', 31, 1, 0],
    ['2024-02-29', '2025-02-28', 365, 11, 0],
    ['2024-02-29', '2025-03-01', 366, 12, 1],
    ['2024-02-29', '2028-02-29', 1461, 48, 4],
    ['1999-12-31', '2000-01-01', 1, 0, 0],
    ['1900-03-01', '2000-03-01', 36525, 1200, 100],
    ['1000-01-01', '1000-01-31', 30, 0, 0],
    ['2026-01-31', '2026-01-01', -30, 0, 0],
    ['2026-01-01', '2026-01-31', 30, 0, 0],
    ['2026-03-01', '2026-02-28', -1, 0, 0],
    ['2026-04-30', '2026-03-31', -30, 0, 0],
    ['2026-04-30', '2026-03-30', -31, -1, 0],
    ['2027-03-31', '2026-03-31', -365, -12, -1],
    ['2027-03-30', '2026-03-31', -364, -11, 0],
    ['9999-12-31', '2026-03-31', -2912353, -95685, -7973],
  ]
  test.each(SINCE)('from %s to %s are %i days, %i months, %i years', (date, on, days, months, years) => {
    const answers = said({ visit: date })
    expect(letter(`days_since(visit) = ${days}`, answers, on)).toBe('T')
    expect(letter(`months_since(visit) = ${months}`, answers, on)).toBe('T')
    expect(letter(`years_since(visit) = ${years}`, answers, on)).toBe('T')
  })

  test('without an answer, or without a day to count to, time since is unknown', () => {
    expect(letter('days_since(visit) > 0', said({ visit: 'unsure' }))).toBe('U')
    expect(letter('months_since(visit) > 0', said({ visit: '2026-01-01' }), 'yesterday')).toBe('U')
  })
})

test('each of 33 codes of one question is told from the others', () => {
  const codes = Array.from({ length: 33 }, (_, index) => `c${index}`)
  const form = questionnaire(`
${headOf('wide')}sections:
  - id: all
    title: All
    questions:
      - { id: before, text: B?, type: choices, none: None, options: { a: A } }
      - { id: wide, text: W?, type: choices, none: None, options: { ${codes.map((code) => `${code}: { label: C, points: 1 }`).join(', ')} } }
scores:
  - { id: points, sum: [wide] }
rules:
${codes.map((code) => `  - { id: ${code}, when: wide has ${code} and points = 1, level: refer-before, because: B }`).join('\n')}
`)
  for (const code of codes) {
    const { sheet } = due(form, answersTo(form, { before: ['a'], wide: [code] }), '2026-01-01')
    expect(form.rules.filter((rule) => rule.when.test(sheet) === TRUE).map(({ id }) => id)).toEqual([code])
  }
})

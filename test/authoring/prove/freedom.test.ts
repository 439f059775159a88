import { describe, expect, test } from 'vitest'
import { prove } from '../../../src/authoring/prove/prove.ts'
import { type Answers, type Questionnaire, rank, type Value } from '../../../src/questionnaire/index.ts'
import { guide } from '../../../src/rules/index.ts'
import { headOf, questionnaire } from '../../support/load.ts'

const ON = '2026-03-01'
const BUDGET = { cells: 12_000_000, steps: 60_000_000 }

const NUMBER = 'type: decimal, usual: 5, hard: { min: 1, max: 1000 }'
const SIGNS = 'type: choices, none: None, usual: none, worse: more, options: { a: A, b: B }'
const POINTS =
  'type: choice, usual: a, worse: [a, b], options: { a: { label: A, points: 0 }, b: { label: B, points: 1 } }'
const DAY = 'type: date, usual: 2024-03-12, worse: higher, hard: { min: 2000-01-01, max: 2026-03-01 }'

interface Band {
  readonly questions: readonly string[]
  readonly more?: string
  /** A comparison that the pieces of its numbers do not decide, with where it begins, ends, and begins again. */
  readonly amount: string
  readonly bounds: readonly [from: string | number, to: string | number, again: string | number]
  readonly others: Readonly<Record<string, Value>>
  /** The answer that gets worse, out of the band. */
  readonly changes: readonly [question: string, before: Value, after: Value]
}

const BANDS: Readonly<Record<string, Band>> = {
  'a quotient': {
    questions: [`id: n, worse: higher, ${NUMBER}`, `id: m, ${NUMBER}`],
    amount: 'n / m',
    bounds: [2.0003, 2.0006, 2.0009],
    others: { m: 1 },
    changes: ['n', 2.0005, 2.0007],
  },
  'a quotient, as the divisor falls': {
    questions: [`id: n, ${NUMBER}`, `id: m, worse: lower, ${NUMBER}`],
    amount: 'n / m',
    bounds: [2.0003, 2.0006, 2.0009],
    others: { n: 600 },
    changes: ['m', 299.932, 299.89],
  },
  'a product': {
    questions: [`id: n, worse: higher, ${NUMBER}`, `id: m, ${NUMBER}`],
    amount: 'n * m',
    bounds: [777.0003, 777.0006, 777.0009],
    others: { m: 1 },
    changes: ['n', 777.0005, 777.0007],
  },
  'a sum of three numbers': {
    questions: [`id: n, worse: higher, ${NUMBER}`, `id: m, ${NUMBER}`, `id: k, ${NUMBER}`],
    amount: 'n + m + k',
    bounds: [777.0003, 777.0006, 777.0009],
    others: { m: 2, k: 3 },
    changes: ['n', 772.0005, 772.0007],
  },
  'a date of one day': {
    questions: [`id: d, ${DAY}`],
    more: '  - { id: SOON, when: days_since(d) < 0, level: refer-before, because: B. }\n',
    amount: 'd',
    bounds: ['2024-03-10', '2024-03-20', '2024-03-30'],
    others: {},
    changes: ['d', '2024-03-15', '2024-03-25'],
  },
  'a count beside a product': {
    questions: [`id: n, ${NUMBER}`, `id: m, ${NUMBER}`, `id: signs, ${SIGNS}`],
    amount: 'n * m * 1000 + count(signs)',
    bounds: [777_000, 777_000.5, 777_002.5],
    others: { n: 777, m: 1 },
    changes: ['signs', ['none'], ['a']],
  },
  'a score beside a product': {
    questions: [`id: n, ${NUMBER}`, `id: m, ${NUMBER}`, `id: item, ${POINTS}`],
    more: 'scores:\n  - { id: total, title: T, sum: [item] }\n',
    amount: 'n * m * 1000 + total',
    bounds: [777_000, 777_000.5, 777_002.5],
    others: { n: 777, m: 1 },
    changes: ['item', 'a', 'b'],
  },
}

/** Serious within the band and beyond it, and not in between. */
function formOf({ questions, amount, bounds: [from, to, again], more = '' }: Band): Questionnaire {
  const asked = questions.map((one) => `      - { ${one}, text: 'Q?' }\n`).join('')
  const rule = (id: string, when: string) => `  - { id: ${id}, when: '${when}', level: refer-before, because: B. }\n`
  const [scores, rules] = more.startsWith('scores') ? [more, ''] : ['', more]
  return questionnaire(
    `${headOf('band')}sections:\n  - id: all\n    title: All\n    questions:\n${asked}${scores}rules:\n${rules}${rule(
      'BAND',
      `${amount} >= ${from} and ${amount} < ${to}`,
    )}${rule('BEYOND', `${amount} >= ${again}`)}`,
  )
}

describe('a comparison that is not decided may turn as the answer that it reads gets worse', () => {
  test.each(Object.entries(BANDS))('%s', (_, band) => {
    const form = formOf(band)
    const [question, before, after] = band.changes
    const levelWith = (value: Value) => {
      const given = Object.entries({ ...band.others, [question]: value })
      const answers: Answers = new Map(given.map(([id, one]) => [id, { kind: 'given', value: one }]))
      return rank(guide(form, answers, ON).level)
    }
    expect([levelWith(before), levelWith(after)]).toEqual([rank('refer-before'), rank('none-raised')])
    const claim = prove(form, ON, BUDGET).claims.find(
      ({ code, about }) => code === 'worse-lowers' && about.id === question,
    )
    expect(claim?.outcome).toMatch(/^(refuted|open)$/)
  })
})

test('a list known in part may lie on both sides of what no whole list comes to', () => {
  const form = questionnaire(
    `${headOf('parts')}sections:\n  - id: all\n    title: All\n    questions:\n      - { id: signs, text: 'Q?', ${SIGNS} }
      - { id: n, text: 'Q?', type: integer, hard: { min: 16, max: 19 }, usual: 17, worse: lower }
rules:\n  - { id: NEVER, when: not n * count(signs) = 16.5, level: act-now, action: clinician-now, because: B. }\n`,
  )
  const levelWith = (value: number) => {
    const answers: Answers = new Map([
      ['signs', { kind: 'unsure', codes: ['a'] }],
      ['n', { kind: 'given', value }],
    ])
    return guide(form, answers, ON).level
  }
  // One sign or two of 17 make 17 to 34, of 16 they make 16 to 32.
  expect([levelWith(17), levelWith(16)]).toEqual(['act-now', 'refer-before'])
  const claim = prove(form, ON, BUDGET).claims.find(({ code, about }) => code === 'worse-lowers' && about.id === 'n')
  expect(claim?.outcome).toBe('refuted')
})

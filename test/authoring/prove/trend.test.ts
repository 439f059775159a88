import { expect, test } from 'vitest'
import { comparisonsIn } from '../../../src/authoring/prove/comparison.ts'
import { type Trend, trendOf } from '../../../src/authoring/prove/trend.ts'
import { ONE, type Operand } from '../../../src/expression/index.ts'
import { headOf, questionnaire } from '../../support/load.ts'

/** By question: its least and greatest whole number. */
const LIMITS = { n: [0, 5], a: [0, 4], p: [1, 4], m: [-3, -1], z: [-1, 1] } as const
type Id = keyof typeof LIMITS
const IDS = Object.keys(LIMITS) as readonly Id[]
type Person = Readonly<Record<Id, number>>

/** A condition, what it says of a person, and which way it goes as each question grows; a question left out: not at all. */
const ROWS: readonly (readonly [string, (person: Person) => boolean, Readonly<Partial<Record<Id, Trend>>>])[] = [
  ['n + a >= 4', ({ n, a }) => n + a >= 4, { n: 1, a: 1 }],
  ['n + a < 4', ({ n, a }) => n + a < 4, { n: -1, a: -1 }],
  ['n - a >= 1', ({ n, a }) => n - a >= 1, { n: 1, a: -1 }],
  ['a - n > 1', ({ n, a }) => a - n > 1, { n: -1, a: 1 }],
  ['2 - n <= a', ({ n, a }) => 2 - n <= a, { n: 1, a: 1 }],
  ['1 >= n - p', ({ n, p }) => 1 >= n - p, { n: -1, p: 1 }],
  ['-n >= m', ({ n, m }) => -n >= m, { n: -1, m: -1 }],
  ['n * p >= 6', ({ n, p }) => n * p >= 6, { n: 1, p: 1 }],
  ['n * m >= -6', ({ n, m }) => n * m >= -6, { n: -1, m: 1 }],
  ['n * z >= 2', ({ n, z }) => n * z >= 2, { n: undefined, z: 1 }],
  ['n / p >= 2', ({ n, p }) => n / p >= 2, { n: 1, p: -1 }],
  ['n / m <= -1', ({ n, m }) => n / m <= -1, { n: 1, m: 1 }],
  ['n / a >= 2', ({ n, a }) => a !== 0 && n / a >= 2, { n: undefined, a: undefined }],
  ['n * p - a * p >= 3', ({ n, p, a }) => n * p - a * p >= 3, { n: 1, a: -1, p: undefined }],
  ['n = a', ({ n, a }) => n === a, { n: undefined, a: undefined }],
]

const form = questionnaire(`${headOf('trends')}sources: { s: { title: S } }
sections:
  - id: one
    title: One
    questions:
${IDS.map((id) => `      - { id: ${id}, text: ${id}?, type: integer, hard: { min: ${LIMITS[id][0]}, max: ${LIMITS[id][1]} } }`).join('\n')}
rules:
${ROWS.map(([when], index) => `  - { id: R${index}, when: ${when}, level: refer-before, because: Because., sources: [s] }`).join('\n')}
`)

function between([low, high]: readonly [number, number]): readonly number[] {
  return Array.from({ length: high - low + 1 }, (_, index) => low + index)
}

const PEOPLE: readonly Person[] = IDS.reduce<readonly Partial<Person>[]>(
  (people, id) => people.flatMap((one) => between(LIMITS[id]).map((number) => ({ ...one, [id]: number }))),
  [{}],
) as readonly Person[]

/** What a part comes to for one person, in whole numbers. */
function worth(operand: Operand, person: Person): number {
  switch (operand.kind) {
    case 'literal':
      return operand.value / ONE
    case 'answer':
      return person[IDS[operand.question.index] as Id]
    case 'negate':
      return -worth(operand.operand, person)
    case 'arithmetic': {
      const [a, b] = [worth(operand.left, person), worth(operand.right, person)]
      return operand.op === '+' ? a + b : operand.op === '-' ? a - b : operand.op === '*' ? a * b : a / b
    }
    default:
      throw new Error(`no ${operand.kind} here`)
  }
}

function rangeOf(operand: Operand) {
  const all = PEOPLE.map((person) => worth(operand, person))
  if (all.some((one) => !Number.isFinite(one))) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  return { low: Math.min(...all) * ONE, high: Math.max(...all) * ONE }
}

test.each([
  [-3, 0, -1],
  [0, 3, 1],
  [-3, 1, undefined],
  [-1, 3, undefined],
] as const)('a product with what lies from %i to %i millionths goes the way of its sign', (low, high, expected) => {
  const [written] = comparisonsIn((form.rules[9] as (typeof form.rules)[number]).when)
  if (written === undefined) throw new Error('no comparison')
  expect(trendOf(written.comparison, IDS.indexOf('n'), () => ({ low, high }))).toBe(expected)
})

test.each(ROWS.map((row, index) => [row[0], index] as const))(
  '%s goes one way as each number grows, or turns',
  (_, index) => {
    const [, says, expected] = ROWS[index] as (typeof ROWS)[number]
    const [written] = comparisonsIn((form.rules[index] as (typeof form.rules)[number]).when)
    if (written === undefined) throw new Error('no comparison')
    for (const [question, id] of IDS.entries()) {
      const trend = trendOf(written.comparison, question, rangeOf)
      expect([id, trend]).toEqual([id, id in expected ? expected[id] : 0])
      for (const person of PEOPLE) {
        const more = { ...person, [id]: person[id] + 1 }
        if (trend === undefined || more[id] > LIMITS[id][1]) continue
        const step = Number(says(more)) - Number(says(person))
        expect([id, person, trend === 0 ? step === 0 : step * trend >= 0]).toEqual([id, person, true])
      }
    }
  },
)

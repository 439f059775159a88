import { type Condition, MEASURES, ONE, type Operand, type ScoreSubject } from '../../expression/index.ts'
import type { Limits, Questionnaire } from '../../questionnaire/index.ts'
import { type ConditionSite, conditionsOf } from '../conditions.ts'
import { type Check, pieceAt } from '../form.ts'

export const thresholdOutsideLimits: Check = {
  code: 'threshold-outside-limits',
  section: 'names',
  severity: 'warning',
  what: 'a number in a condition that no answer can reach: outside `hard`, above the count of options, or above the highest score',
  why: 'The test can never hold, or can never not hold. Most often a digit was added or lost.',
  todo: 'look at the number, and at the limits of the question',
  example: { wrong: 'amount > 100', right: 'amount != 20' },
  looksAt: 'refused',
  look: (form, found) => {
    for (const { thing, keys, condition, test, truth, range } of impossibleTests(form.questionnaire)) {
      const written = condition.text.slice(test.span.start, test.span.end)
      found(pieceAt(form, thing, { keys, within: test.span }), {
        message: `\`${written}\` ${truth ? 'holds for every answer' : 'can never hold'}: the answers go ${rangeText(range, test)}`,
        help: 'look at the number, and at the limits of the question',
      })
    }
  },
}

/** Comparisons that have the same result for every answer inside the limits. */
export function impossibleTests(questionnaire: Questionnaire): readonly (ConditionSite & {
  readonly test: Comparison
  readonly truth: boolean
  readonly range: Limits
})[] {
  return [...conditionsOf(questionnaire)].flatMap((place) =>
    [...comparisonsIn(place.condition.condition)].flatMap((test) => {
      const value = constantOf(test.right)
      const range = value === undefined ? undefined : rangeOf(test.left, questionnaire)
      const truth = value === undefined || range === undefined ? undefined : truthIn(test.op, value, range)
      return range === undefined || truth === undefined ? [] : [{ ...place, test, truth, range }]
    }),
  )
}

type Comparison = Condition & { kind: 'compare' }

function* comparisonsIn(condition: Condition): Generator<Comparison> {
  if (condition.kind === 'compare') yield condition
  if (condition.kind === 'not') yield* comparisonsIn(condition.operand)
  if (condition.kind === 'and' || condition.kind === 'or')
    for (const operand of condition.operands) yield* comparisonsIn(operand)
}

function rangeOf(operand: Operand, { questionById }: Questionnaire): Limits | undefined {
  if (operand.kind === 'answer') return questionById.get(operand.question.id)?.hard
  if (operand.kind === 'count') return { min: 0, max: operand.question.codes.length * ONE }
  if (operand.kind !== 'score' || operand.score.items.length === 0) return undefined
  return { min: sumOf(operand.score, Math.min), max: sumOf(operand.score, Math.max) }
}

/**
 * The lowest or highest possible score. An item that is not asked adds nothing; for several answers, each option may be
 * chosen.
 */
function sumOf({ items }: ScoreSubject, pick: (...points: number[]) => number): number {
  const added = items.map(({ question, points }) =>
    question.type === 'choices' ? points.reduce((sum, one) => sum + pick(0, one), 0) : pick(0, ...points),
  )
  return added.reduce((sum, one) => sum + one, 0)
}

function constantOf(operand: Operand): number | undefined {
  if (operand.kind === 'negate' && operand.operand.kind === 'literal') return -operand.operand.value
  return operand.kind === 'literal' ? operand.value : undefined
}

/** The truth of the test when it is the same for every value in the range; undefined when it depends on the value. */
function truthIn(
  op: Comparison['op'],
  value: number,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Limits,
): boolean | undefined {
  switch (op) {
    case '=':
      return value < min || value > max ? false : undefined
    case '>':
      return value >= max ? false : value < min ? true : undefined
    case '>=':
      return value > max ? false : value < min ? true : undefined
    case '<':
      return value <= min ? false : value > max ? true : undefined
    case '<=':
      return value < min ? false : value > max ? true : undefined
  }
}

function rangeText({ min, max }: Limits, { right }: Comparison): string {
  const text = MEASURES[right.kind === 'literal' ? right.type : 'number'].print
  return [...(min === undefined ? [] : [`from ${text(min)}`]), ...(max === undefined ? [] : [`to ${text(max)}`])].join(
    ' ',
  )
}

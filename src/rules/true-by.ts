import { type Algebra, closures, fold, type Reading, type Sheet, type Test, TRUE } from '../expression/index.ts'
import type { Question, Rule } from '../questionnaire/index.ts'

/** Codes of one question that a part of a condition names; `all` where it counts them. */
interface Named {
  readonly question: number
  readonly codes: readonly string[] | 'all'
}

interface Part {
  readonly test: Test
  /** When the part is true for this sheet: what makes it true. */
  readonly trueBy: (sheet: Sheet) => readonly Named[]
}

interface Amount {
  readonly reading: Reading
  readonly named: readonly Named[]
}

const amount = (reading: Reading, ...named: readonly Named[]): Amount => ({ reading, named })

/** Of an `or` only the true operands count: where A alone is true, "A, or B and C" is not true because of C. */
const parts: Algebra<Part, Amount> = {
  and: (operands) => ({
    test: closures.and(operands.map(({ test }) => test)),
    trueBy: (sheet) => operands.flatMap(({ trueBy }) => trueBy(sheet)),
  }),
  or: (operands) => ({
    test: closures.or(operands.map(({ test }) => test)),
    trueBy: (sheet) => operands.filter(({ test }) => test(sheet) === TRUE).flatMap(({ trueBy }) => trueBy(sheet)),
  }),
  not: ({ test, trueBy }) => ({ test: closures.not(test), trueBy }),
  compare: (op, left, right) => ({
    test: closures.compare(op, left.reading, right.reading),
    trueBy: () => [...left.named, ...right.named],
  }),
  oneOf: (question, codes) => ({ test: closures.oneOf(question, codes), trueBy: () => [] }),
  hasAny: (question, codes) => ({
    test: closures.hasAny(question, codes),
    trueBy: () => [{ question: question.index, codes }],
  }),
  answered: (question) => ({
    test: closures.answered(question),
    trueBy: () => [{ question: question.index, codes: 'all' }],
  }),
  literal: (value, type) => amount(closures.literal(value, type)),
  answer: (question) => amount(closures.answer(question)),
  score: (score) =>
    amount(
      closures.score(score),
      ...score.items.map(({ question }) => ({ question: question.index, codes: 'all' }) as const),
    ),
  count: (question) => amount(closures.count(question), { question: question.index, codes: 'all' }),
  since: (unit, question) => amount(closures.since(unit, question)),
  arithmetic: (op, left, right) => ({
    reading: closures.arithmetic(op, left.reading, right.reading),
    named: [...left.named, ...right.named],
  }),
  negate: ({ reading, named }) => ({ reading: closures.negate(reading), named }),
}

const PARTS = new WeakMap<Rule, Part>()

/**
 * Of the codes chosen in a list, those that make a rule true, in the order given: of eighteen medicines the two that a
 * reader has to look at. All of them where the rule names none.
 */
export function codesTrueBy(
  rule: Rule,
  { question, chosen }: { readonly question: Question; readonly chosen: readonly string[] },
  sheet: Sheet,
): readonly string[] {
  const part = PARTS.get(rule) ?? fold(rule.when.condition, parts)
  PARTS.set(rule, part)
  const named = part.trueBy(sheet).filter((one) => one.question === question.subject.index)
  const few = chosen.filter((code) => named.some(({ codes }) => codes === 'all' || codes.includes(code)))
  return few.length === 0 ? chosen : few
}

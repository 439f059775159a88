import type { Algebra } from './algebra.ts'
import { closures, type Test } from './closures.ts'
import type { Reading } from './readings.ts'
import { namesAll, type Sheet, State } from './sheet.ts'
import type { QuestionSubject } from './subjects.ts'
import { type TruthCode, UNKNOWN } from './truth.ts'

/** Visits the index of every question that keeps a condition from being decided. A question may be visited twice. */
export type Unknowns = (sheet: Sheet, visit: (question: number) => void) => void

interface Blamed {
  readonly test: Test
  readonly unknowns: Unknowns
}

/** A number with the questions that it reads. */
interface Read {
  readonly reading: Reading
  readonly questions: readonly QuestionSubject[]
}

const NOTHING: Unknowns = () => undefined

/**
 * Which questions are to blame for an unknown condition: those of the operands that Kleene's logic leaves unknown. A
 * part that is already true or false is skipped, so `unknown or true` blames nobody. Visits nothing when the condition
 * is decided, or when only a division by zero makes it unknown.
 */
export const unknowns: Algebra<Blamed, Read> = {
  and: (operands) => blame(closures.and(operands.map((operand) => operand.test)), operands),
  or: (operands) => blame(closures.or(operands.map((operand) => operand.test)), operands),
  not: (operand) => blame(closures.not(operand.test), [operand]),
  compare: (op, left, right) =>
    leaf(closures.compare(op, left.reading, right.reading), [...left.questions, ...right.questions]),
  oneOf: (question, codes) => leaf(closures.oneOf(question, codes), [question]),
  hasAny: (question, codes) => leaf(closures.hasAny(question, codes), [question]),
  answered: (question) => ({ test: closures.answered(question), unknowns: NOTHING }),
  literal: (value, type) => ({ reading: closures.literal(value, type), questions: [] }),
  answer: (question) => ({ reading: closures.answer(question), questions: [question] }),
  score: (score) => ({ reading: closures.score(score), questions: score.items.map((item) => item.question) }),
  count: (question) => ({ reading: closures.count(question), questions: [question] }),
  since: (unit, question) => ({ reading: closures.since(unit, question), questions: [question] }),
  arithmetic: (op, left, right) => ({
    reading: closures.arithmetic(op, left.reading, right.reading),
    questions: [...left.questions, ...right.questions],
  }),
  negate: (operand) => ({ reading: closures.negate(operand.reading), questions: operand.questions }),
}

function blame(test: Test, operands: readonly Blamed[]): Blamed {
  return {
    test,
    unknowns: (sheet, visit) => {
      if (test(sheet) !== UNKNOWN) return
      for (const operand of operands) operand.unknowns(sheet, visit)
    },
  }
}

function leaf(test: Test, questions: readonly QuestionSubject[]): Blamed {
  return {
    test,
    unknowns: (sheet, visit) => {
      const truth: TruthCode = test(sheet)
      if (truth !== UNKNOWN) return
      for (const question of questions) {
        const state = sheet.states[question.index]
        if (state !== State.given && state !== State.notAsked && !namesAll(sheet, question)) visit(question.index)
      }
    },
  }
}

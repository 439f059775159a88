import {
  type Algebra,
  closures,
  fold,
  type Reading,
  type Sheet,
  State,
  type Test,
  TRUE,
  UNKNOWN,
} from '../expression/index.ts'
import type { Rule } from '../questionnaire/index.ts'

/** As everywhere, except that it is unknown whether a question that is still to be asked will be answered. */
const beforeTheEnd: Algebra<Test, Reading> = {
  ...closures,
  answered: (question) => {
    const answered = closures.answered(question)
    const isOpen = (state: number | undefined) => state === State.unanswered || state === State.pending
    return (sheet) => (isOpen(sheet.states[question.index]) ? UNKNOWN : answered(sheet))
  },
}

const TESTS = new WeakMap<Rule, Test>()

/**
 * Whether a rule is true whatever is said later. "Thoughts of suicide, and nothing said about right now" is true for a
 * sheet that ends there. In an interview whose next question is about right now, it is not true yet.
 */
export function isAlreadyTrue(rule: Rule, sheet: Sheet): boolean {
  const test = TESTS.get(rule) ?? fold(rule.when.condition, beforeTheEnd)
  TESTS.set(rule, test)
  return test(sheet) === TRUE
}

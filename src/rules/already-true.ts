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

/** Whether a question that is still to be asked is answered, is not known yet; the rest as everywhere. */
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
 * Whether a rule is true whatever is still going to be said. "Thoughts of suicide, and nothing said about right now" is
 * true of a sheet that ends there; in an interview in which right now is the next question it is not true yet.
 */
export function isAlreadyTrue(rule: Rule, sheet: Sheet): boolean {
  const test = TESTS.get(rule) ?? fold(rule.when.condition, beforeTheEnd)
  TESTS.set(rule, test)
  return test(sheet) === TRUE
}

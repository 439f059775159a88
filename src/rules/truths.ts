import type { Test } from '../expression/index.ts'
import type { Questionnaire, Rule, Standing } from '../questionnaire/index.ts'

/** The truth code of each rule, in order, in the scratch buffer. Read them before the next call. */
export function truthsOf({ rules }: Questionnaire, { sheet }: Standing): Uint8Array {
  const { tests, truths } = RULE_TESTS.get(rules) ?? ruleTestsOf(rules)
  for (let index = 0; index < tests.length; index += 1) truths[index] = (tests[index] as Test)(sheet)
  return truths
}

/** Compiled tests of the rules and a scratch buffer for their truth codes, which the next call overwrites. */
interface RuleTests {
  readonly tests: readonly Test[]
  readonly truths: Uint8Array
}

/** Made once for each questionnaire. */
const RULE_TESTS = new WeakMap<readonly Rule[], RuleTests>()

function ruleTestsOf(rules: readonly Rule[]): RuleTests {
  const made = { tests: rules.map((rule) => rule.when.test), truths: new Uint8Array(rules.length) }
  RULE_TESTS.set(rules, made)
  return made
}

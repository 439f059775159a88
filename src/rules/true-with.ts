import { type Sheet, State, TRUE } from '../expression/index.ts'
import type { Rule } from '../questionnaire/index.ts'

/**
 * A top number of 400 is not used, but the rules that it would make true say how serious a slip it may hide. The number
 * stands in the sheet for the length of this call only; the question's answer is a rejected one.
 */
export function rulesTrueWith(
  rules: readonly Rule[],
  sheet: Sheet,
  { index, number }: { readonly index: number; readonly number: number },
): readonly Rule[] {
  const before = sheet.numbers[index] as number
  sheet.states[index] = State.given
  sheet.numbers[index] = number
  const made = rules.filter((rule) => rule.when.test(sheet) === TRUE)
  sheet.states[index] = State.rejected
  sheet.numbers[index] = before
  return made
}

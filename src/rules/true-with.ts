import { type Sheet, State, TRUE } from '../expression/index.ts'
import type { Rule } from '../questionnaire/index.ts'

/**
 * A systolic pressure of 400 is not used, but the rules that it would make true say how serious the mistake behind it
 * may be. The number is in the sheet only during this call, because the question's answer is rejected.
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

import { headOf, load, told } from '../support/load.ts'

export const HEAD: string = `${headOf('small')}sections:
  - id: all
    title: All
    questions:
      - { id: heart_disease, text: T, type: yes_no }
      - { id: age, text: T, type: integer, unit: years }
      - { id: bp_systolic, text: T, type: integer, unit: mmHg }
      - { id: smoker, text: T, type: choice, options: { never: Never, former: Former, daily: Daily } }
      - { id: symptoms, text: T, type: choices, none: None, options: { pain: Pain, blood: Blood, fever: Fever } }
      - { id: last_visit, text: T, type: date }
      - { id: mood, text: T, type: choice, options: { low: { label: L, points: 2 }, fine: { label: F, points: 0 } } }
      - { id: remarks, text: T, type: text }
`
export const RULE = `scores:
  - { id: total, sum: [mood] }
rules:
  - id: R
    level: refer-before
    because: B
`
/** Problems in the `when` of a rule, with lines counted from that key. */
export function inRule(when: string): readonly string[] {
  const read = load(`${HEAD}${RULE}    when:${when}\n`)
  const line = `${HEAD}${RULE}`.split('\n').length
  return told(read.ok ? read.warnings : read.diagnostics).map((text) =>
    text.replace(/^\d+/, (at) => String(Number(at) - line + 1)),
  )
}

/** Problems of a condition, with lines and columns counted from its first character. */
export function problemsIn(condition: string): readonly string[] {
  return inRule(` |-\n      ${condition.replaceAll('\n', '\n      ')}`).map((text) =>
    text.replace(/^(\d+):(\d+)/, (_, line: string, column: string) => `${Number(line) - 1}:${Number(column) - 6}`),
  )
}

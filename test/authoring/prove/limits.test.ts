import { expect, test } from 'vitest'
import { type Budget, check, type Report } from '../../../src/authoring/index.ts'
import { isClaim } from '../../../src/authoring/prove/index.ts'
import { headOf, told, yamlFile } from '../../support/load.ts'

const HEAD = `${headOf('limits')}sources:\n  s: { title: S }\n`
const ON = '2026-06-15'
const AMPLE: Budget = { cells: 15_000_000, steps: 60_000_000 }

/** What proofs find; what else is said of such a form is not looked at. */
function checked(text: string, budget: Budget = AMPLE): Report {
  const report = check(
    { path: 'limits.yaml', form: yamlFile(text, 'limits.yaml'), cases: undefined, translations: [] },
    ON,
    budget,
  )
  return {
    ...report,
    diagnostics: report.diagnostics.filter(({ code }) => isClaim(code) || code.startsWith('unknown-')),
  }
}

function statesOf({ sections }: Report): Readonly<Record<string, string>> {
  const proofs = sections.filter(({ name }) => /^(logic|promises|unknown|worse)$/.test(name))
  return Object.fromEntries(proofs.map(({ name, state }) => [name, state]))
}

function formWith(questions: readonly string[], rules: readonly string[], promises: readonly string[] = []): string {
  const list = (items: readonly string[]) => items.map((item) => `  - { ${item} }\n`).join('')
  const more = promises.length === 0 ? '' : `promises:\n${list(promises)}`
  return `${HEAD}sections:\n- id: one\n  title: One\n  questions:\n${list(questions)}rules:\n${list(rules)}${more}`
}

function rule(id: string, when: string, level = 'refer-before'): string {
  return `id: ${id}, when: '${when}', level: ${level}, because: Reported it., sources: [s ${id}]`
}

/** Two numbers of a million values. */
const NUMBERS = [
  "id: one, text: 'How many?', type: integer, hard: { min: 0, max: 1000000 }, usual: 5, worse: higher",
  "id: two, text: 'How many?', type: integer, hard: { min: 0, max: 1000000 }, usual: 5",
]

test('a product of two numbers of a million values is not decided everywhere: what hangs on it is never ok', () => {
  const promises = ['id: same, when: two * one > 9000, at_least: refer-before']
  const report = checked(formWith(NUMBERS, [rule('TWO', 'one * two > 9000')], promises))
  expect(statesOf(report)).toMatchObject({ logic: 'ok', promises: 'unproved' })
  expect(report.sections.find(({ name }) => name === 'promises')?.says).toMatch(/^not proved: 1 of 2, about same/)
  expect(report.diagnostics).toEqual([])
})

test('two numbers of a million values are compared exactly where it is their difference', () => {
  const promises = ['id: more, when: one - 5 >= two, at_least: refer-before']
  expect(statesOf(checked(formWith(NUMBERS, [rule('TWO', 'one > two')], promises)))).toEqual({
    logic: 'ok',
    promises: 'ok',
    unknown: 'ok',
    worse: 'ok',
  })
})

test('what does not depend on such a comparison is proved beside it', () => {
  const promises = ['id: high, when: one >= 2000, at_least: refer-before']
  const rules = [rule('TWO', 'one * two > 9000'), rule('HIGH', 'one >= 1000')]
  expect(statesOf(checked(formWith(NUMBERS, rules, promises)))).toMatchObject({ promises: 'ok' })
})

test('thresholds everywhere in a range of a million values are proved up to a thousand, and then said to be not proved', () => {
  const thresholds = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      rule(`R${index}`, `one >= ${index * 300 + 7}`, index > count / 2 ? 'refer-before' : 'refer-discuss'),
    )
  const some = checked(formWith(NUMBERS.slice(0, 1), thresholds(30)))
  expect(told(some.diagnostics).filter((line) => !line.includes('pointless-rule'))).toEqual([])
  expect(some.diagnostics.length).toBe(28)
  expect(statesOf(checked(formWith(NUMBERS.slice(0, 1), thresholds(3000))))).toMatchObject({ logic: 'unproved' })
})

const SCALE = 'options: { a: { label: A, points: 0 }, b: { label: B, points: 1 }, c: { label: C, points: 3 } }'

function scoreOf(items: number): string {
  const questions = Array.from(
    { length: items },
    (_, index) => `id: q${index}, text: 'How often?', type: choice, usual: a, worse: [a, b, c], ${SCALE}`,
  )
  const form = formWith(
    questions,
    [rule('HIGH', 'total >= 12'), rule('SOME', 'total >= 6', 'refer-discuss')],
    ['id: high, when: total >= 12, at_least: refer-before'],
  )
  const sum = questions.map((_, index) => `q${index}`).join(', ')
  return form.replace('rules:\n', () => `scores:\n  - { id: total, sum: [${sum}] }\nrules:\n`)
}

test('a score over nine items is proved', () => {
  expect(checked(scoreOf(9)).diagnostics).toEqual([])
  expect(statesOf(checked(scoreOf(9)))).toEqual({ logic: 'ok', promises: 'ok', unknown: 'ok', worse: 'ok' })
})

test('a score over forty items ends with an answer when its memory ends, and that answer is not ok', () => {
  const states = statesOf(checked(scoreOf(45), { cells: 200_000, steps: 60_000_000 }))
  expect(Object.values(states)).toEqual(['unproved', 'unproved', 'unproved', 'unproved'])
})

test('without time nothing is proved, and nothing is ok', () => {
  const states = statesOf(checked(scoreOf(9), { cells: 15_000_000, steps: 0 }))
  expect(Object.values(states)).toEqual(['unproved', 'unproved', 'unproved', 'unproved'])
})

test('a part that is too much leaves the others their proofs', () => {
  const own = "id: small, text: 'Is it so?', type: yes_no, usual: no, worse: yes"
  const form = scoreOf(45)
    .replace('  questions:\n', () => `  questions:\n  - { ${own} }\n`)
    .replace('rules:\n', () => `rules:\n  - { ${rule('SMALL', 'small = yes')} }\n`)
  const { proof } = checked(form, { cells: 200_000, steps: 60_000_000 })
  const outcomes = new Map(proof?.claims.map(({ code, about, outcome }) => [`${code} ${about.id}`, outcome]))
  expect(outcomes.get('never-silent SMALL')).toBe('proved')
  expect(outcomes.get('worse-lowers small')).toBe('proved')
  expect(outcomes.get('worse-lowers q7')).toBe('open')
})

test('a promise about an unknown question refuses the file, and nothing is proved', () => {
  const report = checked(formWith(NUMBERS, [rule('R', 'one > 3')], ['id: p, when: three > 2, at_least: refer-before']))
  expect(told(report.diagnostics).join()).toContain('unknown-question')
  expect(statesOf(report)).toMatchObject({ logic: 'unchecked', unknown: 'unchecked', worse: 'unchecked' })
})

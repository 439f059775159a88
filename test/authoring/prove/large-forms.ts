import { headOf } from '../../support/load.ts'

/** Forms of which a proof costs much, or grows with their length, by name. */
export const LARGE_FORMS: Readonly<Record<string, string>> = {
  'medicines-by-conditions': formOf('medicines-by-conditions', {
    questions: [several('meds', 'm', 30), several('conds', 'c', 30)],
    rules: [
      ...times(30, (at) => rule(`P${at}`, `meds has m${at} and conds has c${(at * 7) % 30}`)),
      rule('MANY', 'count(meds) >= 5', 'refer-discuss'),
    ],
  }),
  'three-scales-compared': formOf('three-scales-compared', {
    questions: [...scale('p', 9, 3), ...scale('g', 7, 3), ...scale('a', 10, 4)],
    scores: [score('phq', 'p', 9), score('gad', 'g', 7), score('audit', 'a', 10)],
    rules: [
      rule('ALL', 'phq + gad + audit >= 60'),
      rule('DIFF', 'phq - gad >= 10', 'refer-discuss'),
      rule('ORDER', 'gad > audit and audit > phq'),
    ],
  }),
  'pairs-far-apart': formOf('pairs-far-apart', {
    questions: [...times(18, (at) => yesNo(`a${at}`)), ...times(18, (at) => yesNo(`b${at}`))],
    rules: [
      ...times(18, (at) => rule(`R${at}`, `a${at} = yes and b${at} = yes`)),
      rule('ANY', times(18, (at) => `(a${at} = yes and b${at} = no)`).join(' or '), 'refer-discuss'),
    ],
  }),
  'twenty-weights': formOf('twenty-weights', {
    questions: [3, 7, 11, 19, 23, 31, 41, 43, 53, 59, 67, 73, 79, 83, 97, 101, 113, 131, 157, 167].map(
      (points, at) =>
        `id: q${at}, text: 'Q?', type: choice, usual: a, worse: [a, b], options: { a: { label: A, points: 0 }, b: { label: B, points: ${points} } }`,
    ),
    scores: [score('total', 'q', 20)],
    rules: [rule('S1', 'total >= 700'), rule('S2', 'total >= 350', 'refer-discuss'), rule('S3', 'total = 501')],
  }),
  'chained-240': formOf('chained-240', {
    questions: times(240, (at) => (at % 4 === 0 ? yesNo(`q${at}`) : `${yesNo(`q${at}`)}, ask_if: q${at - 1} = yes`)),
    rules: times(239, (at) =>
      rule(`R${at}`, `q${at + 1} = yes and q${at} = yes`, at % 2 === 0 ? 'refer-before' : 'refer-discuss'),
    ),
  }),
  'thousand-questions': formOf('thousand-questions', {
    questions: times(1000, (at) => yesNo(`q${at}`)),
    rules: times(1000, (at) => rule(`R${at}`, `q${at} = yes`, at % 3 === 0 ? 'refer-before' : 'refer-discuss')),
  }),
}

function times<T>(count: number, of: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => of(at))
}

function formOf(
  id: string,
  {
    questions,
    scores = [],
    rules,
  }: { readonly questions: readonly string[]; readonly scores?: readonly string[]; readonly rules: readonly string[] },
): string {
  const list = (items: readonly string[], indent: string) => items.map((item) => `${indent}- { ${item} }\n`).join('')
  const sums = scores.length === 0 ? '' : `scores:\n${list(scores, '  ')}`
  const asked = `sections:\n  - id: all\n    title: All\n    questions:\n${list(questions, '      ')}`
  return `${headOf(id)}${asked}${sums}rules:\n${list(rules, '  ')}`
}

function rule(id: string, when: string, level = 'refer-before'): string {
  return `id: ${id}, when: '${when}', level: ${level}, because: B.`
}

function yesNo(id: string): string {
  return `id: ${id}, text: 'Q?', type: yes_no, usual: no, worse: yes`
}

function several(id: string, code: string, count: number): string {
  const options = times(count, (at) => `${code}${at}: ${code.toUpperCase()}${at}`).join(', ')
  return `id: ${id}, text: 'Which?', type: choices, none: None, usual: none, worse: more, options: { ${options} }`
}

function scale(code: string, items: number, most: number): readonly string[] {
  const codes = times(most + 1, (at) => `o${at}`)
  const options = codes.map((one, at) => `${one}: { label: O${at}, points: ${at} }`).join(', ')
  return times(
    items,
    (at) =>
      `id: ${code}${at}, text: 'How often?', type: choice, usual: o0, worse: [${codes.join(', ')}], options: { ${options} }`,
  )
}

function score(id: string, code: string, items: number): string {
  return `id: ${id}, title: T, sum: [${times(items, (at) => `${code}${at}`).join(', ')}]`
}

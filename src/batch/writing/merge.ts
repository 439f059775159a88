import type { Summary } from './summary.ts'

/** The sum of two accounts, or why they are not parts of one whole. */
export function merged(one: Summary, other: Summary): Summary | { readonly wrong: string } {
  const [a, b] = [one.questionnaire, other.questionnaire]
  if (a.id !== b.id || a.sha256 !== b.sha256)
    return { wrong: `they are of different questionnaires: \`${a.id}\` ${a.version} and \`${b.id}\` ${b.version}` }
  if (JSON.stringify(one.answers_dated) !== JSON.stringify(other.answers_dated))
    return { wrong: 'the answers are dated in different ways' }
  if (one.program !== other.program) return { wrong: `they were made by prescreen ${one.program} and ${other.program}` }
  return {
    ...one,
    scored_on: one.scored_on > other.scored_on ? one.scored_on : other.scored_on,
    inputs: [...one.inputs, ...other.inputs],
    records: sumOf(one.records, other.records),
    levels: sumOf(one.levels, other.levels),
    incomplete: one.incomplete + other.incomplete,
    rules: one.rules.map((rule, index) => ({ ...sumOf(rule, other.rules[index] ?? rule) })),
    questions: one.questions.map((question, index) => ({ ...sumOf(question, other.questions[index] ?? question) })),
    unreadable: joined([...one.unreadable, ...other.unreadable], ({ column, code }) => `${column}\n${code}`),
    not_scored: joined([...one.not_scored, ...other.not_scored], ({ code }) => code),
    duplicate_ids: one.duplicate_ids + other.duplicate_ids,
    options: one.options,
  }
}

/** Numbers are added. Everything else is taken from the first. */
function sumOf<T extends object>(one: T, other: T): T {
  const entries = Object.entries(one).map(([key, value]) => {
    const more = (other as Readonly<Record<string, unknown>>)[key]
    return [key, typeof value === 'number' && typeof more === 'number' ? value + more : value]
  })
  return Object.fromEntries(entries) as T
}

/** Rows about the same thing become one. */
function joined<T extends object>(rows: readonly T[], about: (row: T) => string): readonly T[] {
  const found = new Map<string, T>()
  for (const row of rows) {
    const known = found.get(about(row))
    found.set(about(row), known === undefined ? row : sumOf(known, row))
  }
  return [...found.values()]
}

/**
 * A piece of SQL that can be used wherever an operand can (a name, a literal, a call, a CASE, or something in
 * brackets), with the names of those of its columns that the statement itself creates.
 */
export interface Sql {
  readonly text: string
  readonly uses: ReadonlySet<string>
}

const NOTHING: ReadonlySet<string> = new Set()

/** Text that comes from this program or that a dialect has quoted. Never a user's own text. */
export function raw(text: string): Sql {
  return { text, uses: NOTHING }
}

/** SQL with pieces of SQL inserted. The types keep a plain text from being inserted by mistake. */
export function sql(parts: TemplateStringsArray, ...values: readonly (Sql | number)[]): Sql {
  let text = parts[0] ?? ''
  const uses = new Set<string>()
  for (const [index, value] of values.entries()) {
    text += typeof value === 'number' ? String(value) : value.text
    text += parts[index + 1] ?? ''
    if (typeof value !== 'number') for (const name of value.uses) uses.add(name)
  }
  return { text, uses }
}

export function joined(pieces: readonly Sql[], by: string): Sql {
  const uses = new Set<string>()
  for (const piece of pieces) for (const name of piece.uses) uses.add(name)
  return { text: pieces.map((piece) => piece.text).join(by), uses }
}

export const SQL_TRUE: Sql = raw('TRUE')
export const SQL_FALSE: Sql = raw('FALSE')

export function allOf(tests: readonly Sql[]): Sql {
  return connected(tests, ' AND ', SQL_TRUE)
}

export function anyOf(tests: readonly Sql[]): Sql {
  return connected(tests, ' OR ', SQL_FALSE)
}

function connected(tests: readonly Sql[], by: string, empty: Sql): Sql {
  const [first = empty, ...others] = tests
  return others.length === 0 ? first : sql`(${joined(tests, by)})`
}

/** DuckDB turns a longer IN into a join, which costs far more than it saves. */
const LONGEST_IN = 4

/** `x IN (…)`, or `x = …` for a single value. */
export function isAmong(operand: Sql, values: readonly Sql[]): Sql {
  const [first, ...others] = values
  if (first === undefined) return SQL_FALSE
  if (others.length === 0) return sql`(${operand} = ${first})`
  const lists: Sql[] = []
  for (let start = 0; start < values.length; start += LONGEST_IN)
    lists.push(sql`${operand} IN (${joined(values.slice(start, start + LONGEST_IN), ', ')})`)
  return sql`(${joined(lists, ' OR ')})`
}

/** The value of the first branch that is true; NULL or `otherwise` where none is. */
export function cases(branches: readonly (readonly [test: Sql, value: Sql])[], otherwise?: Sql): Sql {
  if (branches.length === 0) return otherwise ?? raw('NULL')
  const whens = joined(
    branches.map(([test, value]) => sql`WHEN ${test} THEN ${value}`),
    ' ',
  )
  return otherwise === undefined ? sql`CASE ${whens} END` : sql`CASE ${whens} ELSE ${otherwise} END`
}

/** Whether a nullable truth is false. An unknown check does not fail. */
export function fails(truth: Sql): Sql {
  return sql`COALESCE(NOT ${truth}, FALSE)`
}

import type { Dialect } from './dialect.ts'
import { joined, raw, type Sql, sql } from './sql.ts'

/** A column that the statement creates, with the first stage in which it can be worked out. */
interface Definition {
  readonly name: string
  readonly value: Sql
  readonly stage: number
  readonly comment?: string
}

interface Phase {
  readonly name: string
  readonly comment: string
  /** The first stage in which its columns may be created. */
  readonly from: number
}

/**
 * A statement in the making: columns that build on one another. A column in SQL cannot read its neighbours, so each is
 * created in the first stage (a CTE) after everything that it reads.
 */
export interface SqlPlan {
  /** What follows belongs together and gets stages of its own. */
  phase(name: string, comment: string): void
  /** Creates a column, or finds the one that says the same, and returns its name. */
  define(name: string, value: Sql, comment?: string): Sql
  /** The CTEs that `outputs` need, and the name of the last one. Columns that nobody reads are left out. */
  stages(outputs: readonly Sql[]): { readonly ctes: readonly Cte[]; readonly last: string }
}

export interface Cte {
  readonly name: string
  readonly comment?: string
  readonly query: string
  /** How many columns it has. */
  readonly width: number
}

export function sqlPlanFor(dialect: Dialect, source: string): SqlPlan {
  const byName = new Map<string, Definition>()
  const byText = new Map<string, Sql>()
  const phases: Phase[] = []

  function define(name: string, value: Sql, comment?: string): Sql {
    const known = byText.get(value.text)
    if (known !== undefined) return known
    let free = name
    for (let again = 2; byName.has(free); again += 1) free = `${name}_${again}`
    let stage = phases.at(-1)?.from ?? 0
    for (const use of value.uses) stage = Math.max(stage, (byName.get(use)?.stage ?? 0) + 1)
    byName.set(free, { name: free, value, stage, ...(comment === undefined ? {} : { comment }) })
    const made: Sql = { text: free, uses: new Set([free]) }
    // A bare name or number needs no column. Where one is wanted all the same, it is not shared.
    if (/\W/.test(value.text)) byText.set(value.text, made)
    return made
  }

  function phase(name: string, comment: string): void {
    const stages = [...byName.values()].map((one) => one.stage)
    phases.push({ name, comment, from: stages.length === 0 ? 0 : Math.max(...stages) + 1 })
  }

  /** Everything that the outputs read, directly or through other columns. */
  function neededFor(outputs: readonly Sql[]): ReadonlySet<string> {
    const needed = new Set<string>()
    const waiting = outputs.flatMap((output) => [...output.uses])
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (needed.has(name)) continue
      needed.add(name)
      waiting.push(...(byName.get(name)?.value.uses ?? []))
    }
    return needed
  }

  function stages(outputs: readonly Sql[]): { readonly ctes: readonly Cte[]; readonly last: string } {
    const needed = neededFor(outputs)
    const all = [...byName.values()].filter(({ name }) => needed.has(name))
    const numbers = [...new Set(all.map(({ stage }) => stage))].sort((a, b) => a - b)
    /** By name: the last stage that reads it. */
    const until = new Map<string, number>()
    for (const { value, stage } of all)
      for (const use of value.uses) until.set(use, Math.max(until.get(use) ?? 0, stage))
    for (const output of outputs) for (const use of output.uses) until.set(use, Number.POSITIVE_INFINITY)
    const names = stageNames(numbers)
    const ctes: Cte[] = []
    for (const [index, number] of numbers.entries()) {
      const carried = all.filter((one) => one.stage < number && (until.get(one.name) ?? 0) >= number)
      const made = all.filter((one) => one.stage === number)
      const from = index === 0 ? source : (names[index - 1]?.name ?? '')
      const name = names[index]?.name ?? ''
      const said = names[index]?.comment
      const width = carried.length + made.length
      ctes.push({ name, width, query: query(carried, made, from), ...(said === undefined ? {} : { comment: said }) })
    }
    return { ctes, last: ctes.at(-1)?.name ?? '' }
  }

  function stageNames(numbers: readonly number[]): readonly { readonly name: string; readonly comment?: string }[] {
    const counts = new Map<string, number>()
    return numbers.map((number) => {
      const own = phases.findLast(({ from }) => from <= number)
      const phaseName = own?.name ?? 'stage'
      const count = (counts.get(phaseName) ?? 0) + 1
      counts.set(phaseName, count)
      const comment = count === 1 ? own?.comment : undefined
      return { name: `prescreen_${phaseName}_${count}`, ...(comment === undefined ? {} : { comment }) }
    })
  }

  function query(carried: readonly Definition[], made: readonly Definition[], from: string): string {
    const rows = [
      ...wrapped(carried.map(({ name }) => name)).map((line) => ({ line, comment: undefined })),
      ...made.map(({ name, value, comment }) => ({ line: `${value.text} AS ${name}`, comment })),
    ]
    const select = rows.map(({ line, comment }, index) => {
      const comma = index === rows.length - 1 ? '' : ','
      return comment === undefined ? `    ${line}${comma}` : `    -- ${comment}\n    ${line}${comma}`
    })
    return `  SELECT\n${select.join('\n')}\n  FROM ${from}${dialect.fence}`
  }

  return { define, phase, stages }
}

const WIDTH = 112

/** Names in lines that fit a screen. */
function wrapped(names: readonly string[]): readonly string[] {
  const rows: string[] = []
  for (const name of names) {
    const last = rows.at(-1)
    if (last === undefined || last.length + name.length + 2 > WIDTH) rows.push(name)
    else rows[rows.length - 1] = `${last}, ${name}`
  }
  return rows
}

/**
 * Many columns joined to one list: ids separated by `;`. Built in pieces, because PostgreSQL allows a hundred
 * arguments.
 */
export function sqlList(pieces: readonly Sql[], dialect: Dialect): Sql {
  const empty = dialect.text('')
  if (pieces.length === 0) return empty
  const most = 90
  if (pieces.length <= most) return sql`concat_ws(';',\n      ${joined(pieces, ',\n      ')})`
  const parts: Sql[] = []
  for (let start = 0; start < pieces.length; start += most)
    parts.push(sql`NULLIF(${sqlList(pieces.slice(start, start + most), dialect)}, ${raw("''")})`)
  return sqlList(parts, dialect)
}

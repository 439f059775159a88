import { plural, withThousands } from '../../diagnostics/index.ts'
import type { Level } from '../../questionnaire/index.ts'

/** What a report of many records is made from: a part of the summary of `score`. */
export interface BatchCounts {
  readonly program: string
  /** ISO day of scoring. */
  readonly scored_on: string
  /** Where the date of the answers is from: a day, a column, or null when the day of scoring was assumed. */
  readonly answers_dated: { readonly on: string } | { readonly column: string } | null
  readonly inputs: readonly {
    readonly name: string
    /** As read from the disk. */
    readonly bytes: number
    readonly sha256: string
    readonly records: number
    /** Lines of heading besides the column names, and empty rows. They are not records. */
    readonly heading_lines: number
    readonly empty_rows: number
    /** Questions that no column answers. */
    readonly without_column: readonly string[]
    readonly unused_columns: readonly string[]
  }[]
  /** `in` = `scored` + `not_scored`, for the records of this shard. */
  readonly records: { readonly in: number; readonly scored: number; readonly not_scored: number }
  readonly levels: Readonly<Record<string, number>>
  readonly incomplete: number
  readonly rules: readonly {
    readonly id: string
    readonly level: Level
    /** How often the rule was shown, and how often it was covered by a more serious rule of its group. */
    readonly raised: number
    readonly covered: number
    readonly undetermined: number
  }[]
  readonly questions: readonly ({ readonly id: string } & Readonly<Record<BatchState, number>>)[]
  /** Cells that are not valid answers, by column. */
  readonly unreadable: readonly { readonly column: string; readonly code: string; readonly cells: number }[]
  /** Why records were not scored. */
  readonly not_scored: readonly { readonly code: string; readonly records: number }[]
  readonly duplicate_ids: number
}

export type BatchState = 'given' | 'unsure' | 'declined' | 'unanswered' | 'pending' | 'not_asked' | 'rejected'

/** `1,000,000 records = 999,988 scored + 12 not scored`, and what else the files contain. */
export function accountText({ records, inputs }: Pick<BatchCounts, 'records' | 'inputs'>): string {
  const { in: all, scored, not_scored } = records
  const headings = inputs.reduce((sum, { heading_lines }) => sum + heading_lines, 0)
  const empty = inputs.reduce((sum, { empty_rows }) => sum + empty_rows, 0)
  const besides = [
    ...(headings === 0 ? [] : [`${plural(headings, 'line')} of heading`]),
    ...(empty === 0 ? [] : [plural(empty, 'empty row')]),
  ]
  const more = besides.length === 0 ? '' : `; besides ${besides.join(' and ')}`
  return `${plural(all, 'record')} = ${withThousands(scored)} scored + ${withThousands(not_scored)} not scored${more}`
}

/** A share in percent. It is never rounded to 0 when there is something, nor to 100 when something is missing. */
export function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %'
  if (part === whole) return '100 %'
  const tenths = Math.round((part / whole) * 1000)
  if (tenths === 0) return 'under 0.1 %'
  return tenths === 1000 ? 'over 99.9 %' : `${(tenths / 10).toFixed(1)} %`
}

/** Rules that were raised, the most frequent first. */
export function mostFrequent({ rules }: BatchCounts): BatchCounts['rules'] {
  return rules.filter(({ raised }) => raised > 0).sort((a, b) => b.raised - a.raised)
}

/** The columns with cells that are not valid answers, those with most first. */
export function badColumns({
  unreadable,
}: BatchCounts): readonly { readonly column: string; readonly unreadable: number; readonly outOfRange: number }[] {
  const columns = new Map<string, { column: string; unreadable: number; outOfRange: number }>()
  for (const { column, code, cells } of unreadable) {
    const known = columns.get(column) ?? { column, unreadable: 0, outOfRange: 0 }
    columns.set(column, known)
    if (code === 'out-of-range') known.outOfRange += cells
    else known.unreadable += cells
  }
  return [...columns.values()].sort((a, b) => b.unreadable + b.outOfRange - a.unreadable - a.outOfRange)
}

import { visible } from '../../diagnostics/index.ts'
import type { ColumnMap } from '../../tables/index.ts'
import type { BoundTable } from './bound-table.ts'

/** At most this many codes of a column are shown. */
const MOST_CODES = 5

/** Columns of REDCap, which writes a row for each event and each repeated instrument of a person. */
const SEVERAL_ROWS: ReadonlySet<string> = new Set([
  'redcap_event_name',
  'redcap_repeat_instrument',
  'redcap_repeat_instance',
  'event name',
  'repeat instrument',
  'repeat instance',
])

/**
 * What a column map leaves open, and where it gives two things the same meaning. Reported for each column before the
 * first row.
 */
export function mapNotes(map: ColumnMap | undefined, { names, roles, ticks }: BoundTable): readonly string[] {
  const notes: string[] = []
  for (const [field, name] of names.entries()) {
    const mapped = map?.columns.get(name)
    const role = roles[field]
    if (mapped?.question === undefined || role === undefined) continue
    const column = `column \`${visible(name)}\``
    if (mapped.isGuess === true)
      notes.push(
        `${column}: \`?${mapped.question.id}\` is a guess that nobody confirmed; its cells are not read until the \`?\` is gone`,
      )
    if (mapped.open !== undefined)
      notes.push(
        `${column}: ${listed(mapped.open)} ${is(mapped.open)} left open in the map and ${is(mapped.open)} not read`,
      )
    for (const [code, words] of together(mapped.codes ?? new Map()))
      notes.push(`${column}: ${listed(words)} all become \`${code}\``)
  }
  if (map?.hasOpenDates === true) notes.push('`dates` is left open in the map: only days such as 2026-11-04 are read')
  for (const { question, without } of ticks)
    if (without.length > 0)
      notes.push(`no column for ${listed(without)} of \`${question.id}\`: whether they apply is not known`)
  const several = names.filter((name) => SEVERAL_ROWS.has(name.toLowerCase()))
  if (several.length > 0)
    notes.push(
      `${listed(several)}: one person may have several rows; each row is scored alone, and what another row says counts as unanswered in it`,
    )
  return notes
}

function is(words: readonly string[]): string {
  return words.length === 1 ? 'is' : 'are'
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, MOST_CODES).map((word) => `\`${visible(word)}\``)
  const more = words.length > MOST_CODES ? ` and ${words.length - MOST_CODES} more` : ''
  return `${shown.join(', ')}${more}`
}

/** Our codes that several words of the file are mapped to, not counting spellings of one word. */
function together(codes: ReadonlyMap<string, string>): readonly (readonly [code: string, words: readonly string[]])[] {
  const words = new Map<string, Map<string, string>>()
  for (const [word, code] of codes) {
    if (['unsure', 'declined', 'unanswered', 'ticked', 'unticked'].includes(code)) continue
    const same = words.get(code) ?? new Map<string, string>()
    words.set(code, same.set(word.toLowerCase(), word))
  }
  return [...words].filter(([, same]) => same.size > 1).map(([code, same]) => [code, [...same.values()]])
}

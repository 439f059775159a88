import { visible } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { type Bound, bindColumns, type ColumnMap, hasOffset, type LineBreaks } from '../../tables/index.ts'
import type { CannotScore } from '../cannot-score.ts'
import type { BoundTable } from './bound-table.ts'
import type { CellTable } from './cell-table.ts'
import { fillerFor } from './cells.ts'
import { dateFiller } from './dates.ts'
import type { AnswerRole } from './decoded-cells.ts'
import { mapNotes } from './map-notes.ts'
import { refused } from './read-table.ts'
import { type TickMeanings, tickFiller, tickGroups } from './ticks.ts'

export interface BindOptions {
  readonly map?: ColumnMap
  readonly id?: string
  readonly date?: string
  readonly decimalComma?: boolean
  /** The date of all answers is given, whatever columns there are. */
  readonly isDated: boolean
  /** Called when some time in a column of days has an offset. */
  onOffset(column: string): void
}

const NO_MEANINGS: TickMeanings = { allZeroIsNone: new Set(), untickedBlank: new Set() }

/** From this many columns on, a line of text with exactly as many cells is no coincidence. */
const MANY = 8

/** Finds the use of a table's columns. Throws `CannotScore` when two of them have the same use, or none has any. */
export function bindTable(
  questionnaire: Questionnaire,
  { table, name }: { readonly table: CellTable; readonly name: string },
  options: BindOptions,
): BoundTable {
  // JSON has no keys until one record is intact. Until then, no name can be wrong.
  const naming = table.names.length === 0 ? {} : options
  const bound = bindColumns(questionnaire, table.names, naming)
  if ('faults' in bound) throw refused(name, 1, bound.faults.join('; '))
  const { roles } = bound
  const ticks = tickGroups(bound, options.map ?? NO_MEANINGS)
  const told = (field: number) => () => options.onOffset(bound.names[field] ?? '')
  const fillers = roles.flatMap((role, field) =>
    role.kind === 'answer' ? [fillerFor(tellingOffsets(role, told(field)), field, table)] : [],
  )
  const dateField = options.isDated ? -1 : roles.findIndex(({ kind }) => kind === 'date')
  return {
    ...bound,
    ticks,
    fillers: [...fillers, ...ticks.map((group) => tickFiller(group, table))],
    idField: roles.findIndex(({ kind }) => kind === 'id'),
    dateField,
    dates:
      dateField < 0
        ? undefined
        : dateFiller(table, { field: dateField, form: options.map?.dates, onOffset: told(dateField) }),
  }
}

/** The role of a column of days, extended to report that its times have an offset. */
function tellingOffsets(role: AnswerRole, onOffset: () => void): AnswerRole {
  if (role.question.type !== 'date') return role
  return {
    ...role,
    read: (written) => {
      if (typeof written === 'string' && hasOffset(written)) onOffset()
      return role.read(written)
    },
  }
}

/** By field: what a line break inside a cell means, for `Table.expectLines`. */
export function lineBreaks({ roles }: Bound): readonly LineBreaks[] {
  const inTexts = roles.length >= MANY ? 'no-record' : 'any'
  return roles.map((role) =>
    role.kind === 'unknown' || role.kind === 'unused' || hasLines(role) ? inTexts : 'no-delimiter',
  )
}

/**
 * Whether the cells of a line could be a record: it has an id, its cells with codes can be read, and one of them is not
 * empty.
 */
export function looksLikeRecord({ roles }: Bound, cells: readonly string[]): boolean {
  let given = 0
  for (const [field, role] of roles.entries()) {
    const cell = cells[field] ?? ''
    if (role.kind === 'id' && cell.trim() === '') return false
    if (role.kind !== 'answer' || role.question.type === 'text') continue
    const answer = role.read(cell)
    if (answer?.kind === 'rejected') return false
    if (answer !== undefined) given += 1
  }
  return given > 0
}

function hasLines(role: Bound['roles'][number]): boolean {
  return role.kind === 'answer' && (role.question.type === 'text' || role.hasLines)
}

/** No column is a question: the table is somebody else's, and needs a map. */
export function nothingFound(
  questionnaire: Questionnaire,
  { name, named, names }: { readonly name: string; readonly named: string; readonly names: readonly string[] },
): CannotScore {
  const columns = names.length
  const none = columns === 1 ? 'its only column is not a question' : `none of its ${columns} columns is a question`
  const near = names.flatMap((column) => {
    const id = questionnaire.questions.find((one) => one.id.toLowerCase() === column.toLowerCase())?.id
    return id === undefined ? [] : [`\`${visible(column)}\` (did you mean \`${id}\`?)`]
  })
  const meant = near.length === 0 ? '' : `: ${near.slice(0, MOST_LISTED).join(', ')}${more(near.length)}`
  const again = `prescreen score ${named} ${name}`
  return refused(
    name,
    1,
    `${none} of \`${questionnaire.id}\`${meant}`,
    `\`${visible(again)} --columns-template -o columns.yaml\` writes a map with guesses;\n   look at it, then add \`--columns columns.yaml\``,
  )
}

/** What is said about the columns before the first row: questions without a column, and columns without a use. */
export function columnNotes(
  questionnaire: Questionnaire,
  name: string,
  bound: BoundTable & { readonly among: number | undefined; readonly map: ColumnMap | undefined },
): readonly string[] {
  const { missing, unknown, names, idField, among, map } = bound
  const file = visible(name)
  const notes: string[] = []
  if (missing.length > 0) {
    const whose = missing.length === 1 ? 'this question' : `these ${missing.length} questions`
    const where = among === undefined ? 'NO COLUMN' : `NO KEY in the first ${plural(among, 'record')}`
    const so = among === undefined ? ', unanswered for everyone' : ''
    notes.push(`${file}: ${where} for ${whose}${so}: ${listed(missing.map(({ id }) => id))}`)
  }
  if (unknown.length > 0) {
    const many = unknown.length === 1 ? 'one column is' : `${unknown.length} columns are`
    const shown = unknown.map(({ name: column, near }) => {
      const quoted = `\`${visible(column)}\``
      return near === undefined ? quoted : `${quoted} (did you mean ${near}?)`
    })
    notes.push(`${file}: ${many} not used: ${shown.slice(0, MOST_LISTED).join(', ')}${more(shown.length)}`)
  }
  if (missing.length > questionnaire.questions.length / 2 && unknown.length > 0)
    notes.push(
      `${file}: a column map (--columns) says what columns with other names mean; --columns-template starts one`,
    )
  for (const note of mapNotes(map, bound)) notes.push(`${file}: ${note}`)
  if (idField >= 0) notes.push(`${file}: record ids are in column \`${visible(names[idField] ?? '')}\``)
  return notes
}

const MOST_LISTED = 12

function listed(ids: readonly string[]): string {
  return `${ids
    .slice(0, MOST_LISTED)
    .map((id) => `\`${id}\``)
    .join(', ')}${more(ids.length)}`
}

function more(count: number): string {
  return count > MOST_LISTED ? ` and ${count - MOST_LISTED} more` : ''
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${count} ${word}s`
}

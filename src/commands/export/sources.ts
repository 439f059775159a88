import { visible, withoutUndefined } from '../../diagnostics/index.ts'
import { type ColumnSource, canDivide, type FileWords, type TickColumn } from '../../exchange/index.ts'
import type { Question, Questionnaire } from '../../questionnaire/index.ts'
import { bindColumns, type ColumnMap, type FileShape, NOT_TICKED, type Role, TICKED } from '../../tables/index.ts'

export type Several = 'text' | 'array' | 'ticks'

export const SEVERAL: readonly Several[] = ['text', 'array', 'ticks']

interface Sources {
  /** By question index. */
  readonly sources: readonly ColumnSource[]
  /** What has to be said before the statement is used. */
  readonly notes: readonly string[]
}

/** The columns of each question: those that a map names, or else those that have its own name. */
export function sourcesFor(
  questionnaire: Questionnaire,
  map: ColumnMap | undefined,
  several: Several,
): Sources | { readonly wrong: string } {
  const { questions } = questionnaire
  const wrong = map === undefined ? undefined : (fileKeyIn(map.file) ?? unfinished(map))
  if (wrong !== undefined) return { wrong }
  const names =
    map === undefined ? questions.flatMap((question) => ownNames(question, several)) : [...map.columns.keys()]
  const { date: _date, id: _id, ...columnsOnly } = map ?? { date: undefined, id: undefined }
  const bound = bindColumns(questionnaire, names, map === undefined ? {} : { map: columnsOnly as ColumnMap })
  if ('faults' in bound) return { wrong: bound.faults.join('; ') }
  const sources: (ColumnSource | string)[] = questions.map((question) =>
    sourceOf(question, { names, roles: bound.roles, several, ...withoutUndefined({ map }) }),
  )
  const fault = sources.find((source) => typeof source === 'string')
  if (typeof fault === 'string') return { wrong: fault }
  const missing = bound.missing.map(({ id }) => `\`${id}\``)
  const whose = missing.length === 1 ? 'this question' : `these ${missing.length} questions`
  const notes = missing.length === 0 ? [] : [`NO COLUMN for ${whose}, unanswered for everyone: ${missing.join(', ')}`]
  return { sources: sources as readonly ColumnSource[], notes }
}

function ownNames({ id, type, options }: Question, several: Several): readonly string[] {
  if (type !== 'choices' || several !== 'ticks') return [id]
  return ['none', ...options.map(({ code }) => code)].map((code) => `${id}___${code}`)
}

const FILE_KEYS: Readonly<Record<Exclude<keyof FileShape, 'decimalComma'>, string>> = {
  encoding: 'encoding',
  delimiter: 'delimiter',
  namesInLine: 'names_in_line',
  dataFromLine: 'data_from_line',
  sheet: 'sheet',
}

/** A key that says how a text file is read: a table in a database has none of that. */
function fileKeyIn(file: FileShape): string | undefined {
  for (const [key, written] of Object.entries(FILE_KEYS))
    if (file[key as keyof FileShape] !== undefined)
      return `\`${written}\` in the column map is about a file, and a table has none; take the key out`
  return undefined
}

function unfinished(map: ColumnMap): string | undefined {
  for (const [name, { isGuess, question }] of map.columns)
    if (isGuess === true)
      return `column \`${visible(name)}\` is a guess in the map: take the \`?\` before \`${question?.id}\` away, or the line`
  return map.hasOpenDates ? '`dates` in the column map is left open: say how the table writes days' : undefined
}

interface Binding {
  readonly names: readonly string[]
  readonly roles: readonly Role[]
  readonly several: Several
  readonly map?: ColumnMap
}

function sourceOf(question: Question, { names, roles, several, map }: Binding): ColumnSource | string {
  const fields = roles.flatMap((role, field) => ('question' in role && role.question.id === question.id ? [field] : []))
  const ticks = fields.flatMap((field): TickColumn[] => {
    const role = roles[field]
    if (role?.kind !== 'tick') return []
    const ticked = [...TICKED, ...role.words.names.map((name) => name.toLowerCase())]
    const codes = role.words.codes
    return [{ column: names[field] ?? '', code: role.code, ticked, notTicked: NOT_TICKED, ...(codes ? { codes } : {}) }]
  })
  if (ticks.length > 0)
    return {
      kind: 'ticks',
      columns: ticks,
      allZeroIsNone: map?.allZeroIsNone.has(question.id) === true,
      blankIsUnticked: map?.untickedBlank.has(question.id) === true,
    }
  const [field] = fields
  if (field === undefined) return { kind: 'none' }
  const column = names[field] ?? ''
  const kind = question.type === 'choices' && several === 'array' ? 'list' : 'cell'
  const words = map === undefined ? undefined : wordsOf(question, { column, kind }, map)
  if (typeof words === 'string') return words
  return words === undefined ? { kind, column } : { kind, column, words }
}

/** What the map says about the words of a column, or a sentence saying why SQL cannot express it. */
function wordsOf(
  { id, type }: Question,
  { column, kind }: { readonly column: string; readonly kind: 'cell' | 'list' },
  map: ColumnMap,
): FileWords | undefined | string {
  const { codes, missing, factor, dividedBy = map.dividedBy, dates = map.dates } = map.columns.get(column) ?? {}
  const days = type === 'date' ? dates : undefined
  const divider = type === 'choices' && kind === 'cell' ? dividedBy : undefined
  if (divider !== undefined && !canDivide(divider))
    return `\`divided_by\` of \`${id}\` cannot be \`${visible(divider)}\` in SQL; it can be signs such as , ; | / or blanks, or use lists and --several array`
  if ([codes, missing, map.missing].some((one) => one?.has('')))
    return `the column map says of \`${id}\` what an empty text means; in SQL an empty cell is unanswered, as NULL is: take that line out`
  const maps = [codes, missing, map.missing].filter((one) => one !== undefined && one.size > 0) as FileWords['maps']
  const decimalComma = map.file.decimalComma === true && (type === 'integer' || type === 'decimal')
  const isOurs = [codes, factor, days, divider].every((one) => one === undefined)
  if (maps.length === 0 && isOurs && !decimalComma) return undefined
  return {
    maps,
    hasCodes: codes !== undefined,
    decimalComma,
    ...withoutUndefined({ days, factor, divider }),
  }
}

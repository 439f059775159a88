import { type Loaded, loaded, problemsOf, withoutUndefined } from '../diagnostics/index.ts'
import { type Fields, fieldsOf, type Questionnaire, texts } from '../questionnaire/index.ts'
import type { YamlFile } from '../yaml/index.ts'
import { columnName } from './column-names.ts'
import type { DateForm } from './date-forms.ts'
import { type FileShape, fileShapeOf } from './file-shape.ts'
import {
  columnOf,
  datesIn,
  dividerIn,
  type MappedColumn,
  type MapReading,
  missingIn,
  questionOf,
} from './mapped-column.ts'

/** What somebody else's table looks like, and what its columns mean. */
export interface ColumnMap {
  readonly id?: string
  readonly date?: string
  readonly file: FileShape
  /** Codes of the file for a missing answer, in every column. */
  readonly missing: ReadonlyMap<string, string>
  /** By the name of the column, see `columnNames`. */
  readonly columns: ReadonlyMap<string, MappedColumn>
  /** Ids of questions with a column for each answer where 0 in all of them means none. */
  readonly allZeroIsNone: ReadonlySet<string>
  /** Ids of questions with a column for each answer where an empty cell next to a tick means not ticked. */
  readonly untickedBlank: ReadonlySet<string>
  /** What separates several answers in one cell, and how days are written, unless a column says otherwise. */
  readonly dividedBy?: string
  readonly dates?: DateForm
  /** `dates` is named but left open. */
  readonly hasOpenDates?: true
}

export const MAP_FORMAT = 'prescreen-columns/1'
const KEYS = [
  ...['format', 'id', 'date', 'missing', 'columns', 'all_zero_is_none', 'unticked', 'divided_by', 'dates'],
  ...['encoding', 'delimiter', 'decimal_comma', 'names_in_line', 'data_from_line', 'sheet'],
]

/** Reads a column map for a questionnaire. Never throws; every problem is reported with its place. */
export function loadColumnMap({ source, root }: YamlFile, questionnaire: Questionnaire): Loaded<ColumnMap> {
  const problems = problemsOf(source)
  const fields = fieldsOf(root, { what: 'a column map', keys: KEYS }, problems)
  if (fields === undefined) return loaded<ColumnMap>(undefined, problems)
  const format = fields.requiredText('format', `add \`format: ${MAP_FORMAT}\` as the first line`)
  if (format !== undefined && format !== MAP_FORMAT)
    problems.report('wrong-format', fields.scalar('format')?.span ?? fields.place, {
      message: `\`format\` is \`${MAP_FORMAT}\` here`,
    })
  const about = { questionnaire, problems }
  const columns = columnsIn(fields, about)
  const id = fields.text('id')
  const date = fields.text('date')
  const dividedBy = dividerIn(fields)
  const dates = datesIn(fields, problems)
  const allZero = texts(fields.list('all_zero_is_none'), '`all_zero_is_none`', problems)
  for (const { value, span } of allZero) questionOf(value, span, about)
  return loaded<ColumnMap>(
    {
      ...(id === undefined ? {} : { id: columnName(id) }),
      ...(date === undefined ? {} : { date: columnName(date) }),
      file: fileShapeOf(fields, problems),
      missing: missingIn(fields.node('missing'), problems),
      columns,
      allZeroIsNone: new Set(allZero.map(({ value }) => value)),
      untickedBlank: untickedIn(fields, about),
      ...withoutUndefined({ dividedBy, dates }),
      ...(dates === undefined && fields.node('dates') !== undefined ? { hasOpenDates: true } : {}),
    },
    problems,
  )
}

function columnsIn(fields: Fields, about: MapReading): ReadonlyMap<string, MappedColumn> {
  const { problems } = about
  const columns = new Map<string, MappedColumn>()
  const taken = new Map<string, string>()
  const node = fields.node('columns')
  if (node === undefined)
    problems.report('missing-key', fields.place, { message: 'a column map has no `columns`', help: 'add `columns:`' })
  else if (node.kind !== 'mapping')
    problems.report('wrong-shape', node.span, { message: '`columns` is written as `column: question` lines' })
  for (const [name, { key, value }] of node?.kind === 'mapping' ? node.entries : []) {
    const mapped = columnOf(name, value, about)
    columns.set(columnName(name), mapped)
    if (mapped.question === undefined) continue
    const target = `${mapped.question.id}${mapped.tick === undefined ? '' : `___${mapped.tick}`}`
    const other = taken.get(target)
    if (other !== undefined)
      problems.report('two-columns', key.span, {
        message: `\`${other}\` and \`${name}\` both answer \`${target}\``,
        help: 'keep one of them',
      })
    taken.set(target, name)
  }
  return columns
}

/** `unticked: blank` for every group of ticks, or `unticked: { question: blank }` for some. */
function untickedIn(fields: Fields, about: MapReading): ReadonlySet<string> {
  const { questionnaire, problems } = about
  const node = fields.node('unticked')
  const isBlankWord = (value: { readonly kind: string }): boolean =>
    value.kind === 'scalar' && (value as { value?: string }).value?.trim() === 'blank'
  if (node === undefined) return new Set()
  if (isBlankWord(node)) return new Set(questionnaire.questions.map(({ id }) => id))
  if (node.kind !== 'mapping') {
    problems.report('wrong-shape', node.span, { message: '`unticked` is `blank`, or `question: blank` lines' })
    return new Set()
  }
  return new Set(
    [...node.entries].flatMap(([id, { key, value }]) => {
      if (questionOf(id, key.span, about) === undefined) return []
      if (isBlankWord(value)) return [id]
      problems.report('wrong-file-shape', value.span, { message: '`unticked` can only be `blank`' })
      return []
    }),
  )
}

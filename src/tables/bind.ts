import { nearNames, withoutUndefined } from '../diagnostics/index.ts'
import type { Question, Questionnaire } from '../questionnaire/index.ts'
import { type CellReader, type CellReaderOptions, cellReader, readsAsWritten } from './cell-reader.ts'
import type { ColumnMap } from './column-map.ts'
import { columnName, sharedNames } from './column-names.ts'
import { tickCodes } from './mapped-column.ts'
import { tickNames } from './tick-columns.ts'
import type { TickWords } from './ticks.ts'
import { usualId } from './usual-names.ts'

/** What a column is for. */
export type Role =
  | {
      readonly kind: 'answer'
      readonly question: Question
      readonly read: CellReader
      /** `read` is just `parseAnswer`. */
      readonly isPlain: boolean
      /** The map has a `?` before the question: every cell counts as unreadable until the `?` is removed. */
      readonly isGuess: boolean
      /** Several answers are on separate lines of a cell. */
      readonly hasLines: boolean
    }
  | { readonly kind: 'tick'; readonly question: Question; readonly code: string; readonly words: TickWords }
  | { readonly kind: 'id' | 'date' | 'unused' | 'unknown' }

/** What the columns of a table mean to a questionnaire. */
export interface Bound {
  readonly names: readonly string[]
  /** By field. */
  readonly roles: readonly Role[]
  /** Questions that no column answers. */
  readonly missing: readonly Question[]
  /** Columns that are not known, with the question that was perhaps meant. */
  readonly unknown: readonly { readonly name: string; readonly near?: string }[]
}

export interface BindingOptions {
  readonly map?: ColumnMap
  readonly id?: string
  readonly date?: string
  readonly decimalComma?: boolean
}

/** Finds the use of every column, or says in sentences why the table cannot be read. */
export function bindColumns(
  questionnaire: Questionnaire,
  names: readonly string[],
  options: BindingOptions,
): Bound | { readonly faults: readonly string[] } {
  const { map } = options
  const fields = new Map(names.map((name, field) => [name, field]))
  const shared = sharedNames(names)
  const faults: string[] = []
  const wanted = (name: string | undefined, what: keyof typeof WANTED): number => {
    if (name === undefined) return -1
    const field = fields.get(columnName(name)) ?? -1
    if (field < 0) faults.push(absent(name, what, { names, shared }))
    return field
  }
  // An export of our own records has both columns, which need not be named.
  const own = names.includes('_record') && names.includes('_on') ? '_on' : undefined
  const date = wanted(options.date ?? map?.date ?? own, 'date')
  const said = wanted(options.id ?? map?.id, 'id')
  for (const [name, { question }] of map?.columns ?? [])
    if (question !== undefined && !fields.has(name)) faults.push(absent(name, 'map', { names, shared }))
  for (const [name, same] of shared)
    if (same.length > 1 && !same.some((one) => map?.columns.has(one)) && isQuestion(name, questionnaire))
      faults.push(ambiguous(name, same, names))
  const roles = names.map((name, field): Role => {
    if (field === date) return { kind: 'date' }
    if (field === said) return { kind: 'id' }
    return roleOf(name, questionnaire, options)
  })
  const usual = said >= 0 ? -1 : usualId(names, (field) => roles[field]?.kind === 'unknown')
  if (usual >= 0) roles[usual] = { kind: 'id' }
  faults.push(...answeredTwice(roles, names))
  return faults.length > 0 ? { faults } : { names: [...names], roles, ...besides(questionnaire, names, roles) }
}

/** What is left over on both sides: questions without a column, and columns without a use. */
function besides(
  questionnaire: Questionnaire,
  names: readonly string[],
  roles: readonly Role[],
): Pick<Bound, 'missing' | 'unknown'> {
  const answered = new Set(roles.map((role) => ('question' in role ? role.question.id : '')))
  const missing = questionnaire.questions.filter(({ id }) => !answered.has(id))
  const open = missing.map(({ id }) => id)
  // In an export of ours, columns about the record itself begin with `_`.
  const isOurs = names.includes('_record')
  const unknown = names.flatMap((name, field) => {
    if (roles[field]?.kind !== 'unknown' || name.startsWith('#') || (isOurs && name.startsWith('_'))) return []
    const same = open.find((id) => id.toLowerCase() === name.toLowerCase())
    const near = same === undefined ? nearNames(name, open) : `\`${same}\``
    return [near === undefined ? { name } : { name, near }]
  })
  return { missing, unknown }
}

function isQuestion(name: string, { questionById }: Questionnaire): boolean {
  return questionById.has(name.split('___')[0] ?? '')
}

function roleOf(name: string, questionnaire: Questionnaire, { map, decimalComma = false }: BindingOptions): Role {
  const mapped = map?.columns.get(name)
  if (mapped !== undefined && mapped.question === undefined) return { kind: 'unused' }
  const [id = '', code] = name.split('___')
  const question = mapped?.question ?? questionnaire.questionById.get(id)
  if (question === undefined) return { kind: 'unknown' }
  const tick = mapped === undefined ? code : mapped.tick
  if (tick !== undefined && mapped?.isGuess !== true) {
    if (!tickCodes(question).includes(tick)) return { kind: 'unknown' }
    const words = tickWords(name, { question, code: tick })
    const codes = mapped?.codes
    return { kind: 'tick', question, code: tick, words: codes === undefined ? words : { ...words, codes } }
  }
  const reading: CellReaderOptions = {
    ...withoutUndefined({ mapped, missing: map?.missing }),
    ...(map?.dates === undefined ? {} : { dates: map.dates }),
    ...(map?.dividedBy === undefined ? {} : { dividedBy: map.dividedBy }),
    decimalComma,
  }
  return {
    kind: 'answer',
    question,
    read: cellReader(question, reading),
    isPlain: readsAsWritten(question, reading),
    isGuess: mapped?.isGuess === true,
    hasLines: question.type === 'choices' && (mapped?.dividedBy ?? map?.dividedBy) === '\n',
  }
}

/** What a column of ticks contains where its answer was ticked, besides 1 and the like. */
function tickWords(
  name: string,
  { question, code }: { readonly question: Question; readonly code: string },
): TickWords {
  const label = code === 'none' ? question.none : question.options.find((option) => option.code === code)?.label
  const parts = tickNames(name.replace(/#\d+#*$/, '')).map(({ option }) => option)
  return { names: [...(label === undefined ? [] : [label]), code, ...parts].filter((word) => !/^\d+$/.test(word)) }
}

const WANTED = {
  date: 'the date of the answers',
  id: 'the record id',
  map: 'the column map',
} as const

interface Names {
  readonly names: readonly string[]
  readonly shared: ReadonlyMap<string, readonly string[]>
}

function absent(name: string, what: keyof typeof WANTED, { names, shared }: Names): string {
  const same = shared.get(columnName(name))
  if (same !== undefined) return ambiguous(name, same, names)
  const near = nearNames(name, names)
  const meant = near === undefined ? '' : `; did you mean ${near}?`
  return `there is no column \`${name}\`, which ${WANTED[what]} names${meant}`
}

function ambiguous(name: string, same: readonly string[], names: readonly string[]): string {
  const places = same.map((one) => names.indexOf(one) + 1)
  const many = `columns ${places.slice(0, 5).join(', ')}${places.length > 5 ? ` and ${places.length - 5} more` : ''}`
  const which = same.slice(0, 2).map((one) => `\`${one}\``)
  return `${many} are all called \`${name}\`; a column map can say which one is meant: ${which.join(' or ')}`
}

function answeredTwice(roles: readonly Role[], names: readonly string[]): readonly string[] {
  const by = new Map<string, string>()
  return roles.flatMap((role, field) => {
    if ((role.kind !== 'answer' && role.kind !== 'tick') || (role.kind === 'answer' && role.isGuess)) return []
    const whole = by.get(role.question.id)
    const own = role.kind === 'tick' ? `${role.question.id}___${role.code}` : role.question.id
    const other = by.get(own) ?? (role.kind === 'tick' ? whole : ticksOf(role.question, by))
    by.set(own, names[field] ?? '')
    return other === undefined
      ? []
      : [`columns \`${other}\` and \`${names[field]}\` both answer \`${role.question.id}\``]
  })
}

function ticksOf({ id }: Question, by: ReadonlyMap<string, string>): string | undefined {
  return [...by].find(([target]) => target.startsWith(`${id}___`))?.[1]
}

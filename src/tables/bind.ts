import { nearest } from '../diagnostics/index.ts'
import type { Question, Questionnaire } from '../questionnaire/index.ts'
import { type CellReader, cellReader } from './cell-reader.ts'
import { type ColumnMap, type MappedColumn, tickCodes } from './column-map.ts'

/** What a column is for. */
export type Role =
  | { readonly kind: 'answer'; readonly question: Question; readonly mapped?: MappedColumn; readonly read: CellReader }
  | { readonly kind: 'tick'; readonly question: Question; readonly code: string }
  | { readonly kind: 'id' | 'date' | 'unused' | 'unknown' }

/** The columns of a table beside the questions of a questionnaire. */
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

/** Names that record ids go by, taken when nothing else is said. */
const USUAL_IDS: readonly string[] = ['record', 'record_id', 'recordid', 'id', 'study_id', 'patient_id', 'seqn']

/** Finds the use of every column, or says in sentences why the table cannot be read. */
export function bindColumns(
  questionnaire: Questionnaire,
  names: readonly string[],
  options: BindingOptions,
): Bound | { readonly faults: readonly string[] } {
  const { map } = options
  const faults = [...twice(names)]
  const wanted = (name: string | undefined, what: string): number => {
    if (name === undefined) return -1
    const field = names.indexOf(name.trim())
    if (field < 0) faults.push(absent(name, what, names))
    return field
  }
  const date = wanted(options.date ?? map?.date, 'date')
  const said = wanted(options.id ?? map?.id, 'id')
  for (const name of map?.columns.keys() ?? []) if (!names.includes(name)) faults.push(absent(name, 'map', names))
  const roles = names.map((name, field): Role => {
    if (field === date) return { kind: 'date' }
    if (field === said) return { kind: 'id' }
    return roleOf(name, questionnaire, options)
  })
  const usual = said >= 0 ? -1 : names.findIndex((name) => USUAL_IDS.includes(name.toLowerCase().replace(/[ -]/g, '_')))
  if (usual >= 0 && roles[usual]?.kind === 'unknown') roles[usual] = { kind: 'id' }
  faults.push(...answeredTwice(roles, names))
  if (faults.length > 0) return { faults }
  const answered = new Set(roles.map((role) => ('question' in role ? role.question.id : '')))
  const missing = questionnaire.questions.filter(({ id }) => !answered.has(id))
  const open = missing.map(({ id }) => id)
  const unknown = names.flatMap((name, field) => {
    if (roles[field]?.kind !== 'unknown' || name === '') return []
    const near = nearest(name, open)
    return [near === undefined ? { name } : { name, near }]
  })
  return { names: [...names], roles, missing, unknown }
}

function roleOf(name: string, questionnaire: Questionnaire, { map, decimalComma = false }: BindingOptions): Role {
  const mapped = map?.columns.get(name)
  if (mapped !== undefined && mapped.question === undefined) return { kind: 'unused' }
  const [id = '', code] = name.split('___')
  const question = mapped?.question ?? questionnaire.questionById.get(id)
  if (question === undefined) return { kind: 'unknown' }
  const tick = mapped === undefined ? code : mapped.tick
  if (tick !== undefined)
    return tickCodes(question).includes(tick) ? { kind: 'tick', question, code: tick } : { kind: 'unknown' }
  const missing = map?.missing ?? new Map<string, string>()
  const read = cellReader(question, { ...(mapped === undefined ? {} : { mapped }), missing, decimalComma })
  const isPlain = mapped?.codes === undefined && mapped?.missing === undefined && mapped?.factor === undefined
  return isPlain && missing.size === 0
    ? { kind: 'answer', question, read }
    : { kind: 'answer', question, mapped: mapped ?? {}, read }
}

function twice(names: readonly string[]): readonly string[] {
  const first = new Map<string, number>()
  return names.flatMap((name, field) => {
    const other = first.get(name)
    first.set(name, other ?? field)
    return other === undefined || name === ''
      ? []
      : [`columns ${other + 1} and ${field + 1} are both called \`${name}\``]
  })
}

function absent(name: string, what: string, names: readonly string[]): string {
  const near = nearest(name, names)
  const wanted = { date: 'the date of the answers', id: 'the record id', map: 'the column map' }[what]
  return `there is no column \`${name}\`, which ${wanted} names${near === undefined ? '' : `; did you mean \`${near}\`?`}`
}

function answeredTwice(roles: readonly Role[], names: readonly string[]): readonly string[] {
  const by = new Map<string, string>()
  return roles.flatMap((role, field) => {
    if (role.kind !== 'answer' && role.kind !== 'tick') return []
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

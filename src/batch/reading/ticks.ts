import { blankSheet } from '../../expression/index.ts'
import { type Answer, answerOf, contradicts, type Question, writeAnswer } from '../../questionnaire/index.ts'
import { type Bound, cellAt, type Rows, readTick, type Table } from '../../tables/index.ts'
import type { Filler } from './cells.ts'
import { noteIrregular } from './decoded-cells.ts'

/** A question of several answers with a column for each. */
export interface TickGroup {
  readonly question: Question
  readonly columns: readonly { readonly field: number; readonly code: string }[]
  /** 0 in every column means none; otherwise it means that nobody saw the boxes. */
  readonly allZeroIsNone: boolean
}

export function tickGroups({ roles }: Bound, allZeroIsNone: ReadonlySet<string>): readonly TickGroup[] {
  const groups = new Map<string, { question: Question; columns: { field: number; code: string }[] }>()
  for (const [field, role] of roles.entries()) {
    if (role.kind !== 'tick') continue
    const group = groups.get(role.question.id) ?? { question: role.question, columns: [] }
    group.columns.push({ field, code: role.code })
    groups.set(role.question.id, group)
  }
  return [...groups.values()].map((group) => ({ ...group, allZeroIsNone: allZeroIsNone.has(group.question.id) }))
}

/** What a group of columns says of the person in a row; undefined when it says nothing. */
export function tickedAnswer(group: TickGroup, rows: Rows, row: number, table: Table): Answer | undefined {
  const ticked: string[] = []
  const unreadable: string[] = []
  let zeros = 0
  for (const { field, code } of group.columns) {
    const cell = cellAt(rows, field, row)
    if (cell < 0) continue
    const written = table.written(rows.bytes, rows.starts[cell] as number, rows.ends[cell] as number)
    const tick = typeof written === 'string' ? readTick(written) : 'unreadable'
    if (tick === true) ticked.push(code)
    else if (tick === false) zeros += 1
    else if (tick === 'unreadable') unreadable.push(typeof written === 'string' ? written.trim() : '{…}')
  }
  const said = new Set<string | undefined>(unreadable.length > 0 ? [...ticked, undefined] : ticked)
  if (said.size > 0) return answerOf(group.question, said, unreadable.join('; '))
  const isNone = group.allZeroIsNone && zeros > 0 && zeros === group.columns.length
  return isNone ? { kind: 'given', value: ['none'] } : undefined
}

const MOST_PATTERNS = 4096
/** Beyond this many columns a pattern in base three is no safe integer any more. */
const MOST_REMEMBERED = 33

/** Rows whose cells are all the same bytes as an earlier row's say the same: only patterns that are new are looked into. */
export function tickFiller(group: TickGroup, table: Table): Filler {
  const { index, word, codes } = group.question.subject
  const patterns = new Map<number, Pattern>()
  const { columns: fields } = group
  const canRemember = fields.length <= MOST_REMEMBERED
  return (rows, columns, rejected) => {
    for (let person = 0; person < rows.count; person += 1) {
      const key = canRemember ? patternOf(rows, person, fields) : -1
      if (key === 0) continue
      let pattern = key < 0 ? undefined : patterns.get(key)
      if (pattern === undefined) {
        pattern = read(rows, person)
        if (key >= 0 && patterns.size < MOST_PATTERNS) patterns.set(key, pattern)
      }
      ;(columns.states[index] as Uint8Array)[person] = pattern.state
      ;(columns.numbers[index] as Float64Array)[person] = pattern.number
      for (let one = 0; one < pattern.bits.length; one += 1)
        (columns.bits[word + one] as Int32Array)[person] = pattern.bits[one] as number
      if (pattern.irregular !== undefined)
        noteIrregular(pattern.irregular, { index, person, field: fields[0]?.field ?? 0, columns, rejected })
    }
  }

  function read(rows: Rows, person: number): Pattern {
    const answer = tickedAnswer(group, rows, person, table)
    const sheet = blankSheet(index + 1, word + Math.ceil(codes.length / 31))
    if (answer !== undefined) writeAnswer(sheet, group.question.subject, answer)
    const isIrregular = answer?.kind === 'rejected' || (answer?.kind === 'given' && contradicts(answer.value))
    return {
      state: sheet.states[index] as number,
      number: sheet.numbers[index] as number,
      bits: sheet.bits.subarray(word),
      irregular: isIrregular ? answer : undefined,
    }
  }
}

interface Pattern {
  readonly state: number
  readonly number: number
  readonly bits: Int32Array
  readonly irregular: Answer | undefined
}

/** Empty, `0` and `1` cells as one number in base three, 0 when all are empty; -1 when a cell is anything else. */
function patternOf(rows: Rows, person: number, columns: TickGroup['columns']): number {
  const { bytes, starts, ends, stride, fields } = rows
  let key = 0
  for (const { field } of columns) {
    const cell = field * stride + person
    const start = field < fields ? (starts[cell] as number) : 0
    const length = field < fields ? (ends[cell] as number) - start : 0
    const digit = length === 0 ? 0 : length === 1 ? (bytes[start] as number) - 0x2f : -1
    if (digit < 0 || digit > 2) return -1
    key = key * 3 + digit
  }
  return key
}

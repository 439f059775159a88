import { blankSheet } from '../../expression/index.ts'
import {
  type Answer,
  answerOf,
  contradicts,
  type Question,
  type Rejected,
  writeAnswer,
} from '../../questionnaire/index.ts'
import { type Bound, cellAt, type Rows, readTick, type Tick, type TickWords } from '../../tables/index.ts'
import type { CellTable } from './cell-table.ts'
import { type Filler, noteIrregular } from './decoded-cells.ts'

/** A question with several answers and a column for each. */
export interface TickGroup {
  readonly question: Question
  readonly columns: readonly TickColumn[]
  /** 0 in every column means none; otherwise it means that nobody saw the boxes. */
  readonly allZeroIsNone: boolean
  /** An empty cell next to a tick means not ticked; otherwise its meaning is not known. */
  readonly blankIsUnticked: boolean
  /** Options without a column. It is not known whether they apply, whatever is ticked. */
  readonly without: readonly string[]
}

interface TickColumn {
  readonly field: number
  readonly code: string
  readonly words: TickWords
}

export interface TickMeanings {
  readonly allZeroIsNone: ReadonlySet<string>
  readonly untickedBlank: ReadonlySet<string>
}

export function tickGroups({ roles }: Bound, { allZeroIsNone, untickedBlank }: TickMeanings): readonly TickGroup[] {
  const groups = new Map<Question, TickColumn[]>()
  for (const [field, role] of roles.entries()) {
    if (role.kind !== 'tick') continue
    const columns = groups.get(role.question) ?? []
    columns.push({ field, code: role.code, words: role.words })
    groups.set(role.question, columns)
  }
  return [...groups].map(([question, columns]) => ({
    question,
    columns,
    allZeroIsNone: allZeroIsNone.has(question.id),
    blankIsUnticked: untickedBlank.has(question.id),
    without: question.options.map(({ code }) => code).filter((code) => !columns.some((one) => one.code === code)),
  }))
}

/** A cell of a group that leaves its answer open, and where it is. `raw` is empty for an empty cell next to a tick. */
export interface WrongTick {
  readonly field: number
  readonly raw: string
}

export interface Ticked {
  /** What a group of columns says about the person in a row; undefined when it says nothing. */
  readonly answer: Answer | undefined
  readonly wrong: readonly WrongTick[]
}

export function tickedAnswer(group: TickGroup, rows: Rows, row: number, table: CellTable): Ticked {
  const said = new Set<string | undefined>()
  const wrong: WrongTick[] = []
  const blank: WrongTick[] = []
  let zeros = 0
  for (const { field, code, words } of group.columns) {
    const { tick, raw } = tickIn(rows, { field, row }, { table, words })
    if (tick === 'ticked') said.add(code)
    else if (tick === 'unticked') zeros += 1
    else if (tick === 'unreadable') wrong.push({ field, raw })
    else blank.push({ field, raw: '' })
  }
  const isTicked = said.size > 0
  if (isTicked && !group.blankIsUnticked) wrong.push(...blank)
  if (wrong.length > 0) said.add(undefined)
  else if (group.without.length > 0 && group.without.length < group.question.options.length && isOnlyCodes(said))
    said.add('unsure')
  if (said.size > 0) {
    wrong.sort((a, b) => a.field - b.field)
    return { answer: answerOf(group.question, said, wrong.map(({ raw }) => raw).join('; ')), wrong }
  }
  const isNone = group.allZeroIsNone && zeros > 0 && zeros === group.columns.length
  return { answer: isNone ? { kind: 'given', value: ['none'] } : undefined, wrong }
}

/** Some option is ticked, and neither `none` nor "not sure", which are about all options. */
function isOnlyCodes(said: ReadonlySet<string | undefined>): boolean {
  return said.size > 0 && !['none', 'unsure', 'declined'].some((word) => said.has(word))
}

function tickIn(
  rows: Rows,
  { field, row }: { readonly field: number; readonly row: number },
  { table, words }: { readonly table: CellTable; readonly words: TickWords },
): { readonly tick: Tick; readonly raw: string } {
  const cell = cellAt(rows, field, row)
  if (cell < 0) return { tick: 'blank', raw: '' }
  const written = table.written(rows.bytes, rows.starts[cell] as number, rows.ends[cell] as number)
  if (typeof written !== 'string') return { tick: 'unreadable', raw: '{…}' }
  return { tick: readTick(written, words), raw: written.trim() }
}

const MOST_PATTERNS = 4096
/** With more columns than this, a pattern in base three is not a safe integer any more. */
const MOST_REMEMBERED = 33

/** Rows whose cells have the same bytes as those of an earlier row say the same, so only new patterns are read. */
export function tickFiller(group: TickGroup, table: CellTable): Filler {
  const { index, word, codes } = group.question.subject
  const patterns = new Map<number, Pattern>()
  const { columns: fields } = group
  const canRemember = fields.length <= MOST_REMEMBERED && fields.every(({ words }) => words.codes === undefined)
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
      if (pattern.irregular === undefined) continue
      noteIrregular(pattern.irregular, { index, person, columns })
      for (const { field, raw } of pattern.wrong) rejected(person, field, wrongTick(raw))
    }
  }

  function read(rows: Rows, person: number): Pattern {
    const { answer, wrong } = tickedAnswer(group, rows, person, table)
    const sheet = blankSheet(index + 1, word + Math.ceil(codes.length / 31))
    if (answer !== undefined) writeAnswer(sheet, group.question.subject, answer)
    const isIrregular = answer?.kind === 'rejected' || (answer?.kind === 'given' && contradicts(answer.value))
    return {
      state: sheet.states[index] as number,
      number: sheet.numbers[index] as number,
      bits: sheet.bits.subarray(word),
      irregular: isIrregular ? answer : undefined,
      wrong,
    }
  }
}

function wrongTick(raw: string): Rejected {
  return { kind: 'rejected', why: 'unreadable', raw }
}

interface Pattern {
  readonly state: number
  readonly number: number
  readonly bits: Int32Array
  readonly irregular: Answer | undefined
  readonly wrong: readonly WrongTick[]
}

/** Empty, `0` and `1` cells as one number in base three, 0 when all are empty; -1 when a cell is anything else. */
function patternOf(rows: Rows, person: number, columns: readonly TickColumn[]): number {
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

import type { Question } from '../../questionnaire/index.ts'
import type { ColumnSource, TickColumn } from './sources.ts'
import { allOf, anyOf, cases, isAmong, joined, SQL_FALSE, type Sql, sql } from './sql.ts'
import { plain } from './texts.ts'
import { listedWord } from './word-list.ts'
import { type CellReading, columnText, NOT_READ } from './words.ts'

/**
 * Boxes as listed words. 0 in every box means "none" only where the map says so, because exports write 0 for boxes that
 * nobody saw. An empty cell next to a tick is unknown, and so is an option without a column.
 */
export function tickedWords(
  { id, options }: Question,
  { columns, allZeroIsNone, blankIsUnticked }: Extract<ColumnSource, { kind: 'ticks' }>,
  reading: CellReading,
): Sql {
  const { dialect } = reading
  const [nothing, notRead] = [dialect.text(''), dialect.text(listedWord(NOT_READ))]
  const boxes = columns.map((column) => boxOf(id, column, reading))
  const words = boxes.map(({ code, isTicked, isUnticked, isBlank }) =>
    cases(
      [
        [anyOf([isBlank, isUnticked]), nothing],
        [isTicked, dialect.text(listedWord(code))],
      ],
      notRead,
    ),
  )
  const tickedOf = (wanted: (code: string) => boolean) =>
    anyOf([...boxes.filter(({ code }) => wanted(code)).map(({ isTicked }) => isTicked), SQL_FALSE])
  if (!blankIsUnticked) {
    const isOpen = allOf([tickedOf(() => true), anyOf(boxes.map((box) => box.isBlank))])
    words.push(cases([[isOpen, notRead]], nothing))
  }
  const without = options.filter(({ code }) => !columns.some((one) => one.code === code))
  if (without.length > 0 && without.length < options.length) {
    const isWhole = (code: string) => ['none', 'unsure', 'declined'].includes(code)
    const isPart = allOf([tickedOf((code) => !isWhole(code)), sql`NOT ${tickedOf(isWhole)}`])
    words.push(cases([[isPart, dialect.text(listedWord('unsure'))]], nothing))
  }
  const said = sql`(${joined(words, '\n      || ')})`
  if (!allZeroIsNone) return said
  return cases([[allOf(boxes.map(({ isUnticked }) => isUnticked)), dialect.text(listedWord('none'))]], said)
}

interface Box {
  readonly code: string
  readonly isTicked: Sql
  readonly isUnticked: Sql
  readonly isBlank: Sql
}

/** What nearly every box contains. */
const USUAL = ['0', '1']

function boxOf(id: string, { column, code, ticked, notTicked, codes }: TickColumn, reading: CellReading): Box {
  const { plan, dialect } = reading
  const cell = plan.define(`${id}_${code}_r`, columnText(column, reading))
  const text = plan.define(
    `${id}_${code}_t`,
    cases([[isAmong(cell, ['', ...USUAL].map(dialect.text)), cell]], dialect.withoutZeros(plain(cell, reading))),
  )
  const small = plan.define(`${id}_${code}_b`, dialect.lowered(text, ticked.join('')))
  const mapped = (meaning: string) =>
    [...(codes ?? [])].filter(([, one]) => one === meaning).map(([key]) => dialect.text(key))
  const named = isAmong(text, [...(codes?.keys() ?? [])].map(dialect.text))
  /** Words with this meaning in the map, or by themselves where the map does not name them. */
  const either = (meaning: string, words: readonly string[]): Sql => {
    const own = isAmong(small, words.map(dialect.text))
    if (codes === undefined || codes.size === 0) return own
    return anyOf([isAmong(text, mapped(meaning)), allOf([sql`NOT ${named}`, own])])
  }
  return {
    code,
    isTicked: either('ticked', [...new Set(ticked)]),
    isUnticked: either('unticked', notTicked),
    isBlank: either('unanswered', ['']),
  }
}

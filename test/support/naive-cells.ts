import { type Answer, parseAnswer, type Question } from '../../src/questionnaire/index.ts'
import type { RandomColumn, RandomMap, RandomTable } from './random-tables.ts'

/**
 * What a row of a table says, read in the plainest way that the manual allows, cell by cell: nothing is remembered, no
 * byte is looked at, and of the program's own only `parseAnswer` is used, which reads an answers file.
 */
export function answersIn({ form, columns, map }: RandomTable, row: readonly string[]): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>()
  for (const question of form.questions) {
    const cells = columns.flatMap((column, at) =>
      column.question === question ? [{ column, cell: row[at] ?? '' }] : [],
    )
    const [first] = cells
    if (first === undefined) continue
    const answer =
      first.column.tick === undefined ? oneCell(first.column, first.cell, map) : ticks(question, cells, map)
    if (answer !== undefined) answers.set(question.id, answer)
  }
  return answers
}

type Codes = Readonly<Record<string, string>> | undefined

/** The same word: composed, with plain spaces, without signs that nobody sees. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s/g, ' ')
    .replace(/(?<=[a-z])\u200d(?=[a-z]|$)/gi, '')
    .replace(/ +/g, ' ')
    .trim()
}

const whole = (word: string) => word.replace(/^(-?\d+)\.0+$/, '$1')
const at = (codes: Codes, word: string) => codes?.[word] ?? codes?.[whole(word)]

function oneCell(column: RandomColumn, cell: string, map: RandomMap): Answer | undefined {
  const { question, codes, missing, isGuess } = column
  const { type } = question
  const unread: Answer = { kind: 'rejected', why: 'unreadable', raw: cell }
  const word = plain(cell)
  if (isGuess === true) return word === '' ? undefined : unread
  const ours = (part: string): string | undefined => {
    const found = at(codes, plain(part)) ?? at(missing, plain(part)) ?? at(map.missing, plain(part))
    return found === 'unanswered' ? '' : found
  }
  // Where the file has codes of its own, another number is none of ours.
  const isForeign = (part: string) => codes !== undefined && /^-?\d+(\.\d{1,6})?$/.test(plain(part))
  const known = ours(cell)
  if (known !== undefined) return parseAnswer(question, known)
  if (type === 'choices') {
    const read = (part: string) => ours(part) ?? (isForeign(part) ? 'no such answer' : part)
    return parseAnswer(question, partsOf(column, cell, { map, ours }).map(read))
  }
  if (type === 'integer' || type === 'decimal') return number(column, cell, map)
  if (type === 'date') return parseAnswer(question, day(word, column.dates ?? map.dates) ?? cell)
  return type !== 'text' && isForeign(cell) ? unread : parseAnswer(question, cell)
}

function partsOf(
  { question, divided_by }: RandomColumn,
  cell: string,
  { map, ours }: { readonly map: RandomMap; readonly ours: (part: string) => string | undefined },
): readonly string[] {
  const sign = divided_by ?? map.divided_by
  const isAnswer = (part: string) => ours(part) !== undefined || parseAnswer(question, [part])?.kind !== 'rejected'
  if (sign === undefined) return parseAnswer(question, [cell])?.kind === 'given' ? [cell] : cell.split(';')
  if (isAnswer(cell)) return [cell]
  if (sign === 'json') {
    try {
      const list: unknown = JSON.parse(cell)
      return Array.isArray(list) ? list.map(String) : [cell]
    } catch {
      return [cell]
    }
  }
  const bare = sign.trim() === '' ? sign : sign.trim()
  const rest = cell.split(bare)
  const parts: string[] = []
  while (rest.length > 0) {
    // The longest answer that begins here, be there dividers in it or not.
    const length = rest.findLastIndex((_, end) => isAnswer(rest.slice(0, end + 1).join(bare)))
    parts.push(rest.splice(0, Math.max(1, length + 1)).join(bare))
  }
  return parts
}

const TIMES: Readonly<Record<string, bigint>> = { m: 100n, litres: 1000n, weeks: 7n, hours: 60n }

function number({ question, unit }: RandomColumn, cell: string, { decimal_comma }: RandomMap): Answer | undefined {
  const word = plain(cell)
  if (decimal_comma && /^-?[\d.,]+$/.test(word) && word.includes('.'))
    return { kind: 'rejected', why: 'unreadable', raw: cell }
  const point = decimal_comma && /^-?\d*,\d+$/.test(word) ? word.replace(',', '.') : word
  const [, sign = '', digits = '', places = ''] = /^(-?)(\d*)(?:\.(\d{1,6}))?$/.exec(point) ?? []
  if (unit === undefined || digits + places === '' || digits.length > 9) return parseAnswer(question, point)
  const millionths = BigInt(digits + places.padEnd(6, '0')) * (TIMES[unit] ?? 1n)
  const rounded = question.type === 'integer' ? ((millionths + 500_000n) / 1_000_000n) * 1_000_000n : millionths
  const text = String(rounded).padStart(7, '0')
  return parseAnswer(question, `${rounded === 0n ? '' : sign}${text.slice(0, -6)}.${text.slice(-6)}`)
}

/** The day as year-month-day; undefined where it is not written in the form, and so is read as it stands. */
function day(word: string, form: string | undefined): string | undefined {
  if (form === undefined) return undefined
  if (form === 'excel' && /^\d{1,5}(\.\d+)?$/.test(word)) {
    const serial = Math.floor(Number(word))
    return serial < 61 ? undefined : new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10)
  }
  const [date = '', ...time] = word.split(/[ T]/)
  const [, one = '', sign = '', two = '', other = '', three = ''] = /^(\d+)([./-])(\d+)([./-])(\d+)$/.exec(date) ?? []
  const isTime = time.length === 0 || /^\d{1,2}:\d{2}/.test(time[0] ?? '')
  if (sign === '' || sign !== other || !isTime) return undefined
  const iso = (year: string, month: string, of: string) => `${year}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`
  if (one.length === 4) return three.length > 2 ? undefined : iso(one, two, three)
  if (form === 'excel' || form === 'year-month-day') return undefined
  const year = three.length === 4 ? three : form.endsWith('yy') && three.length === 2 ? `20${three}` : undefined
  if (year === undefined || one.length > 2) return undefined
  return form.startsWith('day') ? iso(year, two, one) : iso(year, one, two)
}

interface TickCell {
  readonly column: RandomColumn
  readonly cell: string
}

/** A group of columns for one answer each: what is ticked, what is not, and what is not known. */
function ticks(question: Question, cells: readonly TickCell[], map: RandomMap): Answer | undefined {
  const states = cells.map(({ column, cell }) => ({ code: column.tick ?? '', state: tickIn(column, cell) }))
  const of = (state: string) => states.filter((one) => one.state === state).map(({ code }) => code)
  const ticked = of('ticked')
  const isOpen =
    of('wrong').length > 0 || (ticked.length > 0 && of('').length > 0 && !map.untickedBlank.includes(question.id))
  if (isOpen) return parseAnswer(question, [...ticked, 'no such answer'])
  const options = question.options.filter(({ code }) => cells.some(({ column }) => column.tick === code)).length
  const isAboutAll = ['none', 'unsure', 'declined'].some((word) => ticked.includes(word))
  if (ticked.length > 0 && !isAboutAll && options > 0 && options < question.options.length) ticked.push('unsure')
  if (ticked.length > 0) return parseAnswer(question, ticked)
  const isNone = map.allZeroIsNone.includes(question.id) && of('unticked').length === cells.length
  return isNone ? parseAnswer(question, 'none') : undefined
}

function tickIn({ question, tick, codes }: RandomColumn, cell: string): string {
  const word = whole(plain(cell))
  const said = codes?.[word]
  if (said !== undefined) return said === 'unanswered' ? '' : said
  if (word === '') return ''
  const label = tick === 'none' ? question.none : question.options.find(({ code }) => code === tick)?.label
  const isNumber = (name: string) => /^\d+$/.test(name)
  const names = [label ?? '', tick ?? '']
    .filter((name) => name !== '' && !isNumber(name))
    .map((name) => name.toLowerCase())
  const small = word.toLowerCase()
  if (['1', 'yes', 'y', 'true', 'checked', 'selected', 'x', ...names].includes(small)) return 'ticked'
  return ['0', 'no', 'n', 'false', 'unchecked', 'not selected'].includes(small) ? 'unticked' : 'wrong'
}

import { visible } from '../diagnostics/index.ts'
import { plainText, type Question, type Questionnaire } from '../questionnaire/index.ts'
import { MAP_FORMAT } from './column-map.ts'
import { DATE_FORMS, type DateForm, dateFormOf } from './date-forms.ts'
import { dividedInto, JSON_LIST } from './divided.ts'
import type { FileShape } from './file-shape.ts'
import { certainCode } from './fixed-words.ts'
import {
  isReadable,
  type Match,
  matchColumns,
  possibleCodes,
  type SampledColumn,
  sameQuestion,
} from './match-columns.ts'
import { matchTicks, type TickMatch } from './match-ticks.ts'
import { usualDate, usualId } from './usual-names.ts'

/** A table as far as it was looked at. */
export interface Sample {
  readonly columns: readonly SampledColumn[]
  /** What was found out about the file, or given. */
  readonly file: FileShape
  /** Remarks on that, one for each line. */
  readonly remarks: readonly string[]
}

export interface TemplateOptions {
  /** As named on the command line. */
  readonly questionnaireName: string
  readonly file: string
}

export interface Template {
  readonly text: string
  readonly counts: { readonly columns: number; readonly sure: number; readonly guesses: number; readonly open: number }
}

/** With more different texts than this, the column does not contain codes. */
const MOST_CODES = 25
/** A text longer than this, in characters, is not a code either. */
const LONGEST_CODE = 200

/** A column map for somebody's table: what is certain is filled in, what is likely waits for a person behind a `?`. */
export function columnsTemplate(
  questionnaire: Questionnaire,
  { columns, file, remarks }: Sample,
  names: TemplateOptions,
): Template {
  const ticks = matchTicks(questionnaire, columns)
  const isTick = (field: number) => ticks.matches.some(({ codes }) => codes.has(field))
  const all = columns.map(({ name }) => name)
  const called = columns.map(({ name, titles }) => [name, ...titles])
  const id = usualId(called, (field) => !isTick(field) && !questionnaire.questionById.has(all[field] ?? ''))
  const taken = new Set(ticks.matches.map(({ question }) => question))
  const matches = matchColumns(
    questionnaire,
    columns.map((column, field) => (field === id || isTick(field) ? NOTHING : column)),
    taken,
  )
  const isFree = (field: number) => field !== id && !isTick(field) && matches[field]?.same === undefined
  const date = usualDate(called, isFree)
  const dates = datesOf(columns, date, matches)
  const codes = { open: 0 }
  const lines = columns.flatMap((column, field): readonly string[] => {
    if (field === id || field === date) return []
    const tick = ticks.matches.find((one) => one.codes.has(field))
    if (tick !== undefined) return [tickLine(column, tick, field)]
    return columnLines(column, ruledOut(matches[field], ticks.others.get(field)), {
      stem: ticks.others.get(field),
      dates: dates.own.get(field),
      isTicked: taken.has(matches[field]?.same ?? (sameQuestion(questionnaire, [column.name]) as Question)),
      codes,
    })
  })
  const used = new Set([...taken, ...matches.flatMap(({ same, likely }) => same ?? likely ?? [])])
  const open = questionnaire.questions.filter((question) => !used.has(question))
  const text = [
    `# Columns of ${oneLine(names.file)} beside the questions of ${questionnaire.id} ${questionnaire.version}.`,
    '# A `?` before a question is a guess: take it away where it is right, or write ~ for a column that is not used.',
    '# ~ after a code of the file is open: write what it means. Then:',
    `#   prescreen score ${shellWord(names.questionnaireName)} ${shellWord(names.file)} --columns columns.yaml -o results.csv`,
    `format: ${MAP_FORMAT}`,
    ...shapeLines(file),
    ...commaLines(columns, matches, file),
    ...remarks.map((remark) => `# ${visible(remark)}`),
    id < 0 ? '# id: the column with the record id' : `id: ${quoted(all[id])}`,
    date < 0
      ? '# date: the column with the date of the answers'
      : `date: ${quoted(all[date])}  # the day on which the answers were given; take it out if it is another`,
    ...dates.lines,
    ...untickedLines(ticks.matches),
    '# missing: { "99": unsure, "77": declined }  # codes for a missing answer in every column, if there are any',
    'columns:',
    ...(lines.length === 0 ? ['  {}'] : lines),
    ...(open.length === 0 ? [] : ['# Questions that no column answers; they stay unanswered for everyone:']),
    ...open.map((question) => `#   ${question.id.padEnd(22)} ${oneLine(question.text)}`),
    '',
  ].join('\n')
  const sure = matches.filter(({ same }) => same !== undefined).length
  const ticked = ticks.matches.filter(({ isSure }) => isSure).reduce((sum, one) => sum + one.codes.size, 0)
  const guesses = matches.filter(({ likely }) => likely !== undefined).length
  const guessed = ticks.matches.filter(({ isSure }) => !isSure).reduce((sum, one) => sum + one.codes.size, 0)
  return {
    text,
    counts: { columns: columns.length, sure: sure + ticked, guesses: guesses + guessed, open: codes.open },
  }
}

const NOTHING: SampledColumn = { name: '', titles: [], values: [], hasBlanks: false }

/** One column of a group is never taken for a whole question with several answers. */
function ruledOut(match: Match | undefined, stem: string | undefined): Match {
  if (match === undefined) return { perhaps: [] }
  if (stem === undefined) return match
  const isSeveral = (question: Question | undefined) => question?.type === 'choices'
  const { same, likely, perhaps } = match
  return {
    ...(same === undefined || isSeveral(same) ? {} : { same }),
    ...(likely === undefined || isSeveral(likely) ? {} : { likely }),
    perhaps: [...perhaps, ...[same, likely].flatMap((one) => (one !== undefined && isSeveral(one) ? [one] : []))],
  }
}

function tickLine({ name }: SampledColumn, { question, isSure, codes: found }: TickMatch, field: number): string {
  const code = found.get(field)
  const mark = isSure ? '' : '?'
  if (code !== undefined) return `  ${quoted(name)}: ${mark}${question.id}___${code}${isSure ? '' : '  # guess'}`
  const codes = question.options.map((option) => option.code)
  const which = [...codes, ...(question.none === undefined ? [] : ['none'])].map((own) => `${question.id}___${own}`)
  return `  ${quoted(name)}: ~  # an answer of \`${question.id}\`; which? ${oneLine(which.join(', '))}`
}

interface Around {
  /** For a group of columns, one for each answer, whose question was not found. */
  readonly stem: string | undefined
  /** How the column writes days, if that differs from the rest of the file. */
  readonly dates: DateForm | undefined
  /** Its question has a column for each answer. */
  readonly isTicked: boolean
  /** Counts the codes that are left open. */
  readonly codes: { open: number }
}

function columnLines(
  { name, values }: SampledColumn,
  match: Match,
  { stem, dates, isTicked, codes }: Around,
): readonly string[] {
  const key = `  ${quoted(name)}:`
  const question = match.same ?? match.likely
  if (isTicked) return [`${key} ~  # not used: a column for each answer says the same`]
  if (question === undefined) {
    const group = stem === undefined ? '' : '; one of several columns for one question?'
    const hint = match.perhaps.length === 0 ? '' : `; perhaps ${match.perhaps.map(({ id }) => id).join(', ')}`
    return [`${key} ~  # not used${group}${hint}`]
  }
  const target = match.same === undefined ? `?${question.id}` : question.id
  const shown = name === question.id ? '' : `  # ${match.same === undefined ? 'guess: ' : ''}${oneLine(question.text)}`
  const own = dates === undefined ? [] : [`    dates: ${dates}`]
  const more = [...own, ...readingLines(question, values, codes)]
  return more.length === 0 ? [`${key} ${target}${shown}`] : [`${key}${shown}`, `    question: ${target}`, ...more]
}

/** The lines that say how the cells of a column are read, unless they are read unchanged. */
function readingLines(question: Question, values: readonly string[], codes: { open: number }): readonly string[] {
  if (question.options.length === 0 && question.type !== 'yes_no') return []
  const divider = question.type === 'choices' ? dividerOf(question, values) : undefined
  const parts = question.type === 'choices' ? partsOf(question, values, divider) : values
  const words = [...new Set(parts.map(plainText))].filter((word) => word !== '')
  const odd = words.filter((word) => !isReadable(question, word))
  const lines = divider === undefined ? [] : [`    divided_by: ${quoted(divider)}`]
  if (odd.length === 0 || words.length > MOST_CODES) return lines
  // Once codes are listed, a number that is not listed is unreadable, so all numbers are listed.
  const named = words.filter((word) => word.length <= LONGEST_CODE && (!isReadable(question, word) || /^\d/.test(word)))
  return named.length === 0
    ? lines
    : [...lines, '    codes:', ...named.sort(inNumbers).map((word) => codeLine(question, word, codes))]
}

/** Numbers in their order. Words stay in the order in which they were found. */
function inNumbers(one: string, other: string): number {
  const isNumber = /^\d+$/
  return isNumber.test(one) && isNumber.test(other) ? Number(one) - Number(other) : 0
}

function codeLine(question: Question, value: string, codes: { open: number }): string {
  const code = /^[\d.,-]+$/.test(value) && /\d/.test(value) ? undefined : certainCode(question, value)
  const key = `      ${quoted(plainText(value))}:`
  if (code !== undefined) return `${key} ${code}`
  codes.open += 1
  const perhaps = possibleCodes(question, value)
  const hint = perhaps.length === 0 ? '' : `perhaps ${perhaps.join(' or ')}; `
  const known = question.type === 'yes_no' ? 'yes, no' : question.options.map((option) => option.code).join(', ')
  return `${key} ~  # ${hint}one of ${known}, unsure, declined, unanswered`
}

const DIVIDERS: readonly string[] = [';', ',', '|', '/', '\n', ' ', JSON_LIST]

/** What separates most texts into readable answers; undefined where nothing has to be said. */
function dividerOf(question: Question, values: readonly string[]): string | undefined {
  const isKnown = (part: string) => part !== '' && isReadable(question, part)
  const readWith = (divider: string): number =>
    values.filter((value) => dividedInto(value, divider, isKnown).every(isKnown)).length
  const partsWith = (divider: string): number =>
    values.flatMap((value) => dividedInto(value, divider, isKnown).filter(isKnown)).length
  const ways = DIVIDERS.map((divider) => ({ divider, read: readWith(divider), parts: partsWith(divider) }))
  const [usual] = ways
  // Words between blanks only count as answers if they make up whole cells: "no itch" is not an itch.
  const fit = ways.filter(({ divider, read }) => divider !== ' ' || read > (usual?.read ?? 0))
  const [best] = fit.sort((a, b) => b.read - a.read || b.parts - a.parts)
  return best === undefined || best.divider === ';' || best.parts === 0 ? undefined : best.divider
}

function partsOf(question: Question, values: readonly string[], divider = ';'): readonly string[] {
  const isKnown = (part: string) => isReadable(question, part)
  return [...new Set(values.flatMap((value) => dividedInto(value, divider, isKnown)))]
}

interface FoundDates {
  /** Lines of the map. */
  readonly lines: readonly string[]
  /** By field: the form of a column that differs from that of the file. */
  readonly own: ReadonlyMap<number, DateForm>
}

/**
 * `dates`, where the days of a file are not year-month-day; left open where nothing distinguishes day from month.
 * Two-digit years are only certain in the column that says when the answers were given.
 */
function datesOf(columns: readonly SampledColumn[], date: number, matches: readonly Match[]): FoundDates {
  const found = columns.flatMap(({ name, values }, field) => {
    const { same, likely } = matches[field] ?? {}
    if (field !== date && (same ?? likely)?.type !== 'date') return []
    const form = dateFormOf(values.map(plainText).filter((value) => !STATES.test(value)))
    if (form === undefined || form === 'year-month-day') return []
    return [{ name, field, form: field !== date && form.endsWith('/yy') ? 'either' : form } as const]
  })
  const certain = found.filter((one): one is typeof one & { form: DateForm } => one.form !== 'either')
  const whole = certain.find(({ field }) => field === date) ?? certain[0]
  if (found.length === 0) return { lines: [], own: new Map() }
  if (whole === undefined)
    return { lines: [`dates: ~  # ${DATE_FORMS.slice(1).join(', ')}? Nothing in the file tells which`], own: new Map() }
  const unsure = found.filter(({ form }) => form === 'either').map(({ name }) => oneLine(name))
  const remark = unsure.length === 0 ? '' : `; is it so in ${unsure.join(', ')} too?`
  const others = certain.filter(({ form, field }) => form !== whole.form && field !== date)
  return {
    lines: [`dates: ${whole.form}  # found in ${oneLine(whole.name)}${remark}`],
    own: new Map(others.map(({ field, form }) => [field, form])),
  }
}

const STATES = /^(?:unsure|declined|unknown|n\/a|\?)$/i

function untickedLines(ticks: readonly TickMatch[]): readonly string[] {
  const blank = ticks.filter(({ hasOnlyBlanks }) => hasOnlyBlanks)
  if (blank.length === 0) return []
  return [
    'unticked:  # no column of these says "not ticked": an empty cell beside a tick does',
    ...blank.map(({ question }) => `  ${question.id}: blank`),
  ]
}

/** `decimal_comma`, where numbers have a comma. A remark where some have a comma and some a point. */
function commaLines(columns: readonly SampledColumn[], matches: readonly Match[], file: FileShape): readonly string[] {
  const numbers = columns.flatMap(({ values }, field) => {
    const type = (matches[field]?.same ?? matches[field]?.likely)?.type
    return type === 'integer' || type === 'decimal' ? values : []
  })
  const commas = numbers.filter((value) => /^-?\d*,\d+$/.test(value))
  const points = numbers.filter((value) => /^-?\d*\.\d+$/.test(value))
  if (commas.length === 0 || file.decimalComma === true) return []
  if (points.length === 0) return ['decimal_comma: true']
  return ['# decimal_comma: true  # some numbers have a comma and some a point: which of them is the decimal one?']
}

function shapeLines(file: FileShape): readonly string[] {
  const { encoding, delimiter, decimalComma, namesInLine, dataFromLine, sheet } = file
  return [
    ...(encoding === undefined ? [] : [`encoding: ${encoding}`]),
    ...(delimiter === undefined
      ? []
      : [`delimiter: ${delimiter === 9 ? 'tab' : quoted(String.fromCharCode(delimiter))}`]),
    ...(decimalComma === true ? ['decimal_comma: true'] : []),
    ...(namesInLine === undefined ? [] : [`names_in_line: ${namesInLine}`]),
    ...(dataFromLine === undefined ? [] : [`data_from_line: ${dataFromLine}`]),
    ...(sheet === undefined ? [] : [`sheet: ${quoted(sheet)}`]),
  ]
}

function oneLine(text: string): string {
  const line = visible(text).replaceAll(/\s+/g, ' ')
  return line.length > 70 ? `${line.slice(0, 69)}…` : line
}

/** A name that a shell on Linux, macOS or Windows takes for one word. */
function shellWord(name: string): string {
  const word = visible(name)
  if (/^[\w./\\:+,@%=-]+$/.test(word)) return word
  return /["$`]/.test(word) && !word.includes("'") ? `'${word}'` : `"${word}"`
}

function quoted(text = ''): string {
  return JSON.stringify(text)
}

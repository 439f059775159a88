import fc from 'fast-check'
import type { Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { headOf, questionnaire } from './load.ts'

/** A column of somebody's table: what stands above it, which question it is about, and what a map says of it. */
export interface RandomColumn {
  readonly name: string
  readonly question: Question
  /** The answer of several that it ticks. */
  readonly tick?: string
  readonly codes?: Readonly<Record<string, string>>
  readonly missing?: Readonly<Record<string, string>>
  readonly divided_by?: string
  readonly dates?: string
  readonly unit?: string
  readonly isGuess?: true
}

/** What a map says of all columns. */
export interface RandomMap {
  readonly missing: Readonly<Record<string, string>>
  readonly divided_by?: string
  readonly dates?: string
  readonly decimal_comma: boolean
  /** Ids of questions in ticks. */
  readonly untickedBlank: readonly string[]
  readonly allZeroIsNone: readonly string[]
}

export interface RandomTable {
  readonly form: Questionnaire
  readonly columns: readonly RandomColumn[]
  readonly map: RandomMap
  /** By row, then by column. */
  readonly rows: readonly (readonly string[])[]
}

const LABELS = [
  ...[
    'Never',
    'Some, not all',
    'On; and off',
    'Chest pain',
    'Itch',
    'Cough, dry',
    'Pain / ache',
    'Müde',
    'Very | much',
  ],
  ...['Not sure yet', '2', 'No', 'Yes', 'Chest'],
]
const CODES = ['a', 'b', 'never', 'some', 'on', 'chest', 'itch', 'none_now', 'no', 'yes', 'c1']
const UNITS: Readonly<Record<string, string>> = { cm: 'm', ml: 'litres', days: 'weeks', minutes: 'hours' }
const TYPES = ['yes_no', 'choice', 'choices', 'integer', 'decimal', 'date', 'text'] as const
const DAYS = ['year-month-day', 'day/month/year', 'month/day/year', 'day/month/yy', 'month/day/yy', 'excel']
const DIVIDERS = [';', ',', ', ', '|', ' / ', ' ', '\n', 'json']

const some = <T>(values: readonly T[], count: number) =>
  fc.shuffledSubarray([...values], { minLength: count, maxLength: count })

function optionsText(codes: readonly string[], labels: readonly string[]): string {
  return `{ ${codes.map((code, at) => `${JSON.stringify(code)}: ${JSON.stringify(labels[at])}`).join(', ')} }`
}

interface Drawn {
  readonly type: (typeof TYPES)[number]
  readonly codes: readonly string[]
  readonly labels: readonly string[]
  readonly max: number | undefined
  readonly unit: string | undefined
  readonly none: string
  readonly depends: number
}

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc.record({
    type: fc.constantFrom(...TYPES),
    codes: some(CODES, count + 1),
    labels: some(LABELS, count + 1),
    max: fc.constantFrom(50, 300, 100_000, undefined),
    unit: fc.option(fc.constantFrom(...Object.keys(UNITS)), { nil: undefined }),
    none: fc.constantFrom('None of these', 'Nothing; at all', 'No'),
    depends: fc.nat({ max: 11 }),
  }),
)

function conditionOn(at: number, { type, codes }: Drawn, which: number): string {
  const id = `q${at}`
  if (which % 3 === 0) return `${id} is answered`
  if (which % 3 === 1 || type === 'text') return `${id} is not answered`
  switch (type) {
    case 'yes_no':
      return `${id} = yes`
    case 'choice':
      return `${id} = ${codes[0]}`
    case 'choices':
      return `count(${id}) >= 1`
    case 'date':
      return `days_since(${id}) > 42`
    default:
      return `${id} > 20`
  }
}

function questionText(all: readonly Drawn[], at: number): string {
  const { type, codes, labels, max, unit, none, depends } = all[at] as Drawn
  const before = depends < at ? (all[depends] as Drawn) : undefined
  const parts = [`id: q${at}`, `text: "Question ${at}?"`, `type: ${type}`]
  if (type === 'choice' || type === 'choices') parts.push(`options: ${optionsText(codes, labels)}`)
  if (type === 'choices' || (type === 'text' && depends % 2 === 0)) parts.push(`none: ${JSON.stringify(none)}`)
  if (type === 'integer' || type === 'decimal') {
    if (max !== undefined) parts.push(`hard: { min: -5, max: ${max} }`)
    if (unit !== undefined) parts.push(`unit: ${unit}`)
  }
  if (type === 'date') parts.push('hard: { min: 1990-01-01 }')
  if (before !== undefined) parts.push(`ask_if: ${conditionOn(depends, before, depends)}`)
  return `      - { ${parts.join(', ')} }`
}

function ruleText(all: readonly Drawn[], at: number): string {
  const { type, codes, depends } = all[at] as Drawn
  const level = ['act-now, action: clinician-now', 'refer-before', 'refer-discuss'][depends % 3]
  // No rule reads a text.
  if (type === 'text') return ''
  const when = type === 'choices' ? `q${at} has ${codes[0]}` : conditionOn(at, all[at] as Drawn, 2)
  const group = depends % 4 === 0 ? 'group: g, ' : ''
  return `  - { id: R${at}, when: "${when}", ${group}level: ${level}, because: B., sources: [s] }`
}

/** Without a question that rules can read there would be no rule, which is no form. */
const questions = fc
  .array(drawn, { minLength: 2, maxLength: 6 })
  .filter((all) => all.some(({ type }) => type !== 'text'))

const anyForm: fc.Arbitrary<Questionnaire> = questions.map((all) =>
  questionnaire(`${headOf('random')}
sources: { s: { title: A source } }
sections:
  - id: one
    title: One
    questions:
${all.map((_, at) => questionText(all, at)).join('\n')}
rules:
${all.map((_, at) => ruleText(all, at)).join('\n')}
`),
)

const FILE_CODES = ['1', '2', '9', '99', '-9', 'NA', '.', 'A', 'B', 'Y', 'aspirin', '70']
const MISSING = ['unsure', 'declined', 'unanswered']
const dictionary = (codes: readonly string[], least: number) =>
  fc.dictionary(fc.constantFrom(...FILE_CODES), fc.constantFrom(...codes), {
    minKeys: least,
    maxKeys: 4,
    noNullPrototype: true,
  })

function codesOf({ type, options }: Question): readonly string[] {
  return [...options.map(({ code }) => code), ...(type === 'choices' ? ['none'] : []), ...MISSING]
}

/** Once in so many times. */
const oneIn = <T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const now = <T>(arbitrary: fc.Arbitrary<T>) => oneIn(3, arbitrary)

function wholeColumn(question: Question, at: number): fc.Arbitrary<readonly RandomColumn[]> {
  const { type, unit } = question
  const isNumber = type === 'integer' || type === 'decimal'
  const other = UNITS[unit?.word ?? '']
  return fc
    .record({
      codes: now(dictionary(codesOf(question), 1)),
      missing: now(dictionary(MISSING, 1)),
      divided_by: type === 'choices' ? now(fc.constantFrom(...DIVIDERS)) : fc.constant(undefined),
      dates: type === 'date' ? now(fc.constantFrom(...DAYS)) : fc.constant(undefined),
      unit: isNumber && other !== undefined ? now(fc.constant(other)) : fc.constant(undefined),
      isGuess: oneIn(20, fc.constant(true as const)),
    })
    .map((said) => [{ name: `c${at}`, question, ...present(said) }])
}

function tickColumns(question: Question, at: number): fc.Arbitrary<readonly RandomColumn[]> {
  const codes = ['none', ...question.options.map(({ code }) => code), 'unsure', 'declined']
  const tickCodes = fc.dictionary(
    fc.constantFrom('T', 'F', '2', '1'),
    fc.constantFrom('ticked', 'unticked', 'unanswered'),
    {
      minKeys: 1,
      noNullPrototype: true,
    },
  )
  return fc
    .tuple(
      fc.shuffledSubarray(codes, { minLength: 1 }),
      fc.array(now(tickCodes), { minLength: codes.length, maxLength: codes.length }),
    )
    .map(([ticks, said]) =>
      ticks.map((tick, one) => ({ name: `c${at}_${one}`, question, tick, ...present({ codes: said[one] }) })),
    )
}

function present<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

const WORDS = [
  ...[
    '',
    '',
    ' ',
    'yes',
    'No',
    'TRUE',
    '1',
    '0',
    '1.0',
    '2',
    '9',
    '99',
    '-9',
    'Y',
    'n',
    'NA',
    'n/a',
    '?',
    '.',
    'unsure',
    'T',
    'F',
  ],
  ...['declined', 'Prefer not to say', 'none', 'Nothing', 'A', 'B', 'x', 'checked', '0.0', 'no;', ';', ','],
  ...[
    '70',
    '070',
    '70.5',
    '70,5',
    '1.234',
    '1,234',
    '.34',
    ',5',
    '-.5',
    '-5',
    '301',
    '1e3',
    '1234567890',
    '0.0000001',
    '0.125',
  ],
  ...[
    '2026-10-01',
    '2026-10-01 13:05',
    '2026-10-01T23:30:00-08:00',
    '2026-02-30',
    '1989-01-01',
    '01/10/2026',
    '13/10/2026',
  ],
  ...[
    '1.10.26',
    '2026/10/01',
    '46188',
    '46188.5',
    '60',
    '3-4-2026 1:05 PM',
    'aspirin',
    'Unsure of it',
    'dock',
    'unsurely',
  ],
  ...[
    '\u00a0yes',
    'e\u0301',
    '\u{1f600}',
    'x,y',
    '"quoted"',
    'a\u200dside',
    'Ab\u200d',
    '["itch","chest"]',
    '[1, 2',
    'chest itch',
  ],
]

const TICKS = ['', '0', '1', '1', '2', 'x', 'T', 'F']
/** By kind of column, what is most likely to be read by another way than the usual one. */
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  text: ['declined', 'unsure', 'Ab\u200d', 'a\u200d b', 'dust', 'ur', 'Nothing', 'None of these', 'No'],
  integer: ['70', '7', '70.0', '70.5', '12345', '1234567890', '301', '0070', '-0', '2.'],
  decimal: ['70', '7.25', '0.0000001', '0.1234567', '1234567890', '300.5', '.', '70.'],
}

/** What may stand in a cell of a column: words of other programs, and the column's own codes and labels, one or several. */
function cellFor({ question, tick, codes, divided_by }: RandomColumn, map: RandomMap): fc.Arbitrary<string> {
  const divider = divided_by ?? map.divided_by ?? ';'
  // Elsewhere a line break with a delimiter after it is damage, which other tests are about.
  const mayBreak = question.type === 'choices' && tick === undefined && divider === '\n'
  const signs = DIVIDERS.filter((sign) => sign !== 'json' && (mayBreak || sign !== '\n'))
  const own = [
    ...question.options.flatMap(({ code, label }) => [code, label, label.toUpperCase(), label.normalize('NFD')]),
    ...[question.none ?? 'none', 'unsure', 'no such answer', ...Object.keys(codes ?? {}), ...WORDS.slice(0, 8)],
    ...(OF_TYPE[question.type] ?? []),
  ]
  const several = fc
    .tuple(
      fc.array(fc.constantFrom(...own), { minLength: 2, maxLength: 3 }),
      fc.oneof(fc.constantFrom(...signs), fc.constant(signs.includes(divider) ? divider : ';')),
    )
    .map(([parts, sign]) => parts.join(sign))
  return fc.oneof(
    { weight: tick === undefined ? 0 : 15, arbitrary: fc.constantFrom(...TICKS) },
    { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 6, arbitrary: fc.constantFrom(...own) },
    { weight: question.type === 'choices' ? 5 : 1, arbitrary: several },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  )
}

const anyMap = (form: Questionnaire): fc.Arbitrary<RandomMap> => {
  const several = form.questions.filter(({ type }) => type === 'choices').map(({ id }) => id)
  return fc
    .record({
      missing: fc.oneof(fc.constant({}), dictionary(MISSING, 0)),
      divided_by: now(fc.constantFrom(...DIVIDERS)),
      dates: now(fc.constantFrom(...DAYS)),
      decimal_comma: fc.boolean(),
      untickedBlank: fc.subarray(several),
      allZeroIsNone: fc.subarray(several),
    })
    .map((map) => present(map) as RandomMap)
}

/** A form, what a map says, and a table of it: every part of them random, and small. */
export const randomTable: fc.Arbitrary<RandomTable> = anyForm.chain((form) => {
  const columns = form.questions.map((question, at) =>
    question.type === 'choices' && at % 2 === 1 ? tickColumns(question, at) : wholeColumn(question, at),
  )
  return fc.tuple(fc.tuple(...columns), anyMap(form)).chain(([groups, map]) => {
    const all = groups.flat()
    return fc
      .array(fc.tuple(...all.map((column) => cellFor(column, map))), { minLength: 1, maxLength: 40 })
      .map((rows) => readable({ form, columns: all, map, rows }))
  })
})

/** A counterexample is told as its files. */
function readable(table: RandomTable): RandomTable {
  const told = () => `${table.form.source.text}\n${mapText(table)}\n${JSON.stringify(table.rows)}`
  return Object.assign({ ...table }, { [fc.toStringMethod]: told })
}

/** The map as a file. */
export function mapText({ columns, map }: RandomTable): string {
  const { untickedBlank, allZeroIsNone, ...keys } = map
  const lines = columns.map(({ name, question, tick, isGuess, ...said }) => {
    const target = `${isGuess === true ? '?' : ''}${question.id}${tick === undefined ? '' : `___${tick}`}`
    return `  ${name}: ${JSON.stringify({ question: target, ...said })}`
  })
  return [
    'format: prescreen-columns/1',
    'id: nr',
    ...Object.entries(keys).map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    `unticked: ${JSON.stringify(Object.fromEntries(untickedBlank.map((id) => [id, 'blank'])))}`,
    `all_zero_is_none: ${JSON.stringify(allZeroIsNone)}`,
    'columns:',
    ...lines,
    '',
  ].join('\n')
}

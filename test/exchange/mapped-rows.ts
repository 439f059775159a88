import type { Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { conversion } from '../../src/tables/unit-factors.ts'
import { seeded } from '../bench/people.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { type Cell, type HostileTable, hostileTable, pick, type Random, type Several, tickCodes } from './rows.ts'

/** Labels that hold what divides answers, numbers in units, days. */
export const CLINIC: Questionnaire = questionnaire(`${headOf('clinic')}sections:
  - id: all
    title: All
    questions:
      - { id: smokes, text: Smokes?, type: yes_no }
      - id: pains
        text: Where?
        type: choices
        none: "None, ever"
        options: { chest: "Chest pain, sudden", arm: Arm, both: "Arm, sudden, or both", pill: "Pill/drops; other", deep: "A|B - C" }
      - { id: weight, text: Weight?, type: decimal, unit: kg, hard: { min: 20, max: 300 } }
      - { id: height, text: Height?, type: integer, unit: cm, hard: { min: 50, max: 250 } }
      - { id: top, text: Top number?, type: integer, unit: mmHg, ask_if: smokes = yes }
      - { id: grade, text: Grade?, type: choice, options: { low: "1", mid: "2; 3", high: High } }
      - { id: seen, text: Seen?, type: date }
      - { id: note, text: Note?, type: text }
rules:
  - { id: A, when: pains has chest, level: refer-before, because: B }
  - { id: C, when: count(pains) >= 2, level: refer-discuss, because: B }
  - { id: D, when: weight >= 82.5 and height < 170, level: act-now, action: clinician-now, because: B }
  - { id: E, when: top >= 140 or grade = high, level: refer-before, because: B }
  - { id: F, when: days_since(seen) < 400, level: refer-discuss, because: B }
`)

interface Drawing {
  readonly random: Random
  readonly several: Several
  readonly decimalComma: boolean
  readonly missing: ReadonlyMap<string, string>
}

/** The column map of a table of somebody else, as text, and such a table. */
export function mappedTable(
  form: Questionnaire,
  count: number,
  options: { readonly seed: number; readonly several: Several },
): { readonly map: string; readonly table: HostileTable } {
  const random = seeded(options.seed + 7)
  const { several } = options
  const own = hostileTable(form, count, options)
  const missing = new Map(random() < 0.5 ? [] : [['-8', 'declined'] as const, ['NA', 'unsure'] as const])
  const drawing: Drawing = { random, several, decimalComma: random() < 0.4, missing }
  const dates = random() < 0.3 ? pick(random, FORMS) : undefined
  const names = ['record', 'day']
  const writers: ((cell: Cell) => Cell)[] = [(cell) => cell, inForm(dates, random)]
  const lines: string[] = []
  const ticks: Question[] = []
  for (const [index, question] of form.questions.entries()) {
    const place = `Q${index} "it's" ${pick(random, ['x', 'ö', ';', '--'])}`
    if (question.type === 'choices' && several === 'ticks') {
      ticks.push(question)
      const withoutOne = random() < 0.3 ? pick(random, question.subject.codes) : undefined
      for (const code of tickCodes(question.options)) {
        const name = `${place} ${code}`
        const words = random() < 0.5 ? undefined : { '2': 'ticked', '1': 'unticked', '-1': 'unanswered' }
        names.push(name)
        writers.push(ticked(words !== undefined, random))
        if (code !== withoutOne) lines.push(column(name, { question: `${question.id}___${code}`, codes: words }))
      }
      continue
    }
    const { said, write } = drawn(question, drawing, dates)
    names.push(place)
    writers.push(write)
    // A question without a column is unanswered for everybody.
    if (random() < 0.95) lines.push(column(place, { question: question.id, ...said }))
  }
  const rows = own.rows.map((row) => row.map((cell, index) => (writers[index] as (cell: Cell) => Cell)(cell)))
  const some = ticks.filter(() => random() < 0.4).map(({ id }) => id)
  const map = [
    'format: prescreen-columns/1',
    ...(missing.size === 0 ? [] : [`missing: ${JSON.stringify(Object.fromEntries(missing))}`]),
    ...(drawing.decimalComma ? ['decimal_comma: yes'] : []),
    ...(dates === undefined ? [] : [`dates: ${dates}`]),
    ...(some.length === 0 ? [] : [`all_zero_is_none: [${some.join(', ')}]`]),
    ...(ticks.length > 0 && random() < 0.4 ? ['unticked: blank'] : []),
    'columns:',
    ...lines,
  ].join('\n')
  return { map: `${map}\n`, table: { names, rows, several } }
}

/** JSON is YAML too. */
function column(name: string, said: object): string {
  return `  ${JSON.stringify(name)}: ${JSON.stringify(said)}`
}

interface Drawn {
  readonly said: object
  readonly write: (cell: Cell) => Cell
}

const FORMS = ['year-month-day', 'day/month/year', 'month/day/year', 'day/month/yy', 'month/day/yy', 'excel'] as const
type Form = (typeof FORMS)[number]

function drawn(question: Question, drawing: Drawing, dates: Form | undefined): Drawn {
  const { random, decimalComma } = drawing
  const own = random() < 0.3 ? { '-9': 'unsure', '99': 'declined', '-77': 'unanswered' } : undefined
  const gap = withGaps([...Object.keys(own ?? {}), ...drawing.missing.keys()], random)
  const missing = own === undefined ? {} : { missing: own }
  switch (question.type) {
    case 'yes_no':
    case 'choice':
    case 'choices':
      return ofWords(question, drawing, { missing, gap })
    case 'integer':
    case 'decimal': {
      const from = ['lb', 'inches', 'm', 'kPa', question.unit?.word ?? ''].filter(
        (unit) => question.unit !== undefined && conversion(unit, question.unit.word) !== undefined,
      )
      const unit = from.length === 0 || random() < 0.4 ? {} : { unit: pick(random, from) }
      const comma = (cell: Cell) => (typeof cell === 'string' && random() < 0.9 ? cell.replace('.', ',') : cell)
      return { said: { ...missing, ...unit }, write: (cell) => gap(decimalComma ? comma(cell) : cell) }
    }
    case 'date': {
      const form = random() < 0.6 ? pick(random, FORMS) : undefined
      const write = inForm(form ?? dates, random)
      return { said: { ...missing, ...(form === undefined ? {} : { dates: form }) }, write: (cell) => gap(write(cell)) }
    }
    case 'text':
      return { said: missing, write: gap }
  }
}

const DIVIDERS = [',', ', ', '|', '/', ';', ' - ', '\n', ' ', '\t', '; ']

/** Codes of the file, some of which hold the divider. */
function ofWords(
  question: Question,
  { random, several }: Drawing,
  { missing, gap }: { readonly missing: object; readonly gap: (cell: Cell) => Cell },
): Drawn {
  const isDivided = question.type === 'choices' && several === 'text' && random() < 0.75
  const divider = isDivided ? pick(random, DIVIDERS) : undefined
  const between = divider ?? ';'
  const codes = [...question.subject.codes, ...(question.type === 'choices' ? ['none'] : [])]
  const keys = new Map<string, string>()
  for (const [index, code] of codes.entries()) {
    if (random() < 0.15) continue
    const shapes = [
      `${index + 1}`,
      `0${index + 1}`,
      `Word ${index}`,
      `x${between}y${index}`,
      `x${between}y${index}${between}z`,
    ]
    keys.set(pick(random, shapes), code)
    if (random() < 0.2) keys.set(`other ${index}`, code)
  }
  const isCoded = random() < 0.7
  const word = (ours: string): string => {
    const known = [...keys].filter(([, code]) => code === ours).map(([key]) => key)
    if (!isCoded || known.length === 0 || random() < 0.15) return random() < 0.1 ? pick(random, LABELS(question)) : ours
    const key = pick(random, known)
    return /^\d+$/.test(key) && random() < 0.2 ? `${key}.0` : random() < 0.05 ? key.toUpperCase() : key
  }
  const write = (cell: Cell): Cell => {
    if (Array.isArray(cell)) return cell.map(word)
    if (typeof cell !== 'string') return several === 'array' && question.type === 'choices' ? cell : gap(cell)
    if (question.type !== 'choices') return gap(word(cell))
    return gap(cell.split(/ ?; ?/).map(word).join(between))
  }
  return {
    said: {
      ...missing,
      ...(isCoded ? { codes: Object.fromEntries(keys) } : {}),
      ...(divider === undefined ? {} : { divided_by: divider }),
    },
    write,
  }
}

function LABELS({ options }: Question): readonly string[] {
  return options.flatMap(({ label }) => [label, label.toUpperCase(), label.replaceAll(' ', '  ')])
}

function withGaps(keys: readonly string[], random: Random): (cell: Cell) => Cell {
  return (cell) => (keys.length > 0 && !Array.isArray(cell) && random() < 0.06 ? pick(random, keys) : cell)
}

function ticked(isCoded: boolean, random: Random): (cell: Cell) => Cell {
  return (cell) => {
    if (!isCoded || random() < 0.1) return cell
    if (cell === '1') return random() < 0.1 ? '2.0' : '2'
    return cell === '0' ? '1' : random() < 0.05 ? '-1' : cell
  }
}

/** A day as a file writes it; what is no day stays. */
function inForm(form: Form | undefined, random: Random): (cell: Cell) => Cell {
  return (cell) => {
    const [, year = '', month = '', day = ''] =
      typeof cell === 'string' ? (/^(\d{4})-(\d\d)-(\d\d)$/.exec(cell) ?? []) : []
    if (form === undefined || year === '' || random() < 0.15) return cell
    const sign = pick(random, ['/', '-', '.'])
    const short = (number: string) => (random() < 0.5 ? number : number.replace(/^0/, ''))
    const time = random() < 0.1 ? pick(random, [' 10:30', ', 1:05 pm', 'T08.15.00Z', ' 9:00:00,5']) : ''
    if (form === 'excel')
      return `${Math.round(Date.parse(`${cell}T00:00:00Z`) / 86_400_000) + 25_569}${pick(random, ['', '.5', '.0'])}`
    if (form === 'year-month-day') return `${year}${sign}${short(month)}${sign}${short(day)}${time}`
    const last = form.endsWith('yy') && random() < 0.8 ? year.slice(2) : year
    const first = form.startsWith('day') ? [short(day), short(month)] : [short(month), short(day)]
    return `${[...first, last].join(sign)}${time}`
  }
}

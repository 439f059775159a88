import { decimalText, isoOf, ONE } from '../../src/expression/index.ts'
import type { Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { seeded } from '../bench/people.ts'

/** How several answers stand in a table. */
export type Several = 'text' | 'array' | 'ticks'

export type Cell = string | null | readonly string[]

/** A table with all kinds of answers and of what is no answer; `record` is its id and `day` the date of the answers. */
export interface HostileTable {
  readonly names: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  readonly several: Several
  /** The name of the table; `answers` if nothing is said. */
  readonly called?: string
}

export type Random = () => number

/** Rows that are the same in every run. */
export function hostileTable(
  form: Questionnaire,
  count: number,
  options: { seed: number; several: Several },
): HostileTable {
  const random = seeded(options.seed)
  const numbers = thresholds(form)
  const names = ['record', 'day', ...form.questions.flatMap((question) => columnsOf(question, options.several))]
  const rows = Array.from({ length: count }, (_, row) => {
    // Some people answer nearly everything plainly: else no row would ever be finished.
    const odd = [0.003, 0.05, 0.4][Math.floor(random() * 3)] as number
    const cells = form.questions.flatMap((question) => cellsOf(question, { odd, numbers, random, ...options }))
    return [`p${row + 1}`, dayCell(random), ...cells]
  })
  return { names, rows, several: options.several }
}

function columnsOf({ id, type, options }: Question, several: Several): readonly string[] {
  if (type !== 'choices' || several !== 'ticks') return [id]
  return tickCodes(options).map((code) => `${id}___${code}`)
}

export function pick<T>(random: Random, all: readonly T[]): T {
  return all[Math.floor(random() * all.length)] as T
}

export const DAYS: readonly string[] = [
  '2026-03-31',
  '2026-02-28',
  '2024-02-29',
  '2025-03-01',
  '2023-12-31',
  '2000-02-29',
  '2099-01-01',
]
const NO_DAYS = [
  '2026-02-29',
  '2100-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '26-01-01',
  '2026-1-5',
  '0999-01-01',
  '2026-01-32',
]

function dayCell(random: Random): string {
  const luck = random()
  if (luck < 0.8) return pick(random, DAYS)
  if (luck < 0.9) return `${pick(random, DAYS)}${pick(random, ['T10:30:00Z', ' 08:15', ' ', 'T00:00:00.000+02:00'])}`
  return pick(random, ['', ...NO_DAYS, 'yesterday', '2026-02-28\u200b'])
}

interface Making {
  readonly odd: number
  readonly numbers: readonly number[]
  readonly random: Random
  readonly several: Several
}

export const WORDS: readonly string[] = [
  'unsure',
  'declined',
  'Not sure',
  'NOT KNOWN',
  'n/a',
  '?',
  'Unknown',
  'Prefer not to say',
  'DECLINED',
  'un\u212anown',
  'Not\u00a0sure',
  'not \u200b\u00adsure',
  '\u2066un\u0007sure\u2069',
  'N/A',
]
export const JUNK: readonly string[] = [
  'xyz',
  '!',
  '0',
  '1',
  '2',
  'yes',
  'NO',
  'true',
  'none',
  'None',
  '-',
  'null',
  'unsure;declined',
  '𝒳',
  "'; DROP TABLE answers; --",
  '\\',
  '"',
  'İ',
]
const AROUND = ['', '', '', ' ', '\t', '\u00a0', '\u2003', '\ufeff', '\u3000 ', '\u200d', '\u00ad']

function cellsOf(question: Question, making: Making): readonly Cell[] {
  const { random, odd, several } = making
  if (question.type === 'choices') return severalCells(question, making)
  void several
  if (random() > odd) return [plainCell(question, making)]
  const luck = random()
  if (luck < 0.3) return [pick(random, ['', '', ' ', null])]
  if (luck < 0.55) return [pick(random, WORDS)]
  if (luck < 0.8) return [oddCell(question, making)]
  if (luck < 0.9) {
    // Whether a joiner in a text joins something is not asked in SQL.
    const around = question.type === 'text' ? AROUND.filter((sign) => sign !== '\u200d') : AROUND
    return [`${pick(random, around)}${plainCell(question, making)}${pick(random, around)}`]
  }
  return [pick(random, JUNK)]
}

/** Mostly the usual answer, so that some rows raise little. */
function plainCell(question: Question, { random, numbers }: Making): string {
  const { usual } = question
  if (usual?.kind === 'given' && !Array.isArray(usual.value) && random() < 0.96) return String(usual.value)
  switch (question.type) {
    case 'yes_no':
    case 'choice':
      return pick(random, question.subject.codes)
    case 'integer':
    case 'decimal': {
      const { min = 0, max = 200 * ONE } = question.hard ?? {}
      const near = pick(random, numbers)
      const number = random() < 0.7 ? near + pick(random, [-1, 0, 0, 1]) * ONE : min + random() * (max - min)
      const inside = Math.min(Math.max(number, min), max)
      const step = question.type === 'integer' ? ONE : pick(random, [ONE, ONE / 10, 1])
      return decimalText(Math.round(inside / step) * step)
    }
    case 'date':
      return random() < 0.5 ? pick(random, DAYS) : isoOf(19_000 + Math.floor(random() * 1500))
    default:
      return pick(random, ['words', 'Sertraline; every morning', 'declined', ' unsure '])
  }
}

function oddCell(question: Question, { random, numbers }: Making): string {
  const { options, hard } = question
  switch (question.type) {
    case 'yes_no':
    case 'choice': {
      const { code, label } = pick(random, options)
      return pick(random, [
        label,
        label.toUpperCase(),
        label.normalize('NFD'),
        label.replaceAll(' ', '\u00a0  '),
        code.toUpperCase(),
        ` ${label} `,
        `${code}x`,
      ])
    }
    case 'integer':
    case 'decimal': {
      const beyond = hard?.max === undefined ? '99999' : decimalText(hard.max + ONE)
      const below = hard?.min === undefined ? '-5' : decimalText(hard.min - ONE)
      const near = decimalText(pick(random, numbers))
      const odd = [
        '12.5',
        '1e3',
        '12,5',
        '007',
        '-0',
        '999999999.999999',
        '1234567890',
        '1.1234567',
        '+5',
        '0x1f',
        '5.',
        '.5',
        '5\u0085',
        '.34',
        '-.5',
        '1\u200b2',
        '-.',
      ]
      return pick(random, [beyond, below, near, '400', ...odd])
    }
    case 'date':
      return pick(random, [
        ...NO_DAYS,
        '9999-12-31',
        '1000-01-01',
        '2026-02-28T00:00',
        '2026-02-27 08:15:30.5+02:00',
        '2026-02-28T1:00',
        '2026-02-28 24:61Z',
      ])
    default:
      return pick(random, ['Declined', 'unsure'])
  }
}

function severalCells(question: Question, making: Making): readonly Cell[] {
  const { random, odd, several } = making
  const words: string[] = []
  const isOdd = random() < odd
  for (const { code, label } of question.options) {
    if (random() < (isOdd ? 0.3 : 0.01))
      words.push(isOdd && random() < 0.2 ? pick(random, [label, label.toLowerCase()]) : code)
  }
  if (words.length === 0 && random() < 0.9) words.push('none')
  if (isOdd) {
    if (random() < 0.2) words.push('none')
    if (random() < 0.2) words.push(pick(random, JUNK))
    if (random() < 0.2) words.push(pick(random, WORDS))
    if (random() < 0.05) words.push(...question.subject.codes)
    if (random() < 0.3) words.push(pick(random, ['', ' ', words[0] ?? '']))
    if (random() < 0.2) words.length = 0
  }
  if (several === 'text')
    return [
      words.map((word) => `${isOdd ? pick(random, AROUND) : ''}${word}`).join(pick(random, [';', '; ', ' ;'])) ||
        pick(random, ['', null]),
    ]
  if (several === 'array') return [words.length === 0 && random() < 0.5 ? null : words]
  return tickCodes(question.options).map((code) => {
    if (isOdd && random() < 0.05) return pick(random, ['maybe', '2', '', null, 'TRUE', 'Checked', ' x ', '1.0', 'No'])
    return words.includes(code)
      ? pick(random, ['1', '1', 'yes'])
      : pick(random, words.length === 0 ? ['', null, '0'] : ['0', '0', 'false'])
  })
}

/** The numbers that the conditions of a form compare with, in millionths. */
function thresholds(form: Questionnaire): readonly number[] {
  const texts = [
    ...form.rules.map(({ when }) => when.text),
    ...form.questions.map(({ askIf, check }) => `${askIf?.text} ${check?.that.text}`),
  ]
  const found = texts
    .flatMap((text) => text.match(/(?<![\w-])\d{1,6}(\.\d+)?/g) ?? [])
    .map((text) => Math.round(Number(text) * ONE))
  return found.length === 0 ? [0, ONE, 50 * ONE] : found
}

export function tickCodes(options: Question['options']): readonly string[] {
  return ['none', ...options.map(({ code }) => code), 'unsure', 'declined']
}

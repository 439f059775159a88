import { closeSync, openSync, writeSync } from 'node:fs'
import { blankSheet, FALSE, ONE, type Sheet, State } from '../../src/expression/index.ts'
import type { Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { FINISHED, ODDS, seeded } from './people.ts'

export interface RecordsWanted {
  readonly path: string
  readonly count: number
  readonly seed: number
  /** Share of the records that are malformed: a quote that never closes, or a field too few. */
  readonly damaged?: number
  /** As exports are in life, see `MESSY`. */
  readonly messy?: boolean
}

/**
 * What real exports hold besides what an interview would let through, as shares. The tables of NHANES 2017-2018 are those
 * of `../shared/corpora/nhanes`, 8,887 rows with 116,131 answers; what no collected file tells is set here.
 */
export const MESSY = {
  /** Of rows: left before the end. DPQ_J: 7.3 % of the people said nothing at all. */
  leftEarly: 0.073,
  /** Of answers. All seven tables: "don't know" 0.60 %, "refused" 0.27 %. */
  unsure: 0.006,
  declined: 0.0027,
  /** Of numbers. BPX_J: 15 of 4,149 lower readings are 0. */
  outOfRange: 0.0036,
  /** Of follow-ups that were not due. Set so that 62 % of the rows of the intake hold such an answer, as in the exports that were first measured. */
  leftBehind: 0.155,
  /** Of lists in which something was chosen: one more word beside it, "not sure" or one that nothing can read. Set. */
  partlyKnown: 0.2,
  /** Of cells with a code: a missing code that no map tells, or a word of another version of the form. Set. */
  unreadable: 0.001,
  /** Of pairs of numbers where one must be the higher: the two changed places. Set. */
  swapped: 0.003,
} as const

const MISSING_CODES = ['99', '-9', 'N/A', 'see notes']

/** A cell, and what conditions see of it. */
interface Cell {
  readonly text: string
  readonly state: number
  readonly number: number
  readonly bits: number
}

const EMPTY: Cell = { text: '', state: State.unanswered, number: 0, bits: 0 }
const NOT_DUE: Cell = { ...EMPTY, state: State.notAsked }
const UNSURE: Cell = { ...EMPTY, text: 'unsure', state: State.unsure }
const DECLINED: Cell = { ...EMPTY, text: 'declined', state: State.declined }

const WORDS = [
  'Vitamin D in winter',
  'Sertraline every morning',
  '"Nasal spray, now and then"',
  '"""Herbal"" sleep tea"',
]
const CHUNK = 1 << 20

/**
 * Writes seeded records of a questionnaire as an export holds them: an id and a column for each question, codes in the
 * cells. Mostly benign, sparsely positive, some not known, some left empty, as `people.ts` has them; nothing where a
 * question was not due. Numbers vary from person to person.
 */
export function writeRecords(
  questionnaire: Questionnaire,
  { path, count, seed, damaged = 0, messy = false }: RecordsWanted,
): void {
  const random = seeded(seed)
  const { questions, bitWords } = questionnaire
  const columns = questions.map((question) => {
    const cell = cellsOf(question, random)
    return { question, cell: messy ? messyCells(question, cell, random) : cell }
  })
  const sheet = blankSheet(questions.length, bitWords)
  const file = openSync(path, 'w')
  let text = `id,${questions.map(({ id }) => id).join(',')}\n`
  for (let record = 1; record <= count; record += 1) {
    const finished = random() < FINISHED
    const end = messy && random() < MESSY.leftEarly ? Math.floor(random() * questions.length) : questions.length
    const cells = columns.map(({ question, cell }, place) => {
      const isDue = question.askIf === undefined || question.askIf.test(sheet) !== FALSE
      const isLeftBehind = !isDue && messy && random() < MESSY.leftBehind
      const chosen = place < end && (isDue || isLeftBehind) ? cell(finished) : EMPTY
      fill(sheet, question, isDue || isLeftBehind ? chosen : NOT_DUE)
      return chosen.text
    })
    if (messy) swap(cells, questions, random)
    const line = `P${String(record).padStart(7, '0')},${cells.join(',')}`
    text += random() < damaged ? `${spoilt(line, random)}\n` : `${line}\n`
    if (text.length < CHUNK && record < count) continue
    writeSync(file, text, null, 'latin1')
    text = ''
  }
  closeSync(file)
}

function fill({ states, numbers, bits }: Sheet, { subject }: Question, cell: Cell): void {
  states[subject.index] = cell.state
  numbers[subject.index] = cell.number
  if (subject.type === 'choices') bits[subject.word] = cell.bits
}

/** The same with what an interview would have asked again. */
function messyCells(question: Question, cell: (finished: boolean) => Cell, random: () => number) {
  const isNumber = question.type === 'integer' || question.type === 'decimal'
  return (finished: boolean): Cell => {
    const luck = random()
    if (luck < MESSY.unsure) return UNSURE
    if (luck < MESSY.unsure + MESSY.declined) return DECLINED
    const usual = cell(finished)
    if (isNumber && question.hard !== undefined && random() < MESSY.outOfRange)
      return { ...EMPTY, text: random() < 0.5 ? '0' : '999', state: State.rejected }
    if (isNumber || question.type === 'text' || question.type === 'date') return usual
    if (random() < MESSY.unreadable)
      return { ...EMPTY, text: MISSING_CODES[Math.floor(random() * MISSING_CODES.length)] ?? '', state: State.rejected }
    if (question.type !== 'choices' || usual.number === 0 || random() > MESSY.partlyKnown) return usual
    const isUnsure = random() < 0.7
    const state = isUnsure ? State.unsure : State.rejected
    return { ...usual, text: `${usual.text};${isUnsure ? 'unsure' : 'see notes'}`, state }
  }
}

/** Two numbers one after the other of which a check says that the first is the higher. */
function swap(cells: string[], questions: readonly Question[], random: () => number): void {
  for (const [place, { check }] of questions.entries()) {
    const other = check?.that.reads.find(({ index }) => index === place - 1)
    if (other === undefined || random() > MESSY.swapped) continue
    const [one = '', two = ''] = cells.slice(place - 1, place + 1)
    cells.splice(place - 1, 2, two, one)
  }
}

/** Draws the cells of one column. */
function cellsOf(question: Question, random: () => number): (finished: boolean) => Cell {
  const draw = given(question, random)
  const { positive, unsure, declined, missing } = ODDS
  return (finished) => {
    const luck = random()
    if (luck < positive) return draw(true)
    if (finished || luck > positive + unsure + declined + missing) return draw(false)
    if (luck < positive + unsure) return UNSURE
    return luck < positive + unsure + declined ? DECLINED : EMPTY
  }
}

function given(question: Question, random: () => number): (positive: boolean) => Cell {
  const { options, usual, hard } = question
  const value = usual?.kind === 'given' ? usual.value : undefined
  const below = (count: number) => Math.floor(random() * count)
  switch (question.type) {
    case 'yes_no':
    case 'choice': {
      const cells = options.map(({ code }, number): Cell => ({ text: code, state: State.given, number, bits: 0 }))
      const benign = cells.find((cell) => cell.text === value) ?? (cells[0] as Cell)
      return (positive) => (positive ? (cells[below(cells.length)] as Cell) : benign)
    }
    case 'choices': {
      const none: Cell = { text: 'none', state: State.given, number: 0, bits: 0 }
      return (positive) => {
        if (!positive) return none
        const chosen = [...new Set([below(options.length), below(options.length * 2)])].filter((one) => options[one])
        const text = chosen.map((one) => options[one]?.code).join(';')
        return {
          text,
          state: State.given,
          number: chosen.length * ONE,
          bits: chosen.reduce((bits, one) => bits | (1 << one), 0),
        }
      }
    }
    case 'integer':
    case 'decimal': {
      const [low, high] = [(hard?.min ?? 0) / ONE, (hard?.max ?? 100 * ONE) / ONE]
      const middle = typeof value === 'number' ? value : (low + high) / 2
      return (positive) => {
        const drawn = middle * (positive ? 1 + random() * 0.6 : 0.85 + random() * 0.3)
        const number = Math.round(Math.min(high, Math.max(low, drawn)))
        return { text: String(number), state: State.given, number: number * ONE, bits: 0 }
      }
    }
    case 'date':
      return () => ({ text: '2025-11-30', state: State.given, number: 20422, bits: 0 })
    case 'text':
      return () => ({ text: WORDS[below(WORDS.length)] as string, state: State.given, number: 0, bits: 0 })
  }
}

function spoilt(line: string, random: () => number): string {
  const cells = line.split(',')
  const at = 1 + Math.floor(random() * (cells.length - 1))
  if (random() < 0.5) cells.splice(at, 1)
  else cells[at] = `"${cells[at]}`
  return cells.join(',')
}

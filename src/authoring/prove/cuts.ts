import {
  type Algebra,
  blankSheet,
  type Condition,
  closures,
  fold,
  ONE,
  type Operand,
  type QuestionSubject,
  type Reading,
  type Sheet,
  State,
  type Test,
  UNKNOWN,
} from '../../expression/index.ts'
import type { Question } from '../../questionnaire/index.ts'
import { keys } from './amounts.ts'

/** All values that a number or date question can have: `min`, `min + step`, … , in millionths or days. */
export interface Domain {
  readonly min: number
  readonly step: number
  readonly count: number
}

export type Comparison = Condition & { readonly kind: 'compare' }

/** Above so many values a question is cut only where a single comparison points round; above so many cuts, not at all. */
const MAX_VALUES = 1024
/** Halvings in search of where one comparison points round. */
const MAX_PROBES = 20_000

const LARGEST_WHOLE = 999_999_999 * ONE
const LARGEST_DECIMAL = LARGEST_WHOLE + ONE - 1
/** Days from 1970-01-01 to 1000-01-01 and 9999-12-31, the first and the last that can be written. */
const FIRST_DAY = -354_285
const LAST_DAY = 2_932_896

/** What the format and `hard` allow; undefined for questions without numbers. */
export function domainOf({ type, hard }: Question): Domain | undefined {
  if (type !== 'integer' && type !== 'decimal' && type !== 'date') return undefined
  const step = type === 'integer' ? ONE : 1
  const largest = type === 'integer' ? LARGEST_WHOLE : LARGEST_DECIMAL
  const [first, last] = type === 'date' ? [FIRST_DAY, LAST_DAY] : [-largest, largest]
  const min = Math.ceil(Math.max(hard?.min ?? first, first) / step) * step
  const max = Math.floor(Math.min(hard?.max ?? last, last) / step) * step
  return { min, step, count: Math.max(0, (max - min) / step + 1) }
}

/** Where ranges begin, as places in the domain, each from 0 on; a comparison that could not be cut is `uncut`, by its key. */
export interface Cuts {
  readonly starts: ReadonlyMap<number, readonly number[]>
  readonly uncut: ReadonlyMap<string, Comparison>
}

/**
 * Cuts each number range where a comparison points round, so that within a range all values mean the same. Comparisons
 * of two questions need every value by itself. `domains` by question index; `today` in days.
 */
export function cutsFor(
  conditions: readonly Condition[],
  domains: ReadonlyMap<number, Domain>,
  size: { readonly questions: number; readonly words: number },
  today: number,
): Cuts {
  const starts = new Map([...domains.keys()].map((index) => [index, new Set([0])]))
  const uncut = new Map<string, Comparison>()
  const probe = probeOn(size, today)
  for (const comparison of conditions.flatMap(comparisonsIn)) {
    const measured = [...measuredIn(comparison)]
    const [only] = measured
    if (only === undefined) continue
    const alone = measured.length === 1 && !readsOthers(comparison)
    const found = measured.map((index) => {
      const domain = domains.get(index)
      if (domain === undefined) return undefined
      return alone ? changePoints(comparison, index, domain, probe) : everyValueOf(domain)
    })
    for (const [at, index] of measured.entries()) {
      const own = starts.get(index)
      const points = found.includes(undefined) ? undefined : found[at]
      if (own === undefined || points === undefined || own.size + points.length > 2 * MAX_VALUES)
        uncut.set(fold(comparison, keys), comparison)
      else for (const start of points) own.add(start)
    }
  }
  return { starts: new Map([...starts].map(([index, own]) => [index, [...own].sort((a, b) => a - b)])), uncut }
}

export function comparisonsIn(condition: Condition): readonly Comparison[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap(comparisonsIn)
    case 'not':
      return comparisonsIn(condition.operand)
    case 'compare':
      return [condition]
    case 'one-of':
    case 'has-any':
    case 'answered':
      return []
  }
}

/** Indexes of the number and date questions of a comparison. */
function measuredIn({ left, right }: Comparison): ReadonlySet<number> {
  const operands = [...operandsIn(left), ...operandsIn(right)]
  return new Set(operands.flatMap((one) => (one.kind === 'answer' || one.kind === 'since' ? [one.question.index] : [])))
}

function readsOthers({ left, right }: Comparison): boolean {
  return [...operandsIn(left), ...operandsIn(right)].some(({ kind }) => kind === 'score' || kind === 'count')
}

function* operandsIn(operand: Operand): Generator<Operand> {
  yield operand
  if (operand.kind === 'negate') yield* operandsIn(operand.operand)
  if (operand.kind === 'arithmetic') {
    yield* operandsIn(operand.left)
    yield* operandsIn(operand.right)
  }
}

function everyValueOf({ count }: Domain): readonly number[] | undefined {
  return count > MAX_VALUES ? undefined : Array.from({ length: count }, (_, at) => at)
}

/** Two sheets, one with the least and one with the most that an answer can be: conditions then speak of a range. */
interface Probe {
  readonly least: Sheet
  readonly most: Sheet
  readonly ranges: Algebra<Test, Reading>
}

function probeOn({ questions, words }: { readonly questions: number; readonly words: number }, today: number): Probe {
  const [least, most] = [blankSheet(questions, words), blankSheet(questions, words)]
  for (const sheet of [least, most]) {
    sheet.states.fill(State.given)
    sheet.today = today
  }
  const range = (first: Reading, second: Reading): Reading => ({
    low: () => first.low(least),
    high: () => second.high(most),
  })
  const ranges: Algebra<Test, Reading> = {
    ...closures,
    answer: (question) => range(closures.answer(question), closures.answer(question)),
    // The later the day, the less time has passed since.
    since: (unit, question) => sinceRange(closures.since(unit, question)),
  }
  const sinceRange = (reading: Reading): Reading => ({ low: () => reading.low(most), high: () => reading.high(least) })
  return { least, most, ranges }
}

/** Places where the truth of a comparison of one question changes; undefined when they are too many. */
function changePoints(
  comparison: Comparison,
  index: QuestionSubject['index'],
  { min, step, count }: Domain,
  { least, most, ranges }: Probe,
): readonly number[] | undefined {
  const test = fold(comparison, ranges)
  const points: number[] = []
  let before: number | undefined
  let probes = 0
  const visit = (first: number, last: number): void => {
    if (probes > MAX_PROBES || points.length > MAX_VALUES) return
    probes += 1
    least.numbers[index] = min + first * step
    most.numbers[index] = min + last * step
    const truth = test(least)
    if (truth === UNKNOWN && first < last) {
      const middle = first + Math.floor((last - first) / 2)
      visit(first, middle)
      visit(middle + 1, last)
      return
    }
    if (truth !== before) points.push(first)
    before = truth
  }
  if (count > 0) visit(0, count - 1)
  return probes > MAX_PROBES || points.length > MAX_VALUES ? undefined : points
}

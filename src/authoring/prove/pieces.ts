import { type Compiled, fold, measured, UNKNOWN } from '../../expression/index.ts'
import { kindOf, type Question } from '../../questionnaire/index.ts'
import { keys } from './amounts.ts'
import {
  type Comparison,
  comparisonsIn,
  countedIn,
  isOfOneDay,
  type Linear,
  linearOf,
  measuredIn,
  sinceIn,
  type WrittenComparison,
} from './comparison.ts'
import { type Difference, differenceOf, enoughPlaces } from './differences.ts'
import { type Domain, domainOf, MOST_DAYS } from './domain.ts'
import { gridOver } from './grid.ts'
import { leadersOf } from './leaders.ts'
import { withNumbers } from './literals.ts'
import { type Probe, probeOver, type Size } from './probe.ts'

/**
 * A range of answers that all mean the same, in millionths or days. For a relative date, in days from the day of the
 * answers.
 */
export interface Piece {
  readonly first: number
  readonly last: number
  /** The value that is shown: the usual answer, or the one nearest to it. */
  readonly shown: number
  /** Whether it can be answered on the day of the check. */
  readonly isPossible: boolean
}

/** A comparison whose truth can vary within a piece. */
export interface Undecided extends WrittenComparison {
  readonly key: string
}

export interface Division {
  /** By question index. */
  readonly pieces: ReadonlyMap<number, readonly Piece[]>
  /** Date questions whose elapsed time is used somewhere, and those compared with them. */
  readonly relative: ReadonlySet<number>
  readonly undecided: readonly Undecided[]
  /** Comparisons of the difference of two answers that the pieces decide, by key. */
  readonly differences: ReadonlyMap<string, Linear>
  /** With every answer anywhere within its limits. */
  readonly probe: Probe
}

/** Up to this many values, a question that is compared with another has a piece for each value. */
const MAX_VALUES = 1024
/** With more pieces than this a question is too much. */
const MAX_PIECES = 4096
/** Limit on pairs of values of two questions when every pair is looked at. */
const MAX_PAIRS = 20_000
/** The same when values are only added, because many sums are equal. */
const MAX_SUMS = 2_000_000
/** Limit on pairs of pieces when only some values are looked at. */
const SPREAD_PAIRS = 4_000
/** Probes in search of where one comparison changes its truth. */
const MAX_PROBES = 20_000

/**
 * Cuts the answers of each number and date question where a comparison changes its truth, so that all answers of a
 * piece mean the same. Where that is too much, the comparison stays undecided in some pieces. `coarse`: as few pieces
 * as possible. `personal`: for the day of the check only, with a piece for each usual answer. Undefined where a
 * question would have too many pieces.
 */
export function piecesFor(
  questions: readonly Question[],
  conditions: readonly Pick<Compiled, 'condition' | 'text'>[],
  { coarse, personal = false, ...size }: Size & { readonly coarse: boolean; readonly personal?: boolean },
): Division | undefined {
  const comparisons = new Map<string, WrittenComparison>()
  for (const one of conditions.flatMap(comparisonsIn)) {
    const key = fold(one.comparison, keys)
    if (!comparisons.has(key)) comparisons.set(key, one)
  }
  const relative = relativeDates(questions, [...comparisons.values()])
  const fields = new Map(questions.flatMap((one) => fieldOf(one, relative, size.today)))
  if (personal)
    for (const { usual, starts } of fields.values()) for (const place of [usual, usual + 1]) starts.add(place)
  const cutter = cutterOver(fields, { relative, probe: probeOver(size, relative), coarse, oneDay: personal })
  for (const [key, one] of comparisons) cutter.cut(key, one)
  cutter.finish()
  if ([...fields.values()].some(({ starts }) => starts.size > MAX_PIECES)) return undefined
  const probe = probeOver(size, relative)
  for (const [index, { min, step, count }] of fields) probe.set(index, min, min + (count - 1) * step)
  return {
    pieces: new Map([...fields].map(([index, field]) => [index, piecesOf(field)])),
    relative,
    differences: cutter.decidedDifferences(),
    undecided: [...cutter.undecided].map((key) => ({ key, ...(comparisons.get(key) as WrittenComparison) })),
    probe,
  }
}

/** A question with its values by place, starting at 0. */
interface Field extends Domain {
  readonly usual: number
  /** Places that can be answered on the day of the check. */
  readonly possible: { readonly first: number; readonly last: number }
  readonly starts: Set<number>
  /** The places that are enough, instead of all of them. */
  only?: ReadonlySet<number>
}

function fieldOf(
  question: Question,
  relative: ReadonlySet<number>,
  today: number,
): readonly (readonly [number, Field])[] {
  const own = domainOf(question)
  if (own === undefined) return []
  const { index } = question.subject
  if (!relative.has(index)) {
    const { min, step, count } = own
    const usual = (usualNumber(question) ?? min + Math.floor(count / 2) * step) - min
    return [[index, { ...own, usual: usual / step, possible: { first: 0, last: count - 1 }, starts: new Set([0]) }]]
  }
  const first = own.min - today + MOST_DAYS
  const possible = { first, last: first + own.count - 1 }
  const usual = (usualNumber(question) ?? today) - today + MOST_DAYS
  const starts = new Set([0, first, possible.last + 1])
  return [[index, { min: -MOST_DAYS, step: 1, count: 2 * MOST_DAYS + 1, usual, possible, starts }]]
}

/** The usual answer as a number, for questions whose answers are on a line. */
export function usualNumber(question: Question): number | undefined {
  const { usual } = question
  if (usual?.kind !== 'given') return undefined
  const measure = kindOf(question).quantity?.measure
  return measure === undefined || typeof usual.value === 'object' ? undefined : measured(measure, usual.value)
}

function piecesOf({ min, step, count, usual, possible, starts, only }: Field): readonly Piece[] {
  if (count === 0) return []
  const places = [...(only ?? starts)].filter((place) => place >= 0 && place < count).sort((a, b) => a - b)
  return places.map((first, at) => {
    const last = only === undefined ? (places[at + 1] ?? count) - 1 : first
    const shown = Math.min(Math.max(usual, first), last)
    const written = (place: number) => min + place * step
    const isPossible = first >= possible.first && last <= possible.last
    return { first: written(first), last: written(last), shown: written(shown), isPossible }
  })
}

/** Dates that are compared with each other are counted in the same way. */
function relativeDates(questions: readonly Question[], comparisons: readonly WrittenComparison[]): ReadonlySet<number> {
  const isDate = new Set(questions.filter(({ type }) => type === 'date').map(({ subject }) => subject.index))
  const together = leadersOf(
    [...isDate],
    comparisons.map(({ comparison }) => measuredIn(comparison).filter((index) => isDate.has(index))),
  )
  const leaders = new Set(
    comparisons.flatMap(({ comparison }) => sinceIn(comparison).map((index) => together.get(index))),
  )
  return new Set([...isDate].filter((index) => leaders.has(together.get(index))))
}

interface Cutter {
  cut(key: string, comparison: WrittenComparison): void
  /** When everything has been cut: does what was put off. */
  finish(): void
  readonly undecided: ReadonlySet<string>
  decidedDifferences(): ReadonlyMap<string, Linear>
}

function cutterOver(
  fields: ReadonlyMap<number, Field>,
  { relative, probe, coarse, oneDay }: Pick<Alone, 'relative' | 'probe' | 'oneDay'> & { readonly coarse: boolean },
): Cutter {
  const undecided = new Set<string>()
  const differences: (Difference & { readonly key: string; readonly linear: Linear })[] = []
  const others: { readonly key: string; readonly comparison: Comparison; readonly measured: readonly number[] }[] = []

  function cut(key: string, { comparison }: WrittenComparison): void {
    const measured = measuredIn(comparison)
    const [only] = measured
    if (only === undefined) return
    const linear = linearOf(comparison, relative)
    const counted = countedIn(comparison).length > 0
    const difference = linear && !counted ? differenceOf(linear, (index) => fields.get(index)) : undefined
    if (linear?.today === 0 && !counted && [...linear.parts.values()].every((factor) => factor === 0)) return
    if (linear !== undefined && difference !== undefined) differences.push({ key, linear, ...difference })
    else if (measured.length > 1 || !cutAlone(key, counted ? withNumbers(comparison) : [comparison], only))
      others.push({ key, comparison, measured })
  }

  /** Cuts one question where comparisons of it change their truth. False where that is too much. */
  function cutAlone(key: string, comparisons: readonly Comparison[] | undefined, index: number): boolean {
    const field = fields.get(index)
    if (comparisons === undefined || field === undefined) return false
    const found = comparisons.map((one) => changePoints(one, { index, field, relative, probe, oneDay }))
    if (found.some((one) => one === undefined)) return false
    for (const one of found) for (const place of one?.places ?? []) field.starts.add(place)
    if (found.some((one) => one?.isUndecided)) undecided.add(key)
    return true
  }

  function finish(): void {
    const inOthers = new Set(others.flatMap(({ measured }) => measured))
    const leaders = leadersOf(
      [...fields.keys()],
      differences.map(({ left, right }) => [left, right]),
    )
    for (const leader of new Set(differences.map(({ left }) => leaders.get(left)))) {
      const group = [...fields.keys()].filter((index) => leaders.get(index) === leader)
      const own = differences.filter(({ left }) => leaders.get(left) === leader)
      if (hasEveryValue(group, MAX_VALUES / (coarse ? 16 : 4)) || hasEnough(group, own, inOthers)) continue
      const isExact = !coarse && hasEveryValue(group, MAX_VALUES)
      if (!isExact) for (const { key, left, right } of own) spread(key, [left, right])
    }
    for (const { key, comparison, measured } of others) {
      const isSum = linearOf(comparison, relative)?.today === 0
      const pairs = measured.reduce((product, index) => product * (fields.get(index)?.count ?? 1), 1)
      const isExact = !coarse && pairs <= (isSum ? MAX_SUMS : MAX_PAIRS) && hasEveryValue(measured, MAX_VALUES)
      if (!isExact) spread(key, measured)
    }
  }

  function hasEveryValue(group: readonly number[], most: number): boolean {
    const all = group.map((index) => fields.get(index) as Field)
    if (all.some(({ count }) => count > most)) return false
    for (const { count, starts } of all) for (let place = 0; place < count; place += 1) starts.add(place)
    return true
  }

  function hasEnough(group: readonly number[], own: readonly Difference[], inOthers: ReadonlySet<number>): boolean {
    if (group.some((index) => inOthers.has(index))) return false
    const uppers = group.map((index) => {
      const { count, usual, starts } = fields.get(index) as Field
      const own = [count - 1, usual, ...[...starts].map((start) => start - 1)]
      return [index, own.filter((place) => place >= 0 && place < count)] as const
    })
    const places = enoughPlaces(own, new Map(uppers))
    if (places === undefined) return false
    for (const [index, enough] of places) (fields.get(index) as Field).only = enough
    return true
  }

  /**
   * Cuts the comparison's questions evenly. The comparison stays undecided in pieces within which its truth changes.
   */
  function spread(key: string, measured: readonly number[]): void {
    undecided.add(key)
    const most = Math.floor((coarse ? 2000 : SPREAD_PAIRS) ** (1 / measured.length))
    for (const index of measured) {
      const { count, usual, starts } = fields.get(index) as Field
      for (const place of gridOver({ count, usual, most: Math.min(most, MAX_VALUES / 4) })) starts.add(place)
    }
  }

  return {
    cut,
    finish,
    undecided,
    decidedDifferences: () =>
      new Map(differences.filter(({ key }) => !undecided.has(key)).map(({ key, linear }) => [key, linear])),
  }
}

interface Alone extends Pick<Division, 'relative' | 'probe'> {
  readonly index: number
  readonly field: Field
  /** Days other than that of the check are not considered. */
  readonly oneDay: boolean
}

/** Places where the truth of a comparison of one question changes; undefined when there are too many. */
function changePoints(
  comparison: Comparison,
  { index, field, relative, probe, oneDay }: Alone,
): { readonly places: readonly number[]; readonly isUndecided: boolean } | undefined {
  const { min, step, count } = field
  const onDay = probe.today(comparison)
  // For a date by itself one day says nothing about another: that is known and need not be probed.
  const ofOneDay = !oneDay && isOfOneDay(comparison, relative)
  const onAnyDay = relative.has(index) && !ofOneDay && !oneDay ? probe.anyDay(comparison) : onDay
  if (ofOneDay && sinceIn(comparison).length === 0) {
    // What the limits of the date already decide is the same on every day.
    probe.set(index, min + field.possible.first, min + field.possible.last)
    if (onDay(probe.sheet) !== UNKNOWN) return { places: [], isUndecided: false }
  }
  const places: number[] = []
  let isUndecided = ofOneDay
  let before: number | undefined
  let probes = 0
  const visit = (first: number, last: number): void => {
    if (probes > MAX_PROBES || places.length > MAX_PIECES) return
    probes += 1
    probe.set(index, min + first * step, min + last * step)
    const [truth, always] = [onDay(probe.sheet), onAnyDay(probe.sheet)]
    if ((truth === UNKNOWN || always === UNKNOWN) && first < last) {
      const middle = first + Math.floor((last - first) / 2)
      visit(first, middle)
      visit(middle + 1, last)
      return
    }
    if (always === UNKNOWN && onAnyDay !== onDay) isUndecided = true
    const code = truth * 3 + always
    if (code !== before) places.push(first)
    before = code
  }
  if (count > 0) visit(0, count - 1)
  return probes > MAX_PROBES || places.length > MAX_PIECES ? undefined : { places, isUndecided }
}

import { type Rule, rank } from '../../questionnaire/index.ts'
import type { Node } from '../prove/diagram.ts'
import { type Costs, cheapest, costsFor, type Path } from '../prove/paths.ts'
import { NO, YES } from '../prove/truths.ts'
import type { JointPart } from './joint-part.ts'

/**
 * Which sheets count: those of people who may be lowered, who are lowered by what is no longer asked, or who are
 * raised.
 */
export type PeopleReading = 'lowered' | 'no-longer-asked' | 'raised'

/** Who is looked for: a person with one level in the old form and another in the new one, in ranks. */
export interface Wanted {
  readonly reading: PeopleReading
  readonly from: number
  readonly to: number
  /** In the old form: the level comes from this rule, or from an answer that is not known and from no rule. */
  readonly by?: Rule | 'unknown'
}

/** A path through each part that was compared. */
export interface Found {
  readonly paths: ReadonlyMap<JointPart, Path>
  /** True when the person has exactly these answers on the day of the comparison. */
  readonly isExact: boolean
}

/** A path through one part, with its cost. */
interface Choice {
  readonly cost: number
  readonly path: Path
  readonly isExact: boolean
}

/** The cost of leaving a question open: it is avoided where another person can show the same. */
const INCOMPLETE = 10
/** The cost of an answer that one of the forms cannot take. */
const REJECTED = 100
/** The cost of a person of whom it is not certain that they fit. */
const INEXACT = 1e6

/** The person nearest to the usual answers over all parts; undefined where there is nobody. */
export function nearestIn(parts: readonly JointPart[], wanted: Wanted, choose: Chooser): Found | undefined {
  // Keyed by which of the two levels was reached so far: the old one, the new one.
  let best = new Map<string, { readonly cost: number; readonly chosen: readonly (readonly [JointPart, Choice])[] }>()
  best.set(keyOf(reachedFirst(wanted)), { cost: 0, chosen: [] })
  for (const part of parts) {
    const next: typeof best = new Map()
    for (const reaches of WAYS) {
      const choice = choose(part, wanted, reaches)
      if (choice === undefined) continue
      for (const [key, { cost, chosen }] of best) {
        const all = keyOf(reaches.map((one, at) => one || key[at] === '1'))
        const sum = cost + choice.cost
        if (sum < (next.get(all)?.cost ?? Number.POSITIVE_INFINITY))
          next.set(all, { cost: sum, chosen: [...chosen, [part, choice]] })
      }
    }
    best = next
  }
  const found = best.get(keyOf([true, true]))?.chosen
  if (found === undefined) return undefined
  return {
    paths: new Map(found.map(([part, { path }]) => [part, path])),
    isExact: found.every(([, { isExact }]) => isExact),
  }
}

/** Whether a part reaches the old level, and whether it reaches the new one. */
type Reaches = readonly [old: boolean, now: boolean]

const WAYS: readonly Reaches[] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
]

/** The lowest level is reached without raising anything. */
function reachedFirst({ from, to, by }: Wanted): readonly boolean[] {
  return [from === 0 && (by === undefined || by === 'unknown'), to === 0]
}

function keyOf(reached: readonly boolean[]): string {
  return reached.map((one) => (one ? '1' : '0')).join('')
}

type Chooser = (part: JointPart, wanted: Wanted, reaches: Reaches) => Choice | undefined

/** Remembers what was chosen for each part, because another rule of one part changes nothing in the others. */
export function chooser(): Chooser {
  const known = new Map<JointPart, { readonly costs: Costs; readonly choices: Map<string, Choice | undefined> }>()
  return (part, wanted, reaches) => {
    const own = known.get(part) ?? { costs: costsFor(part.variables), choices: new Map() }
    known.set(part, own)
    const { reading, from, to, by } = wanted
    const rule = typeof by === 'object' ? (reaches[0] || part.old.tests.has(by) ? `by ${by.id}` : '') : (by ?? '')
    const key = `${reading} ${from} ${to} ${keyOf(reaches)} ${rule}`
    if (!own.choices.has(key)) own.choices.set(key, choiceIn(part, { wanted, reaches, costs: own.costs }))
    return own.choices.get(key)
  }
}

interface Chosen {
  readonly wanted: Wanted
  readonly reaches: Reaches
  readonly costs: Costs
}

function choiceIn(part: JointPart, { wanted, reaches, costs }: Chosen): Choice | undefined {
  const { diagrams, truths } = part
  const all = setOf(part, wanted, reaches)
  if (all === NO) return undefined
  const exact = truths.and(all, part.exact)
  const plain = truths.and(exact, truths.not(part.rejected))
  const sets = [
    { set: truths.and(plain, part.complete), more: 0, isExact: true },
    { set: plain, more: INCOMPLETE, isExact: true },
    { set: exact, more: REJECTED, isExact: true },
    { set: all, more: INEXACT, isExact: false },
  ]
  let best: Choice | undefined
  for (const { set, more, isExact } of sets) {
    if (best !== undefined && best.cost <= more) break
    const path = cheapest(diagrams, set, costs)
    if (path === undefined) continue
    const cost = more + path.reduce((sum, branch, at) => sum + (costs[at]?.[branch] ?? 0), 0)
    if (best === undefined || cost < best.cost) best = { cost, path, isExact }
  }
  return best
}

/** Sheets of a part that stay within both levels and reach the levels that this part has to reach. */
function setOf(part: JointPart, { reading, from, to, by }: Wanted, [old, now]: Reaches): Node {
  const { truths } = part
  const bySome =
    by === 'unknown'
      ? truths.or(...part.old.rules.filter(({ level }) => rank(level) === from).map((one) => firing(part, one)))
      : NO
  return truths.and(
    sheetsFor(part, reading),
    part.old.below(from + 1),
    part.now.below(to + 1),
    truths.not(bySome),
    old ? (typeof by === 'object' ? firing(part, by) : truths.not(part.old.below(from))) : YES,
    now ? truths.not(part.now.below(to)) : YES,
  )
}

/** Sheets on which a rule of the old form is true; none in a part that does not contain the rule. */
function firing({ truths, old }: JointPart, rule: Rule): Node {
  return truths.isTrue(old.tests.get(rule)?.node ?? NO)
}

/** People who are lowered answer everything that the old form asked; people who are raised may answer anything. */
export function sheetsFor({ truths, people, taken, usual }: JointPart, reading: PeopleReading): Node {
  if (reading === 'raised') return people
  return truths.and(people, taken, usual.now, reading === 'lowered' ? usual.old : YES)
}

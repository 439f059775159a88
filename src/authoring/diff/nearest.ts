import { type Rule, rank } from '../../questionnaire/index.ts'
import type { Node } from '../prove/diagram.ts'
import { type Costs, cheapest, costsFor, type Path } from '../prove/paths.ts'
import { NO, YES } from '../prove/truths.ts'
import type { JointPart } from './joint-part.ts'

/** Which sheets count: those on which somebody may be lowered, lowered by what is no longer asked, or raised. */
export type PeopleReading = 'lowered' | 'no-longer-asked' | 'raised'

/** Who is looked for: whose level is one in the old form and another in the new one, in ranks. */
export interface Wanted {
  readonly reading: PeopleReading
  readonly from: number
  readonly to: number
  /** Of the old form: the level comes of this rule; or of an answer that is not known, and of no rule. */
  readonly by?: Rule | 'unknown'
}

/** A path through each part that was compared. */
export interface Found {
  readonly paths: ReadonlyMap<JointPart, Path>
  /** On the day of the comparison these are exactly the answers. */
  readonly isExact: boolean
}

/** One path of a part, with what it costs. */
interface Choice {
  readonly cost: number
  readonly path: Path
  readonly isExact: boolean
}

/** Nobody leaves out what is asked where that can be shown with somebody who does not. */
const INCOMPLETE = 10
/** The same of an answer that one of the forms cannot take. */
const REJECTED = 100
/** And of somebody of whom it is not certain. */
const INEXACT = 1e6

/** The person nearest to the usual answers, of all parts together; undefined where nobody is. */
export function nearestIn(parts: readonly JointPart[], wanted: Wanted, choose: Chooser): Found | undefined {
  // By what was reached so far: the old level, the new one.
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

/** Whether a part reaches the old level, and the new one. */
type Reaches = readonly [old: boolean, now: boolean]

const WAYS: readonly Reaches[] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
]

/** Nothing has to be raised for the lowest level. */
function reachedFirst({ from, to, by }: Wanted): readonly boolean[] {
  return [from === 0 && (by === undefined || by === 'unknown'), to === 0]
}

function keyOf(reached: readonly boolean[]): string {
  return reached.map((one) => (one ? '1' : '0')).join('')
}

type Chooser = (part: JointPart, wanted: Wanted, reaches: Reaches) => Choice | undefined

/** Remembers what was chosen: a rule of one part changes nothing in the others. */
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

/** Sheets of a part that stay within both levels, and reach those that this part must reach. */
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

/** Sheets on which a rule of the old form is true; none in a part that is not its own. */
function firing({ truths, old }: JointPart, rule: Rule): Node {
  return truths.isTrue(old.tests.get(rule)?.node ?? NO)
}

/** Somebody is lowered who answers what the old form asked; somebody is raised whatever they answer. */
export function sheetsFor({ truths, people, taken, usual }: JointPart, reading: PeopleReading): Node {
  if (reading === 'raised') return people
  return truths.and(people, taken, usual.now, reading === 'lowered' ? usual.old : YES)
}

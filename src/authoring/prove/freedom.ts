import type { Question } from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import type { Part } from './part.ts'
import { type Trend, trendOf } from './trend.ts'
import { NO } from './truths.ts'
import { FREE, type FreeVariable } from './variables.ts'

/** Whether a comparison with one truth before can have another one after an answer has changed, as codes of `FREE`. */
export type Follows = (before: number, after: number, free: FreeVariable) => boolean

const TRUTHS = [FREE.no, FREE.yes, FREE.undetermined] as const
/** From false over unknown to true. */
const RISING: readonly number[] = [FREE.no, FREE.undetermined, FREE.yes]

/**
 * Sheets as they are after an answer to the question has changed, with regard to undecided comparisons that read it:
 * `follows` says what their truth can be afterwards. All other comparisons stay as they are.
 */
export function released(
  { diagrams, truths, variables }: Part,
  set: Node,
  [question, follows]: readonly [number, Follows],
): Node {
  return [...variables.free.values()]
    .filter(({ reads }) => reads.includes(question))
    .reduce((all, free) => {
      const allowed = TRUTHS.map((truth) => TRUTHS.filter((before) => follows(before, truth, free)))
      return diagrams.replaced(all, free.at, (children) => {
        const after = allowed.map((from) => truths.or(...from.map((before) => children[before] as Node)))
        return diagrams.node(free.at, [NO, ...after])
      })
    }, set)
}

/** Less is known afterwards: what was unknown stays unknown, and the rest stays as it was or becomes unknown. */
export const withLessKnown: Follows = (before, after) => after === before || after === FREE.undetermined

/** A worse answer: a comparison that can turn only one way as the answer gets worse never turns the other way. */
export function withWorse({ division }: Part, { worse, subject }: Question): Follows {
  const direction = worse === 'higher' || worse === 'more' ? 1 : worse === 'lower' ? -1 : undefined
  const trends = new Map<FreeVariable, Trend>()
  const trendOfFree = (free: FreeVariable) => {
    if (!trends.has(free)) trends.set(free, trendOf(free.comparison, subject.index, division.probe.rangeOf))
    return trends.get(free)
  }
  return (before, after, free) => {
    const trend = trendOfFree(free)
    if (trend === undefined || direction === undefined) return true
    const turned = RISING.indexOf(after) - RISING.indexOf(before)
    return trend === 0 ? turned === 0 : turned * trend * direction >= 0
  }
}

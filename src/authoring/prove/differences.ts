import type { Linear } from './comparison.ts'
import type { Domain } from './domain.ts'

/** Two numbers of which only the difference is compared: by their places, `left` minus `right` with `bound`. */
export interface Difference {
  readonly left: number
  readonly right: number
  readonly bound: number
}

/** The difference that a sum of two answers is about; undefined where it is about something else. */
export function differenceOf(
  { parts, today, constant }: Linear,
  domainOf: (question: number) => Domain | undefined,
): Difference | undefined {
  const [one, other, ...more] = [...parts]
  if (one === undefined || other === undefined || more.length > 0 || today !== 0 || one[1] === 0) return undefined
  const [left, right] = [domainOf(one[0]), domainOf(other[0])]
  if (left === undefined || right === undefined) return undefined
  const size = one[1] * left.step
  if (size !== -other[1] * right.step) return undefined
  const bound = -(one[1] * left.min + other[1] * right.min + constant) / size
  return Number.isFinite(bound) && Math.abs(bound) < Number.MAX_SAFE_INTEGER
    ? { left: one[0], right: other[0], bound }
    : undefined
}

/** More places than this are not worth it. */
const MAX_PLACES = 600

/**
 * For numbers that are compared only by their differences and with single values: places such that every combination of
 * comparisons that can be true is true on some of them, also when one of the numbers is then changed for a worse one. A
 * solvable system of differences has a solution along its shortest paths, so the sums of bounds on the way from a
 * single value are enough. Undefined where there are too many.
 */
export function enoughPlaces(
  differences: readonly Difference[],
  uppers: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, ReadonlySet<number>> | undefined {
  const edges = differences.flatMap(({ left, right, bound }) => {
    const whole = Math.floor(bound)
    const least = Math.ceil(bound)
    return [
      // left ≤ right + bound, or one less; right ≤ left - bound, or one less.
      { from: right, to: left, steps: [...new Set([whole, least - 1, whole - 1])] },
      { from: left, to: right, steps: [...new Set([-least, -whole - 1, -least - 1])] },
    ]
  })
  // The changed number adds one more, and a step from it to the first.
  const places = [0, 1].map(() => new Map([...uppers].map(([question, own]) => [question, new Set(own)])))
  const [before, after] = places as [Map<number, Set<number>>, Map<number, Set<number>>]
  for (let round = 0; round < uppers.size; round += 1) {
    for (const layer of [before, after]) {
      const grown = edges.flatMap(({ from, to, steps }) =>
        [...(layer.get(from) ?? [])].flatMap((place) => steps.map((step) => [to, place + step] as const)),
      )
      for (const [to, place] of grown) layer.get(to)?.add(place)
    }
    for (const [question, own] of before) for (const place of own) after.get(question)?.add(place - 1)
    if ([...after.values()].some(({ size }) => size > MAX_PLACES)) return undefined
  }
  return after
}

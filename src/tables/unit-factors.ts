/**
 * A number in one unit, times `times` and divided by `by`, is the number in another unit. Both are whole, so that
 * nothing is lost before rounding.
 */
export interface Factor {
  readonly times: bigint
  readonly by: bigint
}

/**
 * From unit to unit, with the words of the manual's list. Sources: SI brochure (2019) and NIST SP 811, appendix B.8.
 */
const FACTORS: readonly (readonly [from: string, to: string, times: bigint, by: bigint])[] = [
  ['kPa', 'mmHg', 1_000_000_000n, 133_322_387n],
  ['lb', 'kg', 45_359_237n, 100_000_000n],
  ['inches', 'cm', 254n, 100n],
  ['m', 'cm', 100n, 1n],
  ['litres', 'ml', 1000n, 1n],
  ['years', 'months', 12n, 1n],
  ['weeks', 'days', 7n, 1n],
  ['hours', 'minutes', 60n, 1n],
]

/** The factor from one unit to another; undefined when there is none, or when a unit is missing. */
export function conversion(from: string, to: string | undefined): Factor | undefined {
  if (from === to) return { times: 1n, by: 1n }
  const there = FACTORS.find(([one, other]) => one === from && other === to)
  if (there !== undefined) return { times: there[2], by: there[3] }
  const back = FACTORS.find(([one, other]) => one === to && other === from)
  return back === undefined ? undefined : { times: back[3], by: back[2] }
}

/** Millionths in the other unit, rounded to `step` millionths, halves away from zero. */
export function converted(millionths: number, { times, by }: Factor, step: number): number {
  const size = BigInt(Math.abs(millionths)) * times
  const part = by * BigInt(step)
  const rounded = Number((size * 2n + part) / (part * 2n)) * step
  return millionths < 0 ? -rounded : rounded
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divide, multiply } from '../../src/expression/decimal.ts'

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER)

/** Halves away from zero, in numbers without a limit; unknown beyond the largest that is written. */
function exactly(numerator: bigint, denominator: bigint): number {
  const size = (value: bigint) => (value < 0n ? -value : value)
  const whole = (size(numerator) * 2n + size(denominator)) / (size(denominator) * 2n)
  return whole > LARGEST ? Number.NaN : Number(numerator < 0n === denominator < 0n ? whole : -whole)
}

/** Millionths of all sizes, also those whose product does not fit a double. */
const NUMBERS = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -3_000_000, max: 3_000_000 }),
  fc.integer({ min: -900_000_000_000, max: 900_000_000_000 }),
  fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.constantFrom(0, 1, 499_999, 500_000, 500_001))
    .map(([whole, rest]) => whole * 1_000_000 + rest),
)

test('products are those of numbers without a limit, rounded to six places, halves away from zero', () => {
  fc.assert(
    fc.property(NUMBERS, NUMBERS, (a, b) => {
      expect(multiply(a, b)).toBe(exactly(BigInt(a) * BigInt(b), 1_000_000n) + 0)
    }),
    { numRuns: 20_000, seed: 11 },
  )
})

test('quotients are too, and one by nothing is unknown', () => {
  fc.assert(
    fc.property(NUMBERS, NUMBERS, (a, b) => {
      expect(divide(a, b)).toBe(b === 0 ? Number.NaN : exactly(BigInt(a) * 1_000_000n, BigInt(b)) + 0)
    }),
    { numRuns: 20_000, seed: 12 },
  )
})

/**
 * Decimal arithmetic in whole millionths, because an answer has at most six decimal places: `2 - 1.1 = 0.9` is true,
 * which it is not with binary fractions. Sums and differences are exact. Products and quotients are rounded to six
 * places, halves away from zero. A result beyond ±9,007,199,254.740991 is unknown, like an overflow in CQL.
 */
export const ONE = 1_000_000

/** In a condition, an answer or a limit: at most nine digits before the point and six after it. */
export const DECIMAL: RegExp = /^-?\d{1,9}(\.\d{1,6})?$/

/** The exact millionths of a text that matches `DECIMAL`. */
export function millionths(text: string): number {
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  const size = Number(whole) * ONE + Number(fraction.padEnd(6, '0'))
  return negative && size !== 0 ? -size : size
}

/** The shortest text that reads back as the same number, without trailing zeros or exponent. */
export function decimalText(scaled: number): string {
  const size = Math.abs(scaled)
  const fraction = String(size % ONE)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${scaled < 0 ? '-' : ''}${Math.trunc(size / ONE)}${fraction === '' ? '' : `.${fraction}`}`
}

export function add(a: number, b: number): number {
  return bounded(a + b)
}

export function subtract(a: number, b: number): number {
  return bounded(a - b)
}

export function multiply(a: number, b: number): number {
  const product = a * b
  if (Number.isSafeInteger(product)) return rounded(product, ONE)
  // Wholes and fractions are multiplied separately, so that each product is exact. What exceeds the largest number is
  // unknown anyway.
  const [fractionA, fractionB] = [a % ONE, b % ONE]
  const [wholeA, wholeB] = [(a - fractionA) / ONE, (b - fractionB) / ONE]
  const mixed = wholeA * fractionB + fractionA * wholeB
  return bounded(wholeA * wholeB * ONE + mixed + rounded(fractionA * fractionB, ONE))
}

/** Unknown (NaN) when `b` is zero. */
export function divide(a: number, b: number): number {
  if (b === 0) return Number.NaN
  const shifted = a * ONE
  if (Number.isSafeInteger(shifted)) return rounded(shifted, b)
  const rest = a % b
  const shiftedRest = rest * ONE
  if (Number.isSafeInteger(shiftedRest)) return bounded(((a - rest) / b) * ONE + rounded(shiftedRest, b))
  return roundedBig(BigInt(a) * BigInt(ONE), BigInt(b))
}

/** Integer division that rounds halves away from zero. Exact, because remainders of safe integers are. */
function rounded(numerator: number, denominator: number): number {
  const rest = numerator % denominator
  const whole = (numerator - rest) / denominator
  const up = Math.abs(rest) * 2 >= Math.abs(denominator)
  return up ? whole + (numerator < 0 === denominator < 0 ? 1 : -1) : whole + 0
}

function roundedBig(numerator: bigint, denominator: bigint): number {
  const size = (value: bigint) => (value < 0n ? -value : value)
  const whole = (size(numerator) * 2n + size(denominator)) / (size(denominator) * 2n)
  return bounded(Number(numerator < 0n === denominator < 0n ? whole : -whole))
}

function bounded(value: number): number {
  return Number.isSafeInteger(value) ? value : Number.NaN
}

import { CAPACITY, type Columns } from './columns.ts'

/**
 * Works out one part of a condition for everybody in the columns. The parts that it is made of must have run before.
 */
export type ColumnStep = (columns: Columns) => void

/** A test: a `TruthCode` for each person, valid once its step has run. */
export interface ColumnTruths {
  readonly id: number
  readonly codes: Uint8Array
}

/**
 * A number or date: for each person the least and the greatest value that it can have. One array where the two never
 * differ.
 */
export interface Numbers {
  readonly id: number
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * The parts of conditions, each an array with one step that fills it. Parts that say the same, judged by their keys,
 * are one part, however many rules contain them.
 */
export interface ColumnParts {
  test(key: string, step: (codes: Uint8Array) => ColumnStep): ColumnTruths
  /** A number that has one value for each person. */
  point(key: string, step: (values: Float64Array) => ColumnStep): Numbers
  range(key: string, step: (low: Float64Array, high: Float64Array) => ColumnStep): Numbers
  /** `and` or `or` over several tests, two at a time. */
  joined(name: string, join: Join, operands: readonly ColumnTruths[]): ColumnTruths
}

type Join = (out: Uint8Array, left: Uint8Array, right: Uint8Array, size: number) => void

/** Each new part adds its step to `steps`, in an order in which they can run. */
export function columnParts(steps: ColumnStep[]): ColumnParts {
  const tests = new Map<string, ColumnTruths>()
  const numbers = new Map<string, Numbers>()

  function numbered(key: string, ends: Omit<Numbers, 'id'>, step: () => ColumnStep): Numbers {
    const known = numbers.get(key)
    if (known !== undefined) return known
    const made = { id: numbers.size, ...ends }
    numbers.set(key, made)
    steps.push(step())
    return made
  }

  const parts: ColumnParts = {
    test(key, step) {
      const known = tests.get(key)
      if (known !== undefined) return known
      const made = { id: tests.size, codes: new Uint8Array(CAPACITY) }
      tests.set(key, made)
      steps.push(step(made.codes))
      return made
    },
    point(key, step) {
      const values = new Float64Array(CAPACITY)
      return numbered(key, { low: values, high: values }, () => step(values))
    },
    range(key, step) {
      const [low, high] = [new Float64Array(CAPACITY), new Float64Array(CAPACITY)]
      return numbered(key, { low, high }, () => step(low, high))
    },
    joined(name, join, operands) {
      const [first, ...others] = operands
      if (first === undefined) throw new Error(`\`${name}\` of nothing`)
      return others.reduce(
        (left, right) =>
          parts.test(
            `${name} ${left.id} ${right.id}`,
            (out) =>
              ({ size }) =>
                join(out, left.codes, right.codes, size),
          ),
        first,
      )
    },
  }
  return parts
}

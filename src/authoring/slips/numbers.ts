import { MEASURES, type Measure } from '../../expression/index.ts'

/** The number one step up and one step down: by a day, or by one in its last decimal place. */
export function steppedFrom(measure: Measure, text: string): readonly string[] {
  const { read, print } = MEASURES[measure]
  const value = read(text)
  if (value === undefined) return []
  const step = measure === 'date' ? 1 : (read(lastPlaceOf(text)) ?? 1)
  return [value + step, value - step].map(print)
}

/** In a calculation 100 or 10000 converts units, and the likely mistake is a factor of ten. */
export function steppedInCalculation(measure: Measure, text: string): readonly string[] {
  return /^\d+00$/.test(text) ? [`${text}0`, text.slice(0, -1)] : steppedFrom(measure, text)
}

/** The last place of `2.5` is `0.1`, that of `8` is `1`. */
function lastPlaceOf(text: string): string {
  const places = text.split('.')[1]?.length ?? 0
  return places === 0 ? '1' : `0.${'1'.padStart(places, '0')}`
}

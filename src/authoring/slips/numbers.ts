import { MEASURES, type Measure } from '../../expression/index.ts'

/** The same number written one step up and one step down: a day, or one in its last place. */
export function steppedFrom(measure: Measure, text: string): readonly string[] {
  const { read, print } = MEASURES[measure]
  const value = read(text)
  if (value === undefined) return []
  const step = measure === 'date' ? 1 : (read(lastPlaceOf(text)) ?? 1)
  return [value + step, value - step].map(print)
}

/** In a calculation 100 or 10000 turns units; whoever mistakes it is wrong by a factor of ten. */
export function steppedInCalculation(measure: Measure, text: string): readonly string[] {
  return /^\d+00$/.test(text) ? [`${text}0`, text.slice(0, -1)] : steppedFrom(measure, text)
}

/** `2.5` has its last place at `0.1`, `8` at `1`. */
function lastPlaceOf(text: string): string {
  const places = text.split('.')[1]?.length ?? 0
  return places === 0 ? '1' : `0.${'1'.padStart(places, '0')}`
}

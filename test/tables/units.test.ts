import { describe, expect, test } from 'vitest'
import { decimalText, millionths } from '../../src/expression/index.ts'
import { UNITS } from '../../src/questionnaire/index.ts'
import { conversion, converted } from '../../src/tables/unit-factors.ts'

/** A number in one unit is a number in another, to six places. Sources: NIST SP 811 (2008), appendix B.8; SI brochure (2019). */
const ROWS: readonly (readonly [written: string, from: string, to: string, becomes: string, source: string])[] = [
  ['133.322387', 'kPa', 'mmHg', '1000', 'B.8: millimetre of mercury, conventional, is 133.322387 Pa'],
  ['16', 'kPa', 'mmHg', '120.009853', 'B.8, the same'],
  ['1', 'mmHg', 'kPa', '0.133322', 'B.8, the same'],
  ['100', 'lb', 'kg', '45.359237', 'B.8: pound, avoirdupois, is 0.45359237 kg exactly'],
  ['70', 'kg', 'lb', '154.323584', 'B.8, the same'],
  ['1', 'inches', 'cm', '2.54', 'B.8: inch is 2.54 cm exactly'],
  ['180', 'cm', 'inches', '70.866142', 'B.8, the same'],
  ['1.75', 'm', 'cm', '175', 'SI brochure, table 7: centi'],
  ['175', 'cm', 'm', '1.75', 'SI brochure, table 7: centi'],
  ['0.5', 'litres', 'ml', '500', 'SI brochure, table 7: milli'],
  ['250', 'ml', 'litres', '0.25', 'SI brochure, table 7: milli'],
  ['1.5', 'years', 'months', '18', 'the calendar'],
  ['30', 'months', 'years', '2.5', 'the calendar'],
  ['6', 'weeks', 'days', '42', 'the calendar'],
  ['10', 'days', 'weeks', '1.428571', 'the calendar'],
  ['1.5', 'hours', 'minutes', '90', 'SI brochure, table 8: hour and minute'],
  ['45', 'minutes', 'hours', '0.75', 'SI brochure, table 8: hour and minute'],
]

describe('a number in another unit', () => {
  test.each(ROWS)('%s %s in %s is %s (%s)', (written, from, to, becomes) => {
    const factor = conversion(from, to)
    expect(factor && decimalText(converted(millionths(written), factor, 1))).toBe(becomes)
    expect(factor && decimalText(converted(-millionths(written), factor, 1))).toBe(`-${becomes}`)
  })

  test('every pair of units that can be turned into each other has a row, both ways', () => {
    const words = [...UNITS.keys()]
    const pairs = words.flatMap((from) =>
      words.filter((to) => to !== from && conversion(from, to) !== undefined).map((to) => `${from} ${to}`),
    )
    expect([...new Set(ROWS.map(([, from, to]) => `${from} ${to}`))].sort()).toEqual(pairs.sort())
  })

  test('halves are rounded away from zero, to whole numbers where a question wants those', () => {
    const factor = conversion('hours', 'minutes')
    if (factor === undefined) throw new Error('no factor')
    const whole = (text: string) => decimalText(converted(millionths(text), factor, 1_000_000))
    expect(['0.025', '0.0249', '-0.025', '0.041666'].map(whole)).toEqual(['2', '1', '-2', '2'])
  })

  test('one unit is itself; without a unit, or for one of another kind, there is no way', () => {
    expect(conversion('kg', 'kg')).toEqual({ times: 1n, by: 1n })
    expect([conversion('kg', undefined), conversion('kg', 'cm'), conversion('mmol_per_l', 'mg_per_dl')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

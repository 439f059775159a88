import { describe, expect, test } from 'vitest'
import { dateFormOf, hasOffset, isoIn, isoOfSerial } from '../../src/tables/date-forms.ts'

describe('the form of a column of days', () => {
  test.each([
    [[], undefined],
    [['2026-11-28', '2026-01-02'], 'year-month-day'],
    [['28/11/2026', '1/2/2026'], 'day/month/year'],
    [['11/28/2026', '1/2/2026'], 'month/day/year'],
    [['13/1/2026'], 'day/month/year'],
    [['1/13/2026'], 'month/day/year'],
    [['12/12/2026'], 'either'],
    [['28/11/2026', '11/28/2026'], 'either'],
    [['28/11/26', '1/2/26'], 'day/month/yy'],
    [['28/11/2026', '29/11/2026', '30/11/2026', 'unknown'], 'day/month/year'],
    [['28/11/2026', '29/11/2026', 'unknown', 'x'], undefined],
    [['unknown'], undefined],
    [['46000', '45999.5'], 'excel'],
    [['18001'], 'excel'],
    [['18000'], undefined],
    [['59999'], 'excel'],
    [['60000'], undefined],
    [['46000', 'x'], undefined],
    [['4600'], undefined],
  ])('%j', (values, form) => {
    expect(dateFormOf(values)).toBe(form)
  })
})

describe('the number of a day in a spreadsheet', () => {
  // 61 is 1900-03-01, the first day after the one that never was; 2,958,465 is the last day of the year 9999.
  test.each([
    [60, 1900, undefined],
    [61, 1900, '1900-03-01'],
    [46_000, 1900, '2025-12-09'],
    [46_000.99, 1900, '2025-12-09'],
    [2_958_465, 1900, '9999-12-31'],
    [2_958_466, 1900, undefined],
    [44_538, 1904, '2025-12-09'],
    [0, 1904, '1904-01-01'],
  ] as const)('%d from %i', (serial, epoch, day) => {
    expect(isoOfSerial(serial, epoch)).toBe(day)
  })
})

test.each([
  ['2026-11-28', 'year-month-day', '2026-11-28'],
  ['28.11.2026', 'day/month/year', '2026-11-28'],
  ['28.11.26', 'day/month/yy', '2026-11-28'],
  ['1/2/2026', 'month/day/year', '2026-01-02'],
  ['1/2/2026', 'day/month/year', '2026-02-01'],
  ['46000', 'excel', '2025-12-09'],
  ['1/2', 'day/month/year', undefined],
] as const)('%s as %s', (text, form, day) => {
  expect(isoIn(text, form)).toBe(day)
})

test('a time with its distance from Greenwich is told from a day', () => {
  expect(hasOffset('2026-11-28T10:00:00Z')).toBe(true)
  expect(hasOffset('2026-11-28')).toBe(false)
})

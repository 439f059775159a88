import { expect, test } from 'vitest'
import { daysBefore } from '../../src/commands/records/days-before.ts'

test.each([
  ['2026-03-31T10:00:00.000Z', 0, '2026-03-31T10:00:00.000Z'],
  ['2026-03-31T10:00:00.000Z', 1, '2026-03-30T10:00:00.000Z'],
  ['2026-03-01T00:00:00.500Z', 7, '2026-02-22T00:00:00.500Z'],
  ['2026-03-31T10:00:00.000Z', 365, '2025-03-31T10:00:00.000Z'],
])('%s less %i days is %s', (to, days, before) => {
  expect(daysBefore(Date.parse(to), days)).toBe(before)
})

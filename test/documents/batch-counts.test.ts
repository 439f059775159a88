import { expect, test } from 'vitest'
import { badColumns } from '../../src/documents/many/batch-counts.ts'
import { someCounts } from '../support/batch-counts.ts'
import { firstEdition } from '../support/load.ts'

test('columns with cells that are no answers stand in the order of how many there are, of both kinds together', () => {
  const cells = (column: string, unreadable: number, outOfRange: number) => [
    { column, code: 'unreadable', cells: unreadable },
    { column, code: 'out-of-range', cells: outOfRange },
  ]
  const unreadable = [...cells('few', 1, 2), ...cells('far', 0, 9), ...cells('most', 5, 6), ...cells('odd', 7, 1)]
  const counts = { ...someCounts(firstEdition('substance-use')), unreadable } as Parameters<typeof badColumns>[0]
  expect(badColumns(counts).map(({ column }) => column)).toEqual(['most', 'far', 'odd', 'few'])
})

import spectrum, { type Sample } from 'csv-spectrum'
import { describe, expect, test } from 'vitest'
import { readHeader } from '../../src/tables/formats/header.ts'
import { readAll, told } from './read-all.ts'

const samples = await new Promise<readonly Sample[]>((resolve, reject) => {
  spectrum((error, found) => (error ? reject(error) : resolve(found)))
})

describe('files that collect the ways to write CSV', () => {
  test.each(samples.map((sample) => [sample.name, sample] as const))(
    '%s is read as its authors say',
    (name, { csv, json }) => {
      const header = readHeader(csv, undefined)
      const names = 'names' in header ? header.names : []
      // Its cells hold quotation marks without beginning with one, which the standard does not allow.
      if (name === 'location_coordinates') return expect(told(readAll(csv))).toEqual(['2 stray-quote'])
      for (const chunk of [1, 3, 1000]) {
        const records = readAll(csv, { chunk }).map(({ cells = [] }) =>
          Object.fromEntries(names.map((one, field) => [one, cells[field]])),
        )
        expect(records).toEqual(JSON.parse(json.toString('utf8')))
      }
    },
  )

  test('there are a dozen of them', () => {
    expect(samples).toHaveLength(12)
  })
})

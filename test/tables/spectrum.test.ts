import spectrum, { type Sample } from 'csv-spectrum'
import { describe, expect, test } from 'vitest'
import { readHeader } from '../../src/tables/formats/header.ts'
import { transcoder } from '../../src/tables/transcode.ts'
import { readAll, told } from './read-all.ts'

const samples = await new Promise<readonly Sample[]>((resolve, reject) => {
  spectrum((error, found) => (error ? reject(error) : resolve(found)))
})

describe('files that collect the ways to write CSV', () => {
  test.each(samples.map((sample) => [sample.name, sample] as const))(
    '%s is read as its authors say',
    (name, sample) => {
      // One of them is not UTF-8: its only record is given up, or read with its encoding named.
      const isOther = name === 'location_coordinates'
      const [csv, json] = [sample.csv, sample.json].map((bytes) =>
        isOther ? transcoder('latin1')(bytes, true) : bytes,
      ) as [Uint8Array, Uint8Array]
      const header = readHeader(csv, undefined)
      const names = 'names' in header ? header.names : []
      for (const chunk of [1, 3, 1000]) {
        const records = readAll(csv, { chunk }).map(({ cells = [] }) =>
          Object.fromEntries(names.map((one, field) => [one, cells[field]])),
        )
        expect(records).toEqual([JSON.parse(Buffer.from(json).toString('utf8'))].flat())
      }
      expect(told(readAll(sample.csv)).some((one) => one.endsWith('invalid-utf8'))).toBe(isOther)
    },
  )

  test('there are a dozen of them', () => {
    expect(samples).toHaveLength(12)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guide } from '../../src/rules/index.ts'
import { answersIn } from '../support/naive-cells.ts'
import { mapText, type RandomTable, randomTable } from '../support/random-tables.ts'
import { resultRow } from '../support/result-row.ts'
import { scoring } from '../support/scoring.ts'

const ON = '2026-11-22'
/** `PRESCREEN_TABLES=5000` tries as many. */
const RUNS = Number(process.env.PRESCREEN_TABLES ?? 150)

function csv(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

/** The table as CSV, and as JSON Lines with the same texts. */
function written({ columns, rows }: RandomTable): { readonly asCsv: string; readonly asLines: string } {
  const names = ['nr', ...columns.map(({ name }) => name)]
  const all = rows.map((row, at) => [`p${at}`, ...row])
  const records = all.map((row) => JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at]]))))
  return { asCsv: [names, ...all].map(csv).join('\n'), asLines: records.join('\n') }
}

/** Guidance without the texts of cells that cannot be read: they stand there as the file has them. */
function withoutRaw(json: string): unknown {
  return JSON.parse(json, function (this: { readonly state?: string }, key: string, value: unknown) {
    return key === 'raw' || (key === 'text' && this.state === 'rejected') ? '' : value
  })
}

test('whatever the form, the map and the cells: a cell means the same wherever and however it is read', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(randomTable, async (table) => {
      const { form, rows } = table
      const { asCsv, asLines } = written(table)
      const options = { columns: mapText(table), on: ON }
      const results = await scoring(form, asCsv, options)
      expect(results.refused?.message).toBeUndefined()
      const people = rows.map((row) => answersIn(table, row))
      expect(results.rows.map((row) => row.split(',').slice(2))).toEqual(
        people.map((answers) => resultRow(form, { answers, on: ON })),
      )
      expect((await scoring(form, { 'a.jsonl': asLines }, options)).rows).toEqual(results.rows)
      const guidance = await scoring(form, asCsv, { ...options, to: 'jsonl' })
      expect(guidance.rows.map((row) => withoutRaw(row.replace(/^\{"record":\d+,"id":"p\d+",/, '{')))).toEqual(
        people.map((answers) => withoutRaw(JSON.stringify(guide(form, answers, ON)))),
      )
      for (const answers of people)
        for (const [id, { kind }] of answers) {
          const key = `${form.questionById.get(id)?.type} ${kind}`
          seen.set(key, (seen.get(key) ?? 0) + 1)
        }
    }),
    { numRuns: RUNS, seed: 47 },
  )
  const types = ['yes_no', 'choice', 'choices', 'integer', 'decimal', 'date']
  for (const key of types.flatMap((type) =>
    ['given', 'unsure', 'declined', 'rejected'].map((kind) => `${type} ${kind}`),
  ))
    expect(seen.get(key) ?? 0, key).toBeGreaterThan(4)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoring } from '../support/scoring.ts'
import { painForm as form } from './pain-form.ts'

/** `id level`, or the lines that are no record, of each row. */
async function said(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { rows, err } = await scoring(form, files)
  if (rows.length === 0) return [err.split('\n')[0] ?? '']
  return rows
    .map((row) => row.split(','))
    .map((cells) => (cells[2] === 'not-scored' ? (cells[11] ?? '') : (cells[1] ?? '')))
}

describe('a damaged record of an array is lost alone', () => {
  const five = ['1', '2', '3', '4', '5'].map((id) => `{"id":"${id}","pain":"yes"}`)
  const array = (records: readonly string[], between = ',\n') => `[\n${records.join(between)}\n]\n`
  const changed = (...changes: readonly (readonly [number, string])[]) =>
    five.map((record, index) => changes.find(([which]) => which === index + 1)?.[1] ?? record)

  test.each<readonly [string, string, readonly string[]]>([
    ['nothing is wrong', array(five), ['1', '2', '3', '4', '5']],
    [
      'one brace is missing and one too many',
      array(changed([2, '{"id":"2","pain":"no",'], [4, '{"id":"4","pain":"yes"}}'])),
      ['1', 'line 3', '3', 'line 5', '5'],
    ],
    ['a quotation mark is missing', array(changed([2, '{"id":"2,"pain":"no"}'])), ['1', 'line 3', '3', '4', '5']],
    ['a quotation mark is never closed', array(changed([2, '{"id":"2","pain":"no}'])), ['1', 'line 3', '3', '4', '5']],
    ['the last one is cut', array(changed([5, '{"id":"5","pa'])), ['1', '2', '3', '4', 'line 6']],
    ['the first one is cut', array(changed([1, '{"id":"1","pa'])), ['line 2', '2', '3', '4', '5']],
    [
      'two are, one after the other',
      array(changed([2, '{"id":"2",}'], [3, '{"id":"3",}'])),
      ['1', 'line 3', 'line 4', '4', '5'],
    ],
    ['a comma is missing', array(five, '\n'), ['1', '2', '3', '4', '5']],
    [
      'all stand on one line',
      array(changed([2, '{"id":"2","pain":{"a":1}'], [4, '{"id" "4"}']), ','),
      ['1', 'line 2', '3', 'line 2', '5'],
    ],
    [
      'an object stands inside another',
      array(changed([2, '{"id":"2","pain":"no","more":{"id":"x"},}'])),
      ['1', 'line 3', '3', '4', '5'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await said({ 'a.json': text })).toEqual(expected)
  })

  test('the key that records begin with is that of whole ones, however few there are', async () => {
    const broken = '{"id\\\\:"1","pain":"no"},\n'
    expect(await said({ 'a.json': `[\n${broken}${five[1]}\n]\n` })).toEqual(['line 2', '2'])
  })

  test('a file that is cut short is refused', async () => {
    const { refused, err } = await scoring(form, { 'a.json': array(five).slice(0, 60) })
    expect(refused?.cause).toBe('bad-data')
    expect(err).toContain('a.json:4: a record that begins here does not end')
  })

  test('what is found does not depend on how the bytes come', async () => {
    const filler = `"notes":"${'x'.repeat(3000)}"`
    const many = Array.from({ length: 400 }, (_, id) =>
      id % 37 === 5 ? `{"id":"${id}","pain":"no",${filler}` : `{"id":"${id}","pain":"no",${filler}}`,
    )
    const found = await said({ 'a.json': array(many) })
    expect(found).toHaveLength(400)
    expect(found.filter((one) => one.startsWith('line'))).toHaveLength(11)
  })
})

test.each(['a.json', 'a.jsonl'])(
  '%s: what looks like a key in a damaged record is no column, and no id',
  async (name) => {
    const records = ['{"id:"1","pain":"yes","notes":"a""b"}', '{"id":"2","pain":"no"}', '{"id":"3","pain":"yes"}']
    const text = name === 'a.json' ? `[\n${records.join(',\n')}\n]\n` : `${records.join('\n')}\n`
    const { rows, err } = await scoring(form, { [name]: text })
    expect(rows.map((row) => row.split(',').slice(1, 3).join(' '))).toEqual([
      ' not-scored',
      '2 none-raised',
      '3 act-now',
    ])
    expect(err).not.toContain('`id:`')
  },
)

test('a line that swallowed others holds several records', async () => {
  const text =
    '{"id":"1","pain":"no"}\n{"id":"2","pain":"no"}{"id":"3","pain":"yes"}\n{"id":"4","pai\t{"id":"5","pain":"no"}\n{"id":"6"}\n'
  expect(await said({ 'a.jsonl': text })).toEqual(['1', '2', '3', 'line 3', '6'])
  const comma = '{"id":"1","pain":"no"}\n{"id":"2","pain":"n, {"id":"3","pain":"yes"}\n'
  expect(await said({ 'a.jsonl': comma })).toEqual(['1', 'line 2', '3'])
})

test('no record is lost of which no byte was touched, and all are counted', async () => {
  const id = fc.integer({ min: 1, max: 99 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('yes', 'no', 'unsure'), { minLength: 6, maxLength: 9 }),
      fc.constantFrom('a.json', 'a.jsonl'),
      fc.array(fc.tuple(id, fc.constantFrom('', '"', '{', '}', ',', 'x', ':')), { minLength: 1, maxLength: 2 }),
      async (pains, name, hits) => {
        const records = pains.map((pain, index) => `{"id":"p${index}","pain":"${pain}"}`)
        const touched = new Set<number>()
        const damaged = records.map((record, index) => {
          let text = record
          for (const [at, by] of hits) {
            if (at % records.length !== index) continue
            const place = 1 + (at % (record.length - 2))
            text = text.slice(0, place) + by + text.slice(place + 1)
            touched.add(index)
          }
          return text
        })
        const text = name === 'a.json' ? `[\n${damaged.join(',\n')}\n]\n` : `${damaged.join('\n')}\n`
        const found = await said({ [name]: text })
        // Two damaged records side by side may be one to the reader; what was not touched is there, in order.
        if (touched.size === 1) expect(found.length, text).toBe(records.length)
        const untouched = [...records.keys()].filter((index) => !touched.has(index)).map((index) => `p${index}`)
        expect(
          found.filter((one) => untouched.includes(one)),
          text,
        ).toEqual(untouched)
      },
    ),
    { numRuns: 400, seed: 53 },
  )
})

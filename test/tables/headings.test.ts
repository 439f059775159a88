import { describe, expect, test } from 'vitest'
import { type FirstRecord, firstRecordAfter } from '../../src/tables/formats/headings.ts'

/** Records of one line each, as a reader gives them: the first is that of the names. */
function recordsOf(rows: readonly (readonly string[])[]): readonly FirstRecord[] {
  return rows.map((cells, index) => ({ cells, line: index + 1, next: 10 * (index + 1), nextLine: index + 2 }))
}

function headingsAfter(rows: readonly (readonly string[])[], dataFromLine?: number) {
  const records = recordsOf(rows)
  const [names] = records
  if (names === undefined) throw new Error('no names')
  const { headings, next, nextLine } = firstRecordAfter(
    names,
    (record) => records[records.indexOf(record) + 1],
    dataFromLine,
  )
  return { headings: headings.map(({ line }) => line), next, nextLine }
}

const PERSON = ['yes', 'no']

/** What stands after the names, and how many lines of it are heading. */
const BELOW: readonly (readonly [what: string, rows: readonly (readonly string[])[], headings: number])[] = [
  ['nothing', [['pain', 'sleep']], 0],
  ['people', [['pain', 'sleep'], PERSON, PERSON, PERSON], 0],
  ['the questions of Qualtrics, old', [['V1', 'pain'], ['ResponseID', 'Any pain?'], PERSON], 1],
  ['the same with a space, in small letters', [['V1', 'pain'], ['response id', 'Any pain?'], PERSON], 1],
  ['a column V1 alone', [['V1', 'pain'], PERSON], 0],
  ['V1 in another column', [['pain', 'V1'], ['ResponseID', 'yes'], PERSON], 0],
  ['the words elsewhere below V1', [['V1', 'pain'], ['yes', 'ResponseID'], PERSON], 0],
  ['somebody whose answer is these words', [['pain', 'sleep'], ['Response ID', 'no'], PERSON], 0],
  ['the ids of Qualtrics, new', [['pain'], ['Any pain?'], ['{"ImportId":"QID1"}'], ['yes']], 2],
  ['those ids at once', [['pain'], ['{"ImportId":"QID1"}'], ['yes']], 1],
  ['those ids in a later column', [['pain', 'sleep'], ['a', 'b'], ['', '{"ImportId":"QID1"}'], PERSON], 2],
  ['those ids below a third line', [['pain'], ['a'], ['b'], ['{"ImportId":"QID1"}'], ['yes']], 3],
  ['those ids too far down', [['pain'], ['a'], ['b'], ['c'], ['{"ImportId":"QID1"}']], 0],
  ['the line of SurveyMonkey', [['Respondent ID', 'pain'], ['', 'Open-Ended Response'], PERSON], 1],
]

describe('below the names some tools write further lines of heading', () => {
  test.each(BELOW)('%s', (_, rows, count) => {
    const headings = Array.from({ length: count }, (_none, index) => index + 2)
    expect(headingsAfter(rows)).toEqual({ headings, next: 10 * (count + 1), nextLine: count + 2 })
  })

  test('where the line of the first person is told, all that stands before it is heading, however much', () => {
    const rows = [['pain'], ['a'], ['b'], ['c'], ['d'], ['yes']]
    expect(headingsAfter(rows, 6)).toEqual({ headings: [2, 3, 4, 5], next: 50, nextLine: 6 })
    expect(headingsAfter(rows, 3)).toEqual({ headings: [2], next: 20, nextLine: 3 })
    expect(headingsAfter(rows, 2)).toEqual({ headings: [], next: 10, nextLine: 2 })
    expect(headingsAfter([['V1'], ['ResponseID'], ['yes']], 2)).toEqual({ headings: [], next: 10, nextLine: 2 })
  })

  test('a record that is no good ends the search', () => {
    const [names] = recordsOf([['V1']])
    if (names === undefined) throw new Error('no names')
    const cut = firstRecordAfter(names, () => ({ fault: 'cut' }) as never, 9)
    expect(cut).toEqual({ headings: [], next: 10, nextLine: 2 })
  })
})

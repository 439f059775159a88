import { appendFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { headOf, questionnaire } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

const form = questionnaire(`${headOf('visit')}
sources:
  s: { title: A source }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: seen, text: "Last seen?", type: date }
      - { id: notes, text: "Notes?", type: text }
rules:
  - { id: R-PAIN, when: pain = yes, level: act-now, action: emergency, because: Pain., sources: [s] }
  - { id: R-LONG, when: years_since(seen) > 1, level: refer-discuss, because: Long ago., sources: [s] }
`)

const TABLE =
  'record,pain,seen,notes\n1,yes,2026-01-01,a\n2,no,2020-01-01,\n3,no"x,2026-01-01,\n4,what,2026-01-01,\n5,no,2026-01-01,\n'

describe('an account of every record', () => {
  test('rows out are records in, in order; the summary counts what the rows say', async () => {
    const { rows, err, errors, summary, isClean, left } = await scoring(form, TABLE)
    expect(rows).toEqual([
      '1,1,act-now,true,R-PAIN,,,,,,,,,0,',
      '2,2,refer-discuss,true,R-LONG,,,,notes,,,,,0,',
      '3,,not-scored,false,,,,,,,,line 4,,,',
      '4,4,refer-before,false,,R-PAIN,,,notes,,,pain,,0,',
      '5,5,none-raised,true,,,,,notes,,,,,0,',
    ])
    expect(errors.map((line) => line.replace(/,[^,]*answers\.csv$/, ''))).toEqual([
      '3,4,,stray-quote,there is a quotation mark inside a cell that does not begin with one',
      '4,5,pain,unreadable,the value is not among the answers of `pain`',
    ])
    expect(err.trimEnd().split('\n').at(-1)).toBe('5 records = 4 scored + 1 not scored')
    expect(isClean).toBe(false)
    expect([...left].sort()).toEqual(['errors.csv', 'out.csv', 'summary.json'])
    expect(summary).toMatchObject({
      schema: 'prescreen/score/1',
      records: { in: 5, scored: 4, not_scored: 1 },
      levels: { 'act-now': 1, 'refer-before': 1, 'refer-discuss': 1, 'none-raised': 1 },
      incomplete: 1,
      rules: [
        { id: 'R-PAIN', raised: 1, covered: 0, undetermined: 1 },
        { id: 'R-LONG', raised: 1, undetermined: 0 },
      ],
      questions: [
        { id: 'pain', given: 3, rejected: 1 },
        { id: 'seen', given: 4 },
        { id: 'notes', given: 1, unanswered: 3 },
      ],
      unreadable: [{ column: 'pain', code: 'unreadable', cells: 1 }],
      not_scored: [{ code: 'stray-quote', records: 1 }],
    })
  })

  test('the summary counts each state of each question under its own name', async () => {
    const follow = questionnaire(`${headOf('states')}sections:
  - id: one
    title: One
    questions:
      - { id: a, text: "A?", type: yes_no }
      - { id: b, text: "B?", type: yes_no, ask_if: a = yes }
rules:
  - { id: R, when: b = yes, level: refer-before, because: B. }
`)
    const people = [
      'yes,unsure',
      'yes,unsure',
      'yes,unsure',
      'yes,declined',
      'yes,declined',
      'yes,',
      ',',
      ',',
      ',',
      ',',
      'no,',
      'yes,yes',
    ]
    const { summary } = await scoring(
      follow,
      `record,a,b\n${people.map((cells, at) => `${at},${cells}\n`).join('')}12,yes,x\n`,
    )
    expect(summary?.questions).toEqual([
      { id: 'a', given: 9, unsure: 0, declined: 0, unanswered: 4, pending: 0, not_asked: 0, rejected: 0 },
      { id: 'b', given: 1, unsure: 3, declined: 2, unanswered: 1, pending: 4, not_asked: 1, rejected: 1 },
    ])
    expect(summary?.rules).toEqual([{ id: 'R', level: 'refer-before', raised: 1, covered: 0, undetermined: 11 }])
  })

  test('and the same of many who mostly say the same, however many of them are looked at together', async () => {
    const follow = questionnaire(`${headOf('alike')}sections:
  - id: one
    title: One
    questions:
      - { id: a, text: "A?", type: yes_no }
      - { id: b, text: "B?", type: choice, ask_if: a = yes, options: { never: Never, often: Often } }
      - { id: c, text: "C?", type: choices, none: None of these, options: { x: X, y: Y } }
rules:
  - { id: A, when: a = no and b is answered, level: refer-discuss, group: g, because: A. }
  - { id: B, when: b = often, level: refer-discuss, group: g, because: B. }
  - { id: C, when: c has x, level: refer-before, group: g, because: C. }
`)
    const said = (at: number): string => {
      if (at % 14 === 9) return 'yes,often,x;y'
      if (at % 23 === 5) return 'no,often,x'
      return at % 31 === 4 ? 'yes,never,x;unsure' : at % 17 === 3 ? 'unsure,,none' : 'no,,none'
    }
    for (const people of [1, 2, 3, 4, 41, 67]) {
      // The last byte of this letter is that of a line end with its highest bit set.
      const ids = Array.from({ length: people }, (_, at) => `\u00ca${at},${said(at)}\n`)
      const text = `record,a,b,c\n${ids.join('')}`
      const [apart, together] = [await scoring(follow, text, { together: 1 }), await scoring(follow, text)]
      expect(together.rows).toEqual(apart.rows)
      expect(together.rows).toHaveLength(people)
      if (people > 9) expect(together.rows[9]).toMatch(/,B$/)
      const { inputs: _, ...counted } = together.summary ?? {}
      expect(apart.summary).toMatchObject(counted)
    }
  })

  test('the date of the answers is a column or a day, and the age is told; a form that counts to it is refused without', async () => {
    const table =
      'record,pain,seen,day\n1,no,2024-06-01,2024-12-01\n2,no,2024-06-01,2026-11-20T10:00\n3,no,2024-06-01,\n4,no,2024-06-01,20.11.2026\n'
    const dated = await scoring(form, table, { dateColumn: 'day' })
    expect(
      dated.rows.map((row) =>
        row
          .split(',')
          .filter((_, index) => [2, 4, 5, 13].includes(index))
          .join(' '),
      ),
    ).toEqual(['none-raised   721', 'refer-discuss R-LONG  2', 'refer-discuss  R-LONG ', 'refer-discuss  R-LONG '])
    expect(dated.err).toContain('column `day`: record 4 in line 5: a day looks like 2026-11-04;')
    expect((await scoring(form, table, { on: '2025-01-01' })).rows[0]).toContain('none-raised,true,,,,,notes,,,,,690')
    expect((await scoring(form, table, { undated: true })).refused?.cause).toBe('usage')
  })

  test('shards together are the whole', async () => {
    const table = `record,pain,seen,notes\n${Array.from({ length: 10_000 }, (_, index) => (index % 97 === 0 ? `${index},"` : `${index},no,2026-01-01,`)).join('\n')}\n`
    const whole = await scoring(form, table)
    const parts = await Promise.all([1, 2, 3].map((index) => scoring(form, table, { shard: { index, of: 3 } })))
    const merged = parts.flatMap(({ rows }) => rows).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    expect(merged).toEqual(whole.rows)
    expect(parts.map(({ summary }) => summary?.records.in)).toEqual([3334, 3333, 3333])
  })

  test('several files, one of them packed, are one run; each is read by its own header', async () => {
    const { rows, err, summary } = await scoring(form, {
      'a.csv': 'record,pain,seen\n1,yes,2026-01-01\n',
      'b.tsv.gz': gzipSync('pain\trecord\nno\t2\n'),
      'c.jsonl': '{"pain":"no","seen":"2020-01-01","record":3}\n{"pain":"no"\n{"pain":"no","pain":"yes"}\n',
    })
    expect(rows.map((row) => row.split(',').slice(0, 5).join(' '))).toEqual([
      '1 1 act-now true R-PAIN',
      '2 2 refer-before false ',
      '3 3 refer-discuss true R-LONG',
      '4  not-scored false ',
      '5  not-scored false ',
    ])
    expect(err).toContain('b.tsv.gz: NO COLUMN for these 2 questions, unanswered for everyone: `seen`, `notes`')
    expect(err).toMatch(/c\.jsonl:2: record 4: .*\(not-json\)\n.*c\.jsonl:3: record 5: .*\(duplicate-key\)/)
    expect(summary?.inputs.map(({ records, without_column }) => [records, without_column])).toEqual([
      [1, ['notes']],
      [1, ['seen', 'notes']],
      [3, ['notes']],
    ])
  })

  test('a table without any record is told, and so is a record id that came before', async () => {
    expect(await scoring(form, 'pain\n')).toMatchObject({ isClean: false, rows: [] })
    const { err, isClean } = await scoring(form, 'record,pain\n7,no\n8,no\n7,no\n')
    expect(err).toContain('column `record`: record 3 in line 4: an earlier record has the same id  (duplicate-id)')
    expect(err).toContain('1 record has the id of an earlier one; all are scored\n')
    expect(isClean).toBe(true)
  })

  test('--fail-fast stops at the first thing that cannot be read, and keeps nothing', async () => {
    const { err, left, refused } = await scoring(form, TABLE, { failFast: true })
    expect(err).toContain('answers.csv:4: record 3: there is a quotation mark')
    expect(refused?.cause).toBe('bad-data')
    expect(left).toEqual([])
  })

  test('an input that grows while it is read is scored as far as it got, and that is said', async () => {
    const table = `record,pain\n${'1,no\n'.repeat(80_000)}`
    const { err, rows } = await scoring(form, table, {
      onNote: (folder) => appendFileSync(`${folder}/answers.csv`, '2,yes\n'),
    })
    expect(rows).toHaveLength(80_001)
    expect(err).toContain('answers.csv: it changed while it was read: 400018 bytes came instead of 400012')
  })

  test('columns that are not known are named, with the question that was perhaps meant', async () => {
    const { err } = await scoring(form, 'record,pian,seen,foo\n1,no,2026-01-01,x\n')
    expect(err).toContain('answers.csv: NO COLUMN for these 2 questions, unanswered for everyone: `pain`, `notes`\n')
    expect(err).toContain('answers.csv: 2 columns are not used: `pian` (did you mean `pain`?), `foo`\n')
  })
})

describe('JSON', () => {
  const answers =
    '{"record":"1","pain":"yes"},\n{"record":"2","pain":tru},\n{"record":"3","pain":null,"notes":{"a":1},"seen":["2020-01-01"]},\n{"record":"4","pain":true}'

  test('in an array, an object that is damaged inside is lost alone', async () => {
    const { rows, err } = await scoring(form, { 'a.json': `[${answers}]\n` })
    expect(
      rows.map((row) =>
        row
          .split(',')
          .filter((_, index) => [0, 1, 2, 11].includes(index))
          .join(' '),
      ),
    ).toEqual(['1 1 act-now ', '2  not-scored line 2', '3 3 refer-before seen;notes', '4 4 act-now '])
    expect(err).toContain('a.json:2: record 2: the record is not a JSON object  (not-json)')
  })

  test.each([
    ['[{"pain":"no"}', /a\.json:1: the file ends inside the array/],
    ['[{"pain":"no"}]\n[]', /a\.json:2: something follows the end of the records/],
    ['"pain"', /a\.json:1: this is not a JSON array of records/],
    ['[{"pain":"no"},\n{"pain":"no', /a\.json:2: a record that begins here does not end/],
  ])('%s is refused', async (text, told) => {
    const { err, left } = await scoring(form, { 'a.json': text })
    expect(err).toMatch(told)
    expect(left).toEqual([])
  })
})

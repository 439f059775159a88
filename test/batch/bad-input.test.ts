import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { headOf, inProject, questionnaire } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

const form = questionnaire(`${headOf('visit')}
sources:
  s: { title: A source }
sections:
  - id: one
    title: One
    questions:
      - { id: chest_pain, text: "Chest pain?", type: yes_no }
      - { id: dob, text: "Born on?", type: date, hard: { min: 1900-01-01, max: 2030-01-01 } }
      - { id: sys, text: "Top number?", type: integer, unit: mmHg, hard: { min: 50, max: 300 } }
      - id: dia
        text: Bottom number?
        type: integer
        unit: mmHg
        hard: { min: 20, max: 200 }
        check: { that: sys > dia, message: The top number must be the higher one. }
      - { id: weight, text: "Weight?", type: decimal, unit: kg }
      - { id: notes, text: "Notes?", type: text }
rules:
  - { id: R-PAIN, when: chest_pain = yes, level: act-now, action: emergency, because: Pain., sources: [s] }
  - { id: R-BP, when: sys >= 160 or dia >= 100, level: refer-before, because: High., sources: [s] }
  - { id: R-AGE, when: years_since(dob) > 64, level: refer-discuss, because: Old., sources: [s] }
  - { id: R-WEIGHT, when: weight > 150, level: refer-discuss, because: Heavy., sources: [s] }
`)

/** What each file comes to: what is refused, or what is told of its lines. */
const files: Readonly<Record<string, readonly [text: string, told: readonly RegExp[]]>> = {
  'no file at all': ['', [/answers\.csv:1: the file is empty/]],
  'a header alone': ['record,chest_pain\n', [/answers\.csv:1: .*no record/]],
  'the same header twice': [
    'record,chest_pain,chest_pain\n1,yes,no\n',
    [/answers\.csv:1: columns 2, 3 are all called `chest_pain`; .*: `chest_pain#1` or `chest_pain#2`/],
  ],
  'names that objects have': [
    'record,__proto__,constructor\n1,yes,no\n',
    [/answers\.csv:1: none of its 3 columns/, /--columns-template/],
  ],
  'another delimiter': ['record;chest_pain\n1;yes\n', [/line 1: the cells are divided by semicolons/]],
  'rows of other lengths': [
    'record,chest_pain\n1,yes,extra\n2\n3,no\n',
    [/:2: record 1: .*\(field-count\)/, /:3: record 2: .*\(field-count\)/],
  ],
  'a quotation mark left open': ['record,chest_pain\n1,"yes\n2,no\n', [/:2: record 1: .*\(unclosed-quote\)/]],
  'the same record twice': [
    'record,chest_pain\n1,yes\n1,no\n',
    [/column `record`: record 2 in line 3: .*\(duplicate-id\)/],
  ],
  'days that are none': [
    'record,dob\n1,01/02/2026\n2,2026-02-30\n3,1826-01-01\n',
    [/line 2: .*`dates: day\/month\/year`.*\(unreadable\)/, /line 3: .*\(unreadable\)/, /line 4: .*\(out-of-range\)/],
  ],
  'pressures that cannot be': [
    'record,sys,dia\n1,80,120\n2,200,200\n3,-120,80\n4,1200,80\n5,16,10\n',
    [
      /`dia`: 2 of 5 .*check-failed; line 2, line 3/,
      /`sys`: 3 of 5 .*out-of-range; line 4, line 5, line 6/,
      /`dia`: 1 of 5 .*line 6/,
    ],
  ],
  'a decimal comma': ['record,weight\n1,"70,5"\n', [/line 2: .*\(a decimal comma is read with --decimal-comma\)/]],
  'UTF-16': ['\ufffe', [/./]],
}

const withBom = new Uint8Array([0xff, 0xfe, ...Buffer.from('record,chest_pain\n1,yes\n', 'utf16le')])

describe('bad input is refused or accounted for, by file and line', () => {
  test.each(Object.entries(files).filter(([name]) => name !== 'UTF-16'))('%s', async (_, [text, told]) => {
    const { err, summary } = await scoring(form, text)
    for (const one of told) expect(err).toMatch(one)
    if (summary !== undefined) expect(err).toMatch(/ records? = .* scored \+ .* not scored\n$/)
  })

  test('UTF-16 is read, Latin-1 where it is named', async () => {
    // Its first two bytes say so, whichever way round they are.
    const turned = withBom.map((_, at) => withBom[at ^ 1] as number)
    for (const text of [withBom, turned])
      expect((await scoring(form, text)).rows).toEqual([expect.stringContaining('1,1,act-now,')])
    expect((await scoring(form, withBom.subarray(2), { encoding: 'utf-16le' })).rows).toHaveLength(1)
    const latin = Buffer.from('record,chest_pain,notes\n1,no,na\u00efve\n2,yes,\u2019\n', 'latin1')
    expect((await scoring(form, latin)).rows[0]).toContain('1,,not-scored,false')
    expect((await scoring(form, latin, { encoding: 'latin1' })).rows.map((row) => row.split(',')[1])).toEqual([
      '1',
      '2',
    ])
    const mac = Buffer.from('record,d\u00e9j\u00e0\n1,2\n', 'latin1').map(
      (byte) => ({ 233: 0x8e, 224: 0x88 })[byte] ?? byte,
    )
    expect((await scoring(form, mac, { encoding: 'macroman' })).err).toContain('none of its 2 columns is a question')
    expect((await scoring(form, Buffer.from('record,d\u00e9j\u00e0\n1,2\n', 'latin1'))).err).toContain(
      'answers.csv:1: the header is not UTF-8',
    )
  })

  test('no value of a cell is told, unless it is asked for', async () => {
    const text = 'record,chest_pain,sys\n1,Xanthippe,9999\n'
    const hidden = await scoring(form, text)
    expect(hidden.err + hidden.errors.join()).not.toMatch(/Xanthippe|9999/)
    expect((await scoring(form, text, { showValues: true })).errors).toEqual(
      [
        '1,2,chest_pain,unreadable,`Xanthippe` is not among the answers of `chest_pain`,answers.csv',
        '1,2,sys,out-of-range,`9999` is outside 50 to 300 mmHg,answers.csv',
      ]
        .map((line) => line.replace('answers.csv', ''))
        .map((line) => expect.stringContaining(line)),
    )
  })

  test('an object that all objects come from is as it was', async () => {
    await scoring(form, '__proto__,chest_pain\n{"polluted":1},yes\n')
    await scoring(form, { 'a.jsonl': '{"__proto__":{"polluted":1},"chest_pain":"yes"}\n' })
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('what is unusual but right is read', () => {
  const right: readonly (readonly [string, string, Partial<Parameters<typeof scoring>[2]>, string])[] = [
    ['a byte order mark and CRLF', '\ufeffrecord,chest_pain\r\n1,yes\r\n', {}, '1,1,act-now'],
    ['mixed line ends', 'record,chest_pain\r\n1,yes\n2,no\r\n', {}, '1,1,act-now'],
    [
      'a decimal comma that is named',
      'record,weight\n1,"170,5"\n',
      { decimalComma: true },
      '1,1,refer-before,false,R-WEIGHT',
    ],
    ['labels in any case', 'record,chest_pain\n1, YES \n', {}, '1,1,act-now'],
  ]
  test.each(right)('%s', async (_, text, options, begins) => {
    const { rows, isClean } = await scoring(form, text, options)
    expect(rows[0]?.slice(0, begins.length)).toBe(begins)
    expect(isClean).toBe(true)
  })

  test('a record id that a spreadsheet would run is made tame', async () => {
    const ids = [
      '"=HYPERLINK(""http://x"",""y"")"',
      '@SUM(A1)',
      '-2+3',
      '-2',
      '\uff1d1+1',
      '+49 30',
      '"\t=1"',
      '%0A',
      '|calc',
      '\u00a0=1',
    ]
    const { rows } = await scoring(form, `record,chest_pain\n${ids.map((id) => `${id},no`).join('\n')}\n`)
    expect(rows.map((row) => row.slice(row.indexOf(',') + 1, row.indexOf(',refer-before')))).toEqual([
      '"\'=HYPERLINK(""http://x"",""y"")"',
      '"\'@SUM(A1)"',
      '"\'-2+3"',
      '-2',
      '"\'\uff1d1+1"',
      '"\'+49 30"',
      '"\'=1"',
      '"\'%0A"',
      '"\'|calc"',
      '"\'=1"',
    ])
  })
})

const NEIGHBOURS = inProject('../shared/badinput')

describe('hostile tables beside the project', () => {
  if (!existsSync(NEIGHBOURS)) test.skip('there is no ../shared/badinput here', () => {})
  else
    test.each(readdirSync(NEIGHBOURS).filter((name) => name.endsWith('.csv')))('%s', async (name) => {
      const { err, isClean, refused, rows } = await scoring(form, { [name]: readFileSync(`${NEIGHBOURS}/${name}`) })
      if (name.startsWith('n-'))
        expect(err).toMatch(
          refused === undefined ? new RegExp(`${name}:(\\d+:|.* line \\d+)`) : new RegExp(`${name}:\\d+: `),
        )
      else expect(rows.length).toBeGreaterThan(0)
      if (name.startsWith('y-') && name !== 'y-decimal-comma.csv') expect(refused === undefined && isClean).toBe(true)
    })
})

const EXPORTS = inProject('../shared/corpora/redcap-data')

describe('real exports beside the project', () => {
  if (!existsSync(EXPORTS)) test.skip('there is no ../shared/corpora/redcap-data here', () => {})
  else
    test.each(readdirSync(EXPORTS).filter((name) => name.endsWith('.csv')))(
      '%s is read whole, or refused with line and reason',
      async (name) => {
        const first = questionnaire(
          `${headOf('any')}sections:\n  - id: one\n    title: One\n    questions:\n      - { id: age, text: "Age?", type: integer }\nrules: []\n`,
        )
        const bytes = readFileSync(`${EXPORTS}/${name}`)
        const head = bytes.toString('latin1').trimStart().split(/\r?\n/)[0]?.split(',')[1]?.replaceAll('"', '') ?? ''
        const { err, summary, rows, refused } = await scoring(
          first,
          { [name]: bytes },
          { columns: `format: prescreen-columns/1\ncolumns:\n  "${head}": age\n` },
        )
        if (refused === undefined) expect(rows).toHaveLength(summary?.records.in ?? -1)
        else expect(err).toMatch(new RegExp(`${name}:\\d+: .`))
      },
    )
})

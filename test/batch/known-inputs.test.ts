import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { firstEdition, inProject, questionnaire, shipped } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'
import { edited, templateOf } from './exports/template-of.ts'

const read = (name: string) => readFileSync(inProject(`test/fixtures/tables/${name}`))
const form = (name: string) =>
  name.includes('.')
    ? questionnaire(read(name).toString('utf8'), name)
    : name === 'phq-9'
      ? shipped(name)
      : firstEdition(name)

type Options = Parameters<typeof scoring>[2]

/** `id level raised | undetermined | unreadable` of each row, and what was told. */
async function scored(yaml: string, file: string, options: Options = {}) {
  const { rows, ...rest } = await scoring(form(yaml), { [file]: read(file) }, options)
  const said = rows.map((row) => {
    const cells = row.split(',')
    return `${cells[1]} ${cells[2]} ${cells[4]} | ${cells[5]} | ${cells[11]}`
  })
  return { ...rest, rows, said }
}

const template = (yaml: string, file: string) => templateOf(form(yaml), file, read(file))

const codes = (columns: string, ours = '\\w+') =>
  [...columns.matchAll(new RegExp(`^ {6}"(.*)": (${ours})$`, 'gm'))].map(([, word, code]) => `${word} ${code}`)

describe('a template never turns a meaning round', () => {
  test.each([
    ['flip.yaml', 'flip.csv', []],
    ['neg.yaml', 'neg.csv', ['Nein no', 'non no']],
    ['term.yaml', 'onoff.csv', ['Si yes', 'Oui yes']],
    ['ketamine-intake', 'intake-export.csv', ['NA unsure']],
  ])('%s, %s: of the codes of the file only fixed words have one of ours', async (yaml, file, known) => {
    const columns = await template(yaml, file)
    expect(codes(columns)).toEqual(known)
    const { said, isClean, err } = await scored(yaml, file, { columns })
    expect(said.filter((row) => row.includes('none-raised'))).toEqual([])
    expect(isClean).toBe(false)
    expect(err).toMatch(/are left open in the map and are not read/)
  })

  test('where most cells of a column are not read the way to a map is told, and not where a map is there', async () => {
    const { err } = await scored('flip.yaml', 'flip.csv')
    expect(err).toContain(
      'a column map says what the cells of another program mean; `prescreen score flip flip.csv --columns-template -o columns.yaml` starts one',
    )
    const columns = await template('flip.yaml', 'flip.csv')
    expect((await scored('flip.yaml', 'flip.csv', { columns })).err).not.toContain('starts one')
    const one = await scoring(form('flip.yaml'), 'id,grade\n1,a\n2,b\n3,d\n')
    expect(one.err).not.toContain('starts one')
  })

  test.each(['On', 'Not', 'nope', 'yep', 'ye', 'Uncontrolled', '2', '10'])(
    '`%s` is no answer of yes or no',
    async (word) => {
      const names = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6']
      const text = `id,${names.join(',')}\n1,${names.map(() => word).join(',')}\n`
      const columns = await templateOf(form('yn.yaml'), 'yn.csv', text)
      const { rows } = await scoring(form('yn.yaml'), { 'yn.csv': text }, { columns })
      expect(rows.map((row) => row.split(',').slice(2, 6))).toEqual([['refer-before', 'false', '', 'R;R2']])
    },
  )
})

describe('several answers in one cell', () => {
  test('are not read without a divider, and act-now stands where the map names it', async () => {
    expect((await scored('term.yaml', 'act.csv')).isClean).toBe(false)
    const columns = await template('term.yaml', 'act.csv')
    expect(columns).toContain('divided_by: ","')
    expect((await scored('term.yaml', 'act.csv', { columns })).said).toEqual(['1 act-now BLOOD | SMOKER;MANY | '])
  })

  const none = 'refer-before  | B;C | symptoms'
  test.each([
    [',', { google1: 'B', google2: 'act-now C', 'redcap-label': 'B', 'none-google': 'conflict' }],
    [';', { msforms: 'B', 'none-and': 'conflict', other: none, 'empty-semi': 'refer-before  | B;C | ' }],
    [' ', { odk: 'B' }],
    ['/', { slash: 'B' }],
    ['|', { pipe: 'B', 'pipe-spaced': 'B' }],
    ['json', { json: 'B' }],
    ['\\n', { lf: 'B' }],
  ])(
    'divided by `%s`: what is divided so is read, everything else is unreadable and never none',
    async (sign, right) => {
      const columns = `format: prescreen-columns/1\nid: id\ncolumns:\n  symptoms: { question: symptoms, divided_by: "${sign}" }\n`
      const { said } = await scored('multi.yaml', 'multi.csv', { columns })
      const everybody: Record<string, string> = { none: 'none-raised  |  | ', one: 'act-now C |  | ', ...right }
      const words: Record<string, string> = {
        B: 'refer-before B |  | ',
        'act-now C': 'act-now C |  | ',
        conflict: 'refer-discuss  |  | ',
      }
      for (const row of said) {
        const [id = ''] = row.split(' ')
        const expected = everybody[id]
        if (expected !== undefined) expect(row).toBe(`${id} ${words[expected] ?? expected}`)
        else expect(row, sign).toMatch(/ (refer-before|act-now) .*\| symptoms$/)
      }
    },
  )
})

describe('ticks', () => {
  test('a label, or the part of the name, is a tick where a person confirmed what the columns are', async () => {
    const columns = (await template('redcap.yaml', 'ticks-label.csv')).replaceAll('?', '')
    const { said } = await scored('redcap.yaml', 'ticks-label.csv', { columns })
    expect(said).toEqual([
      '1 refer-before ONE;TWO |  | ',
      '2 refer-before  | ONE;TWO | ',
      '3 refer-before  | ONE;TWO | ',
    ])
  })

  test('a map that gives an answer where it must say whether it was ticked is refused', async () => {
    const columns = read('ticks.columns.yaml').toString('utf8')
    await expect(scored('redcap.yaml', 'ticks-label.csv', { columns })).rejects.toThrow(/`1` is not an answer here/)
  })

  test.each([
    ['tick2.csv', ['check_two___b', 'check_two___c']],
    ['tickwrong.csv', ['check_two___c', 'check_two___b']],
  ])('%s: each wrong tick is told at its own column', async (file, columns) => {
    const { errors } = await scored('redcap.yaml', file)
    expect(errors.map((line) => line.split(',')[2])).toEqual(columns)
  })
})

describe('headings', () => {
  test('columns without a name are told apart by their place, and are no reason to refuse', async () => {
    const columns = await template('term.yaml', 'dupblank.csv')
    expect(columns).toMatch(/"#1": ~ {2}# not used\n {2}"#2": ~/)
    const map = edited(columns, [
      ['"seen": ~', '"seen": smoker'],
      ['"fan": ~', '"fan": last'],
    ])
    expect((await scored('term.yaml', 'dupblank.csv', { columns: map })).said).toEqual([
      '1 refer-before SMOKER | BLOOD;MANY | ',
    ])
  })

  test('names with spaces that do not break are those that a person types', async () => {
    const columns = await template('term.yaml', 'msforms.csv')
    expect(columns).toMatch(/^ {2}"How many cigarettes a day\?": cigs/m)
    const dated = edited(columns, [['dates: ~', 'dates: month/day/yy']])
    const { said, rows } = await scored('term.yaml', 'msforms.csv', { columns: dated, dateColumn: 'Completion time' })
    expect(said).toEqual(['1 refer-before SMOKER;MANY | BLOOD;LAST | ', '2 refer-before  | BLOOD;LAST | '])
    expect(rows.map((row) => row.split(',')[13])).toEqual(['321', '321'])
    expect(
      (
        await scored('term.yaml', 'msforms.csv', {
          columns: read('msforms.columns.yaml')
            .toString('utf8')
            .replace(/^ {2}note1|^ {2}weight/gm, '#'),
        })
      ).said,
    ).toHaveLength(2)
  })

  test('signs that nobody sees are in no name and in no answer', async () => {
    expect((await scored('term.yaml', 'zw.csv')).said).toEqual(['1 refer-before SMOKER;MANY | BLOOD;LAST | '])
  })

  test('keys of JSON that come late are answers, and nothing untrue is said of them', async () => {
    const { said, err } = await scored('ketamine-intake', 'no-column.jsonl')
    expect(said.map((row) => row.split(' ')[1])).toEqual(['refer-before', 'refer-before', 'act-now'])
    expect(err).toContain('NO KEY in the first 3 records for these 49 questions')
    expect(err).not.toContain('`suicide_now`')
  })
})

describe('days', () => {
  const ids = (rows: readonly string[], test: (cells: readonly string[]) => boolean) =>
    rows
      .map((row) => row.split(','))
      .filter(test)
      .map((cells) => cells[1])

  test('a day is the one that is written, whatever time and offset stand after it', async () => {
    const { rows, err } = await scored('dates.yaml', 'dates.csv', { dateColumn: 'when' })
    const children = ids(rows, (cells) => cells[4] === 'CHILD')
    expect(children).toEqual(['leap-eve', 'bday-1', 'iso-z', 'iso-off', 'future'])
    const open = ids(rows, (cells) => cells[5] === 'CHILD;OLD')
    expect(open).toEqual(['google', 'excel-serial', 'slash', 'iso-basic', 'two-digit', 'leap-bad'])
    expect(err).toContain('or say `dates: day/month/year` in a column map')
    expect(err).toContain(
      'column `when`: some times have an offset, such as Z or +02:00; the day is the one that is written',
    )
  })

  test.each([
    ['month/day/year', 'google', 'none-raised'],
    ['excel', 'excel-serial', 'none-raised'],
    ['day/month/year', 'slash', 'none-raised'],
  ])('with `dates: %s` in the map the row %s is read', async (dates, id, level) => {
    const columns = `format: prescreen-columns/1\nid: id\ndate: when\ndates: ${dates}\ncolumns:\n  dob: dob\n`
    const { rows } = await scored('dates.yaml', 'dates.csv', { columns })
    expect(rows.find((row) => row.includes(`,${id},`))?.split(',')[2]).toBe(level)
  })

  test('no day is refused where the form counts from one, a cell without a day is open', async () => {
    const { refused } = await scored('mri-safety.yaml', 'mri-d.csv', { undated: true })
    expect(refused?.help).toMatch(/--date-column.*--on/s)
    const { said } = await scored('mri-safety.yaml', 'mri-d.csv', { dateColumn: 'visit' })
    expect(said).toEqual([
      'a refer-before IMPLANT-NEW |  | ',
      'b refer-before  | IMPLANT-NEW | ',
      'c refer-before  | IMPLANT-NEW | ',
    ])
  })
})

test('a form of nine items of which some are missing gives a range, and refers', async () => {
  const names: Record<string, string> = {
    down: 'low',
    concentrate: 'concentrating',
    slow: 'slow_or_restless',
    harm: 'better_off_dead',
  }
  const text = read('miss.csv')
    .toString('utf8')
    .replace(/^.*$/m, (line) =>
      line
        .split(',')
        .map((name) => names[name] ?? name)
        .join(','),
    )
  const { rows } = await scoring(form('phq-9'), { 'miss.csv': text })
  expect(rows.map((row) => row.split(',').slice(1, 4).join(' '))).toEqual([
    'all0 none-raised true',
    // The ninth item has no answer.
    'one-missing refer-before false',
    'nine-plus-missing refer-before false',
    'ten-with-missing refer-before false',
    'prefer-not none-raised true',
    'dk refer-before false',
  ])
})

test('a map that was written with guesses as its comments is taken at its word, and what it leaves open is told', async () => {
  const columns = read('mri-export.columns.yaml').toString('utf8')
  const options = {
    columns: `${columns}encoding: latin1\ndates: day/month/year\n`,
    encoding: 'latin1',
    decimalComma: true,
  } as const
  const { said, err, isClean } = await scored('mri-safety.yaml', 'mri-export.csv', options)
  expect(isClean).toBe(false)
  expect(err).toContain('column `Implants`: `Artificial joint, Insulin pump` is left open in the map and is not read')
  expect(said).toEqual([
    '1001 none-raised  |  | ',
    '1002 act-now CHEST-NOW;IMPLANT;IMPLANT-NEW;EGFR-30;COMFORT |  | ',
    '1003 refer-before PACEMAKER-COND;CLIP;METAL-EYE;EGFR-30;CONTRAST-MILD;COMFORT | IMPLANT;PREG;WEIGHT;BMI | implants',
    '1004 refer-before PREG | CHEST-NOW;CLIP;METAL-EYE;SHRAPNEL;COMFORT | ',
    '1005 refer-before  | BMI | ',
    '1006 refer-before  | SHRAPNEL;WEIGHT;BMI;COMFORT | weight',
    ' not-scored  |  | line 8',
    expect.stringMatching(/^Total refer-before {2}\| CHEST-NOW;.*;COMFORT \| $/),
  ])
})

test('a map for another form is refused at the first thing that this form lacks', async () => {
  const columns = read('mr.columns.yaml').toString('utf8')
  await expect(scored('term.yaml', 'zw.csv', { columns })).rejects.toThrow(/`term` has no question `sex`/)
})

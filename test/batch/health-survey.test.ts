import { existsSync, readdirSync, readFileSync } from 'node:fs'
import initSqlJs, { type Database } from 'sql.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { inProject, questionnaire } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

/*
 * The example of the manual, and the real survey that it is made for, against the same seven rules in SQL: NULL is what
 * is not known, and a sum with open items lies between two sums.
 */

const EXAMPLE = inProject('questionnaires/examples/health-survey')
const form = questionnaire(readFileSync(`${EXAMPLE}.yaml`, 'utf8'))
const columns = readFileSync(`${EXAMPLE}.columns.yaml`, 'utf8')
const wanted = ['SEQN', ...[...columns.matchAll(/^ {2}([A-Z0-9]+):/gm)].map((match) => match[1] ?? '')]

const HEART = ['MCQ160B', 'MCQ160C', 'MCQ160D', 'MCQ160E', 'MCQ160F']
const ITEMS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((item) => `DPQ0${item}0`)

/** 1 and 2 are yes and no; anything else is not known. */
const yes = (column: string) => `case ${column} when 1 then 1 when 2 then 0 end`
const inRange = (column: string, low: number, high: number) =>
  `case when ${column} between ${low} and ${high} then ${column} end`
const sumOf = (open: number) => ITEMS.map((item) => `case when ${item} <= 3 then ${item} else ${open} end`).join(' + ')

const RULES: Readonly<Record<string, string>> = {
  'S-HEART': HEART.map((column) => `(${yes(column)})`).join(' or '),
  'S-BP': `(${inRange('BPXSY1', 50, 300)}) >= 160 or (${inRange('BPXDI1', 20, 200)}) >= 100`,
  'S-TOLD': yes('BPQ020'),
  'S-MOOD': `case when ${sumOf(0)} >= 10 then 1 when ${sumOf(3)} < 10 then 0 end`,
  'S-HARM': 'case when DPQ090 <= 3 then DPQ090 >= 1 end',
  'S-DRUGS': yes('DUQ240'),
  'S-INJECT': yes('DUQ370'),
}

/** Nothing there that could be used: the form is not finished. */
const OPEN = [
  ...wanted.slice(1).map((column) => `${column} is null`),
  'BPXSY1 not between 50 and 300',
  'BPXDI1 not between 20 and 200',
].join(' or ')

/** A rule that is not known counts as it would if it were true, but never as more than refer-before. */
const RAISED = (ids: readonly string[], known: string) => ids.map((id) => `"${id}" ${known}`).join(' or ')
const BEFORE = ['S-HEART', 'S-BP', 'S-MOOD', 'S-INJECT']
const LEVEL = `case
  when "S-HARM" = 1 then 'act-now'
  when ${RAISED(BEFORE, '= 1')} or ${RAISED([...BEFORE, 'S-HARM'], 'is null')} or open then 'refer-before'
  when ${RAISED(['S-TOLD', 'S-DRUGS'], '= 1')} or ${RAISED(['S-TOLD', 'S-DRUGS'], 'is null')} then 'refer-discuss'
  else 'none-raised' end`

type Row = Readonly<Record<string, string>>

function rowsOf(text: string): readonly Row[] {
  const [header = '', ...lines] = text.trim().split('\n')
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])))
}

let database: Database
beforeAll(async () => {
  database = new (await initSqlJs()).Database()
})

/** What SQL says of each person: id, level, rules that are true, rules that are not known. */
function bySql(people: readonly Row[]): readonly string[] {
  database.run('drop table if exists people')
  database.run(`create table people (${wanted.map((column) => `${column} real`).join(', ')})`)
  const marks = wanted.map(() => '?').join(', ')
  for (const person of people)
    database.run(
      `insert into people values (${marks})`,
      wanted.map((column) => (person[column] ? Number(person[column]) : null)),
    )
  const rules = Object.entries(RULES).map(([id, sql]) => `(${sql}) as "${id}"`)
  const ids = Object.keys(RULES).map((id) => `"${id}"`)
  const found = database.exec(
    `select ${LEVEL}, ${ids.join(', ')} from (select rowid as place, ${rules.join(', ')}, (${OPEN}) as open from people) order by place`,
  )
  return (found[0]?.values ?? []).map(([level, ...truths]) => {
    const all = Object.keys(RULES)
    const raised = all.filter((_, index) => truths[index] === 1)
    const open = all.filter((_, index) => truths[index] === null)
    return [level, raised.join(';'), open.join(';')].join(' ')
  })
}

async function byScore(people: readonly Row[]) {
  const csv = [wanted, ...people.map((person) => wanted.map((column) => person[column] ?? ''))]
  const { rows, summary } = await scoring(form, `${csv.map((cells) => cells.join(',')).join('\n')}\n`, { columns })
  const said = rows.map((row) => {
    const [, , level, , raised, undetermined] = row.split(',')
    return [level, raised, undetermined].join(' ')
  })
  return { said, summary }
}

test('the example agrees with the same rules in SQL', async () => {
  const people = rowsOf(readFileSync(`${EXAMPLE}.csv`, 'utf8'))
  const { said } = await byScore(people)
  expect(said).toEqual(bySql(people))
  expect(said.filter((row) => row.startsWith('none-raised'))).toEqual(['none-raised  '])
})

const SURVEY = inProject('../shared/corpora/nhanes')

describe('the survey itself', () => {
  if (!existsSync(SURVEY)) test.skip('there is no ../shared/corpora/nhanes here', () => {})
  else
    test('agrees person by person, and nobody who is undetermined ends without a flag', async () => {
      const people = joined()
      const { said, summary } = await byScore(people)
      expect(said).toEqual(bySql(people))
      expect(people.length).toBeGreaterThan(1400)
      const undetermined = said.filter((row) => !row.endsWith(' '))
      expect(undetermined.length).toBeGreaterThan(100)
      expect(undetermined.filter((row) => row.startsWith('none-raised'))).toEqual([])
      expect(summary?.records).toEqual({ in: people.length, scored: people.length, not_scored: 0 })
      expect(summary?.levels).toEqual({
        'act-now': 55,
        'refer-before': 534,
        'refer-discuss': 320,
        'none-raised': 591,
      })
    })
})

/** The tables of the survey, joined by person; who is missing from one has nothing there. */
function joined(): readonly Row[] {
  const people = new Map<string, Record<string, string>>()
  for (const name of readdirSync(SURVEY)
    .filter((one) => one.endsWith('.csv'))
    .sort())
    for (const row of rowsOf(readFileSync(`${SURVEY}/${name}`, 'utf8').replaceAll('\r', '')))
      people.set(row.SEQN ?? '', { ...people.get(row.SEQN ?? ''), ...row })
  return [...people.values()]
}

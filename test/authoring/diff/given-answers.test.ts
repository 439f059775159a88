import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Clinic, FORM } from '../../support/clinic.ts'

const clinic = new Clinic()
/** Heart attacks of a while ago are no reason any more, a fever is less of one, and drinking is asked. */
const NEXT = clinic.file(
  'next.yaml',
  FORM.replace('when: heart = recent', 'when: heart = recent and change < 0')
    .replace('level: act-now, action: emergency', 'level: refer-before')
    .replace('rules:', '      - { id: drinks, text: Do you drink?, type: yes_no, usual: no }\nrules:')
    .concat('  - { id: DRINKS, when: drinks = yes, level: refer-discuss, because: Reported drinking. }\n'),
)
const TABLE = clinic.file(
  'visits.csv',
  [
    'record,heart,signs,change,words',
    'p1,recent,none,2,no',
    'p2,recent,none,-3,no',
    'p3,never,fever,0,no',
    'p4,never,none,0,no',
    'p5,recent,fever,-1,no',
    'p6,never,"rash',
  ].join('\n'),
)

const diff = (...args: string[]) => clinic.run(['diff', clinic.form, NEXT, ...args])

test('the people of a table are counted under both forms: who is lowered, by which rule, and where to find them', async () => {
  const { exit, out, err } = await diff('--answers', TABLE, '--id', 'record')
  const words = out.replaceAll(/\s+/g, ' ')
  expect(exit).toBe(0)
  expect(words).toContain(
    '5 people: 3 lowered, 0 raised, 2 as before. What the new form asks besides is taken as usual.',
  )
  expect(words).toContain('Act now → Refer before anything goes ahead: p3, p5, raised before by FEVER (2).')
  expect(words).toContain('Raise at the visit → No flag raised: p1, raised before by HEART (1).')
  expect(err).toContain('1 part of it could not be read as a record')
})

test('JSON has the same counts', async () => {
  const { given } = JSON.parse((await diff('--answers', TABLE, '--id', 'record', '--json')).out)
  expect(given).toEqual({
    where: TABLE,
    people: 5,
    not_carried: 0,
    moves: [
      { from: 'act-now', to: 'refer-before', people: 2, by: { FEVER: 2 }, labels: ['p3', 'p5'] },
      { from: 'refer-discuss', to: 'none-raised', people: 1, by: { HEART: 1 }, labels: ['p1'] },
    ],
  })
})

test('an answers file is one person', async () => {
  const path = clinic.file('person.yaml', 'heart: recent\nsigns: none\nchange: 2\nwords: none\n')
  const { out } = await diff('--answers', path)
  expect(out.replaceAll(/\s+/g, ' ')).toContain('1 person: 1 lowered, 0 raised, 0 as before.')
})

test('kept records are counted without what was scored again from them; that they were looked at is in the log', async () => {
  const first = await clinic.asks('A-1', '2', '0', '2', 'some words')
  const second = await clinic.asks('A-2', '1', '2', '0', 'some words')
  await clinic.run(['records', 'rescore', '--with', NEXT])
  const { exit, out } = await diff('--records', '--by', 'KL')
  const words = out.replaceAll(/\s+/g, ' ')
  expect(exit).toBe(0)
  expect(words).toContain('In the record folder')
  expect(words).toContain('2 people: 2 lowered, 0 raised, 0 as before.')
  expect(words).toContain(`Act now → Refer before anything goes ahead: ${second}, raised before by FEVER (1).`)
  expect(words).toContain(`Raise at the visit → No flag raised: ${first}, raised before by HEART (1).`)
  const last = readFileSync(join(clinic.home, 'audit.jsonl'), 'utf8').trim().split('\n').at(-1) ?? ''
  expect(JSON.parse(last)).toMatchObject({ what: 'exported', by: 'KL', why: 'diff, 4 records' })
  expect((await clinic.run(['records', 'verify'])).exit).toBe(0)
})

test.each([
  [['--answers', 'no-such.csv'], 66, 'no-such.csv'],
  [['--answers', TABLE, '--records'], 64, 'give --answers or --records, not both'],
  [['--columns', 'map.yaml'], 64, '--columns, --id, --on and --date-column go with --answers'],
  [['--by', 'KL'], 64, '--by and --identity go with --records'],
  [['--answers', TABLE, '--on', 'June'], 64, '--on is a day of the calendar'],
])('%j is told', async (args, code, message) => {
  const { exit, out, err } = await diff(...args)
  expect([exit, out]).toEqual([code, ''])
  expect(err).toContain(message)
})

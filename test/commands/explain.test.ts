import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Explanation } from '../../src/rules/index.ts'
import { Clinic } from '../support/clinic.ts'
import { headOf } from '../support/load.ts'

const clinic = new Clinic()

/** A gate with a follow-up, a score, a number with limits, and a date from which is counted. */
const FORM = `${headOf('breath')}sections:
  - id: all
    title: All
    questions:
      - { id: smoker, text: Do you smoke?, short: Smoker, type: yes_no, usual: no }
      - { id: packs, text: How many packs a week?, short: Packs, type: integer, hard: { min: 0, max: 50 }, ask_if: smoker = yes }
      - { id: signs, text: Any of these?, short: Signs, type: choices, none: None, usual: none, options: { cough: A cough, fever: A fever, blood: Blood } }
      - { id: tired, text: Tired?, short: Tired, type: choice, usual: never, options: { never: { label: Never, points: 0 }, often: { label: Often, points: 2 } } }
      - { id: low, text: Low?, short: Low, type: choice, usual: never, options: { never: { label: Never, points: 0 }, often: { label: Often, points: 3 } } }
      - { id: since, text: Since when?, short: Since, type: date, usual: 2026-01-01 }
scores:
  - { id: mood, title: Mood, sum: [tired, low] }
rules:
  - { id: PACKS, when: packs >= 10, level: refer-before, because: 'Smokes {packs} packs.' }
  - { id: MANY, when: packs >= 40, level: act-now, action: clinician-now, because: Many packs. }
  - { id: BLOOD, when: signs has blood, level: act-now, action: clinician-now, because: Blood. }
  - { id: COUGH, when: signs has cough and smoker = yes, level: refer-discuss, because: Coughs and smokes. }
  - { id: MOOD, when: mood >= 4, level: act-now, action: clinician-now, because: 'Mood {mood}.' }
  - { id: LONG, when: months_since(since) >= 6, level: refer-discuss, because: For long. }
`
const form = clinic.file('breath.yaml', FORM)
const ON = ['--on', '2026-03-01'] as const

let files = 0
function answers(text: string): string {
  files += 1
  return clinic.file(`person-${files}.yaml`, text)
}

async function explained(text: string, ...options: readonly string[]): Promise<Explanation> {
  const { out, err } = await clinic.run(['explain', form, answers(text), ...ON, '--json', ...options])
  if (out === '') throw new Error(err)
  return JSON.parse(out) as Explanation
}

const WELL = 'smoker: no\nsigns: none\ntired: never\nlow: never\nsince: 2026-01-01\n'

/** The file with some answers replaced. */
function changedFrom(text: string, changed: Readonly<Record<string, string>>): string {
  return Object.entries(changed).reduce(
    (all, [id, answer]) => all.replace(new RegExp(`^${id}: .*$`, 'm'), `${id}: ${answer}`),
    text,
  )
}

describe('explain says', () => {
  test('what the level rests on, with each answer in its place in the condition', async () => {
    const { out, exit } = await clinic.run([
      'explain',
      form,
      answers(WELL.replace('smoker: no', 'smoker: yes\npacks: 12').replace('signs: none', 'signs: [cough]')),
      ...ON,
    ])
    expect(exit).toBe(0)
    expect(out).toContain(' • Smokes 12 packs.\n      This is so since “Packs” [12] is at least 10.\n      PACKS ·')
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'This is so since “A cough” is among the answers to “Signs”, and “Smoker” is “Yes”.',
    )
    expect(out).toMatch(/This answer alone keeps[^•]*• Packs: 12\n/)
    expect(out).not.toContain('Not known\n')
  })

  test.each([
    ['an answer that raises it by itself', { signs: 'unsure' }, 'signs', ['signs: Blood']],
    ['an answer with what is then asked', { smoker: '' }, 'smoker', ['smoker: Yes', 'packs: 40']],
    ['answers that do so only together', { tired: 'unsure', low: 'unsure' }, 'low', ['tired: Often', 'low: Often']],
    ['no answer that could', { since: 'unsure', tired: 'unsure' }, 'since', undefined],
  ])('of what is not known: %s', async (_, changed, id, raised) => {
    const { unknown, level } = await explained(changedFrom(WELL, changed))
    const own = unknown.find(({ question }) => question === id)
    expect(own?.could_raise).toBe(raised === undefined ? 'no' : 'yes')
    expect(own?.by?.answers.map(({ question, text }) => `${question}: ${text}`)).toEqual(raised)
    if (raised !== undefined) expect([level, own?.by?.level]).toEqual(['refer-before', 'act-now'])
  })

  test('of every rule that is not true the nearest answers that raise it', async () => {
    const { silent = [] } = await explained(WELL, '--all')
    const shown = silent.map(({ rule, nearest }) => [rule, nearest?.answers.map(({ text }) => text), nearest?.level])
    expect(shown).toEqual([
      ['PACKS', ['Yes', '10'], 'refer-before'],
      ['MANY', ['Yes', '40'], 'act-now'],
      ['BLOOD', ['Blood'], 'act-now'],
      ['COUGH', ['Yes', 'A cough'], 'refer-before'],
      ['MOOD', ['Often', 'Often'], 'act-now'],
      ['LONG', ['2025-09-01'], 'refer-discuss'],
    ])
  })

  test('nothing of what is enough for none-raised, which takes all answers', async () => {
    const { enough, level, because } = await explained(WELL)
    expect([level, because, enough]).toEqual(['none-raised', [], { decided: 'no', answers: [], not_decided: [] }])
  })

  test('the parts of a condition with the truth of each, and what it was worked out from', async () => {
    const { out } = await clinic.run([
      'explain',
      form,
      answers(WELL.replace('tired: never', 'tired: often').replace('low: never', 'low: unsure')),
      ...ON,
      '--rule',
      'MOOD',
    ])
    expect(out).toBe(
      ` Rule MOOD is not known.
 Level when it is true: Act now: bring a clinician
 As written: mood >= 4

 not known  The score “Mood” is at least 4
              Here: Tired: Often; Low: Not sure; which makes 2 to 5
`,
    )
  })

  test.each([
    ['-1', 'refer-before', 'yes'],
    ['70', 'act-now', 'no'],
    ['many', 'refer-before', 'yes'],
  ])('of %s packs, which cannot be used, that this alone keeps the level', async (packs, wanted, could) => {
    const { level, enough, unknown } = await explained(WELL.replace('smoker: no', `smoker: yes\npacks: ${packs}`))
    expect(level).toBe(wanted)
    expect(enough).toMatchObject({ decided: 'yes', answers: [{ question: 'packs', state: 'rejected' }] })
    expect(unknown).toMatchObject([{ question: 'packs', could_raise: could, undetermined: ['PACKS', 'MANY'] }])
  })

  test('of a list that names none beside something that this alone is something to raise', async () => {
    const { level, enough } = await explained(WELL.replace('signs: none', 'signs: [none, fever]'))
    expect([level, enough.answers.map(({ question }) => question)]).toEqual(['refer-discuss', ['signs']])
  })
})

describe('a row of a table', () => {
  const table = () =>
    clinic.file(
      'people.csv',
      `record_id,${['smoker', 'packs', 'signs', 'tired', 'low', 'since'].join(',')}
a,no,,none,never,never,2026-01-01
b,yes,20,cough;fever,never,never,2026-01-01
`,
    )

  test('is explained with its number', async () => {
    const { out } = await clinic.run(['explain', form, table(), '--row', '2', ...ON, '--json'])
    expect(JSON.parse(out)).toMatchObject({ row: 2, level: 'refer-before', because: [{ rule: 'PACKS' }] })
  })

  test.each([
    ['a row that is not there', ['--row', '3', ...ON], 66, 'there is no row 3; it has 2'],
    ['a row that is no number', ['--row', '0', ...ON], 64, '--row is the number of a record, from 1 on'],
    ['no day, where one is counted to', ['--row', '1'], 64, '--date-column'],
    ['no row', [...ON], 64, 'say which of its records with --row N'],
  ])('refuses %s', async (_, options, code, message) => {
    const { err, out, exit } = await clinic.run(['explain', form, table(), ...options])
    expect([exit, out]).toEqual([code, ''])
    expect(err).toContain(message)
  })

  test('is read with its map', async () => {
    const map = clinic.file(
      'map.yaml',
      'format: prescreen-columns/1\ncolumns:\n  Smokes: { question: smoker, codes: { 1: yes, 0: no } }\n',
    )
    const other = clinic.file('other.csv', 'Smokes,signs\n1,none\n')
    const { out, err } = await clinic.run(['explain', form, other, '--row', '1', '--columns', map, ...ON, '--json'])
    expect(err).not.toContain('  error  ')
    const { unknown } = JSON.parse(out) as Explanation
    expect(unknown.map(({ question }) => question)).toEqual(['packs', 'tired', 'low', 'since'])
  })
})

describe('a kept record', () => {
  let kept: Promise<string> | undefined
  const recorded = () => {
    kept ??= clinic.asks('A-1', 'recent', 'rash', '1', 'x')
    return kept
  }

  test('is explained by its own form, and that it was read is logged before', async () => {
    const id = await recorded()
    const before = readFileSync(logFile(), 'utf8')
    const { out, exit } = await clinic.run(['explain', '--record', id.slice(0, 4), '--by', 'AB'])
    expect(exit).toBe(0)
    expect(out).toContain('“Raise at the visit”')
    expect(out).toContain(`Record ${id}`)
    const line = JSON.parse(readFileSync(logFile(), 'utf8').slice(before.length)) as object
    expect(line).toMatchObject({ what: 'read', record: id, by: 'AB', why: 'explain' })
  })

  test('is explained where it cannot be logged too, and that is said', async () => {
    const id = await recorded()
    const log = logFile()
    renameSync(log, `${log}.aside`)
    // Also for the superuser, who may write to any file.
    mkdirSync(log)
    const { out, err } = await clinic.run(['explain', '--record', id, '--json'])
    rmdirSync(log)
    renameSync(`${log}.aside`, log)
    expect(err).toContain('not logged: ')
    expect(JSON.parse(out)).toMatchObject({ record: id })
  })

  test.each([
    [['--record', 'zzzz'], 66, 'there is no record zzzz'],
    [['ketamine-intake', '--record', 'zzzz'], 64, 'name no other'],
    [['--record', 'zzzz', '--on', 'today'], 64, 'leave out --on'],
  ])('refuses %j', async (args, code, message) => {
    const { err, exit } = await clinic.run(['explain', ...args])
    expect([exit, err]).toEqual([code, expect.stringContaining(message)])
  })

  function logFile(): string {
    const name = readdirSync(clinic.home).find((one) => /audit.*\.jsonl$/.test(one)) ?? 'audit.jsonl'
    return join(clinic.home, name)
  }
})

describe('bad input is told clearly', () => {
  test.each([
    ['an answers file of another form', 'age: 40\n', [], 65, 'unknown question `age`'],
    ['an unknown rule', WELL, ['--rule', 'PACK'], 64, 'did you mean `PACKS`?'],
    ['a day that is none', WELL, ['--on', '2026-02-30'], 64, '--on is a day of the calendar'],
    ['a map without a row', WELL, ['--columns', 'x.yaml'], 64, 'go with --row'],
    ['initials without a record', WELL, ['--by', 'AB'], 64, 'go with --record'],
  ])('%s', async (_, text, options, code, message) => {
    const { err, out, exit } = await clinic.run(['explain', form, answers(text), ...options])
    expect([exit, out]).toEqual([code, ''])
    expect(err).toContain(message)
  })

  test.each([
    [['explain'], 'name a questionnaire and a file of answers'],
    [['explain', 'ketamine-intake'], 'name a file of answers to `ketamine-intake` as well'],
    [['explain', 'ketamine-intake', '--all'], 'name a file of answers after the questionnaire'],
    [['explain', 'mising-source'], 'did you mean `missing-source`?'],
  ])('%j', async (args, message) => {
    const { err, exit } = await clinic.run(args)
    expect([exit, err]).toEqual([64, expect.stringContaining(message)])
  })

  test('an answers file that is not there', async () => {
    const { err, exit } = await clinic.run(['explain', form, 'nobody.yaml'])
    expect([exit, err]).toEqual([66, expect.stringContaining('nobody.yaml')])
  })
})

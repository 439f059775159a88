import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { Clinic, FORM } from '../support/clinic.ts'

const clinic = new Clinic()
let first: string
let second: string

beforeAll(async () => {
  first = await clinic.asks('A-1', '2', '1 3', '-12.5', 'some words')
  second = await clinic.asks('A-2', 'u', '0', 'd', 'unsure')
})

/** The next version: an option gone, one in other words, one question under another name, one new. */
const NEXT = FORM.replace('1.0.0', '1.1.0')
  .replace('rash: A rash, ', '')
  .replace('never: Never', 'never: Not ever')
  .replace('recent: Lately', 'recent: In the last 6 weeks')
  .replace('id: words', 'id: remarks')
  .replace('rules:', '      - { id: drinks, text: Do you drink?, type: yes_no }\nrules:')

function named(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\d/g, '2026-11-22')
    .replaceAll(/record [0-9a-z]{4}(-[0-9a-z]{4}){2}/g, 'record NEW')
    .replaceAll(first, 'FIRST')
    .replaceAll(second, 'SECOND')
}

test('a dry run says what would come out and what would be lost, and keeps nothing', async () => {
  const before = clinic.files
  const next = clinic.file('next.yaml', NEXT)
  const { exit, out, err } = await clinic.records('rescore', '--with', next, '--dry-run')
  expect(exit).toBe(0)
  expect(named(out)).toMatchInlineSnapshot(`
    "SECOND  2026-11-22  A-2  visit 1.0.0 → 1.1.0
      was  Refer to clinician: raise at the visit
      now  Refer to clinician: raise at the visit
      not carried over: words: Not sure. visit 1.1.0 has no such question; \`remarks\` has the same text and may be it under another name

    FIRST  2026-11-22  A-1  visit 1.0.0 → 1.1.0
      was  Refer to clinician: raise at the visit
      now  Not finished: refer to clinician HIGHER
      not carried over: signs: A rash; A cough. \`rash\` (A rash) is not an option any more
      not carried over: words: some words. visit 1.1.0 has no such question; \`remarks\` has the same text and may be it under another name

    "
  `)
  expect(named(err)).toMatchInlineSnapshot(`
    "New questions, which nobody was asked: remarks, drinks
    In other words now; whether they mean the same is for a person to say:
      heart: Lately → In the last 6 weeks
    2 scored again: 1 higher, 0 lower, 1 at the same level; 2 with answers that could not be carried over.
    Nothing was kept.
    "
  `)
  expect(clinic.files).toEqual(before)
})

test('the new result stands beside the old, which is as it was; a second time there is nothing to do', async () => {
  const next = clinic.file('next.yaml', NEXT)
  const before = new Map(clinic.files.map((path) => [path, readFileSync(path, 'utf8')]))
  await clinic.records('rescore', '--with', next, '--by', 'KL')
  for (const [path, text] of before) expect(readFileSync(path, 'utf8')).toBe(text)
  expect(clinic.files).toHaveLength(4)
  const { out } = await clinic.records('list', '--json')
  const { records } = JSON.parse(out) as { records: { id: string; by?: string; follows?: object; level: string }[] }
  expect(records.filter(({ follows }) => follows !== undefined)).toMatchObject([
    { by: 'KL', follows: { kind: 'rescored', why: '1.0.0 to 1.1.0' } },
    { by: 'KL', follows: { kind: 'rescored', why: '1.0.0 to 1.1.0' } },
  ])
  expect((await clinic.records('rescore', '--with', next)).err).toBe('No record to score again.\n')
  expect((await clinic.records('verify')).exit).toBe(0)
})

test('the card of the new record shows what could not be used, and what was not carried over', async () => {
  const { out: list } = await clinic.records('list', '--ref', 'A-1')
  const id = list.slice(0, 14)
  const { out } = await clinic.records('show', id)
  expect(out).toContain('Any of these? A cough; `A rash; A cough` (cannot be read)')
  expect(out).toContain(`Scores again record ${first}: 1.0.0 to 1.1.0`)
  expect(out).toContain('Not carried over: words: some words: visit 1.1.0 has no such question')
})

describe('what is wrong is told', () => {
  test('a questionnaire with faults scores nothing', async () => {
    const faulty = clinic.file('faulty.yaml', NEXT.replace('heart = recent', 'hart = recent'))
    const { exit, err } = await clinic.records('rescore', '--with', faulty)
    expect(exit).toBe(65)
    expect(err).toContain('unknown question `hart`')
  })

  test('a record that is not there, and one that was scored already', async () => {
    const next = clinic.file('next.yaml', NEXT)
    const { exit, err } = await clinic.records('rescore', 'zzzz', first, '--with', next)
    expect(exit).toBe(66)
    expect(named(err)).toBe(
      'record NEW is left as it is: it was made or scored with this form already, or another record has replaced it\n' +
        'prescreen: there is no record zzzz of `visit`\nNo record to score again.\n',
    )
  })

  test('records of another questionnaire are left alone', async () => {
    const other = clinic.file('other.yaml', NEXT.replace('id: visit', 'id: other'))
    expect((await clinic.records('rescore', '--with', other)).err).toBe('No record to score again.\n')
  })
})

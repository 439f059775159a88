import { describe, expect, test } from 'vitest'
import type { Answer, Question } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { shipped } from '../support/load.ts'
import { partlyKnown, wordsOf } from '../support/partly-known.ts'
import { resultRow } from '../support/result-row.ts'
import { scoring } from '../support/scoring.ts'
import { casesOf, withCases } from './cases.ts'

/** An answer as an export has it. */
function written(answer: Answer | undefined): string {
  return answer === undefined ? '' : wordsOf(answer).join(';')
}

function csv(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

/** A column for each answer of a question of several, as REDCap writes them. */
function tickNames({ id, type, options }: Question): readonly string[] {
  return type === 'choices'
    ? ['none', ...options.map(({ code }) => code), 'unsure', 'declined'].map((code) => `${id}___${code}`)
    : [id]
}

function ticked(question: Question, answer: Answer | undefined): readonly string[] {
  if (question.type !== 'choices') return [written(answer)]
  const chosen = answer === undefined ? [] : wordsOf(answer)
  return tickNames(question).map((name) => (chosen.includes(name.split('___')[1] ?? '') ? '1' : '0'))
}

function inJson(answer: Answer): unknown {
  if (answer.kind === 'given') return answer.value
  const words = wordsOf(answer)
  return words.length === 1 ? words[0] : words
}

test('some of them know only a part of a list', () => {
  const people = withCases.flatMap((id) => casesOf(shipped(id)))
  const lists = people.flatMap(({ answers }) => [...partlyKnown(answers, 'unsure').values()])
  expect(lists.filter((answer) => answer.kind === 'unsure' && answer.codes !== undefined).length).toBeGreaterThan(20)
})

describe.each(withCases)('an export of the people of the cases of %s', (id) => {
  const form = shipped(id)
  const whole = casesOf(form).filter(({ answers }) => ![...answers.values()].some(({ kind }) => kind === 'rejected'))
  const inPart = (kind: 'unsure' | 'declined') =>
    whole.map((one) => ({ ...one, answers: partlyKnown(one.answers, kind) }))
  const people = [...whole, ...inPart('unsure'), ...inPart('declined')]
  const alone = people.map(({ answers, on }) => JSON.stringify(guide(form, answers, on)))
  const header = ['record', 'day', ...form.questions.map((question) => question.id)]
  const table = [
    header,
    ...people.map(({ answers, on }, index) => [
      String(index + 1),
      on,
      ...form.questions.map((question) => written(answers.get(question.id))),
    ]),
  ]
  const asCsv = table.map(csv).join('\r\n')

  async function guidance(files: Parameters<typeof scoring>[1], name = 'day'): Promise<readonly string[]> {
    const { rows, isClean } = await scoring(form, files, { to: 'jsonl', dateColumn: name })
    expect(isClean).toBe(true)
    return rows.map((row) => row.replace(/^\{"record":\d+,"id":"\d+",/, '{'))
  }

  test('as CSV gets the guidance that each of them gets alone, byte for byte', async () => {
    expect(await guidance(asCsv)).toEqual(alone)
  })

  test('with a column for each answer too', async () => {
    const names = ['record', 'day', ...form.questions.flatMap(tickNames)]
    const rows = people.map(({ answers, on }, index) => [
      String(index + 1),
      on,
      ...form.questions.flatMap((question) => ticked(question, answers.get(question.id))),
    ])
    expect(await guidance([names, ...rows].map(csv).join('\n'))).toEqual(alone)
  })

  test('as JSON Lines and as JSON too', async () => {
    const records = people.map(({ answers, on }, index) => ({
      record: String(index + 1),
      day: on,
      ...Object.fromEntries([...answers].map(([question, answer]) => [question, inJson(answer)])),
    }))
    expect(await guidance({ 'a.jsonl': records.map((record) => JSON.stringify(record)).join('\n') })).toEqual(alone)
    expect(await guidance({ 'a.json': JSON.stringify(records, null, 2) })).toEqual(alone)
  })

  test('as CSV gets result rows that say the same', async () => {
    const { rows, summary } = await scoring(form, asCsv, { dateColumn: 'day' })
    expect(rows.map((row) => row.split(',').slice(2))).toEqual(people.map((person) => resultRow(form, person)))
    expect(summary?.records).toEqual({ in: people.length, scored: people.length, not_scored: 0 })
    const levels = people.map(({ answers, on }) => guide(form, answers, on).level)
    expect(Object.values(summary?.levels ?? {}).reduce((sum, one) => sum + one, 0)).toBe(people.length)
    for (const [level, count] of Object.entries(summary?.levels ?? {}))
      expect(count, level).toBe(levels.filter((one) => one === level).length)
  })
})

const ALL_FORMS = withCases.map(shipped)

test.each(ALL_FORMS)(
  'people of $id with a value outside its limits get the guidance that each gets alone',
  async (form) => {
    const people = casesOf(form).filter(({ answers }) => [...answers.values()].some(({ kind }) => kind === 'rejected'))
    if (people.length === 0) return
    const rows = people.map(({ answers, on }) => [on, ...form.questions.map(({ id }) => written(answers.get(id)))])
    const table = [['day', ...form.questions.map(({ id }) => id)], ...rows].map(csv).join('\n')
    const { rows: scored } = await scoring(form, table, { to: 'jsonl', dateColumn: 'day' })
    expect(scored.map((row) => row.replace(/^\{"record":\d+,("id":[^,]*,)?/, '{'))).toEqual(
      people.map(({ answers, on }) => JSON.stringify(guide(form, answers, on))),
    )
  },
)

test('some shipped case has a value outside its limits', () => {
  const values = ALL_FORMS.flatMap(casesOf).flatMap(({ answers }) => [...answers.values()])
  expect(values.some(({ kind }) => kind === 'rejected')).toBe(true)
})

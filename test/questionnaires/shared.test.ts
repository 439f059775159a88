import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { print } from '../../src/expression/index.ts'
import type { Citation, CitedWork, Question, Questionnaire, Rule } from '../../src/questionnaire/index.ts'
import { inProject, shipped } from '../support/load.ts'

/**
 * A question or rule that stands in several shipped files is written in each of them, so that every file can be read
 * and hashed alone. Nothing but this test keeps them from drifting apart. Each is compared with the first file that has
 * it, the intake before all others.
 */
const DIFFERENT_ON_PURPOSE: Readonly<Record<string, string>> = {
  'pre-session: question bp_systolic: text': 'measured by staff on the day, not a reading of the last 30 days',
  'pre-session: question bp_systolic: help': 'measured by staff on the day, not a reading of the last 30 days',
  'pre-session: question bp_diastolic: help': 'there is a reading on the day, or it was not measured',
  'pre-session: rule U-BP: when': 'the reading is one of today, so no day is asked',
  'pre-session: rule U-BP: because': 'the reading is one of today, so no day is asked',
}

type Told = Readonly<Record<string, unknown>>

const forms: readonly Questionnaire[] = readdirSync(inProject('questionnaires'))
  .flatMap((name) => /^([a-z-]+)\.yaml$/.exec(name)?.[1] ?? [])
  .sort((a, b) => Number(b === 'ketamine-intake') - Number(a === 'ketamine-intake') || a.localeCompare(b))
  .map(shipped)

const things = forms.map((form) => ({
  form: form.id,
  told: new Map<string, Told>([
    ...form.questions.map((question) => [`question ${question.id}`, ofQuestion(question)] as const),
    ...form.rules.map((rule) => [`rule ${rule.id}`, ofRule(rule)] as const),
    ...[...form.sources.values()].map((work) => [`source ${work.id}`, ofWork(work)] as const),
  ]),
}))

function ofQuestion({ text, type, options, none, unit, hard, short, help }: Question): Told {
  return { text, type, options: options.map(({ code, label }) => ({ code, label })), none, unit, hard, short, help }
}

function ofRule({ when, level, action, because, advice, sources }: Rule): Told {
  return { when: print(when.expression), level, action, because, advice, sources: sources.map(cited) }
}

function ofWork({ title, year, url, note }: CitedWork): Told {
  return { title, year, url, note }
}

function cited({ work, section }: Citation): string {
  return section === undefined ? work.id : `${work.id} ${section}`
}

function differing(one: Told, other: Told): readonly string[] {
  return Object.keys(one).filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
}

const shared = things.flatMap(({ form, told }, index) =>
  [...told].flatMap(([name, here]) => {
    const first = things
      .slice(0, index)
      .find((earlier) => earlier.told.has(name))
      ?.told.get(name)
    return first === undefined ? [] : [{ form, name, fields: differing(first, here) }]
  }),
)

describe('what several questionnaires share', () => {
  test('there is enough of it to compare', () => {
    const kinds = ['question', 'rule', 'source'].map(
      (kind) => shared.filter(({ name }) => name.startsWith(kind)).length,
    )
    expect(kinds.map((count) => count >= 10)).toEqual([true, true, true])
  })

  test('is the same in all of them, but for what differs on purpose', () => {
    const found = shared.flatMap(({ form, name, fields }) => fields.map((field) => `${form}: ${name}: ${field}`))
    expect(found.toSorted()).toEqual(Object.keys(DIFFERENT_ON_PURPOSE).toSorted())
  })
})

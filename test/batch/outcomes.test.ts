import { describe, expect, test } from 'vitest'
import { columnsFor } from '../../src/batch/columns/columns.ts'
import { scorer } from '../../src/batch/columns/outcomes.ts'
import { TRUE, UNKNOWN } from '../../src/expression/index.ts'
import { due, LEVELS } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { shipped } from '../support/load.ts'
import { wordsOf } from '../support/partly-known.ts'
import { scoring } from '../support/scoring.ts'
import { casesOf, withCases } from './cases.ts'
import { contraryOf, seat } from './seat.ts'

describe.each(withCases)('side by side, the people of the cases of %s', (id) => {
  const form = shipped(id)
  const people = casesOf(form)
  const columns = columnsFor(form)
  for (const { answers, on } of people) seat(columns, form, answers, on)
  const outcomes = scorer(form)(columns)
  const rulesWith = (truth: number, person: number) =>
    form.rules.filter((_, index) => outcomes.truths[index]?.[person] === truth).map((rule) => rule.id)

  test.each(people.map((one, person) => [person, one] as const))('person %i stands as alone', (person, one) => {
    const alone = guide(form, one.answers, one.on)
    const { sheet } = due(form, one.answers, one.on)
    expect({
      level: LEVELS[outcomes.levels[person] as number],
      complete: outcomes.complete[person] === 1,
      undetermined: rulesWith(UNKNOWN, person),
      ...contraryOf(form, outcomes, person),
    }).toEqual({
      level: alone.level,
      complete: alone.complete,
      undetermined: alone.undetermined,
      conflicts: alone.conflicts,
      failed: alone.findings.filter((one) => one.kind === 'check-failed').map((one) => one.question),
    })
    const fired = alone.findings.filter((one) => one.kind === 'rule').map((one) => one.rule)
    expect(rulesWith(TRUE, person).sort()).toEqual([...fired, ...alone.covered].sort())
    const states = form.questions.map((_, index) => columns.states[index]?.[person])
    expect(states).toEqual(form.questions.map((_, index) => sheet.states[index]))
  })
})

test.each(withCases)('short lines of JSON say of the people of %s what a row of a table says', async (id) => {
  const form = shipped(id)
  const people = casesOf(form).map(({ answers }) =>
    form.questions.map((question) => {
      const answer = answers.get(question.id)
      return answer === undefined ? '' : `"${wordsOf(answer).join(';').replaceAll('"', '""')}"`
    }),
  )
  const text = [form.questions.map((question) => question.id), ...people].map((row) => row.join(',')).join('\n')
  const table = await scoring(form, text)
  const brief = await scoring(form, text, { to: 'jsonl', brief: true })
  const asRow = (line: string) => {
    const { level, complete, covered, raised, undetermined, unsure, declined, unanswered, ...rest } = JSON.parse(line)
    const { conflicts, out_of_range, unreadable, check_failed } = rest
    const lists = [
      raised,
      undetermined,
      unsure,
      declined,
      unanswered,
      conflicts,
      out_of_range,
      unreadable,
      check_failed,
    ]
    return [level, String(complete), ...[...lists, covered].map((list) => list.join(';'))]
  }
  const cells = table.rows.map((row) => row.split(',').slice(2))
  expect(brief.rows.map(asRow)).toEqual(cells.map((row) => [...row.slice(0, 11), row[12]]))
})

import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { prove } from '../../../src/authoring/prove/prove.ts'
import type { Questionnaire } from '../../../src/questionnaire/index.ts'
import { inProject, questionnaire, shipped } from '../../support/load.ts'
import { ON, randomForm } from './random-forms.ts'
import { solverVerdicts } from './solver-verdicts.ts'

const BUDGET = { cells: 15_000_000, steps: 60_000_000 }
/** What a solver without quantifiers can say. */
const CODES = /^(never-|pointless-|empty-|promise-)/

function verdictsOf(form: Questionnaire): Readonly<Record<string, boolean>> {
  const { claims } = prove(form, ON, BUDGET)
  return Object.fromEntries(
    claims
      .filter(({ code }) => CODES.test(code))
      .map(({ code, about, outcome }) => [`${code} ${about.id}`, outcome === 'proved']),
  )
}

describe('a solver that others wrote agrees', () => {
  const ids = readdirSync(inProject('questionnaires')).flatMap((name) => /^([a-z-]+)\.yaml$/.exec(name)?.[1] ?? [])

  test.each(ids)('on all rules, follow-ups and promises of %s', async (id) => {
    const form = shipped(id)
    const expected = await solverVerdicts(form, ON)
    expect(expected.size).toBeGreaterThan(form.rules.length)
    expect(verdictsOf(form)).toEqual(Object.fromEntries(expected))
  })

  test('on a hundred random questionnaires, also on what does not hold', async () => {
    let refuted = 0
    for (let seed = 0; seed < 100; seed += 1) {
      const { text } = randomForm(seed)
      // What holds on every day is no question for a solver.
      if (/_since/.test(text)) continue
      const form = questionnaire(text)
      const expected = await solverVerdicts(form, ON)
      refuted += [...expected.values()].filter((holds) => !holds).length
      expect(verdictsOf(form), `seed ${seed}`).toEqual(Object.fromEntries(expected))
    }
    expect(refuted).toBeGreaterThan(50)
  })
})

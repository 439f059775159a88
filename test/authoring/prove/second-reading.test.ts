import { expect, test } from 'vitest'
import { prove } from '../../../src/authoring/prove/prove.ts'
import { load } from '../../support/load.ts'
import { diceFrom } from './random-forms.ts'
import { dayNumber, wideForm, yamlOf } from './second-forms.ts'
import { against, candidatesFor, constantsOf, turnAround, wronglyShown } from './second-judging.ts'
import type { Said } from './second-reading.ts'

/** More by one command: `PRESCREEN_WIDE=20000 npx vitest run test/authoring/prove/second-reading.test.ts`. */
const FORMS = Number(process.env.PRESCREEN_WIDE ?? 3000)
/** The first seed, so that a long run can be made in parts. */
const FIRST = Number(process.env.PRESCREEN_WIDE_FROM ?? 0)
const SHEETS = 30
const ON = '2026-03-01'
const BUDGET = { cells: 12_000_000, steps: 60_000_000 }

test(`${FORMS} random questionnaires with wide numbers: a second reading finds nothing that speaks against a proof`, {
  timeout: 7_200_000,
}, () => {
  const counts = { claims: 0, proved: 0, refuted: 0, open: 0, sheets: 0, refused: 0 }
  const faults: string[] = []
  for (let seed = FIRST; seed < FIRST + FORMS; seed += 1) {
    const form = wideForm(seed)
    const text = yamlOf(form)
    const read = load(text)
    if (!read.ok) {
      counts.refused += 1
      if (counts.refused < 3) process.stdout.write(`${seed}: ${read.diagnostics[0]?.message}\n`)
      continue
    }
    const proof = prove(read.value, ON, BUDGET)
    for (const { outcome } of proof.claims) {
      counts.claims += 1
      counts[outcome] += 1
    }
    const dice = diceFrom(seed + 1_000_000)
    const hasDays = /_since/.test(text)
    faults.push(...wronglyShown(form, proof).map((one) => `seed ${seed}: ${one}`))
    for (let at = 0; at < SHEETS; at += 1) {
      const today = dayNumber(ON) + (hasDays && at > SHEETS / 2 ? BigInt(dice(1500)) : 0n)
      const constants = constantsOf(form, today)
      const others = new Map(form.questions.map((one) => [one.id, candidatesFor(one, constants, dice)]))
      const sheet = new Map<string, Said>()
      for (const [id, list] of others) {
        const said = list[dice(list.length)]
        if (said !== undefined) sheet.set(id, said)
      }
      if (at % 3 === 0) turnAround({ form, sheet, others, today, dice })
      counts.sheets += 1
      faults.push(...against(form, proof, sheet, today, others).map((one) => `seed ${seed}: ${one}`))
    }
  }
  process.stdout.write(`\n${FORMS} questionnaires: ${JSON.stringify(counts)}\n`)
  expect([...new Set(faults)]).toEqual([])
  expect(counts.refused).toBeLessThan(FORMS / 10)
  expect(counts.open).toBeLessThan(counts.claims / 20)
  expect(counts.refuted).toBeGreaterThan(FORMS / 2)
})

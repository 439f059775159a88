import { expect, test } from 'vitest'
import { partOf } from '../../../src/authoring/prove/part.ts'
import { togetherIn } from '../../../src/authoring/prove/parts.ts'
import { prove } from '../../../src/authoring/prove/prove.ts'
import type { Questionnaire } from '../../../src/questionnaire/index.ts'
import { questionnaire } from '../../support/load.ts'
import { counted } from './counted.ts'
import { type Evaluated, everySheet, verdicts } from './every-sheet.ts'
import { ON, randomForm } from './random-forms.ts'

/** More by one command: `PRESCREEN_FORMS=100000 npx vitest run test/authoring/prove/oracle.test.ts`. */
const FORMS = Number(process.env.PRESCREEN_FORMS ?? 5000)
/** A questionnaire with more sheets is passed over. */
const MOST_SHEETS = 500
const BUDGET = { cells: 10_000_000, left: () => 1 }
const NO_LIMIT = { takes: () => true, isOver: () => false }

function proved(form: Questionnaire): ReadonlyMap<string, boolean> {
  const { claims } = prove(form, ON, BUDGET)
  return new Map(
    claims.flatMap(({ code, about, outcome }) =>
      outcome === 'open' ? [] : [[`${code} ${about.id}`, outcome === 'proved']],
    ),
  )
}

/** Sheets below each rank, clean sheets, and sheets on which each rule is true and false: by counting paths. */
function countsBy(form: Questionnaire): Readonly<Record<string, number>> {
  const parts = togetherIn(form).flatMap((together) => partOf(form, together, ON, NO_LIMIT) ?? [])
  const product = (of: (part: (typeof parts)[number]) => number) => parts.reduce((all, part) => all * of(part), 1)
  const counts: Record<string, number> = {
    clean: product((part) => counted(part, part.clean)),
    quiet: product((part) => counted(part, part.truths.and(part.clean, part.below(1)))),
  }
  for (const wanted of [1, 2, 3]) counts[`below ${wanted}`] = product((part) => counted(part, part.below(wanted)))
  for (const rule of form.rules)
    counts[`open ${rule.id}`] = product((part) => {
      const test = part.tests.get(rule)
      return counted(part, test === undefined ? part.truths.and() : part.truths.isOpen(test.node))
    })
  return counts
}

function countsOver(form: Questionnaire, sheets: readonly Evaluated[]): Readonly<Record<string, number>> {
  const count = (holds: (sheet: Evaluated) => boolean) => sheets.filter(holds).length
  const counts: Record<string, number> = {
    clean: count(({ clean }) => clean),
    quiet: count((sheet) => sheet.clean && sheet.rank < 1),
  }
  for (const wanted of [1, 2, 3]) counts[`below ${wanted}`] = count((sheet) => sheet.rank < wanted)
  for (const { id, index } of form.rules) counts[`open ${id}`] = count(({ truths }) => truths[index] === 2)
  return counts
}

test(`${FORMS} random questionnaires: every sheet evaluated, and the same verdicts and counts`, {
  timeout: 7_200_000,
}, () => {
  let seed = 0
  let [forms, all, refuted] = [0, 0, 0]
  for (; forms < FORMS; seed += 1) {
    const { text, sheets: size } = randomForm(seed)
    if (size > MOST_SHEETS) continue
    forms += 1
    const form = questionnaire(text)
    const sheets = everySheet(form)
    expect(sheets.length).toBe(size)
    all += sheets.length
    const expected = verdicts(form, sheets)
    const got = proved(form)
    refuted += [...expected.values()].filter((holds) => !holds).length
    expect(Object.fromEntries(got), `seed ${seed}\n${text}`).toEqual(Object.fromEntries(expected))
    expect(countsBy(form), `seed ${seed}\n${text}`).toEqual(countsOver(form, sheets))
  }
  process.stdout.write(`\n${forms} questionnaires, ${all} sheets, ${refuted} verdicts that something does not hold\n`)
  expect(refuted).toBeGreaterThan(FORMS)
})

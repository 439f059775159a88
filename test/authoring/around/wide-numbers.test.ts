import { expect, test } from 'vitest'
import { explanationOf } from '../../../src/authoring/index.ts'
import { LEVELS } from '../../../src/questionnaire/index.ts'
import { load } from '../../support/load.ts'
import { diceFrom } from '../prove/random-forms.ts'
import { dayNumber, wideForm, yamlOf } from '../prove/second-forms.ts'
import { candidatesFor, constantsOf } from '../prove/second-judging.ts'
import { judge, type Made, type Said, type Sheet } from '../prove/second-reading.ts'
import { answersOf, isEnough, type Looked, othersAnswered, raisedBy, raisingSheets } from './every-neighbour.ts'

/** More by one command: `PRESCREEN_WIDE_PEOPLE=3000 npx vitest run test/authoring/around/wide-numbers.test.ts`. */
const PEOPLE = Number(process.env.PRESCREEN_WIDE_PEOPLE ?? 120)
const SHEETS = 150
const ON = '2026-03-01'
const BUDGET = { cells: 12_000_000, steps: 60_000_000 }
const RANKS: readonly string[] = [...LEVELS].reverse()

interface Around {
  readonly form: Made
  readonly person: Looked
  readonly candidates: ReadonlyMap<string, readonly (Said | undefined)[]>
  readonly today: bigint
  readonly dice: (sides: number) => number
}

/** Sheets that differ from the person's in one answer or in some, near everything that a condition could turn on. */
function sheetsAround({ form, person, candidates, today, dice }: Around): readonly Looked[] {
  const changed = (sheet: Sheet, id: string, said: Said | undefined): Sheet => {
    const all = new Map(sheet)
    if (said === undefined) all.delete(id)
    else all.set(id, said)
    return all
  }
  const single = [...candidates].flatMap(([id, list]) => list.map((said) => changed(person.sheet, id, said)))
  const several = Array.from({ length: SHEETS }, () =>
    [...candidates].reduce<Sheet>(
      (sheet, [id, list]) => (dice(2) === 0 ? sheet : changed(sheet, id, list[dice(list.length)])),
      person.sheet,
    ),
  )
  return [person.sheet, ...single, ...several].map((sheet) => ({ sheet, judged: judge(form, sheet, today) }))
}

test(`${PEOPLE} random people of forms with wide numbers and dates: no sheet of many speaks against what explain says`, {
  timeout: 7_200_000,
}, () => {
  const counts = { people: 0, enough: 0, could: 0, couldNot: 0, silent: 0, never: 0, open: 0 }
  const faults: string[] = []
  for (let seed = 0; counts.people < PEOPLE; seed += 1) {
    const form = wideForm(seed)
    const read = load(yamlOf(form))
    if (!read.ok) continue
    const dice = diceFrom(seed + 3_000_000)
    const today = dayNumber(ON)
    const constants = constantsOf(form, today)
    const candidates = new Map(form.questions.map((one) => [one.id, candidatesFor(one, constants, dice)]))
    const sheet = new Map<string, Said>()
    for (const [id, list] of candidates) {
      const said = list[dice(list.length)]
      if (said !== undefined && said.kind !== 'rejected') sheet.set(id, said)
    }
    const person: Looked = { sheet, judged: judge(form, sheet, today) }
    counts.people += 1
    const explanation = explanationOf(read.value, { answers: answersOf(sheet, form), on: ON, all: true }, BUDGET)
    const sheets = sheetsAround({ form, person, candidates, today, dice }).filter(({ sheet: one }) =>
      [...one.values()].every(({ kind }) => kind !== 'rejected'),
    )
    const fault = (text: string) => faults.push(`seed ${seed}: ${text}`)
    if (RANKS.indexOf(explanation.level) !== person.judged.rank) fault('another level')
    const { decided, answers, not_decided: doubtful } = explanation.enough
    const own = answers.map(({ question }) => question)
    if (decided === 'yes') {
      counts.enough += 1
      if (!isEnough(sheets, person, own)) fault(`not enough: ${own}`)
    }
    if (decided === 'not-decided' || doubtful.length > 0) counts.open += 1
    for (const { question: id, could_raise: could, by } of explanation.unknown) {
      if (could === 'not-decided') counts.open += 1
      if (could === 'yes') {
        counts.could += 1
        if (by === undefined || RANKS.indexOf(by.level) <= person.judged.rank) fault(`no example: ${id}`)
      }
      if (could !== 'no') continue
      counts.couldNot += 1
      const alone = raisedBy(form, sheets, person, id).filter((one) => othersAnswered(form, person, one, id) === 0)
      if (alone.length > 0) fault(`said that it could not raise: ${id}`)
    }
    for (const { rule, could_be_raised: could } of explanation.silent ?? []) {
      if (could === 'not-decided') counts.open += 1
      if (could === 'yes') counts.silent += 1
      if (could !== 'no') continue
      counts.never += 1
      if (raisingSheets(form, sheets, person, rule).length > 0) fault(`said never to be true: ${rule}`)
    }
  }
  process.stdout.write(`\n${JSON.stringify(counts)}\n`)
  expect(faults).toEqual([])
  expect(counts.open).toBeLessThan(counts.people / 4)
})

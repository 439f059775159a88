import { expect, test } from 'vitest'
import { prove } from '../../../src/authoring/prove/index.ts'
import { editedBy, type SmallEdit, thingOf } from '../../../src/authoring/slips/slip.ts'
import { slipsOf } from '../../../src/authoring/slips/slips.ts'
import { type Answers, due, type Questionnaire } from '../../../src/questionnaire/index.ts'
import { guide } from '../../../src/rules/index.ts'
import { questionnaire } from '../../support/load.ts'
import { everySheet } from '../prove/every-sheet.ts'
import { ON, randomForm } from '../prove/random-forms.ts'

/** More by one command: `PRESCREEN_SLIPS=3000 npx vitest run test/authoring/slips/oracle.test.ts`. */
const FORMS = Number(process.env.PRESCREEN_SLIPS ?? 40)
/** A questionnaire with more sheets is passed over. */
const MOST_SHEETS = 350
const BUDGET = { cells: 10_000_000, steps: 60_000_000 }

/** All that a case can name, as the whole program says it. */
function saidBy(form: Questionnaire, answers: Answers, on: string): string {
  const { level, complete, findings, not_asked } = guide(form, answers, on)
  const named = findings.map(({ kind, rule, question }) => (kind === 'incomplete' ? '' : `${kind} ${rule ?? question}`))
  return JSON.stringify([
    level,
    complete,
    named.filter((one) => !/^(?:undetermined|conflict)/.test(one)).sort(),
    not_asked,
  ])
}

/** Whether a question is due, before and after its `ask_if` is another. */
function askedApart(slip: SmallEdit, [form, edited]: readonly Questionnaire[], answers: Answers, on: string): boolean {
  const { index } = (thingOf(slip) as Questionnaire['questions'][number]).subject
  const [before, after] = [form, edited].map((one) => due(one as Questionnaire, answers, on).due[index])
  return before !== after
}

test(`of ${FORMS} random forms every slip that is proved to change nothing changes nothing, and everybody who is shown tells`, () => {
  const wrong: string[] = []
  const counts = { harmless: 0, told: 0, open: 0 }
  for (let seed = 1, forms = 0; forms < FORMS; seed += 1) {
    const { text, sheets } = randomForm(seed)
    if (sheets > MOST_SHEETS) continue
    forms += 1
    const form = questionnaire(text)
    const { harmless, open, unnoticed } = slipsOf(prove(form, ON, BUDGET).proving, [])
    const clean = harmless.length === 0 ? [] : everySheet(form).filter((one) => one.clean)
    counts.harmless += harmless.length
    counts.open += open.length
    counts.told += unnoticed.length
    for (const slip of harmless) {
      const edited = editedBy(slip, form)
      const other = clean.find(({ answers }) => saidBy(form, answers, ON) !== saidBy(edited, answers, ON))
      if (other !== undefined)
        wrong.push(`${seed} ${thingOf(slip).id} ${slip.says}: ${JSON.stringify([...other.answers])}`)
    }
    for (const { slip, person, keys } of unnoticed) {
      const { answers, on } = person
      const edited = editedBy(slip, form)
      const isTold =
        'rule' in slip.change
          ? saidBy(form, answers, on) !== saidBy(edited, answers, on)
          : askedApart(slip, [form, edited], answers, on)
      const isByLevel = guide(form, answers, on).level !== guide(edited, answers, on).level
      if (!isTold || ('rule' in slip.change && isByLevel !== (keys[0] === 'level')))
        wrong.push(
          `${seed} ${thingOf(slip).id} ${slip.says}: nothing is said otherwise of ${JSON.stringify([...answers])}`,
        )
    }
  }
  process.stdout.write(`\nslips: ${JSON.stringify(counts)}\n`)
  expect(wrong).toEqual([])
  expect(counts.harmless).toBeGreaterThan(FORMS)
  expect(counts.open).toBeLessThan(counts.told / 50)
}, 3_600_000)

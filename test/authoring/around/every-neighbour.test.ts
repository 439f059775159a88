import { expect, test } from 'vitest'
import { explanationOf } from '../../../src/authoring/index.ts'
import { type Answer, LEVELS } from '../../../src/questionnaire/index.ts'
import type { AnswerShown, ConditionExplained, Explanation, NewAnswers } from '../../../src/rules/index.ts'
import { load } from '../../support/load.ts'
import { diceFrom } from '../prove/random-forms.ts'
import { dayNumber, narrowForm, sheetFrom, yamlOf } from '../prove/second-forms.ts'
import type { Made, Test } from '../prove/second-reading.ts'
import {
  answersOf,
  changes,
  countOfSheets,
  everySheet,
  isEnough,
  keyOf,
  type Looked,
  openIn,
  othersAnswered,
  raisedBy,
  raisingSheets,
} from './every-neighbour.ts'

/** More by one command: `PRESCREEN_PEOPLE_EXPLAINED=5000 npx vitest run test/authoring/around/every-neighbour.test.ts`. */
const PEOPLE = Number(process.env.PRESCREEN_PEOPLE_EXPLAINED ?? 1500)
const OF_ONE_FORM = 3
/** A questionnaire with more sheets is passed over. */
const MOST_SHEETS = 1200
const ON = '2026-03-01'
const BUDGET = { cells: 12_000_000, steps: 60_000_000 }
const RANKS: readonly string[] = [...LEVELS].reverse()

interface About {
  readonly form: Made
  readonly sheets: readonly Looked[]
  readonly person: Looked
  readonly explanation: Explanation
}

interface Counts {
  people: number
  enough: number
  could: number
  couldNot: number
  together: number
  silent: number
  never: number
  parts: number
  open: number
}

function ids(shown: readonly AnswerShown[]): readonly string[] {
  return shown.map(({ question }) => question)
}

/** The person after a change, as the second reading sees it: what is no longer asked is set aside. */
function afterChange({ sheets, person }: About, change: NewAnswers): readonly Looked[] {
  const changed = sheetFrom(
    new Map(
      change.answers.map(({ question, state, value }): readonly [string, Answer] =>
        state === 'given'
          ? [question, { kind: 'given', value: value as string }]
          : [question, { kind: 'unsure', ...(Array.isArray(value) ? { codes: value } : {}) }],
      ),
    ),
  )
  return sheets.filter(({ sheet, judged }) =>
    [...new Set([...sheet.keys(), ...person.sheet.keys(), ...changed.keys()])].every((id) => {
      const said = sheet.get(id)
      if (changed.has(id)) return keyOf(said) === keyOf(changed.get(id))
      return keyOf(said) === keyOf(person.sheet.get(id)) || (said === undefined && judged.due.get(id) === 'no')
    }),
  )
}

function againstEnough({ form, sheets, person, explanation }: About, counts: Counts): readonly string[] {
  const { decided, answers, not_decided: doubtful } = explanation.enough
  if (decided === 'no') return person.judged.rank === 0 ? [] : ['nothing is said to be enough']
  if (decided === 'not-decided' || doubtful.length > 0) counts.open += 1
  if (decided === 'not-decided') return []
  counts.enough += 1
  const own = ids(answers)
  const faults = isEnough(sheets, person, own) ? [] : [`not enough: ${own}`]
  const needless = own.filter((id) => !doubtful.includes(id)).filter((id) => isEnough(sheets, person, without(own, id)))
  return [
    ...faults,
    ...needless.map((id) => `enough without ${id}: ${own}`),
    ...(form.questions.length > 0 ? [] : ['?']),
  ]
}

function without(list: readonly string[], id: string): readonly string[] {
  return list.filter((one) => one !== id)
}

function againstUnknown(about: About, counts: Counts): readonly string[] {
  const { form, sheets, person, explanation } = about
  const faults: string[] = []
  const open = openIn(form, person)
  if (ids(explanation.unknown).join() !== open.join()) faults.push(`open: ${ids(explanation.unknown)} for ${open}`)
  for (const { question: id, could_raise: could, by, together = [] } of explanation.unknown) {
    const raised = raisedBy(form, sheets, person, id)
    if (could === 'not-decided') counts.open += 1
    if (could === 'no') {
      counts.couldNot += 1
      if (raised.length > 0) faults.push(`said that it could not raise: ${id}`)
    }
    if (could !== 'yes' || by === undefined) continue
    counts.could += 1
    if (together.length > 0) counts.together += 1
    if (raised.length === 0) faults.push(`said that it could raise: ${id}`)
    const shown = afterChange(about, by).filter((one) => raised.includes(one))
    if (!shown.some(({ judged }) => judged.rank === RANKS.indexOf(by.level))) faults.push(`not raised as shown: ${id}`)
    const fewest = Math.min(...raised.map((one) => othersAnswered(form, person, one, id)))
    if (together.length !== fewest) faults.push(`${together.length} others instead of ${fewest}: ${id}`)
  }
  return faults
}

function againstSilent(about: About, counts: Counts): readonly string[] {
  const { form, sheets, person, explanation } = about
  const faults: string[] = []
  const silent = form.rules.map(({ id }) => id).filter((id) => person.judged.truths.get(id) === false)
  const told = explanation.silent ?? []
  if (told.map(({ rule }) => rule).join() !== silent.join()) faults.push('other rules are silent')
  for (const { rule, could_be_raised: could, nearest } of told) {
    const raising = raisingSheets(form, sheets, person, rule)
    if (could === 'not-decided') counts.open += 1
    if (could === 'no') {
      counts.never += 1
      if (raising.length > 0) faults.push(`said never to be true: ${rule}`)
    }
    if (could !== 'yes' || nearest === undefined) continue
    counts.silent += 1
    const fewest = Math.min(...raising.map((one) => changes(form, person, one)))
    const shown = afterChange(about, nearest).filter((one) => raising.includes(one))
    if (!shown.some((one) => changes(form, person, one) <= fewest && one.judged.rank === RANKS.indexOf(nearest.level)))
      faults.push(`not the nearest that raises ${rule}`)
  }
  return faults
}

/** Every part of a printed tree beside the same part of the form. */
function againstTree(shown: ConditionExplained, wanted: Test, { judged }: Looked, counts: Counts): readonly string[] {
  counts.parts += 1
  const truth = judged.truth(wanted)
  const faults = shown.truth === String(truth) ? [] : [`${shown.text} is ${String(truth)} and not ${shown.truth}`]
  const parts = !('of' in wanted) ? [] : Array.isArray(wanted.of) ? (wanted.of as readonly Test[]) : [wanted.of as Test]
  if (shown.parts.length !== parts.length) return [...faults, `${shown.text} has ${shown.parts.length} parts`]
  return [
    ...faults,
    ...shown.parts.flatMap((part, at) => againstTree(part, parts[at] as Test, { judged, sheet: new Map() }, counts)),
  ]
}

test(`${PEOPLE} random people of random forms: what explain says of each is so by looking at every sheet`, {
  timeout: 7_200_000,
}, () => {
  const counts: Counts = {
    people: 0,
    enough: 0,
    could: 0,
    couldNot: 0,
    together: 0,
    silent: 0,
    never: 0,
    parts: 0,
    open: 0,
  }
  const faults: string[] = []
  for (let seed = 0; counts.people < PEOPLE; seed += 1) {
    const form = narrowForm(seed)
    if (countOfSheets(form) > MOST_SHEETS) continue
    const read = load(yamlOf(form))
    if (!read.ok) continue
    const sheets = everySheet(form, dayNumber(ON))
    const dice = diceFrom(seed + 2_000_000)
    for (let at = 0; at < OF_ONE_FORM; at += 1) {
      counts.people += 1
      const person = sheets[dice(sheets.length)] as Looked
      const answers = answersOf(person.sheet, form)
      const rule = read.value.rules[dice(read.value.rules.length)]
      const explanation = explanationOf(
        read.value,
        { answers, on: ON, all: true, ...(rule === undefined ? {} : { rule }) },
        BUDGET,
      )
      const about = { form, sheets, person, explanation }
      const own = [
        ...(RANKS.indexOf(explanation.level) === person.judged.rank ? [] : ['another level']),
        ...againstEnough(about, counts),
        ...againstUnknown(about, counts),
        ...againstSilent(about, counts),
        ...(rule === undefined || explanation.rule === undefined
          ? []
          : againstTree(explanation.rule, (form.rules[rule.index] as Made['rules'][number]).when, person, counts)),
      ]
      faults.push(...own.map((one) => `seed ${seed}, person ${at}: ${one}`))
    }
  }
  process.stdout.write(`\n${JSON.stringify(counts)}\n`)
  expect(faults.slice(0, 20)).toEqual([])
  expect(counts.open).toBeLessThan(counts.people / 20)
})

import { expect, test } from 'vitest'
import type { Claim } from '../../../src/authoring/prove/claim.ts'
import { changesIn } from '../../../src/authoring/prove/example.ts'
import { partOf } from '../../../src/authoring/prove/part.ts'
import { connectedQuestions } from '../../../src/authoring/prove/parts.ts'
import { prove } from '../../../src/authoring/prove/prove.ts'
import { diagramEngine } from '../../../src/authoring/prove/truths.ts'
import { TRUE } from '../../../src/expression/index.ts'
import { type Answers, type Promised, type Questionnaire, rank } from '../../../src/questionnaire/index.ts'
import { questionnaire } from '../../support/load.ts'
import { counted, isCountable } from './counted.ts'
import { type Evaluated, everySheet, verdicts } from './every-sheet.ts'
import { ON, randomForm } from './random-forms.ts'

/** More by one command: `PRESCREEN_FORMS=100000 npx vitest run test/authoring/prove/oracle.test.ts`. */
const FORMS = Number(process.env.PRESCREEN_FORMS ?? 5000)
/** A questionnaire with more sheets is passed over. */
const MOST_SHEETS = 350
const BUDGET = { cells: 10_000_000, steps: 60_000_000 }
const ENGINE = diagramEngine({ takes: () => true, spends: () => true })

function verdictsOf(claims: readonly Claim[]): ReadonlyMap<string, string> {
  return new Map(claims.map(({ code, about, outcome }) => [`${code} ${about.id}`, outcome]))
}

/** One day's sheets say less than a proof for every day: they must not speak against it. */
function speakAgainst(claims: readonly Claim[], expected: ReadonlyMap<string, boolean>): readonly string[] {
  return claims.flatMap(({ code, about, outcome }) => {
    const holds = expected.get(`${code} ${about.id}`)
    const isAboutAll = code === 'promise-broken' || /-lowers$/.test(code)
    const isAgainst = isAboutAll ? outcome === 'proved' && holds === false : outcome === 'refuted' && holds === true
    return isAgainst ? [`${code} ${about.id}`] : []
  })
}

/** What every sheet with these answers was found to be. */
function finderIn(sheets: readonly Evaluated[]): (answers: Answers) => Evaluated {
  const keyOf = (answers: Answers) => JSON.stringify([...answers].sort(([a], [b]) => (a < b ? -1 : 1)))
  let known: ReadonlyMap<string, Evaluated> | undefined
  return (answers) => {
    known ??= new Map(sheets.map((sheet) => [keyOf(sheet.answers), sheet]))
    return known.get(keyOf(answers)) as Evaluated
  }
}

/** Of each person that is shown: whether the sheet is among those that do not hold. */
function showsIt({ code, about, example }: Claim, form: Questionnaire, find: ReturnType<typeof finderIn>): boolean {
  if (example === undefined) return code !== 'promise-broken' && !/-lowers$/.test(code)
  const before = find(example.answers)
  const { after } = example
  if (after === undefined) {
    const index = form.promises.findIndex(({ id }) => id === about.id)
    return before.promised[index] === TRUE && before.rank < rank((form.promises[index] as Promised).atLeast)
  }
  const changed = new Map(example.answers)
  if (after.answer === undefined) changed.delete(after.question)
  else changed.set(after.question, after.answer)
  const later = find(changed)
  return (
    before.clean && rank(example.level) === before.rank && rank(after.level) === later.rank && later.rank < before.rank
  )
}

/** The fewest answers that must differ from the usual ones for a promise to be broken. */
function fewestChanges(index: number, { form, sheets }: { form: Questionnaire; sheets: readonly Evaluated[] }): number {
  const least = rank((form.promises[index] as Promised).atLeast)
  const broken = sheets.filter((sheet) => sheet.promised[index] === TRUE && sheet.rank < least)
  return Math.min(...broken.map(({ answers }) => changesIn(form, answers, ON).size))
}

/** Sheets below each rank, clean sheets, and sheets on which each rule is true and false: by counting paths. */
function countsBy(form: Questionnaire): Readonly<Record<string, number>> | undefined {
  const parts = connectedQuestions(form).flatMap(
    (together) => partOf(together, { questionnaire: form, on: ON, engine: ENGINE }) ?? [],
  )
  if (!parts.every(isCountable)) return undefined
  const product = (of: (part: (typeof parts)[number]) => number) => parts.reduce((all, part) => all * of(part), 1)
  const counts: Record<string, number> = {
    clean: product((part) => counted(part, part.clean)),
    quiet: product((part) => counted(part, part.truths.and(part.clean, part.below(1)))),
  }
  for (const wanted of [1, 2, 3]) counts[`below ${wanted}`] = product((part) => counted(part, part.below(wanted)))
  for (const rule of form.rules)
    counts[`open ${rule.id}`] = product((part) => {
      const test = part.tests.get(rule)
      return counted(part, test === undefined ? part.truths.and() : part.truths.isUndetermined(test.node))
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
  let [forms, all, refuted, shown, smallest, counting, open] = [0, 0, 0, 0, 0, 0, 0]
  for (; forms < FORMS; seed += 1) {
    const { text, sheets: size } = randomForm(seed)
    if (size > MOST_SHEETS) continue
    forms += 1
    const form = questionnaire(text)
    const sheets = everySheet(form)
    expect(sheets.length).toBe(size)
    all += sheets.length
    const expected = verdicts(form, sheets)
    const { claims } = prove(form, ON, BUDGET)
    const got = verdictsOf(claims)
    const find = finderIn(sheets)
    if (/_since/.test(text)) {
      open += claims.filter(({ outcome }) => outcome === 'open').length
      expect(speakAgainst(claims, expected), `seed ${seed}\n${text}`).toEqual([])
      continue
    }
    for (const claim of claims) {
      if (claim.outcome !== 'refuted') continue
      expect(showsIt(claim, form, find), `seed ${seed}: ${claim.code} ${claim.about.id}\n${text}`).toBe(true)
      if (claim.code !== 'promise-broken') continue
      const fewest = fewestChanges(form.promises.indexOf(claim.about as Promised), { form, sheets })
      shown += 1
      smallest += claim.example?.changes.size === fewest ? 1 : 0
    }
    refuted += [...expected.values()].filter((holds) => !holds).length
    expect(Object.fromEntries(got), `seed ${seed}\n${text}`).toEqual(
      Object.fromEntries([...expected].map(([name, holds]) => [name, holds ? 'proved' : 'refuted'])),
    )
    const counts = countsBy(form)
    if (counts === undefined) continue
    counting += 1
    expect(counts, `seed ${seed}\n${text}`).toEqual(countsOver(form, sheets))
  }
  process.stdout.write(
    `\n${forms} questionnaires, ${all} sheets, ${refuted} verdicts that something does not hold; of ${shown} broken promises ${smallest} are shown with the fewest unusual answers; ${open} claims about every day stay open\n`,
  )
  expect(refuted).toBeGreaterThan(FORMS)
  expect(counting).toBeGreaterThan(FORMS / 2)
})

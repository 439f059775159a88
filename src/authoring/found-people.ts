import type { Answer, Answers, Questionnaire } from '../questionnaire/index.ts'
import type { Report } from './check.ts'
import { type Claim, changesIn, changesInWords, type Example } from './prove/index.ts'
import { thingOf, type Unnoticed } from './slips/index.ts'

/** A person for whom a case should be written. */
export interface FoundPerson {
  /** The name that the case gets. */
  readonly name: string
  /**
   * Why this person deserves a case, one reason per line. It never says that the program's present result is the right
   * one: that is for a person to decide.
   */
  readonly comments: readonly string[]
  readonly answers: Answers
  /** ISO day of the answers. */
  readonly on: string
}

/**
 * The people that `check` found: those who show that something does not hold, and those who would tell slips that no
 * case notices. `taken` are the names of the cases that exist already.
 */
export function foundPeople(
  { questionnaire, proof, slips }: Report,
  taken: ReadonlySet<string>,
): readonly FoundPerson[] {
  if (questionnaire === undefined) return []
  const refuted = (proof?.claims ?? []).filter(({ outcome }) => outcome === 'refuted').flatMap(personOfClaim)
  const together = new Map<string, Unnoticed[]>()
  for (const one of slips?.told ?? []) {
    if (one.waits) continue
    const key = JSON.stringify([...one.person.answers, one.person.on])
    together.set(key, [...(together.get(key) ?? []), one])
  }
  const people = [...together.values()].flatMap((told) => personOfSlips(told, questionnaire))
  // The name of a person found by a proof never changes, so that nobody is added twice. A person who would tell a slip
  // is left out while such a case still waits to be filled in.
  return [...refuted.filter(({ name }) => !taken.has(name)), ...withOwnNames(people, taken)]
}

function personOfClaim({ code, about, example }: Claim): readonly FoundPerson[] {
  if (example === undefined) return []
  const answers = new Map(example.answers)
  const { after, on } = example
  if (after?.answer === undefined) answers.delete(after?.question ?? '')
  else answers.set(after.question, after.answer)
  return [{ name: `${code}: ${about.id}`, comments: [saysOf(about.id, example)], answers, on }]
}

function saysOf(id: string, { level, after }: Example): string {
  if (after === undefined) return `Found by check: the form said ${level}.`
  return after.answer?.kind === 'given'
    ? `Found by check: with a milder answer to ${id} the form said ${level}, with this one ${after.level}.`
    : `Found by check: with ${id} known the form said ${level}, without it ${after.level}.`
}

function personOfSlips(told: readonly Unnoticed[], questionnaire: Questionnaire): readonly FoundPerson[] {
  const [first] = told
  if (first === undefined) return []
  const { answers, on } = first.person
  const changes = changesInWords(questionnaire, { changes: changesIn(questionnaire, answers, on) })
  const keys = [...new Set(told.map((one) => one.keys[0] ?? 'level'))]
  const wants = keys.map((key) => `\`${key}\``).join(' and ')
  const slips = told.map(({ slip }) => `  ${thingOf(slip).id}: ${slip.says}`)
  return [
    {
      name: shortened(changes.length === 0 ? 'the usual answers' : changes.join('; ')),
      comments: [`Found by check: expecting ${wants}, this person would tell`, ...slips],
      answers,
      on,
    },
  ]
}

const LONGEST_NAME = 160

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME).replace(/\s+\S*$/, '')} …`
}

/** The person who would tell a slip, as data. */
export function slipPerson(
  questionnaire: Questionnaire,
  { person: { answers, on }, keys, waits }: Unnoticed,
): {
  readonly on: string
  readonly answers: object
  readonly person: readonly string[]
  readonly told_by: readonly string[]
  readonly waits: boolean
} {
  const changes = changesIn(questionnaire, answers, on)
  return {
    on,
    answers: Object.fromEntries([...changes].map(([id, answer]) => [id, answer === undefined ? null : plain(answer)])),
    person: changesInWords(questionnaire, { changes }),
    told_by: keys,
    waits,
  }
}

/** An answer as an answers file writes it. */
function plain(answer: Answer): unknown {
  if (answer.kind === 'given') return answer.value
  if (answer.kind === 'rejected') return answer.raw
  return answer.codes === undefined ? answer.kind : [...answer.codes, answer.kind]
}

function withOwnNames(people: readonly FoundPerson[], taken: ReadonlySet<string>): readonly FoundPerson[] {
  const names = new Set(taken)
  return people.map((person) => {
    let { name } = person
    for (let count = 2; names.has(name); count += 1) name = `${person.name} (${count})`
    names.add(name)
    return { ...person, name }
  })
}

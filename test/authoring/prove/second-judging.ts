import type { Proof } from '../../../src/authoring/prove/prove.ts'
import type { Dice } from './random-forms.ts'
import { dayNumber, sheetFrom } from './second-forms.ts'
import {
  type Amount,
  type Asked,
  codesOf,
  judge,
  type Made,
  readsOf,
  type Said,
  type Sheet,
  type Test,
  turningPoints,
} from './second-reading.ts'

const RANKS = ['none-raised', 'refer-discuss', 'refer-before', 'act-now']

/** Answers near everything that a condition could turn on, and all kinds of not knowing. */
export function candidatesFor(asked: Asked, constants: readonly bigint[], dice: Dice): readonly (Said | undefined)[] {
  const { codes, type } = asked
  const unsure: Said = { kind: 'unsure' }
  if (type === 'choices') {
    const lists = Array.from({ length: 2 ** codes.length }, (_, set) =>
      codes.filter((_, at) => ((set >> at) & 1) === 1),
    )
    const given = lists.map((value): Said => ({ kind: 'given', value: value.length === 0 ? ['none'] : value }))
    const parts = lists.filter(({ length }) => length > 0).map((own): Said => ({ kind: 'unsure', codes: own }))
    return [...given, ...parts, unsure, undefined]
  }
  if (codes.length > 0) return [...codes.map((value): Said => ({ kind: 'given', value })), unsure, undefined]
  const step = type === 'integer' ? 1_000_000n : 1n
  const { min, max } = asked
  const near = constants.flatMap((value) => [value - step, value, value + step])
  const random = Array.from({ length: 3 }, () => min + (((max - min) / step) * BigInt(dice(1000)) * step) / 1000n)
  const inside = [min, max, ...near, ...random].map((value) => value - ((value - min) % step))
  const values = [...new Set(inside)].filter((value) => value >= min && value <= max)
  return [...values.map((value): Said => ({ kind: 'given', value })), unsure, undefined]
}

export function constantsOf({ rules, promises, questions }: Made, today: bigint): readonly bigint[] {
  const of = (one: Amount): readonly bigint[] => {
    if (one.is === 'number') return [one.value, today - one.value / 1_000_000n, today - (one.value * 30n) / 1_000_000n]
    return 'left' in one ? [...of(one.left), ...of(one.right)] : []
  }
  const within = (one: Test | undefined): readonly bigint[] => {
    if (one === undefined) return []
    if (one.is === 'all' || one.is === 'any') return one.of.flatMap(within)
    if (one.is === 'not') return within(one.of)
    return 'left' in one ? [...of(one.left), ...of(one.right)] : []
  }
  return [...rules, ...promises]
    .flatMap(({ when }) => within(when))
    .concat(questions.flatMap(({ askIf }) => within(askIf)))
}

interface Around {
  readonly form: Made
  readonly sheet: Map<string, Said>
  readonly others: Map<string, readonly (Said | undefined)[]>
  readonly today: bigint
  readonly dice: Dice
}

/** Changes one number of a sheet so that a comparison is just about to turn, or has just turned. */
export function turnAround({ form, sheet, others, today, dice }: Around): void {
  const numbers = form.questions.filter(({ type }) => type === 'integer' || type === 'decimal' || type === 'date')
  const question = numbers[dice(Math.max(1, numbers.length))]
  if (question === undefined) return
  const said = turningPoints(form, sheet, today, question).map((value): Said => ({ kind: 'given', value }))
  const before = said[dice(Math.max(1, said.length))]
  if (before === undefined) return
  sheet.set(question.id, before)
  others.set(question.id, [...(others.get(question.id) ?? []), ...said])
}

function isWorse({ worse, codes }: Asked, before: Said, after: Said): boolean {
  if (worse === undefined || before.kind !== 'given' || after.kind !== 'given') return false
  if (worse === 'more') {
    const [fewer, more] = [codesOf(before), codesOf(after)]
    return fewer.length < more.length && fewer.every((code) => more.includes(code))
  }
  if (worse === 'higher') return after.value > before.value
  if (worse === 'lower') return after.value < before.value
  return codes.length > 0 && worse.indexOf(String(after.value)) > worse.indexOf(String(before.value))
}

/** What a sheet shows that speaks against a proof. */
export function against(
  form: Made,
  { claims }: Proof,
  sheet: Sheet,
  today: bigint,
  others: ReadonlyMap<string, readonly (Said | undefined)[]>,
): readonly string[] {
  const outcome = new Map(claims.map(({ code, about, outcome: one }) => [`${code} ${about.id}`, one]))
  const own = judge(form, sheet, today)
  const faults: string[] = []
  const never = (claim: string, isSeen: boolean) => {
    if (isSeen && outcome.get(claim) === 'refuted') faults.push(`seen, and said not to be: ${claim}`)
  }
  const always = (claim: string, isBroken: boolean) => {
    if (isBroken && outcome.get(claim) === 'proved') faults.push(`proved, and false: ${claim}`)
  }
  for (const { id, when: _, level: __ } of form.rules) {
    never(`never-fires ${id}`, own.clean && own.truths.get(id) === true)
    never(`never-silent ${id}`, own.clean && own.truths.get(id) === false)
    never(`pointless-rule ${id}`, own.clean && own.decides.has(id))
    always(`unknown-lowers ${id}`, own.clean && own.truths.get(id) === 'unknown' && own.rank === 0)
  }
  for (const { id, atLeast } of form.promises) {
    never(`empty-promise ${id}`, own.promised.get(id) === true)
    always(`promise-broken ${id}`, own.promised.get(id) === true && own.rank < atLeast)
  }
  for (const question of form.questions) {
    const { id } = question
    if (question.askIf !== undefined) never(`never-asked ${id}`, own.clean && own.asked.get(id) === true)
    const before = sheet.get(id)
    if (!own.clean || before?.kind !== 'given' || own.rank === 0) continue
    for (const after of others.get(id) ?? []) {
      const isLess =
        after === undefined ||
        (after.kind === 'unsure' && codesOf(after).every((code) => codesOf(before).includes(code)))
      if (!isLess && !(after !== undefined && isWorse(question, before, after))) continue
      const changed = new Map(sheet)
      if (after === undefined) changed.delete(id)
      else changed.set(id, after)
      const later = judge(form, changed, today)
      if (!isLess) always(`worse-lowers ${id}`, later.clean && later.rank < own.rank)
      else if (after !== undefined || later.due.get(id) === 'yes')
        always(`unknown-lowers ${id}`, later.rank < Math.min(own.rank, ofUnknown(form, question, after === undefined)))
    }
  }
  return faults
}

/** The level of not knowing: the author's, else that of the worst rule that reads the question or what follows from it. */
function ofUnknown(form: Made, { id, ifUnknown, ifUnanswered }: Asked, isSilent: boolean): number {
  if (isSilent && ifUnanswered !== undefined) return ifUnanswered
  if (ifUnknown !== undefined) return isSilent ? Math.min(2, ifUnknown) : ifUnknown
  const follows = new Set([id])
  for (const one of form.questions)
    if (one.askIf !== undefined && readsOf(one.askIf, form).some((name) => follows.has(name))) follows.add(one.id)
  const levels = form.rules
    .filter(({ when }) => readsOf(when, form).some((name) => follows.has(name)))
    .map(({ level }) => level)
  return Math.min(2, Math.max(0, ...levels))
}

/** Of each person that is shown: whether this reading finds the same of them. */
export function wronglyShown(form: Made, { claims }: Proof): readonly string[] {
  return claims.flatMap(({ code, about, outcome, example }) => {
    if (outcome !== 'refuted' || example === undefined) return []
    const today = dayNumber(example.on)
    const sheet = sheetFrom(example.answers)
    const own = judge(form, sheet, today)
    const name = `shown, and not so: ${code} ${about.id}`
    if (RANKS.indexOf(example.level) !== own.rank) return [name]
    const { after } = example
    if (after === undefined) {
      const promise = form.promises.find(({ id }) => id === about.id)
      if (promise !== undefined)
        return own.promised.get(promise.id) === true && own.rank < promise.atLeast ? [] : [name]
      return own.clean && own.truths.get(about.id) === 'unknown' && own.rank === 0 ? [] : [name]
    }
    const changed = new Map(sheet)
    const [said] = sheetFrom(new Map(after.answer === undefined ? [] : [[after.question, after.answer]])).values()
    if (said === undefined) changed.delete(after.question)
    else changed.set(after.question, said)
    const later = judge(form, changed, today)
    return own.clean && later.rank === RANKS.indexOf(after.level) && later.rank < own.rank ? [] : [name]
  })
}

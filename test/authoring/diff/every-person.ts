import { type Asked, codesOf, judge, type Made, readsOf, type Said } from '../prove/second-reading.ts'
import { stepOf } from './random-pairs.ts'

/*
 * Who gets another level, by looking at everybody: a person is what somebody would answer to each question of both forms.
 * Nothing of the program is used here.
 */

/** One question of both forms, or of one. */
interface Both {
  readonly id: string
  readonly old: Asked | undefined
  readonly now: Asked | undefined
}

export interface Everybody {
  /** `lowered[old][now]` and `raised[old][now]`: how many sheets. */
  readonly lowered: readonly (readonly number[])[]
  readonly raised: readonly (readonly number[])[]
  /** `from to R1`, and of a level that comes of no rule `from to unknown`: who is lowered; and who only by what is gone. */
  readonly loweredBy: ReadonlySet<string>
  readonly goneBy: ReadonlySet<string>
  /** By the same and by `raised from to`: the fewest answers that are not usual, of people who leave nothing open. */
  readonly fewest: ReadonlyMap<string, number>
  readonly sheets: number
}

/** The questions of both, with all answers to each; undefined with more sheets than `most`. */
export function everybody(
  old: Made,
  now: Made,
  { today, most }: { readonly today: bigint; readonly most: number },
): Everybody | undefined {
  const both = together(old, now)
  const choices = both.map(answersTo)
  if (choices.reduce((product, { length }) => product * length, 1) > most) return undefined
  const table = () => Array.from({ length: 4 }, () => [0, 0, 0, 0])
  const [lowered, raised] = [table(), table()]
  const [loweredBy, goneBy] = [new Set<string>(), new Set<string>()]
  const fewest = new Map<string, number>()
  let sheets = 0
  const person = new Map<Both, Said>()
  const visit = (at: number, weight: number): void => {
    const one = both[at]
    if (one === undefined) {
      look(weight)
      return
    }
    for (const said of choices[at] ?? []) {
      if (said === undefined) person.delete(one)
      else person.set(one, said)
      visit(at + 1, weight * (said?.kind === 'unsure' ? 2 : 1))
    }
    person.delete(one)
  }

  function look(weight: number): void {
    sheets += 1
    const before = judge(old, sight('old'), today)
    if (before.failed) return
    const after = judge(now, sight('now'), today)
    const asks = ({ old: first, now: second, id }: Both) => ({
      old: first !== undefined && before.due.get(id) === 'yes',
      now: second !== undefined && after.due.get(id) === 'yes',
    })
    for (const one of person.keys()) if (!asks(one).old && !asks(one).now) return
    const add = (sums: number[][]) => {
      const row = sums[before.rank] as number[]
      row[after.rank] = (row[after.rank] as number) + weight
    }
    add(raised)
    const isTaken = ![...before.sheet.values()].some(({ kind }) => kind === 'rejected')
    // Where no answer is usual, any is.
    const isUsual = (one: Both) => {
      const { old: first, now: second } = asks(one)
      const usual = usualOf(one)
      return usual === undefined || isSame(person.get(one), first || second ? usual : undefined)
    }
    const nowUsual = both.every((one) => one.old !== undefined || isUsual(one))
    const oldUsual = both.every((one) => one.now !== undefined || isUsual(one))
    const changed = both.filter(
      (one) => (asks(one).old || asks(one).now) && !isSame(person.get(one), usualOf(one)),
    ).length
    const isPlain =
      [before, after].every(({ sheet }) => [...sheet.values()].every(({ kind }) => kind !== 'rejected')) &&
      leavesNothing(old, before) &&
      leavesNothing(now, after)
    const note = (key: string) => {
      if (isPlain) fewest.set(key, Math.min(fewest.get(key) ?? 99, changed))
    }
    if (before.rank < after.rank) note(`raised ${before.rank} ${after.rank}`)
    if (!isTaken || !nowUsual) return
    if (oldUsual) add(lowered)
    if (before.rank <= after.rank) return
    const rules = old.rules.filter(({ id, level }) => level === before.rank && before.truths.get(id) === true)
    for (const cause of rules.length === 0 ? ['unknown'] : rules.map(({ id }) => id)) {
      const key = `${before.rank} ${after.rank} ${cause}`
      goneBy.add(key)
      if (oldUsual) {
        loweredBy.add(key)
        note(`lowered ${key}`)
      }
    }
  }

  function sight(side: 'old' | 'now'): (id: string) => Said | undefined {
    return (id) => {
      const one = both.find((each) => each.id === id && each[side] !== undefined) as Both
      const said = person.get(one)
      return said && inForm(one[side] as Asked, said)
    }
  }

  visit(0, 1)
  return { lowered, raised, loweredBy, goneBy, fewest, sheets }
}

/** What counts, or is usually answered, has an answer. */
function leavesNothing(form: Made, { due, sheet }: ReturnType<typeof judge>): boolean {
  const needed = new Set([...form.score, ...form.rules.flatMap(({ when }) => readsOf(when, form))])
  return form.questions.every(
    ({ id, usual }) => due.get(id) === 'no' || sheet.has(id) || (usual === undefined && !needed.has(id)),
  )
}

/** The same id and type are one question; a whole number and a decimal one too. */
function together(old: Made, now: Made): readonly Both[] {
  const isNumber = ({ type }: Asked) => type === 'integer' || type === 'decimal'
  const isOne = (a: Asked, b: Asked) => a.id === b.id && (a.type === b.type || (isNumber(a) && isNumber(b)))
  return [
    ...old.questions.map((one) => ({ id: one.id, old: one, now: now.questions.find((other) => isOne(one, other)) })),
    ...now.questions
      .filter((one) => !old.questions.some((other) => isOne(one, other)))
      .map((one) => ({ id: one.id, old: undefined, now: one })),
  ]
}

/** What one of the two takes: each value, "not sure" (which counts for "prefer not to say" too), and none. */
function answersTo({ old, now }: Both): readonly (Said | undefined)[] {
  const forms = [old, now].filter((one) => one !== undefined)
  const said = new Map<string, Said>()
  for (const form of forms) {
    const { type, codes } = form
    const values: (bigint | string | readonly string[])[] = []
    if (type === 'choices') {
      for (let set = 0; set < 2 ** codes.length; set += 1) {
        const chosen = codes.filter((_, at) => ((set >> at) & 1) === 1).sort()
        values.push(chosen.length === 0 ? ['none'] : chosen)
        if (chosen.length > 0) said.set(`unsure ${chosen}`, { kind: 'unsure', codes: chosen })
      }
    } else if (codes.length > 0) values.push(...codes)
    else {
      // Whole numbers only, where one of the two takes no others.
      const step = forms.some((one) => one.type === 'integer') ? stepOf('integer') : stepOf(type)
      for (let value = form.min; value <= form.max; value += 1n) {
        if (value % step === 0n) values.push(value)
        if (step > 1n && value % step === 0n) value += step - 1n
      }
    }
    for (const value of values) said.set(`given ${value}`, { kind: 'given', value })
  }
  return [...said.values(), { kind: 'unsure' }, undefined]
}

/** The answer as a form has it: none of its own where it cannot take it. */
function inForm({ codes, type, min, max }: Asked, said: Said): Said {
  if (said.kind === 'given' && typeof said.value === 'bigint')
    return said.value < min || said.value > max ? { kind: 'rejected', number: said.value } : said
  const named = said.kind === 'given' && typeof said.value === 'string' ? [said.value] : codesOf(said)
  if (named.every((code) => codes.includes(code))) return said
  return type === 'choices'
    ? { kind: 'rejected', codes: named.filter((code) => codes.includes(code)) }
    : { kind: 'rejected' }
}

function usualOf({ old, now }: Both): Said | undefined {
  const usual = now === undefined ? old?.usual : (now.usual ?? old?.usual)
  return usual === undefined ? undefined : { kind: 'given', value: usual }
}

function isSame(one: Said | undefined, other: Said | undefined): boolean {
  if (one?.kind !== 'given' || other?.kind !== 'given')
    return one?.kind === other?.kind && codesOf(one).length === codesOf(other).length && one?.kind !== 'given'
  return String(one.value) === String(other.value)
}

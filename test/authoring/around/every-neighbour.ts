import type { Answer, Answers } from '../../../src/questionnaire/index.ts'
import { dayText, decimal } from '../prove/second-forms.ts'
import { type Asked, codesOf, judge, type Made, type Said, type Sheet } from '../prove/second-reading.ts'

/*
 * What an explanation must say of one person, worked out by looking at every sheet of a small form: by the second reading,
 * without any code of the program.
 */

export type Judged = ReturnType<typeof judge>

export interface Looked {
  readonly sheet: Sheet
  readonly judged: Judged
}

function saidTo({ type, codes, min, max }: Asked): readonly (Said | undefined)[] {
  const given = (value: bigint | string | readonly string[]): Said => ({ kind: 'given', value })
  const unsure: Said = { kind: 'unsure' }
  if (type === 'choices') {
    const lists = Array.from({ length: 2 ** codes.length }, (_, set) =>
      codes.filter((_, at) => ((set >> at) & 1) === 1),
    )
    const parts = lists.filter(({ length }) => length > 0)
    const named = parts.map((own): Said => ({ kind: 'unsure', codes: own }))
    return [given(['none']), ...parts.map(given), ...named, unsure, undefined]
  }
  if (codes.length > 0) return [...codes.map(given), unsure, undefined]
  const step = type === 'integer' ? 1_000_000n : 1n
  const values: Said[] = []
  for (let value = min; value <= max; value += step) values.push(given(value))
  return [...values, unsure, undefined]
}

export function countOfSheets({ questions }: Made): number {
  return questions.reduce((count, asked) => count * saidTo(asked).length, 1)
}

export function everySheet(form: Made, today: bigint): readonly Looked[] {
  let sheets: readonly Sheet[] = [new Map()]
  for (const asked of form.questions)
    sheets = sheets.flatMap((sheet) =>
      saidTo(asked).map((said) => (said === undefined ? sheet : new Map([...sheet, [asked.id, said]]))),
    )
  return sheets.map((sheet) => ({ sheet, judged: judge(form, sheet, today) }))
}

const KEYS = new WeakMap<Said, string>()

/** The same words for the same answer. */
export function keyOf(said: Said | undefined): string {
  if (said === undefined) return '-'
  const known = KEYS.get(said)
  if (known !== undefined) return known
  const codes = codesOf(said).toSorted().join('+')
  const key = said.kind !== 'given' ? `?${codes}` : Array.isArray(said.value) ? `=${codes}` : `=${said.value}`
  KEYS.set(said, key)
  return key
}

export function agrees(one: Sheet, other: Sheet, ids: readonly string[]): boolean {
  return ids.every((id) => keyOf(one.get(id)) === keyOf(other.get(id)))
}

/** Whether a person with this sheet keeps the rank as serious with only these answers held. */
export function isEnough(sheets: readonly Looked[], person: Looked, ids: readonly string[]): boolean {
  return sheets.every(({ sheet, judged }) => judged.rank >= person.judged.rank || !agrees(sheet, person.sheet, ids))
}

type Place = 'known' | 'kept' | 'open' | 'waiting'

function placeOf({ sheet, judged }: Looked, id: string): Place {
  const said = sheet.get(id)
  if (said?.kind === 'given') return judged.due.get(id) === 'no' ? 'kept' : 'known'
  return said !== undefined || judged.due.get(id) === 'yes' ? 'open' : 'waiting'
}

/** Questions that were asked and are without an answer that says all. */
export function openIn(form: Made, person: Looked): readonly string[] {
  return form.questions.map(({ id }) => id).filter((id) => placeOf(person, id) === 'open')
}

function isAsItIs(person: Looked, { sheet, judged }: Looked, id: string): boolean {
  const [before, now] = [person.sheet.get(id), sheet.get(id)]
  if (before === undefined) return now === undefined
  if (now === undefined) return judged.due.get(id) === 'no'
  const stays = person.judged.due.get(id) === 'no' || judged.due.get(id) !== 'no'
  return stays && keyOf(before) === keyOf(now)
}

function isAnew(person: Looked, { sheet, judged }: Looked, id: string): boolean {
  return sheet.has(id) && judged.due.get(id) === 'yes' && keyOf(sheet.get(id)) !== keyOf(person.sheet.get(id))
}

/** Whether the person could come to another sheet by answering what is open, and what is then asked. */
function couldBe(person: Looked, other: Looked, id: string): boolean {
  const { sheet, judged } = other
  switch (placeOf(person, id)) {
    case 'kept':
      return keyOf(sheet.get(id)) === keyOf(person.sheet.get(id))
    case 'known':
      return isAsItIs(person, other, id)
    case 'waiting':
      return sheet.has(id) === (judged.due.get(id) === 'yes')
    case 'open':
      return isAsItIs(person, other, id) || (sheet.has(id) && judged.due.get(id) === 'yes')
  }
}

function keepsChecks(person: Looked, { judged }: Looked): boolean {
  return [...judged.failedChecks].every((id) => person.judged.failedChecks.has(id))
}

/**
 * Sheets on which somebody answers this open question, and which are more serious, while they would not be had it stayed
 * as it is with the same said to all other open questions.
 */
export function raisedBy(form: Made, sheets: readonly Looked[], person: Looked, id: string): readonly Looked[] {
  const others = form.questions.map((one) => one.id).filter((one) => one !== id)
  const otherOpen = openIn(form, person).filter((one) => one !== id)
  const raised = sheets.filter(
    (one) =>
      one.judged.rank > person.judged.rank &&
      keepsChecks(person, one) &&
      others.every((other) => couldBe(person, one, other)),
  )
  const saidElsewhere = ({ sheet }: Looked) => otherOpen.map((one) => keyOf(sheet.get(one))).join(' ')
  const already = new Set(raised.filter((one) => isAsItIs(person, one, id)).map(saidElsewhere))
  return raised.filter((one) => isAnew(person, one, id) && !already.has(saidElsewhere(one)))
}

/** How many other open questions are answered on a sheet. */
export function othersAnswered(form: Made, person: Looked, other: Looked, id: string): number {
  return openIn(form, person).filter((one) => one !== id && !isAsItIs(person, other, one)).length
}

/** Sheets on which a rule is true, and on which nothing is taken away that is asked, nor answered that is not. */
export function raisingSheets(form: Made, sheets: readonly Looked[], person: Looked, rule: string): readonly Looked[] {
  const answerable = (other: Looked, id: string) => {
    const { sheet, judged } = other
    const before = person.sheet.get(id)
    const isDue = judged.due.get(id)
    if (sheet.has(id))
      return (
        isDue !== 'no' ||
        (before !== undefined && person.judged.due.get(id) === 'no' && keyOf(before) === keyOf(sheet.get(id)))
      )
    return before === undefined || isDue === 'no'
  }
  return sheets.filter(
    (one) =>
      one.judged.truths.get(rule) === true &&
      keepsChecks(person, one) &&
      form.questions.every(({ id }) => answerable(one, id)),
  )
}

/** Answers that change, of several answers each option; what is set aside is no change. */
export function changes(form: Made, person: Looked, other: Looked): number {
  return form.questions.reduce((sum, { id, type }) => {
    const [before, now] = [person.sheet.get(id), other.sheet.get(id)]
    if (now === undefined || keyOf(before) === keyOf(now)) return sum
    const isOther = before?.kind !== now.kind || type !== 'choices'
    const own = isOther ? (now.kind === 'unsure' ? 1.9 : 1) : 0
    if (type !== 'choices') return sum + own
    const [was, is] = [codesOf(before), codesOf(now)]
    const options = [...was.filter((code) => !is.includes(code)), ...is.filter((code) => !was.includes(code))]
    return sum + own + options.length
  }, 0)
}

/** The sheet as the program has answers. */
export function answersOf(sheet: Sheet, { questions }: Made): Answers {
  const type = new Map(questions.map((one) => [one.id, one.type]))
  return new Map(
    [...sheet].map(([id, said]): readonly [string, Answer] => {
      if (said.kind !== 'given')
        return [id, { kind: 'unsure', ...(said.codes === undefined ? {} : { codes: said.codes }) }]
      const { value } = said
      if (typeof value !== 'bigint') return [id, { kind: 'given', value }]
      return [id, { kind: 'given', value: type.get(id) === 'date' ? dayText(value) : Number(decimal(value)) }]
    }),
  )
}

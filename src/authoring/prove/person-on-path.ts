import { dayOf, isoOf, MEASURES } from '../../expression/index.ts'
import { type Answer, type Answers, kindOf, type Question } from '../../questionnaire/index.ts'
import { isOfOneDay } from './comparison.ts'
import { domainOf } from './domain.ts'
import { monthsFrom } from './elapsed.ts'
import type { Ground } from './part.ts'
import type { Path } from './paths.ts'
import type { Piece } from './pieces.ts'
import { answerOn, type QuestionVariables } from './variables.ts'

/** All answers of one person, and the day. */
export interface Person {
  readonly answers: Answers
  readonly on: string
  /** The day differs from that of the check, so it is shown as part of the person. */
  readonly isOtherDay?: true
}

/** Which value of a piece is taken. */
type Pick = (piece: Piece) => number

const PICKS: readonly Pick[] = [({ shown }) => shown, ({ first }) => first, ({ last }) => last]

/** Months of a leap cycle. */
const LEAP_CYCLE = 48
/** 1899-03-01 and 2099-03-01, near the Februaries without their leap day. */
const WITHOUT_LEAP_DAY = [-25_873, 47_176] as const

/** The answers on a path through a part on the day of the check, with the shown values. */
export function answersOn({ variables }: Ground, path: Path): Answers {
  const answers = new Map<string, Answer>()
  for (const asked of variables.asked.values()) {
    const answer = answerOn(asked, path)
    if (answer !== undefined) answers.set(asked.question.id, answer)
  }
  return answers
}

/** The answers to the whole questionnaire, with those of one part replaced. */
export function withAnswers({ questions }: Ground, own: Answers, others: Answers): Answers {
  const answers = new Map(others)
  for (const { id } of questions) {
    const answer = own.get(id)
    if (answer === undefined) answers.delete(id)
    else answers.set(id, answer)
  }
  return answers
}

/** What a question can have been answered on a path, on this day: the shown value, then the ends of its piece. */
export function answersTo(
  asked: QuestionVariables,
  path: Path,
  { part, on }: { readonly part: Ground; readonly on: string },
): readonly (Answer | undefined)[] {
  const piece = asked.pieces[path[asked.at] as number]
  if (piece === undefined) return [answerOn(asked, path)]
  const numbers = new Set(PICKS.map((pick) => pick(piece)))
  const shift = part.division.relative.has(asked.question.subject.index) ? (dayOf(on) ?? 0) : 0
  return [...numbers].flatMap((number) => givenAs(asked.question, number + shift))
}

function givenAs(question: Question, number: number): readonly Answer[] {
  const domain = domainOf(question)
  if (domain === undefined || number < domain.min || number > domain.min + (domain.count - 1) * domain.step) return []
  const measure = kindOf(question).quantity?.measure
  return measure === undefined ? [] : [{ kind: 'given', value: MEASURES[measure].value(number) }]
}

/**
 * People whom a path may mean where that is not certain: with other values of the same pieces, and on other days on
 * which the same time has passed since each date.
 */
export function* personsOn(part: Ground, path: Path, { answers, on }: Person): Generator<Person> {
  const { variables, division } = part
  const today = dayOf(on) ?? 0
  const asked = [...variables.asked.values()].filter(({ pieces }) => pieces.length > 0)
  const moving = asked.filter(({ question }) => division.relative.has(question.subject.index))
  const free = new Set([...variables.free.values()].filter(({ at }) => path[at] !== 0).flatMap(({ reads }) => reads))
  const loose = asked.filter(({ question }) => free.has(question.subject.index)).slice(0, 3)
  const others = withAnswers(part, answersOn(part, path), answers)
  for (const picks of picksFor(loose.length)) {
    const person = moved(others, today)
    if (person !== undefined) yield { answers: person, on }

    function moved(all: Answers, day: number): Answers | undefined {
      const own = new Map(all)
      for (const one of asked) {
        const piece = one.pieces[path[one.at] as number]
        if (piece === undefined) continue
        const pick = picks[loose.indexOf(one)] ?? (PICKS[0] as Pick)
        const [answer] = givenAs(one.question, pick(piece) + (moving.includes(one) ? day : 0))
        if (answer === undefined) return undefined
        own.set(one.question.id, answer)
      }
      return own
    }
  }
  if (moving.length === 0) return
  for (const day of daysFor(part, path, today)) {
    const all = atDay(part, path, { answers: others, day })
    if (all !== undefined) yield { answers: all, on: isoOf(day), isOtherDay: true }
  }
}

/** The answers moved to another day, with the same number of days since each date. */
function atDay(
  part: Ground,
  path: Path,
  { answers, day }: { readonly answers: Answers; readonly day: number },
): Answers | undefined {
  const moved = new Map(answers)
  for (const { question, at, pieces } of part.variables.asked.values()) {
    const piece = pieces[path[at] as number]
    if (piece === undefined || !part.division.relative.has(question.subject.index)) continue
    const [answer] = givenAs(question, piece.shown + day)
    if (answer === undefined) return undefined
    moved.set(question.id, answer)
  }
  return moved
}

function* picksFor(count: number): Generator<readonly Pick[]> {
  for (let code = 0; code < PICKS.length ** count; code += 1)
    yield Array.from({ length: count }, (_, at) => PICKS[Math.floor(code / PICKS.length ** at) % PICKS.length] as Pick)
}

/**
 * Days on which a date in a condition, or a limit, comes to lie beside an answer; then the days of a leap cycle on
 * which the day itself, or one of the answers, begins a month. Between two of these no count of months or years
 * changes.
 */
function daysFor({ variables, division, questions }: Ground, path: Path, today: number): Iterable<number> {
  const days = new Set<number>()
  const literals = [...variables.free.values()]
    .filter(({ comparison }) => isOfOneDay(comparison, division.relative))
    .flatMap(({ comparison: { left, right } }) => [left, right])
    .flatMap((side) => (side.kind === 'literal' && side.type === 'date' ? [side.value] : []))
  const limits = questions.flatMap((question) => {
    const domain = question.type === 'date' ? domainOf(question) : undefined
    return domain === undefined ? [] : [domain.min, domain.min + (domain.count - 1) * domain.step]
  })
  const shown = [...variables.asked.values()].flatMap(({ question, at, pieces }) => {
    const piece = pieces[path[at] as number]
    return piece === undefined || !division.relative.has(question.subject.index) ? [] : [piece.shown]
  })
  for (const one of shown)
    for (const day of [...literals, ...limits]) for (const by of [0, -1, 1]) days.add(day - one + by)
  for (const one of [0, ...shown]) {
    for (const day of monthsFrom(today + one, LEAP_CYCLE)) days.add(day - one)
    for (const from of WITHOUT_LEAP_DAY) for (const day of monthsFrom(from, 24)) days.add(day - one)
  }
  return days
}

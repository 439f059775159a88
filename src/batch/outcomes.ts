import { FALSE, State, UNKNOWN } from '../expression/index.ts'
import { Due, LEVELS, type Question, type Questionnaire } from '../questionnaire/index.ts'
import { isPlain, rollUp } from '../rules/index.ts'
import { CAPACITY, type Columns } from './columns.ts'
import { rowFor, takeRow } from './row.ts'
import { type Plan, planFor, settler } from './settle.ts'

/**
 * What came of the people in `Columns`, side by side like them. One set of arrays serves a whole run: it is good until
 * the next people are scored.
 */
export interface Outcomes {
  /** By person: the place of the level in `LEVELS`. */
  readonly levels: Uint8Array
  /** By person: 1 when everything that a rule or score needs was said, else 0. */
  readonly complete: Uint8Array
  /** By rule index, then by person: codes of `TruthCode`. True are also those that stand behind another of their group. */
  readonly truths: readonly Uint8Array[]
  /** Question indexes with an answer that contradicts another, rising, by person. Few people have any. */
  readonly conflicts: ReadonlyMap<number, readonly number[]>
  /** Question indexes whose `check` is false, rising, by person. Few people have any. */
  readonly failedChecks: ReadonlyMap<number, readonly number[]>
}

/**
 * Makes a scorer for batches of one questionnaire. It settles the absent answers in `columns.states` in place
 * (unanswered, pending or not asked) and says what came of each person; where a person's date is not known, nothing
 * that counts from it is.
 */
export function scorer(questionnaire: Questionnaire): (columns: Columns) => Outcomes {
  const plan = planFor(questionnaire)
  const settle = settler(questionnaire, plan)
  const levels = new Uint8Array(CAPACITY)
  const complete = new Uint8Array(CAPACITY)
  const truths = plan.rules.map(({ codes }) => codes)
  const conflicts = new Map<number, number[]>()
  const failedChecks = new Map<number, number[]>()
  const row = rowFor(questionnaire)
  const own = new Uint8Array(truths.length)
  /** By person: 1 where more is to be weighed than the rules that fired. */
  const notPlain = new Uint8Array(CAPACITY)

  return (columns) => {
    const { size } = columns
    conflicts.clear()
    failedChecks.clear()
    settle(columns)
    for (const step of plan.steps) step(columns)
    notPlain.fill(0, 0, size)
    markOpen(notPlain, columns, plan)
    addFailedChecks(failedChecks, columns, plan)
    for (const person of failedChecks.keys()) notPlain[person] = 1
    for (const person of columns.contradictory.keys()) notPlain[person] = 1
    levels.fill(LEVELS.length - 1, 0, size)
    complete.fill(1, 0, size)
    for (const { index, level } of questionnaire.rules)
      weigh(levels, notPlain, truths[index] as Uint8Array, LEVELS.indexOf(level), size)
    for (let person = 0; person < size; person += 1) if (notPlain[person] === 1) rollUpOne(person, columns)
    return { levels, complete, truths, conflicts, failedChecks }
  }

  function rollUpOne(person: number, columns: Columns): void {
    takeRow(row, columns, plan.followUps, person)
    for (let rule = 0; rule < truths.length; rule += 1) own[rule] = truths[rule]?.[person] as number
    const rolled = rollUp(questionnaire, row, own, false)
    levels[person] = LEVELS.indexOf(rolled.level)
    complete[person] = rolled.complete ? 1 : 0
    if (rolled.conflicts.length > 0) conflicts.set(person, rolled.conflicts.map(indexOf))
  }
}

function indexOf({ subject }: Question): number {
  return subject.index
}

/** By state and by dueness: 0 where the question is plain. */
const OPEN: readonly Uint8Array[] = Object.values(Due).map((isDue) =>
  Uint8Array.from(Object.values(State), (state) => (isPlain(state, isDue) ? 0 : 1)),
)

function markOpen(notPlain: Uint8Array, { states, size }: Columns, { followUps }: Plan): void {
  const ifDue = OPEN[Due.yes] as Uint8Array
  for (const own of states)
    for (let i = 0; i < size; i += 1) notPlain[i] = (notPlain[i] as number) | (ifDue[own[i] as number] as number)
  const ifNot = OPEN[Due.no] as Uint8Array
  for (const { index, due } of followUps) {
    const own = states[index] as Uint8Array
    for (let i = 0; i < size; i += 1) if (due[i] === Due.no && ifNot[own[i] as number] === 1) notPlain[i] = 1
  }
}

/** Judged when all that it reads is given. */
function addFailedChecks(failed: Map<number, number[]>, { states, size }: Columns, { checks }: Plan): void {
  for (const { index, truths, that } of checks) {
    for (let i = 0; i < size; i += 1) {
      if (truths.codes[i] !== FALSE || that.reads.some((read) => states[read.index]?.[i] !== State.given)) continue
      const others = failed.get(i)
      if (others === undefined) failed.set(i, [index])
      else others.push(index)
    }
  }
}

/** `place`: of the rule's level in `LEVELS`, most serious first. */
function weigh(levels: Uint8Array, notPlain: Uint8Array, truths: Uint8Array, place: number, size: number): void {
  for (let i = 0; i < size; i += 1) {
    const truth = truths[i]
    if (truth === FALSE) continue
    if (truth === UNKNOWN) notPlain[i] = 1
    else if ((levels[i] as number) > place) levels[i] = place
  }
}

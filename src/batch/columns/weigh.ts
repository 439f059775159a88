import { FALSE, isPartlyKnown, ONE, State, TRUE } from '../../expression/index.ts'
import type { Question, Questionnaire, Rule } from '../../questionnaire/index.ts'
import { levelFor } from '../../rules/index.ts'
import { CAPACITY, type Columns, fourTimes, inFours, type Seat } from './columns.ts'
import { contraryWeigher } from './contrary.ts'
import type { NamedBits } from './named-bits.ts'
import type { Plan } from './settle.ts'
import {
  LACKING,
  NO_LEVEL,
  placeOf,
  raise,
  undeterminedWeigher,
  weightsOf,
  weightsWhenUndetermined,
} from './weights.ts'

/** By person. */
export interface Weighed {
  /** Places in `LEVELS`. */
  readonly levels: Uint8Array
  readonly complete: Uint8Array
  /** Questions with an answer that contradicts another. */
  readonly conflicts: NamedBits
}

/**
 * Weighs everybody at once by the decisions of `rules/`, once all questions are settled and all rules are worked out.
 */
export function weigher(
  questionnaire: Questionnaire,
  plan: Plan,
): (columns: Columns, failedChecks: readonly Seat[]) => Weighed {
  const levels = new Uint8Array(CAPACITY)
  const complete = new Uint8Array(CAPACITY)
  const weighContrary = contraryWeigher(questionnaire, plan)
  const weights = questionnaire.questions.map((question) => weightsOf(question, questionnaire))
  const weighUndetermined = undeterminedWeigher(questionnaire)
  const tried = questionnaire.rules.map((rule, index) =>
    triedRule(rule, questionnaire, plan.rules[index]?.codes as Uint8Array),
  )

  return (columns, failedChecks) => {
    const { states, size } = columns
    levels.fill(NO_LEVEL, 0, size)
    complete.fill(1, 0, size)
    for (let index = 0; index < weights.length; index += 1) {
      const own = states[index] as Uint8Array
      weighStates({ levels, complete }, own, inFours(own), weights[index] as Uint8Array, size)
    }
    for (const one of tried) {
      const { alone } = one
      if (alone === undefined) weighWith(levels, one, (person) => weighUndetermined(one.rule, columns, person), size)
      else if (alone.all === undefined) weighAlone(levels, one, states[alone.index] as Uint8Array, alone.weights, size)
      else weighWith(levels, one, weigherOfList(one.rule, alone, columns), size)
    }
    return { levels, complete, conflicts: weighContrary({ levels, complete }, columns, failedChecks) }
  }
}

/** A rule with its truth codes. */
interface Tried {
  readonly rule: Rule
  readonly place: number
  readonly codes: Uint8Array
  readonly fours: Uint32Array
  /** The only question that it reads, as for most rules. */
  readonly alone?: OnlyQuestion
}

interface OnlyQuestion {
  readonly index: number
  /** By state: what the rule weighs when the question leaves it open. */
  readonly weights: Uint8Array
  /** For `choices`: the number of a list in which every option was named, which leaves nothing open. */
  readonly all: number | undefined
}

function triedRule(rule: Rule, { questions }: Questionnaire, codes: Uint8Array): Tried {
  const base = { rule, place: placeOf(rule.level), codes, fours: inFours(codes) }
  const [only, ...others] = rule.when.reads
  if (only === undefined || others.length > 0) return base
  const question = questions[only.index] as Question
  const all = question.type === 'choices' ? only.codes.length * ONE : undefined
  return { ...base, alone: { index: only.index, weights: weightsWhenUndetermined(rule, question), all } }
}

/**
 * What a rule that reads one list weighs for a person for whom it is undetermined. The state decides, unless all
 * options were named.
 */
function weigherOfList(
  rule: Rule,
  { index, weights, all }: OnlyQuestion,
  columns: Columns,
): (person: number) => number {
  const states = columns.states[index] as Uint8Array
  const numbers = columns.numbers[index] as Float64Array
  const capped = placeOf(levelFor.undetermined(rule))
  return (person) => {
    const state = states[person] as number
    return isPartlyKnown(state) && numbers[person] === all ? capped : (weights[state] as number)
  }
}

/*
 * The loops below scan four people per 32-bit word and skip words that are all zero. The last word may reach past the
 * last person; those entries are computed and never read.
 */

function weighStates(
  { levels, complete }: Omit<Weighed, 'conflicts'>,
  states: Uint8Array,
  fours: Uint32Array,
  weights: Uint8Array,
  size: number,
): void {
  const end = Math.ceil(size / 4)
  // Most follow-up questions are asked of none of four people.
  const quiet = weights[State.notAsked] === NO_LEVEL ? fourTimes(State.notAsked) : 0
  for (let four = 0; four < end; four += 1) {
    if (fours[four] === 0 || fours[four] === quiet) continue
    for (let person = four * 4; person < four * 4 + 4; person += 1) {
      const weight = weights[states[person] as number] as number
      if ((weight & LACKING) !== 0) complete[person] = 0
      raise(levels, person, weight & NO_LEVEL)
    }
  }
}

function weighAlone(
  levels: Uint8Array,
  { codes, fours, place }: Tried,
  states: Uint8Array,
  weights: Uint8Array,
  size: number,
): void {
  const end = Math.ceil(size / 4)
  for (let four = 0; four < end; four += 1) {
    if (fours[four] === 0) continue
    for (let person = four * 4; person < four * 4 + 4; person += 1) {
      const truth = codes[person]
      if (truth === TRUE) raise(levels, person, place)
      else if (truth !== FALSE) raise(levels, person, weights[states[person] as number] as number)
    }
  }
}

function weighWith(
  levels: Uint8Array,
  { codes, fours, place }: Tried,
  weigh: (person: number) => number,
  size: number,
): void {
  const end = Math.ceil(size / 4)
  for (let four = 0; four < end; four += 1) {
    if (fours[four] === 0) continue
    for (let person = four * 4; person < Math.min(four * 4 + 4, size); person += 1) {
      const truth = codes[person]
      if (truth === TRUE) raise(levels, person, place)
      else if (truth !== FALSE) raise(levels, person, weigh(person))
    }
  }
}

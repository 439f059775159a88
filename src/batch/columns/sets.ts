import { State, TRUE, UNKNOWN } from '../../expression/index.ts'
import { LEVELS, type Questionnaire } from '../../questionnaire/index.ts'
import { type Columns, fourTimes, inFours } from './columns.ts'
import { clearBit, clearBits, type NamedBits, namedBits, setBit } from './named-bits.ts'
import type { Outcomes } from './outcomes.ts'

/**
 * What a result row lists about each person: a set for each person, filled from one array for each rule and question.
 */
export interface Sets {
  /** Rules that are true and shown. */
  readonly raised: NamedBits
  /** Rules that are true but covered by a more serious one of their group. */
  readonly covered: NamedBits
  readonly undetermined: NamedBits
  readonly unsure: NamedBits
  readonly declined: NamedBits
  readonly unanswered: NamedBits
  readonly outOfRange: NamedBits
  readonly unreadable: NamedBits
  readonly checkFailed: NamedBits
}

/** How often each rule and each state of a question occurred. */
export interface Counts {
  readonly raised: Float64Array
  readonly covered: Float64Array
  readonly undetermined: Float64Array
  /** By question, then by state. */
  readonly states: Float64Array
}

export const STATE_COUNT: number = Object.keys(State).length

export function setsFor({ rules, questions }: Questionnaire): Sets {
  const ruleIds = rules.map(({ id }) => id)
  const questionIds = questions.map(({ id }) => id)
  return {
    raised: namedBits(ruleIds),
    covered: namedBits(ruleIds),
    undetermined: namedBits(ruleIds),
    unsure: namedBits(questionIds),
    declined: namedBits(questionIds),
    unanswered: namedBits(questionIds),
    outOfRange: namedBits(questionIds),
    unreadable: namedBits(questionIds),
    checkFailed: namedBits(questionIds),
  }
}

export function countsFor({ rules, questions }: Questionnaire): Counts {
  return {
    raised: new Float64Array(rules.length),
    covered: new Float64Array(rules.length),
    undetermined: new Float64Array(rules.length),
    states: new Float64Array(questions.length * STATE_COUNT),
  }
}

/** Adds what was counted elsewhere. */
export function addCounts(counts: Counts, more: Counts): void {
  for (const key of ['raised', 'covered', 'undetermined', 'states'] as const)
    for (const [place, times] of more[key].entries()) counts[key][place] = (counts[key][place] as number) + times
}

/** The rules of one group with different levels: the most serious true one covers the others. */
interface Group {
  readonly rules: readonly number[]
  /** By rule of the group: the place of its level in `LEVELS`, the most serious first. */
  readonly ranks: readonly number[]
}

export function groupsOf({ rules }: Questionnaire): readonly Group[] {
  const names = new Set(rules.flatMap(({ group }) => group ?? []))
  return [...names].flatMap((name) => {
    const members = rules.flatMap(({ group }, index) => (group === name ? [index] : []))
    const ranks = members.map((index) => LEVELS.indexOf(rules[index]?.level ?? 'none-raised'))
    return new Set(ranks).size < 2 ? [] : [{ rules: members, ranks }]
  })
}

interface Gathering {
  readonly sets: Sets
  readonly counts: Counts
  /** Number of people. */
  readonly size: number
}

/** Gathers the sets of everybody in the columns, and counts on the way. */
export function gather(
  { sets, counts, groups }: { readonly sets: Sets; readonly counts: Counts; readonly groups: readonly Group[] },
  columns: Columns,
  { truths, failedChecks }: Outcomes,
): void {
  for (const set of Object.values(sets)) clearBits(set, columns.size)
  for (let rule = 0; rule < truths.length; rule += 1)
    gatherRule(rule, truths[rule] as Uint8Array, sets, counts, columns.size)
  for (const group of groups) coverRules(group, truths, { sets, counts, size: columns.size })
  for (let question = 0; question < columns.states.length; question += 1)
    gatherQuestion(question, columns.states[question] as Uint8Array, sets, counts, columns.size)
  for (const { person, index, answer } of columns.rejected)
    setBit(answer.why === 'out-of-range' ? sets.outOfRange : sets.unreadable, index, person)
  for (const { person, index } of failedChecks) setBit(sets.checkFailed, index, person)
}

function gatherRule(rule: number, codes: Uint8Array, sets: Sets, counts: Counts, size: number): void {
  let raised = 0
  let open = 0
  const fours = inFours(codes)
  for (let person = 0; person < size; person += 1) {
    // Most words are zero, because usually none of four people raises a given rule.
    if ((person & 3) === 0 && fours[person >>> 2] === 0) {
      person += 3
      continue
    }
    const truth = codes[person]
    if (truth === TRUE) {
      raised += 1
      setBit(sets.raised, rule, person)
    } else if (truth === UNKNOWN) {
      open += 1
      setBit(sets.undetermined, rule, person)
    }
  }
  counts.raised[rule] = (counts.raised[rule] as number) + raised
  counts.undetermined[rule] = (counts.undetermined[rule] as number) + open
}

/** Whether none of the rules is true or undetermined for any of four people. */
function isQuiet(fours: readonly Uint32Array[], four: number): boolean {
  for (const codes of fours) if (codes[four] !== 0) return false
  return true
}

/** Of the rules of a group that are true for a person, all but the most serious one are covered. */
function coverRules({ rules, ranks }: Group, truths: Outcomes['truths'], { sets, counts, size }: Gathering): void {
  const fours = rules.map((rule) => inFours(truths[rule] as Uint8Array))
  for (let person = 0; person < size; person += 1) {
    if ((person & 3) === 0 && isQuiet(fours, person >>> 2)) {
      person += 3
      continue
    }
    let most: number = LEVELS.length
    let fired = 0
    for (let one = 0; one < rules.length; one += 1) {
      if (truths[rules[one] as number]?.[person] !== TRUE) continue
      fired += 1
      most = Math.min(most, ranks[one] as number)
    }
    if (fired < 2) continue
    for (let one = 0; one < rules.length; one += 1) {
      const rule = rules[one] as number
      if (truths[rule]?.[person] !== TRUE || ranks[one] === most) continue
      clearBit(sets.raised, rule, person)
      setBit(sets.covered, rule, person)
      counts.raised[rule] = (counts.raised[rule] as number) - 1
      counts.covered[rule] = (counts.covered[rule] as number) + 1
    }
  }
}

const NOT_ASKED = fourTimes(State.notAsked)

function gatherQuestion(question: number, states: Uint8Array, sets: Sets, counts: Counts, size: number): void {
  const first = question * STATE_COUNT
  let given = size
  let notAsked = 0
  const fours = inFours(states)
  for (let person = 0; person < size; person += 1) {
    if ((person & 3) === 0) {
      const four = fours[person >>> 2]
      const areNotAsked = four === NOT_ASKED && person + 4 <= size
      if (areNotAsked) notAsked += 4
      if (four === 0 || areNotAsked) {
        person += 3
        continue
      }
    }
    const state = states[person] as number
    if (state === State.given) continue
    given -= 1
    counts.states[first + state] = (counts.states[first + state] as number) + 1
    if (state === State.unanswered) setBit(sets.unanswered, question, person)
    else if (state === State.unsure) setBit(sets.unsure, question, person)
    else if (state === State.declined) setBit(sets.declined, question, person)
  }
  counts.states[first] = (counts.states[first] as number) + given - notAsked
  counts.states[first + State.notAsked] = (counts.states[first + State.notAsked] as number) + notAsked
}

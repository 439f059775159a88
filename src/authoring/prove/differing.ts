import { type Questionnaire, type Rule, rank } from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import { apart } from './nearby.ts'
import type { Part } from './part.ts'
import type { SymbolicStanding } from './standing.ts'
import { NO, YES } from './truths.ts'

/** Sheets on which two forms with the same questions say different things. */
export interface Differing {
  /** For each rank, most serious first: the sheets on which one form is below it and the other is not. */
  readonly levels: readonly { readonly rank: number; readonly on: Node }[]
  /** Sheets on which only one of the forms lists a rule, an answer that is not known, or a missing one. */
  readonly listed: Node
}

/** A form as it is read over the variables of a part. */
export interface FormView {
  readonly part: Part
  readonly needed: Questionnaire['needed']
}

/** `rules` are those that are not in both forms. */
export function differing(first: FormView, second: FormView, rules: readonly Rule[]): Differing {
  const [one, other] = [first.part, second.part]
  const { truths } = one
  const read = [...new Set(rules.flatMap(({ when }) => when.reads.map(({ index }) => index)))]
  const groups = new Set(rules.flatMap(({ group }) => group ?? []))
  const grouped = [one, other].flatMap((part) =>
    part.rules.filter(({ group }) => group !== undefined && groups.has(group)),
  )
  const ids = new Set([...rules, ...grouped].map(({ id }) => id))
  const lists = [
    ...[...ids].map((id) => apart(truths, shownIn(one, id), shownIn(other, id))),
    ...read.map((index) => apart(truths, openIn(one, index), openIn(other, index))),
    apart(truths, lackingIn(first), lackingIn(second)),
  ]
  return {
    levels: [3, 2, 1].map((least) => ({
      rank: least,
      on: truths.and(apart(truths, one.below(least), other.below(least)), one.clean),
    })),
    listed: truths.and(truths.or(...lists), one.clean),
  }
}

/** Sheets on which a rule is true and not hidden by a more serious one of its group. */
function shownIn({ rules, tests, truths }: Part, id: string): Node {
  const rule = rules.find((one) => one.id === id)
  if (rule === undefined) return NO
  const fires = (one: Rule) => truths.isTrue(tests.get(one)?.node ?? NO)
  const before = rules.filter(
    ({ group, level }) => group !== undefined && group === rule.group && rank(level) > rank(rule.level),
  )
  return truths.and(fires(rule), ...before.map((one) => truths.not(fires(one))))
}

/** Sheets on which a question is a finding because its answer is missing or not known. */
function openIn({ standing, rules, tests, truths }: Part, index: number): Node {
  const { asked, said, absent, due } = standing.get(index) as SymbolicStanding
  const { ifUnknown, ifUnanswered } = asked.question
  const blamed = truths.or(...rules.map((rule) => tests.get(rule)?.blames(index) ?? NO))
  const isFinding = ifUnknown === undefined ? blamed : YES
  const isFindingUnanswered = ifUnanswered === undefined ? isFinding : YES
  return truths.or(truths.and(said, isFinding), truths.and(absent, due.yes, isFindingUnanswered))
}

/** Sheets on which the form is not complete: something that a rule or score needs is due and missing. */
function lackingIn({ part: { standing, truths }, needed }: FormView): Node {
  return truths.or(
    ...[...standing].flatMap(([index, { absent, due }]) =>
      needed[index] === true ? [truths.and(absent, truths.not(due.no))] : [],
    ),
  )
}

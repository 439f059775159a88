import { FALSE, TRUE } from '../../expression/index.ts'
import { type Question, type Rule, rank } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import { type Claim, type Covered, ifFound, TOO_MUCH } from './claim.ts'
import type { Node } from './diagram.ts'
import type { Part } from './part.ts'
import type { Person } from './persons.ts'
import { type Proving, sheetOf } from './proving.ts'
import type { SymbolicTest } from './symbolic.ts'
import { NO } from './truths.ts'

/** Every question can be asked; every rule can be true, can be false, and decides the level of somebody. */
export function logicClaims(proving: Proving): readonly Claim[] {
  const { questions, rules } = proving.questionnaire
  return [...questions.flatMap((one) => askedClaim(one, proving)), ...rules.flatMap((one) => ruleClaims(one, proving))]
}

function askedClaim(question: Question, proving: Proving): readonly Claim[] {
  const { askIf, subject } = question
  if (askIf === undefined) return []
  const part = proving.partOf({ reads: [subject] })
  const asked = part?.standing.get(subject.index)?.definitely
  if (part === undefined || asked === undefined) return [{ code: 'never-asked', about: question, ...TOO_MUCH }]
  const search = proving.people.find({
    part,
    on: part.truths.and(asked, part.clean),
    anyWitness: true,
    replay: (person) => askIf.test(sheetOf(proving, person)) === TRUE,
  })
  return [{ code: 'never-asked', about: question, ...ifFound(search) }]
}

const RULE_CODES = ['never-fires', 'never-silent', 'pointless-rule'] as const

function ruleClaims(rule: Rule, proving: Proving): readonly Claim[] {
  const part = proving.partOf(rule.when)
  const test = part?.tests.get(rule)
  if (part === undefined || test === undefined) return RULE_CODES.map((code) => ({ code, about: rule, ...TOO_MUCH }))
  const { truths, clean } = part
  const some = (on: Node, truth: number) =>
    ifFound(
      proving.people.find({
        part,
        on: truths.and(on, clean),
        anyWitness: true,
        replay: (person) => rule.when.test(sheetOf(proving, person)) === truth,
      }),
    )
  const fires: Claim = { code: 'never-fires', about: rule, ...some(truths.isTrue(test.node), TRUE) }
  // Of a rule that is never true, that it is false or decides nothing is not worth a word.
  if (fires.outcome === 'refuted') return [fires]
  const silent: Claim = { code: 'never-silent', about: rule, ...some(truths.isFalse(test.node), FALSE) }
  return silent.outcome === 'refuted' ? [fires, silent] : [fires, silent, matters(rule, part, proving)]
}

/** Whether the level of somebody is what it is because of this rule alone. */
function matters(rule: Rule, part: Part, proving: Proving): Claim {
  const { truths, clean, tests } = part
  const fires = truths.and(truths.isTrue((tests.get(rule) as SymbolicTest).node), clean)
  const search = proving.people.find({
    part,
    on: truths.and(fires, part.below(rank(rule.level), rule)),
    below: rank(rule.level),
    anyWitness: true,
    replay: (person) => decides(rule, person, proving),
  })
  const found = ifFound(search)
  const covered = found.outcome === 'refuted' ? coveredBy(rule, { part, fires, proving }) : {}
  return { code: 'pointless-rule', about: rule, ...found, ...covered }
}

function decides(rule: Rule, { answers, on }: Person, { questionnaire }: Proving): boolean {
  const { findings } = guide(questionnaire, answers, on)
  const others = findings.filter((finding) => finding.rule !== rule.id || finding.kind !== 'rule')
  return others.length < findings.length && others.every(({ level }) => rank(level) < rank(rule.level))
}

interface Covering {
  readonly part: Part
  readonly fires: Node
  readonly proving: Proving
}

/**
 * As few rules as can be, of which one is true whenever this one is; none where something else is always as serious.
 * They may read other questions: then they are serious for everybody. Where an answer that is not known has to help out,
 * that is said as well.
 */
function coveredBy(rule: Rule, { part, fires, proving }: Covering): Covered {
  const [other] = proving.people.neverBelow(part, rank(rule.level))
  const [where, on] = other === undefined ? [part, fires] : [other, other.clean]
  const covers = coveringIn(where, rule, on)
  if (covers !== undefined) return { covers }
  const known = where.truths.and(on, where.below(rank(rule.level), 'rules'))
  return { covers: known === NO ? [] : (coveringIn(where, rule, known) ?? []), orUnknown: true }
}

function coveringIn({ truths, rules, tests }: Part, rule: Rule, on: Node): readonly Rule[] | undefined {
  const serious = rules.filter((other) => other !== rule && rank(other.level) >= rank(rule.level))
  const without = (some: readonly Rule[]) =>
    truths.and(on, ...some.map((other) => truths.not(truths.isTrue((tests.get(other) as SymbolicTest).node))))
  const alone = serious.find((other) => without([other]) === NO)
  if (alone !== undefined) return [alone]
  if (without(serious) !== NO) return undefined
  return serious.reduce<readonly Rule[]>((kept, other) => {
    const fewer = kept.filter((one) => one !== other)
    return without(fewer) === NO ? fewer : kept
  }, serious)
}

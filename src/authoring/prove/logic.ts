import { type Compiled, FALSE, TRUE } from '../../expression/index.ts'
import { type Note, type Question, type Rule, rank } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import { type Claim, type Covered, ifFound, TOO_MUCH } from './claim.ts'
import type { Node } from './diagram.ts'
import type { Part } from './part.ts'
import type { Person } from './person-on-path.ts'
import { type Proving, sheetOf } from './proving.ts'
import type { SymbolicTest } from './symbolic.ts'
import { NO } from './truths.ts'
import { findWitness } from './witness.ts'

/**
 * Every question can be asked and every note shown; every rule can be true, can be false, and decides somebody's level.
 */
export function logicClaims(proving: Proving): readonly Claim[] {
  const { questions, notes, rules } = proving.questionnaire
  const asked = [...questions, ...notes].flatMap((one) => askedClaim(one, proving))
  return [...asked, ...rules.flatMap((one) => ruleClaims(one, proving))]
}

function askedClaim(about: Question | Note, proving: Proving): readonly Claim[] {
  const { askIf } = about
  if (askIf === undefined) return []
  const part = proving.partOf(about.kind === 'note' ? askIf : { reads: [about.subject] })
  const asked = part && definitely(about, askIf, part)
  if (part === undefined || asked === undefined) return [{ code: 'never-asked', about, ...TOO_MUCH }]
  const search = findWitness(proving, {
    part,
    on: asked,
    replay: (person) => askIf.test(sheetOf(proving, person)) === TRUE,
  })
  return [{ code: 'never-asked', about, ...ifFound(search) }]
}

/** Sheets on which an `ask_if` is true. */
function definitely(
  about: Question | Note,
  { condition }: Compiled,
  { standing, testOf, truths }: Part,
): Node | undefined {
  if (about.kind === 'question') return standing.get(about.subject.index)?.definitely
  return truths.isTrue(testOf(condition).node)
}

const RULE_CODES = ['never-fires', 'never-silent', 'pointless-rule'] as const

function ruleClaims(rule: Rule, proving: Proving): readonly Claim[] {
  const part = proving.partOf(rule.when)
  const test = part?.tests.get(rule)
  if (part === undefined || test === undefined) return RULE_CODES.map((code) => ({ code, about: rule, ...TOO_MUCH }))
  const { truths } = part
  const some = (on: Node, truth: number) => {
    const replay = (person: Person) => rule.when.test(sheetOf(proving, person)) === truth
    return ifFound(findWitness(proving, { part, on, replay }))
  }
  const fires: Claim = { code: 'never-fires', about: rule, ...some(truths.isTrue(test.node), TRUE) }
  // If a rule is never true, it need not be reported that it is false or decides nothing.
  if (fires.outcome === 'refuted') return [fires]
  const silent: Claim = { code: 'never-silent', about: rule, ...some(truths.isFalse(test.node), FALSE) }
  return silent.outcome === 'refuted' ? [fires, silent] : [fires, silent, matters(rule, part, proving)]
}

/** Whether somebody's level is what it is because of this rule alone. */
function matters(rule: Rule, part: Part, proving: Proving): Claim {
  const { truths, tests } = part
  const fires = truths.isTrue((tests.get(rule) as SymbolicTest).node)
  const search = findWitness(proving, {
    part,
    on: fires,
    below: rank(rule.level),
    without: rule,
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
 * As few rules as possible, one of which is true whenever this one is. Empty where something else is always as serious.
 * They may read questions of other parts: then they are serious for everybody. Also says whether an answer that is not
 * known is needed as well.
 */
function coveredBy(rule: Rule, { part, fires, proving }: Covering): Covered {
  const [other] = proving.people.neverBelow(part, rank(rule.level))
  const covered = other === undefined ? coveredNear(rule, part, fires) : undefined
  if (covered !== undefined) return covered
  const [where, on] = other === undefined ? [part, part.truths.and(fires, part.clean)] : [other, other.clean]
  const serious = where.rules.filter(({ level }) => rank(level) >= rank(rule.level))
  const covers = coveringIn(where, { rule, serious, on })
  if (covers !== undefined) return { covers }
  const known = where.truths.and(on, where.below(rank(rule.level), 'rules'))
  return { covers: known === NO ? [] : (coveringIn(where, { rule, serious, on: known }) ?? []), orUnknown: true }
}

/** The same, looking only at what is near the rule. Undefined where that does not cover it. */
function coveredNear(rule: Rule, part: Part, fires: Node): Covered | undefined {
  const { near, truths } = part
  const rings = [...near.rings(near.placesOf(fires))].map((ring) => ({
    ring,
    serious: near.findings(ring, rank(rule.level)).flatMap((one) => one.rule ?? []),
    on: truths.and(fires, near.clean(ring)),
  }))
  for (const { serious, on } of rings) {
    const covers = coveringIn(part, { rule, serious, on })
    if (covers !== undefined) return { covers }
  }
  for (const { ring, serious, on } of rings) {
    const known = truths.and(on, near.below(ring, rank(rule.level), { without: 'rules' }))
    const covers = known === NO ? [] : coveringIn(part, { rule, serious, on: known })
    if (covers !== undefined) return { covers, orUnknown: true }
  }
  return undefined
}

interface Coverable {
  readonly rule: Rule
  /** Rules that are as serious as this one. */
  readonly serious: readonly Rule[]
  readonly on: Node
}

/** Rules that share a question with this one are usually enough, and there are few of them. */
function coveringIn(part: Part, { rule, serious, on }: Coverable): readonly Rule[] | undefined {
  const others = serious.filter((other) => other !== rule)
  const read = new Set(rule.when.reads.map(({ index }) => index))
  const sharing = others.filter(({ when }) => when.reads.some(({ index }) => read.has(index)))
  return fewestOf(sharing, part, on) ?? fewestOf(others, part, on)
}

/**
 * As few of these rules as possible, one of which is true on every sheet of the set. Undefined where even all of them
 * are not enough.
 */
function fewestOf(some: readonly Rule[], { truths, tests }: Part, on: Node): readonly Rule[] | undefined {
  const without = (rules: readonly Rule[]) =>
    truths.and(on, ...rules.map((other) => truths.not(truths.isTrue((tests.get(other) as SymbolicTest).node))))
  if (without(some) !== NO) return undefined
  const alone = some.find((other) => without([other]) === NO)
  if (alone !== undefined) return [alone]
  return some.reduce<readonly Rule[]>((kept, other) => {
    const fewer = kept.filter((one) => one !== other)
    return without(fewer) === NO ? fewer : kept
  }, some)
}

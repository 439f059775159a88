import { FALSE, TRUE } from '../../expression/index.ts'
import { type Answers, type Question, type Rule, rank } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import type { Claim, Covered, Outcome } from './claim.ts'
import type { Node } from './diagram.ts'
import type { Part } from './part.ts'
import type { Search } from './people.ts'
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
  if (part === undefined || asked === undefined) return [{ code: 'never-asked', about: question, outcome: 'open' }]
  const search = proving.people.find({
    part,
    on: part.truths.and(asked, part.clean),
    anyWitness: true,
    replay: (answers) => askIf.test(sheetOf(proving, answers)) === TRUE,
  })
  return [{ code: 'never-asked', about: question, outcome: ifFound(search) }]
}

/** Holds when somebody was found. */
function ifFound({ kind }: Search): Outcome {
  return kind === 'found' ? 'proved' : kind === 'open' ? 'open' : 'refuted'
}

const RULE_CODES = ['never-fires', 'never-silent', 'pointless-rule'] as const
type RuleCode = (typeof RULE_CODES)[number]

function ruleClaims(rule: Rule, proving: Proving): readonly Claim[] {
  const part = proving.partOf(rule.when)
  const test = part?.tests.get(rule)
  const claim = (code: RuleCode, outcome: Outcome): Claim => ({ code, about: rule, outcome })
  if (part === undefined || test === undefined) return RULE_CODES.map((code) => claim(code, 'open'))
  const { truths, clean } = part
  const some = (on: Node, truth: number) =>
    ifFound(
      proving.people.find({
        part,
        on: truths.and(on, clean),
        anyWitness: true,
        replay: (answers) => rule.when.test(sheetOf(proving, answers)) === truth,
      }),
    )
  const fires = claim('never-fires', some(truths.isTrue(test.node), TRUE))
  // Of a rule that is never true, that it is false or decides nothing is not worth a word.
  if (fires.outcome === 'refuted') return [fires]
  const silent = claim('never-silent', some(truths.isFalse(test.node), FALSE))
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
    replay: (answers) => decides(rule, answers, proving),
  })
  const outcome = ifFound(search)
  return {
    code: 'pointless-rule',
    about: rule,
    outcome,
    ...(outcome === 'refuted' ? coveredBy(part, rule, fires) : {}),
  }
}

function decides(rule: Rule, answers: Answers, { questionnaire, on }: Proving): boolean {
  const { findings } = guide(questionnaire, answers, on)
  const others = findings.filter((finding) => finding.rule !== rule.id || finding.kind !== 'rule')
  return others.length < findings.length && others.every(({ level }) => rank(level) < rank(rule.level))
}

/**
 * As few rules as can be, of which one is true whenever this one is; none where something else is always as serious.
 * Where an answer that is not known has to help out, that is said as well.
 */
function coveredBy(part: Part, rule: Rule, fires: Node): Covered {
  const covers = coveringIn(part, rule, fires)
  if (covers !== undefined) return { covers }
  const known = part.truths.and(fires, part.below(rank(rule.level), 'rules'))
  return { covers: known === NO ? [] : (coveringIn(part, rule, known) ?? []), orUnknown: true }
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

import { UNKNOWN } from '../../expression/index.ts'
import {
  cappedAtReferBefore,
  Due,
  due,
  type Level,
  mostSerious,
  type Question,
  type Questionnaire,
  type Rule,
  rank,
} from '../../questionnaire/index.ts'
import { type Claim, TOO_MUCH, unlessOpen, type Verdict } from './claim.ts'
import type { Node } from './diagram.ts'
import { type Example, exampleOf } from './example.ts'
import { onlyAt } from './field.ts'
import { withLessKnown } from './freedom.ts'
import { isNobodyOn, type Lowering, loweredBy } from './lowering.ts'
import type { Part } from './part.ts'
import type { Path } from './paths.ts'
import { isClean, levelOf, type Proving, sheetOf } from './proving.ts'
import type { SymbolicStanding } from './standing.ts'
import { NO } from './truths.ts'
import type { QuestionVariables } from './variables.ts'

/** No answer that is not known hides what a known answer would show. */
export function unknownClaims(proving: Proving): readonly Claim[] {
  const { questions, rules } = proving.questionnaire
  return [
    ...rules.map((rule) => undeterminedClaim(rule, proving)),
    ...questions.map((one) => questionClaim(one, proving)),
  ]
}

/** No sheet on which a rule is undetermined ends at `none-raised`. */
function undeterminedClaim(rule: Rule, proving: Proving): Claim {
  const part = proving.partOf(rule.when)
  const test = part?.tests.get(rule)
  if (part === undefined || test === undefined) return { code: 'unknown-lowers', about: rule, ...TOO_MUCH }
  const { truths, clean, below, near } = part
  const undetermined = truths.isUndetermined(test.node)
  for (const ring of near.rings(near.placesOf(undetermined)))
    if (isNobodyOn(part, truths.and(undetermined, near.clean(ring), near.below(ring, rank('refer-discuss')))))
      return { code: 'unknown-lowers', about: rule, outcome: 'proved' }
  const search = proving.people.find({
    part,
    on: truths.and(undetermined, clean, below(rank('refer-discuss'))),
    below: rank('refer-discuss'),
    replay: (person) =>
      rule.when.test(sheetOf(proving, person)) === UNKNOWN && levelOf(proving, person) === 'none-raised',
  })
  if (search.kind !== 'found') return { code: 'unknown-lowers', about: rule, ...unlessOpen(search) }
  const example = exampleOf(proving.questionnaire, search.person, 'none-raised')
  return { code: 'unknown-lowers', about: rule, outcome: 'refuted', example }
}

/**
 * If an answer is replaced by "not sure" (of several answers some may still be named), or by no answer while the
 * question is due, the sheet keeps its level or gets that of the unknown.
 */
function questionClaim(question: Question, proving: Proving): Claim {
  const part = proving.partOf({ reads: [question.subject] })
  const claim = (verdict: Verdict & { readonly example?: Example }): Claim => ({
    code: 'unknown-lowers',
    about: question,
    ...verdict,
  })
  if (part === undefined) return claim(TOO_MUCH)
  let open: Verdict | undefined
  for (const state of ['unsure', 'unanswered'] as const) {
    const least = rank(levelOfUnknown(question, state, proving.questionnaire))
    const taken = takingAway(question, { state, part, proving })
    for (let wanted = least; wanted > 0; wanted -= 1) {
      const found = loweredBy({ ...taken, wanted })
      if (found?.example !== undefined) return claim(found)
      open ??= found
    }
  }
  if (part.diagrams.isExhausted()) return claim(TOO_MUCH)
  return claim(open ?? { outcome: 'proved' })
}

type Unknown = 'unsure' | 'unanswered'

/** Answers that are taken away on clean sheets. Others may contradict what is left. */
function takingAway(
  question: Question,
  { state, part, proving }: { readonly state: Unknown; readonly part: Part; readonly proving: Proving },
): Omit<Lowering, 'wanted'> {
  const { index } = question.subject
  const { asked, given, said, absent, due: dueness } = part.standing.get(index) as SymbolicStanding
  return {
    question,
    asked,
    part,
    proving,
    before: given,
    after: state === 'unsure' ? said : part.truths.and(absent, dueness.yes),
    follow: (before) => lessKnown(part, asked, before),
    follows: withLessKnown,
    mayPrecede: (path) => moreKnown(part, asked, path),
    allowContradictions: 'here',
    isFair: (before, after) => {
      const { due: isDue } = due(proving.questionnaire, after.answers, after.on)
      return isClean(proving, before) && (state === 'unsure' || isDue[index] === Due.yes)
    },
  }
}

/**
 * What is left when the answer is taken away, from some answer to the question. Of several answers, those that are
 * still named were chosen before.
 */
function lessKnown({ diagrams, truths }: Part, { at, options, said }: QuestionVariables, set: Node): Node {
  const withoutSome = options.reduce(
    (all, option) =>
      diagrams.replaced(all, option, ([without = NO, chosen = NO]) =>
        diagrams.node(option, [truths.or(without, chosen), chosen]),
      ),
    set,
  )
  const byAnswer = diagrams.replaced(withoutSome, at, (children) => truths.or(...new Set(children)))
  if (options.length === 0) return byAnswer
  // Without any answer no option is named.
  const nothing = options.reduce((all, option) => diagrams.replaced(all, option, ([without = NO]) => without), byAnswer)
  return truths.choose(onlyAt(diagrams, at, [said]), byAnswer, nothing)
}

/** Sheets on which the question's answer contains the one on a path. */
function moreKnown({ diagrams, truths }: Part, { at, options, said }: QuestionVariables, path: Path): Node {
  const named = path[at] === said ? options.filter((one) => path[one] === 1) : []
  return truths.and(...named.map((one) => onlyAt(diagrams, one, [1])))
}

/**
 * The level of "not sure" and of silence: the author's, or else that of the most serious rule that reads the question
 * or one that is asked because of it.
 */
export function levelOfUnknown(
  { ifUnknown, ifUnanswered, subject }: Question,
  state: Unknown,
  questionnaire: Questionnaire,
): Level {
  if (state === 'unanswered' && ifUnanswered !== undefined) return ifUnanswered
  if (ifUnknown !== undefined) return state === 'unsure' ? ifUnknown : cappedAtReferBefore(ifUnknown)
  const levels = [...followedBy(subject.index, questionnaire)].flatMap((index) =>
    (questionnaire.rulesReading[index] ?? []).map(({ level }) => level),
  )
  return cappedAtReferBefore(mostSerious(...levels))
}

/** The question, those whose `ask_if` reads it, those whose `ask_if` reads those, and so on. */
function followedBy(index: number, { questions }: Questionnaire): ReadonlySet<number> {
  const followed = new Set([index])
  for (const { subject, askIf } of questions)
    if (askIf?.reads.some((read) => followed.has(read.index))) followed.add(subject.index)
  return followed
}

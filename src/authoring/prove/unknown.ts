import { UNKNOWN } from '../../expression/index.ts'
import {
  type Answer,
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
import type { Claim, Outcome } from './claim.ts'
import { changesIn } from './example.ts'
import type { Part } from './part.ts'
import { around, cheapest } from './paths.ts'
import { isClean, levelOf, type Proving, sheetOf } from './proving.ts'
import type { SymbolicStanding } from './standing.ts'
import { NO } from './truths.ts'

/** No answer that is not known hides what a known one would show. */
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
  if (part === undefined || test === undefined) return { code: 'unknown-lowers', about: rule, outcome: 'open' }
  const { truths, clean, below } = part
  const search = proving.people.find({
    part,
    on: truths.and(truths.isUndetermined(test.node), clean, below(rank('refer-discuss'))),
    below: rank('refer-discuss'),
    replay: (answers) =>
      rule.when.test(sheetOf(proving, answers)) === UNKNOWN && levelOf(proving, answers) === 'none-raised',
  })
  if (search.kind !== 'found')
    return { code: 'unknown-lowers', about: rule, outcome: search.kind === 'open' ? 'open' : 'proved' }
  const { answers } = search
  const changes = changesIn(proving.questionnaire, answers, proving.on)
  const example = { answers, changes, level: 'none-raised' as const }
  return { code: 'unknown-lowers', about: rule, outcome: 'refuted', example }
}

/** With its answer replaced by "not sure", or by nothing while it is due, a sheet keeps its level or that of the unknown. */
function questionClaim(question: Question, proving: Proving): Claim {
  const part = proving.partOf({ reads: [question.subject] })
  const claim = (outcome: Outcome): Claim => ({ code: 'unknown-lowers', about: question, outcome })
  if (part === undefined) return claim('open')
  for (const state of ['unsure', 'unanswered'] as const) {
    const least = rank(levelOfUnknown(question, state, proving.questionnaire))
    for (let wanted = least; wanted > 0; wanted -= 1) {
      const lowered = loweredBy(question, { part, state, wanted, proving })
      if (lowered !== undefined) return lowered
    }
  }
  return claim(part.diagrams.isExhausted() ? 'open' : 'proved')
}

interface Lowering {
  readonly part: Part
  readonly state: 'unsure' | 'unanswered'
  readonly wanted: number
  readonly proving: Proving
}

/** Undefined when nobody falls below the wanted rank. */
function loweredBy(question: Question, { part, state, wanted, proving }: Lowering): Claim | undefined {
  const { questionnaire, people, on } = proving
  const { diagrams, truths } = part
  const { asked, given, said, absent, due: dueness } = part.standing.get(question.subject.index) as SymbolicStanding
  const serious = truths.and(part.serious(wanted), given)
  if (serious === NO) return undefined
  // What is left when the answer is taken away: some answer to the question made it serious.
  let someAnswer = serious
  for (let variable = asked.at + asked.options; variable >= asked.at; variable -= 1)
    someAnswer = diagrams.replaced(someAnswer, variable, (children) => truths.or(...new Set(children)))
  const lower = truths.and(someAnswer, part.below(wanted), state === 'unsure' ? said : truths.and(absent, dueness.yes))
  const before = (path: readonly number[]) =>
    cheapest(diagrams, truths.and(serious, around(diagrams, path, asked)), people.costsOf(part))
  const search = people.find({
    part,
    on: lower,
    below: wanted,
    allowContradictions: 'here',
    replay: (answers, path) => {
      const first = before(path)
      if (first === undefined || rank(levelOf(proving, answers)) >= wanted) return false
      const fuller = people.withPath(part, first, answers)
      const isDue = state === 'unsure' || due(questionnaire, answers, on).due[question.subject.index] === Due.yes
      return isDue && isClean(proving, fuller) && rank(levelOf(proving, fuller)) >= wanted
    },
  })
  if (search.kind === 'nobody') return undefined
  if (search.kind === 'open') return { code: 'unknown-lowers', about: question, outcome: 'open' }
  const known = people.withPath(part, before(search.path) ?? search.path, search.answers)
  const answer: Answer | undefined = search.answers.get(question.id)
  return {
    code: 'unknown-lowers',
    about: question,
    outcome: 'refuted',
    example: {
      answers: known,
      changes: changesIn(questionnaire, known, on),
      level: levelOf(proving, known),
      after: { question: question.id, answer, level: levelOf(proving, search.answers) },
    },
  }
}

/**
 * What "not sure" and silence count as where nothing else is said: the author's level, else the most serious rule that
 * reads the question or one that is asked because of it.
 */
export function levelOfUnknown(
  { ifUnknown, ifUnanswered, subject }: Question,
  state: Lowering['state'],
  questionnaire: Questionnaire,
): Level {
  if (state === 'unanswered' && ifUnanswered !== undefined) return ifUnanswered
  if (ifUnknown !== undefined) return state === 'unsure' ? ifUnknown : cappedAtReferBefore(ifUnknown)
  const levels = [...followedBy(subject.index, questionnaire)].flatMap((index) =>
    (questionnaire.rulesReading[index] ?? []).map(({ level }) => level),
  )
  return cappedAtReferBefore(mostSerious(...levels))
}

/** The question and those whose `ask_if` reads it, and those whose `ask_if` reads those. */
function followedBy(index: number, { questions }: Questionnaire): ReadonlySet<number> {
  const followed = new Set([index])
  for (const { subject, askIf } of questions)
    if (askIf?.reads.some((read) => followed.has(read.index))) followed.add(subject.index)
  return followed
}

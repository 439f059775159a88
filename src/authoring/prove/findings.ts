import type { Condition } from '../../expression/index.ts'
import {
  cappedAtReferBefore,
  kindOf,
  type Level,
  type Question,
  type Questionnaire,
  type Rule,
  rank,
} from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import type { SymbolicStanding } from './standing.ts'
import type { SymbolicTest } from './symbolic.ts'
import { NO, type Truths } from './truths.ts'

/** Something that is at least as serious as a rank on a set of sheets. */
export interface SymbolicFinding {
  readonly rank: number
  readonly on: Node
  /** The rule that is true there; absent for other findings. */
  readonly rule?: Rule
}

interface Evaluated {
  readonly questionnaire: Pick<Questionnaire, 'rulesReading' | 'needed'>
  readonly truths: Truths
  readonly standing: ReadonlyMap<number, SymbolicStanding>
  readonly tests: ReadonlyMap<Rule, SymbolicTest>
  readonly testTaking: (question: number, condition: Condition) => SymbolicTest
}

/** A rule that is true, or that is undetermined without a question being to blame. */
export function findingsOfRule(rule: Rule, { truths, tests }: Evaluated): readonly SymbolicFinding[] {
  const test = tests.get(rule) as SymbolicTest
  const blamed = truths.or(...rule.when.reads.map(({ index }) => test.blames(index)))
  return [
    { rank: rank(rule.level), on: truths.isTrue(test.node), rule },
    {
      rank: rank(cappedAtReferBefore(rule.level)),
      on: truths.and(truths.isUndetermined(test.node), truths.not(blamed)),
    },
  ]
}

/**
 * Mirrors `rules/roll-up.ts` for one question. In a form by itself no sheet has rejected answers, since a rejected
 * value is at least as serious as "not sure" with the codes that could be read. Next to another form a sheet may have
 * them.
 */
export function findingsOfQuestion(question: Question, evaluated: Evaluated): readonly SymbolicFinding[] {
  const { questionnaire, truths, standing, tests } = evaluated
  const { ifUnknown, ifUnanswered, subject } = question
  const { said, absent, given, due } = standing.get(subject.index) as SymbolicStanding
  const unanswered = truths.and(absent, due.yes)
  const reading = questionnaire.rulesReading[subject.index] ?? []
  const found: SymbolicFinding[] = []
  const finding = (level: Level, on: Node) => found.push({ rank: rank(level), on })
  if (ifUnanswered !== undefined) finding(ifUnanswered, unanswered)
  else if (ifUnknown !== undefined) finding(cappedAtReferBefore(ifUnknown), unanswered)
  if (ifUnknown !== undefined) finding(ifUnknown, said)
  for (const rule of ifUnknown === undefined ? reading : []) {
    const blamed = (tests.get(rule) as SymbolicTest).blames(subject.index)
    const open = ifUnanswered === undefined ? truths.or(said, unanswered) : said
    finding(cappedAtReferBefore(rule.level), truths.and(blamed, open))
  }
  for (const rule of due.no === NO ? [] : reading) {
    const matters = truths.not(truths.isFalse((tests.get(rule) as SymbolicTest).node))
    finding('refer-discuss', truths.and(truths.or(given, said), due.no, matters))
  }
  if (questionnaire.needed[subject.index] === true) finding('refer-before', truths.and(absent, truths.not(due.no)))
  return [...found, ...findingsOfRejected(question, evaluated)]
}

/** For a number outside the limits: the rules that it would make true say how serious the mistake behind it may be. */
function findingsOfRejected(
  question: Question,
  { questionnaire, truths, standing, testTaking }: Evaluated,
): readonly SymbolicFinding[] {
  const { ifUnknown, ifUnanswered, subject } = question
  const { rejected } = standing.get(subject.index) as SymbolicStanding
  if (rejected === NO) return []
  const least: SymbolicFinding = { rank: rank('refer-before'), on: rejected }
  if (kindOf(question).quantity === undefined)
    return [
      least,
      ...[ifUnknown, ifUnanswered]
        .flatMap((level) => level ?? [])
        .map((level) => ({ rank: rank(level), on: rejected })),
    ]
  const rules = questionnaire.rulesReading[subject.index] ?? []
  return [
    least,
    ...rules.map(({ level, when }) => ({
      rank: rank(level),
      on: truths.and(rejected, truths.isTrue(testTaking(subject.index, when.condition).node)),
    })),
  ]
}
